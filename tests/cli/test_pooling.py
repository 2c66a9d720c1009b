"""``optout pool`` from the command line, on small runs."""

import json
from pathlib import Path

import pytest

from analyzer import cli
from tests.runs import write_run
from tests.walks import button, click, page, walk_of

HOME, DONE = page("Home", button("Object")), page("Done", "You objected")
ASKED = page("Sure?", button("Object"))
SHORT, LONG = walk_of(HOME, click("Object"), DONE), walk_of(HOME, click("Object"), ASKED, click("Object"), DONE)


def optout(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(argument) for argument in arguments])
    return int(ended.value.code or 0)


def test_what_differs_between_walks_is_named_and_widens_the_interval(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = write_run(tmp_path / "monday" / "flow", SHORT, date="2026-11-02")
    second = write_run(tmp_path / "friday" / "flow", LONG, date="2026-11-06")

    assert optout("pool", first, second) == 0
    told = capsys.readouterr().out
    assert "flow (en), 2 walks: friction" in told
    assert ": 1 (1 to 2) clicks" in told
    assert "   2  2026-11-06  " in told

    assert optout("pool", first, second, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert "clicks" in found["differing"]
    for repeat in found["repeats"]:
        assert found["score"]["interval"][0] <= repeat["score"]["interval"][0]
        assert repeat["score"]["interval"][1] <= found["score"]["interval"][1]


def test_runs_that_are_no_repetition_of_one_another_are_refused_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, other = write_run(tmp_path / "flow", SHORT), write_run(tmp_path / "abroad" / "flow", SHORT, country="DE")
    assert optout("pool", first, other) == 2
    told = capsys.readouterr().err
    assert told == f"optout: {other}: is of another flow, language, country, device or account than {first}\n"


def test_a_dead_end_in_some_walks_only_is_no_number_in_between(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ends = walk_of(HOME, click("Object"), DONE, outcome="dead_end")
    assert optout("pool", write_run(tmp_path / "a" / "flow", SHORT), write_run(tmp_path / "b" / "flow", ends)) == 2
    assert "in some of the runs only" in capsys.readouterr().err


def test_the_same_walk_given_twice_is_told_and_a_broken_one_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, same = (write_run(tmp_path / place / "flow", SHORT) for place in ("a", "b"))
    assert optout("pool", first, same, write_run(tmp_path / "c" / "flow", LONG)) == 0
    assert "\n1 of them is byte for byte the same as another before" in capsys.readouterr().out

    broken = write_run(tmp_path / "d" / "flow", walk_of(HOME, click("Object"), DONE, outcome="incomplete"))
    assert optout("pool", first, broken) == 2
    assert capsys.readouterr().err.startswith(f"optout: {broken}: the walk of route 'refuse' is incomplete; walk it")
