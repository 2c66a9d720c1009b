"""A run's folder that was edited is read by nothing: what is made of it would look like the run's own."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer import cli, stamping
from analyzer.errors import InputError, TamperedError
from analyzer.evidence import runs, sealing
from tests.sealed import finished_run, small_run


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A finished run of two short walks."""
    return small_run(tmp_path / "flow")


def _ended(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(one) for one in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


WALK = "walks/refuse/walk.json"


@pytest.mark.parametrize("name", [WALK, "walks/accept/walk.json", "score.json", "report.json", "report.html"])
@pytest.mark.parametrize(
    "command", ["score", "report", "compare", "table", "pool", "sensitivity", "replay", "check", "annex"]
)
def test_what_was_edited_since_the_run_is_named_by_every_command_that_reads_runs_and_nothing_is_made_of_it(
    small: Path, command: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with (small / name).open("a", encoding="utf-8") as file:
        file.write(" ")
    made = small.parent / ("made.html" if command == "annex" else "made.csv")
    kept = [] if command in {"score", "pool", "replay", "check", "sensitivity"} else ["-o", made]

    assert _ended(command, small, *kept) == cli.EXIT_NO

    said = capsys.readouterr()
    assert f"{small / name}: is not what the run left" in said.err
    assert said.err.count("\n") == 1
    assert not said.out
    assert not made.exists()


@pytest.mark.lengthy
@pytest.mark.parametrize("name", ["walks/refuse/screens/003.png", "walks/refuse/traffic.har", WALK])
def test_a_walk_inside_a_run_is_judged_only_as_the_run_left_it(tmp_path: Path, name: str) -> None:
    run = finished_run(tmp_path / "flow")
    for place in (run, run / "walks" / "refuse"):
        runs.check(place)
    (run / name).unlink()

    for place in (run, run / "walks" / "refuse"):
        with pytest.raises(TamperedError, match=rf"{name}: is missing: run\.json names it"):
            runs.check(place)
    runs.check(run / "walks" / "accept")
    runs.check(run / "counterfactual")
    runs.check(run / "counterfactual" / "walks" / "refuse")


@pytest.mark.lengthy
def test_a_counterfactual_inside_a_run_is_judged_only_as_the_run_left_it(tmp_path: Path) -> None:
    run = finished_run(tmp_path / "flow")
    with (run / "counterfactual" / WALK).open("a", encoding="utf-8") as file:
        file.write(" ")

    for place in (run / "counterfactual", run / "counterfactual" / "walks" / "refuse", run):
        with pytest.raises(TamperedError, match="is not what the run left"):
            runs.check(place)
    runs.check(run / "walks" / "refuse")


def test_a_route_that_was_put_into_a_finished_run_is_not_judged_with_it(small: Path) -> None:
    shutil.copytree(small / "walks" / "accept", small / "walks" / "later")

    with pytest.raises(TamperedError, match=r"walks/later/walk\.json: was put there after the run"):
        runs.check(small)
    assert stamping.finished(small) is None


def test_what_is_left_of_a_run_without_its_list_of_files_is_told(small: Path) -> None:
    (small / stamping.FILE).unlink()

    with pytest.raises(TamperedError, match=r"run\.json: is missing"):
        runs.check(small)
    for name in ("score.json", "report.json"):
        (small / name).unlink()
    runs.check(small)


def test_walks_of_no_run_are_taken_as_they_are(small: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone" / "walks"
    shutil.copytree(small / "walks", alone)
    with (alone / "refuse" / "walk.json").open("a", encoding="utf-8") as file:
        file.write(" ")

    runs.check(alone.parent)
    runs.check(alone / "refuse")


def test_a_run_is_checked_wherever_one_stands(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (small / WALK).write_bytes(b"{}")
    monkeypatch.chdir(small)

    with pytest.raises(TamperedError, match=r"^walks/refuse/walk\.json: is not what the run left"):
        runs.check(Path())


@pytest.mark.parametrize("name", [WALK, "score.json", "report.html"])
def test_sealing_names_the_file_that_was_edited_and_not_what_follows_from_it(
    small: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (small / name).read_text("utf-8")
    (small / name).write_text(text.replace("Settings", "Elsewhere").replace("1", "2", 1), encoding="utf-8")

    assert _ended("seal", small) == cli.EXIT_BAD

    assert f"{small / name}: was changed after the run" in capsys.readouterr().err


def test_an_edited_walk_is_blamed_before_the_screens_that_it_no_longer_names(tmp_path: Path) -> None:
    run = finished_run(tmp_path / "flow")
    walk = run / WALK
    before = stamping.read(run).files["walks/refuse/screens/003.png"]
    walk.write_text(walk.read_text("utf-8").replace(before, "0" * 64), encoding="utf-8")

    with pytest.raises(InputError, match=r"refuse/walk\.json: was changed after the run"):
        sealing.seal(run)


@given(data=st.data())
def test_any_byte_of_any_file_of_a_run_counts(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    run = small_run(tmp_path_factory.mktemp("run") / "flow")
    name = data.draw(st.sampled_from(sorted(stamping.read(run).files)))
    held = bytearray((run / name).read_bytes())
    at = data.draw(st.integers(0, len(held) - 1))
    held[at] ^= 1 << data.draw(st.integers(0, 7))
    (run / name).write_bytes(held)

    assert [one.file for one in stamping.changed(run)] == [name]
    with pytest.raises(TamperedError, match="is not what the run left"):
        runs.check(run)
    shutil.rmtree(os.fspath(run))


@pytest.mark.parametrize("name", [WALK, "score.json", "report.html", "walks/refuse"])
@pytest.mark.parametrize("target", ["walks", ".."])
def test_a_run_with_a_link_in_it_is_neither_checked_nor_sealed(
    small: Path, name: str, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = small / target / "elsewhere"
    shutil.move(small / name, elsewhere)
    (small / name).symlink_to(elsewhere)

    assert _ended("check", small) == cli.EXIT_NO
    assert "is a link" in capsys.readouterr().err
    assert _ended("seal", small) == cli.EXIT_BAD
    assert "is a link" in capsys.readouterr().err
