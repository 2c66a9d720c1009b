"""``optout explore`` on a list: an answer a line in the order of the list, whatever one of them does."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from analyzer.cli import exploring
from analyzer.corpus.hand import Done, Hand
from analyzer.corpus.journal import Journal
from analyzer.corpus.look import Explored, Look
from analyzer.errors import InputError
from analyzer.model.exploration import Exploration
from tests.mazes.serving import serve
from tests.processes import optout
from tests.small_flows import FLOW
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


@pytest.mark.lengthy
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


FOUND = Exploration(
    format="optout-exploration-1", url="", language="en", accept=None, refuse=None, found_ui=False,
    hides_from_automation=False, states=1, truncated=False, bounds=(), spared=(), findings=(), nodes=(), presses=(),
)  # fmt: skip
PLACES = [f"http://127.0.0.1:{port}/" for port in range(1, 6)]


class Workers:
    """Stands for the processes that explore; ``last`` is how many answers come before Ctrl-C does."""

    def __init__(self, last: int | None = None) -> None:
        self.last, self.asked = last, list[str]()

    def __call__(self, looks: Iterable[Look], *_: Any) -> Iterator[Done[Explored]]:
        self.asked = [look.where for look in looks]
        # The last one of a list may be the first one done.
        for look in [*looks][: None if self.last is None else self.last][::-1]:
            yield Done(Explored(look.number, look.where, replace(FOUND, url=look.where)))
        if self.last is not None:
            raise KeyboardInterrupt


def command(monkeypatch: pytest.MonkeyPatch, workers: Workers, *given: object) -> Result:
    monkeypatch.setattr(exploring, "spread", workers)
    return CliRunner().invoke(exploring.explore_command, list(map(str, given)))


def test_what_was_found_before_an_interruption_is_kept_as_incomplete_and_the_same_command_completes_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    whole = tmp_path / "found.jsonl"
    first = command(monkeypatch, Workers(last=2), *PLACES, "--json", "-o", whole)
    assert first.exit_code == 2
    assert "interrupted" in first.stderr
    assert not whole.exists()
    assert len((tmp_path / "found.jsonl.incomplete").read_bytes().splitlines()) == 2

    going_on = Workers()
    second = command(monkeypatch, going_on, *PLACES, "--json", "-o", whole)
    assert second.exit_code == 0
    assert going_on.asked == PLACES[2:]
    assert "2 of 5 were explored before" in second.stderr
    assert [json.loads(line)["url"] for line in whole.read_text(encoding="utf-8").splitlines()] == PLACES
    assert whole.read_text(encoding="utf-8") == second.stdout
    assert not (tmp_path / "found.jsonl.incomplete").exists()


def test_what_waits_for_its_turn_is_printed_before_an_interruption_ends_all(monkeypatch: pytest.MonkeyPatch) -> None:
    workers = Workers(last=3)
    done = command(monkeypatch, workers, "no-such-flow", *PLACES, "--json")
    assert [json.loads(line)["url"] for line in done.stdout.splitlines()] == ["no-such-flow", *PLACES[:3]]
    assert "-o FILE keeps it" in done.stderr


def test_another_question_is_not_answered_by_what_an_earlier_one_left(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    whole = tmp_path / "found.jsonl"
    command(monkeypatch, Workers(last=2), *PLACES, "-o", whole)
    deeper = Workers()
    assert command(monkeypatch, deeper, *PLACES, "-o", whole, "--clicks", 4).exit_code == 0
    assert deeper.asked == PLACES


def test_a_line_that_was_not_written_to_its_end_costs_no_other(tmp_path: Path) -> None:
    with Journal(tmp_path / "found") as journal:
        journal.keep("one", FOUND)
        journal.keep("two", FOUND)
    kept = tmp_path / "found.incomplete"
    kept.write_bytes(kept.read_bytes()[:-5])
    with Journal(tmp_path / "found") as journal:
        assert journal.known.keys() == {"one"}
        journal.keep("three", FOUND)
    assert Journal(tmp_path / "found").known.keys() == {"one", "three"}


@pytest.mark.lengthy
def test_what_is_wrong_in_a_list_starts_nothing_and_has_its_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    listed, workers = tmp_path / "list.txt", Workers()
    wrong = ["https://shop.example/", "127.0.0.1:8123/x", "ftp://shop.example/", "no such thing at all", "\x00"]
    listed.write_text("".join(f"{wrong[number % len(wrong)]}\n" for number in range(2000)), encoding="utf-8")
    done = command(monkeypatch, workers, "--from", listed, "--json")
    assert workers.asked == []
    assert done.exit_code == 2
    assert len(done.stdout.splitlines()) == 2000


@for_each(
    "where, said",
    [
        ("127.0.0.1:8123/x", "http://127.0.0.1:8123/x"),
        ("localhost:8000", "http://localhost:8000"),
        ("[::1]:8000/a?b=1", "http://[::1]:8000/a?b=1"),
        ("www.shop.example/cookies", "https://www.shop.example/cookies"),
        ("file:///tmp/page.html", "give one that begins with https://"),
    ],
)
def test_an_address_without_its_beginning_is_told_how_it_begins(where: str, said: str) -> None:
    with pytest.raises(InputError, match=re.escape(said)) as told:
        Look(0, where, None, None, (), 1, None, 1.0, live=False).check()
    assert "optout flows" not in str(told.value)


def test_a_folder_that_holds_no_flow_is_told_what_it_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pages").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=r"pages: not a flow folder: it has no flow\.toml"):
        Look(0, "pages", None, None, (), 1, None, 1.0, live=False).check()


def test_a_flow_on_a_live_site_is_explored_by_its_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "my-shop").mkdir()
    mock = 'kind = "mock"\nfiles = "pages"\norigin = "https://shop.test"'
    (tmp_path / "my-shop" / "flow.toml").write_text(FLOW.replace(mock, 'kind = "live"'), encoding="utf-8")
    (tmp_path / "my-shop" / "refuse.py").write_text("def refuse(page, persona):\n    pass\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    said = "a live site cannot be explored as a flow; give its address: optout explore --live https://shop.test/"
    with pytest.raises(InputError, match=re.escape(said)):
        Look(0, "my-shop", None, None, (), 1, None, 1.0, live=False).check()
