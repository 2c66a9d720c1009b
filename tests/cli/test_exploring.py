"""``optout explore`` on a list: an answer a line in the order of the list, whatever one of them does."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from analyzer.cli import exploring
from analyzer.corpus.hand import Hand
from analyzer.corpus.look import Look
from analyzer.errors import InputError
from tests.mazes.serving import serve
from tests.processes import optout
from tests.tables import for_each

DIALOG = """<!doctype html><html lang=en><body><h1>News</h1><script>
if (!document.cookie) document.body.insertAdjacentHTML("beforeend", `<div role=dialog style="position:fixed">
<p>We use cookies.</p><button onclick="document.cookie='c=1';this.parentNode.remove()">Accept all</button>
<button onclick="document.cookie='c=0';this.parentNode.remove()">{refuse}</button></div>`);
</script>"""


def page(refuse: str) -> dict[str, bytes]:
    return {"index.html": DIALOG.replace("{refuse}", refuse).encode(), "favicon.ico": b""}


@pytest.mark.browser
@pytest.mark.usefixtures("choice")
def test_each_of_a_list_is_one_line_in_its_order_and_a_bad_one_is_said_and_stops_nobody(tmp_path: Path) -> None:
    listed, kept = tmp_path / "list.txt", tmp_path / "found.jsonl"
    with serve(page("Reject all")) as first, serve(page("Decline")) as last:
        listed.write_text(f"# two of ours\n\nhttps://shop.example/\n  {last}  \n", encoding="utf-8")
        done = optout("explore", first, "no-such-flow", "--from", listed, "--json", "-j", 2, "-o", kept)

    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 2
    assert [one["url"] for one in found] == [first, "no-such-flow", "https://shop.example/", last]
    assert [one["refuse"]["labels"] for one in (found[0], found[3])] == [["Reject all"], ["Decline"]]
    assert "no flow 'no-such-flow'" in found[1]["error"]
    assert "is not on this machine" in found[2]["error"]
    assert kept.read_text(encoding="utf-8") == done.stdout
    told = [line for line in done.stderr.splitlines() if line.startswith("optout: ")]
    assert sorted(line.split(": ")[1] for line in told) == ["https://shop.example/", "no-such-flow"]
    assert "Traceback" not in done.stderr


@for_each(
    "wrong",
    [
        "no-such-flow-{}",
        "https://www.shop{}.example/",
        "\x01<>|{}/../..",
        "facebook-2025-email@{}",
        "a" * 60_000 + "{}",
    ],
)
def test_a_long_list_that_is_wrong_starts_nothing_and_is_told_in_a_screenful(
    wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def started(_: Hand) -> None:
        pytest.fail("a process was started for what cannot be explored")

    monkeypatch.setattr(Hand, "_started", started)
    listed, kept = tmp_path / "list.txt", tmp_path / "found.jsonl"
    listed.write_text("\n".join(wrong.format(number) for number in range(300)), encoding="utf-8")

    done = CliRunner().invoke(exploring.explore_command, ["--from", str(listed), "-o", str(kept)])

    assert done.exit_code == 2
    assert not done.stdout
    assert len(done.stderr.splitlines()) == 21
    assert len(done.stderr) < 50_000
    assert "and 280 more of the kind" in done.stderr
    assert [json.loads(line)["url"] for line in kept.read_text("utf-8").splitlines()] == [
        wrong.format(number).strip() for number in range(300)
    ]


@for_each("given", [[], ["a", "b", "--beside", "."], ["--from", "/dev/null"]])
def test_what_cannot_be_meant_is_refused_before_anything_is_opened(given: list[str]) -> None:
    assert isinstance(CliRunner().invoke(exploring.explore_command, given).exception, InputError)


@for_each(
    "where", ["file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "ftp://shop.example/", "about:blank"]
)
def test_what_is_no_address_of_a_service_is_named_as_that(where: str) -> None:
    refused = CliRunner().invoke(exploring.explore_command, [where, "--live"]).exception
    assert isinstance(refused, InputError)
    assert "is no address of a service" in str(refused)


def test_a_service_is_one_visitors_at_a_time_and_this_machine_is_nobodys() -> None:
    def apart(where: str) -> str:
        return Look(0, where, None, None, (), 1, None, 1.0, live=True).apart

    assert apart("https://Shop.example/a") == apart("https://shop.example/b") == "shop.example"
    assert apart("http://127.0.0.1:8000/") == apart("facebook-2025-email") == ""
