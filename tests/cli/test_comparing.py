import json
import re
from pathlib import Path

import pytest

from analyzer import cli
from analyzer.reports import compared, ranked, writing
from tests.reports.exports.kept import run
from tests.runs import write_run
from tests.walks import button, click, page, walk_of

RUN = Path(__file__).parents[2] / "fixtures" / "walks" / "facebook-2025-privacy-centre"


def optout(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(argument) for argument in arguments])
    return int(ended.value.code or 0)


@pytest.mark.lengthy
def test_two_runs_are_compared_on_the_terminal_screen_by_screen(capsys: pytest.CaptureFixture[str]) -> None:
    assert optout("compare", RUN / "counterfactual", RUN) == 0

    told = capsys.readouterr().out
    assert "1 symmetric-notification beside 2 facebook-2025-privacy-centre" in told
    assert "1 screen kept, 1 removed, 5 added; 0 fields no longer needed, 1 newly needed." in told
    assert max(map(len, told.splitlines())) <= 80


@pytest.mark.lengthy
def test_what_is_declared_is_a_range_beside_nothing_to_measure_and_equal_is_called_equal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert optout("compare", RUN) == 0

    told = capsys.readouterr().out
    assert "12.01" not in told
    assert re.search(r"Declared waiting +1 minute to 24 hours +-$", told, re.MULTILINE)
    assert "Declared waiting" not in told.partition("Above the counterfactual:")[2].partition("Walked on")[0]
    assert re.search(r"Switches to another channel +0 +0 +equal$", told, re.MULTILINE)
    assert re.search(r"Estimated time \(s\) +\d+ to \d+ +\d+ to \d+ +above$", told, re.MULTILINE)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two small runs with one counterfactual, and one that did not finish."""
    folder, home, done = tmp_path_factory.mktemp("runs"), page("Home", button("Object")), page("Done", "You objected")
    walk = walk_of(home, click("Object"), done)
    least = write_run(folder.with_name("least"), walk)
    for name in ("b", "a", "c.incomplete"):
        write_run(folder / name, walk, counterfactual=least)
    return folder


@pytest.mark.lengthy
def test_a_folder_of_runs_stands_for_the_finished_ones(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert optout("compare", runs) == 0

    assert "2 PROCEDURES AND 1 COUNTERFACTUAL COMPARED" in capsys.readouterr().out


@pytest.mark.lengthy
@pytest.mark.parametrize("suffix", [".html", ".txt", ".md", ".json"])
def test_a_comparison_is_written_by_suffix_and_only_the_file_is_named(
    suffix: str, runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"compared{suffix}"

    assert optout("compare", runs / "b", runs / "a", "-o", file) == 0

    assert capsys.readouterr().out == f"{file}\n"
    content = file.read_text(encoding="utf-8")
    assert "least" in content
    if suffix == ".json":
        assert [one["name"] for one in json.loads(content)["procedures"]] == ["b", "a", "least"]


@pytest.mark.lengthy
def test_a_suffix_in_capitals_is_the_same_suffix(runs: Path, tmp_path: Path) -> None:
    traffic = run(tmp_path / "run")
    for command, suffixes in (
        (("report", traffic), (*writing.FORMATS, *writing.EXPORTS)),
        (("compare", runs), compared.FORMATS),
        (("sensitivity", runs / "a", RUN), ranked.FORMATS),
        (("table", runs), (".csv", ".sqlite")),
    ):
        for suffix in suffixes:
            plain, loud = tmp_path / f"a{suffix}", tmp_path / f"A{suffix.upper()}"
            assert optout(*command, "-o", plain) == optout(*command, "-o", loud) == 0
            assert loud.read_bytes() == plain.read_bytes()


@pytest.mark.lengthy
def test_a_table_of_changes_is_written_on_demand(tmp_path: Path) -> None:
    file = tmp_path / "changes.csv"

    assert optout("compare", RUN / "counterfactual", RUN, "-o", file, "--rows", "change") == 0

    told = file.read_text(encoding="utf-8")
    assert told.startswith("before,after,language_before")
    assert "symmetric-notification,facebook-2025-privacy-centre," in told
    assert ",screen,added," in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("compare", "no/such/run"), "no such folder"),
        (("compare", RUN, "-o", "x.docx"), "no comparison of kind '.docx'"),
        (("compare",), "Missing argument"),
        (("reproduce", "-o", "x.docx"), "no table of kind '.docx'"),
        (("reproduce", "no-such-flow"), "no flow 'no-such-flow'"),
    ],
)
def test_a_mistake_is_one_line_and_status_2(
    arguments: tuple[object, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert optout(*arguments) == cli.EXIT_BAD

    printed = capsys.readouterr()
    assert said in printed.err
    assert "internal error" not in printed.err
    assert printed.out == ""


@pytest.mark.lengthy
def test_more_than_two_runs_are_told_screen_by_screen_only_on_demand(
    runs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    three = (runs / "a", runs / "b", runs / "a")
    assert optout("compare", *three) == 0
    short = capsys.readouterr().out
    assert optout("compare", *three, "--steps") == 0
    long = capsys.readouterr().out

    assert "Screen 1 → 1, kept: Home" in long
    assert "Screen 1" not in short
    assert "screens kept" in short


@pytest.mark.lengthy
def test_flows_are_listed_by_words_and_a_word_that_matches_none_is_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert optout("flows", "meta", "whatsapp", "form", "--json") == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {one["service"] for one in told} == {"WhatsApp"}

    assert optout("flows", "symetric-notification") == cli.EXIT_BAD
    said = "no flow matches 'symetric-notification'; did you mean symmetric-notification? `optout flows` lists all"
    assert capsys.readouterr().err == f"optout: {said}\n"


@pytest.mark.lengthy
def test_check_reads_registered_hypotheses_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert optout("check", RUN.parents[2] / "flows") == 0

    assert "hypothesis one-form-2023-to-2025 about 5 flows" in capsys.readouterr().out


def test_check_refuses_a_broken_hypothesis_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "hypotheses.toml").write_text("[[hypotheses]]\nid = 1\n", encoding="utf-8")

    assert optout("check", tmp_path) == cli.EXIT_BAD

    assert "hypotheses.toml: [[hypotheses]] 1: missing key" in capsys.readouterr().err


@pytest.mark.lengthy
def test_two_files_of_one_flow_are_told_apart_and_what_is_equal_is_said_to_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for month in ("may", "june"):
        (tmp_path / month).mkdir()
        (tmp_path / month / "run").symlink_to(RUN)
    assert optout("compare", tmp_path / "may" / "run", tmp_path / "june" / "run") == 0

    told = " ".join(capsys.readouterr().out.split())
    assert "1 facebook-2025-privacy-centre (may/run) beside 2 facebook-2025-privacy-centre (june/run)" in told
    assert "Both were made from the same walks" in told
    assert re.search(r"Friction is [\d.]+ \([\d.]+ to [\d.]+\) in each of 2 procedures\.", told)
    assert (
        "not certain" not in told.partition("How to read this")[0].replace("not certainly", "").partition(">: apart")[0]
    )
