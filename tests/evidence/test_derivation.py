"""A score or a report that its walks do not give is found out, though every hash was made to fit."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result

from analyzer import canonical, stamping, storage
from analyzer.cli import judging, looking
from analyzer.cli import sealing as seals
from analyzer.errors import InputError
from analyzer.evidence import bag, sealing
from analyzer.evidence.derivation import derive_again
from analyzer.evidence.essence import differences
from analyzer.evidence.inputs import POLICY
from tests.sealed import finish_again, finished_run, small_run


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return small_run(tmp_path / "flow")


def _alter(file: Path, change: Callable[[Any], None]) -> None:
    said = msgspec.json.decode(file.read_bytes())
    change(said)
    file.write_bytes(canonical.line(said) if file.name == "score.json" else canonical.text(said))


def _lower(said: Any) -> None:
    said["score_reason"] = "much less than was measured"


def _reworded(said: Any) -> None:
    for measurement in said["measurements"]:
        measurement["title"] += " (as it was called once)"
        for finding in measurement["findings"]:
            finding["message"] = "in other words"
            finding["refs"] = []


def _fewer(said: Any) -> None:
    next(one for one in said["measurements"] if one["id"] == "clicks")["value"] = 99


def _other_code(folder: Path) -> None:
    run = stamping.read(folder)
    stamp = msgspec.structs.replace(run.stamp, code="0" * 64)
    (folder / stamping.FILE).write_bytes(canonical.text(msgspec.structs.replace(run, stamp=stamp)))


def _check(path: Path) -> Result:
    return CliRunner().invoke(looking.check_command, [str(path)])


@pytest.mark.lengthy
def test_what_a_run_wrote_follows_from_its_walks(tmp_path: Path) -> None:
    found = derive_again(finished_run(tmp_path / "flow"))

    assert found.same == ("score.json", "report.html", "report.json")
    assert not found.faults + found.unchecked


@pytest.mark.lengthy
@pytest.mark.parametrize("name", ["score.json", "report.json", "report.html"])
def test_an_altered_file_is_named_though_every_hash_fits(small: Path, name: str) -> None:
    if name.endswith(".json"):
        _alter(small / name, _lower)
    else:
        (small / name).write_bytes((small / name).read_bytes().replace(b"Home", b"Away"))
    finish_again(small)
    bundle = sealing.seal(small)

    for path in (small, bundle):
        done = _check(path)
        assert done.exit_code == 1
        assert f"{name}: does not follow from the walks" in done.stderr
    scored = CliRunner().invoke(judging.score_command, [str(bundle)])
    assert scored.exit_code == 1, scored.output
    refused = CliRunner().invoke(seals.seal_command, [str(small)])
    assert isinstance(refused.exception, InputError)


def test_a_file_changed_after_the_run_is_named(small: Path) -> None:
    _alter(small / "score.json", _lower)

    done = _check(small)

    assert done.exit_code == 1
    assert "score.json: is not what the run left" in done.stderr


@pytest.mark.lengthy
def test_a_report_of_other_code_is_compared_in_what_it_says_and_not_in_its_layout(small: Path) -> None:
    (small / "report.html").write_bytes(b"laid out otherwise")
    finish_again(small)
    _other_code(small)

    found = derive_again(small)
    assert not found.faults
    assert any("report.html" in note and "NOT checked" in note for note in found.unchecked)
    assert "report.html" not in found.same
    assert "report.json" in found.same
    assert _check(small).exit_code == 3
    assert _check(sealing.seal(small)).exit_code == 3

    _alter(small / "report.json", _fewer)
    (fault,) = derive_again(small).faults
    assert fault.place == "report.json"


@pytest.mark.lengthy
def test_what_other_code_worded_otherwise_is_told_and_no_alteration(small: Path) -> None:
    for name in ("report.json", "score.json"):
        _alter(small / name, _reworded)
    finish_again(small)
    _other_code(small)
    bundle = sealing.seal(small)

    done = _check(bundle)
    assert done.exit_code == 3, done.output
    for name in ("report.json", "score.json"):
        assert f"{name}: what it counts, finds, quotes and scores follows" in done.stdout.replace("\n    ", " ")
    scored = CliRunner().invoke(judging.score_command, [str(bundle), "--json"])
    assert scored.exit_code == 0
    assert "score.json: what it counts" in scored.stderr


@pytest.mark.parametrize("name", ["score.json", "report.json"])
def test_other_code_excuses_no_other_number_and_both_are_told(small: Path, name: str) -> None:
    _alter(small / name, _fewer)
    finish_again(small)
    _other_code(small)

    (fault,) = derive_again(small).faults
    assert str(fault).startswith(f"{name}: measurements[clicks].value: 99, and this code makes 1.0 of the walks")


def test_numbers_quotes_and_what_was_declared_are_told_from_words() -> None:
    def measured(**more: object) -> dict[str, object]:
        finding = {"message": "a", "refs": [], "quote": "q", "step": 1}
        return {"measurements": [{"id": "clicks", "title": "t", "value": 1.0, "findings": [finding | more]}]}

    for said, given, told in (
        (measured(message="b", refs=[1]), measured(), [True, True]),
        (measured(quote="r"), measured(), [False]),
        (measured(step=None), measured(), [False]),
        ({"measurements": []}, measured(), [False]),
        ({"flow": {"title": "a", "reason": "b"}}, {"flow": {"title": "b", "reason": "b"}}, [False]),
        ({"routes": {"reason": {"reached": True}}}, {"routes": {"reason": {"reached": False}}}, [False]),
        ({"routes": {"refuse": {"screens": [{"title": "a"}]}}}, {"routes": {"refuse": {"screens": [{"title": "b"}]}}},
         [False]),
        ({"score_reason": "a", "score": None, "more": 1}, {"score_reason": "b", "score": {"total": 1.5}},
         [True, False, False]),
        ({"score": {"total": 1}}, {"score": {"total": 1.0}}, []),
    ):  # fmt: skip
        assert [one.worded for one in differences(said, given)] == told, (said, given)


def test_a_policy_that_goes_by_the_name_of_another_is_told(small: Path) -> None:
    storage.write_file(small / POLICY, (small / POLICY).read_bytes() + b"# another\n")
    finish_again(small)

    assert any("is not the policy of that name" in note for note in derive_again(small).unchecked)


@pytest.mark.lengthy
def test_a_file_that_nothing_names_is_told_and_the_worst_of_several_counts(tmp_path: Path) -> None:
    sound, more = small_run(tmp_path / "sound"), small_run(tmp_path / "more", {"walks/refuse/screens/9.png": b"PNG"})
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK")

    told = _check(more)

    assert told.exit_code == 3
    assert "walks/refuse/screens/9.png: neither a walk" in told.stdout.replace("\n    ", " ")
    assert [CliRunner().invoke(looking.check_command, [str(sound), str(one), str(more)]).exit_code
            for one in (sound, more, broken)] == [3, 3, 2]  # fmt: skip
    assert _check(sound).exit_code == 0


@pytest.mark.lengthy
@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        (b"Origin: mock", b"Origin: live", "bag-info.txt: does not say"),
        (b"Payload-Oxum", b"Contact-Name: an authority\nPayload-Oxum", "bag-info.txt: does not say"),
        (b"To look at it", b"Run data/flow", "README.txt: does not say"),
    ],
)
def test_a_bundle_that_describes_itself_otherwise_than_its_run_is_found_out_though_every_hash_fits(
    small: Path, monkeypatch: pytest.MonkeyPatch, old: bytes, new: bytes, place: str
) -> None:
    honest, info, text = _check(sealing.seal(small)).exit_code, bag.info, sealing.README
    with monkeypatch.context() as forging:
        forging.setattr(bag, "info", lambda rows: info(rows).replace(old, new))
        forging.setattr(sealing, "README", text.replace(old, new))
        forged = sealing.seal(small)

    done = _check(forged)

    assert (honest, done.exit_code) == (0, 1)
    assert place in done.stderr


def test_a_run_whose_walk_was_altered_is_not_sealed_and_leaves_the_bundle_that_was_there(small: Path) -> None:
    before = sealing.seal(small).read_bytes()
    file = small / "walks" / "refuse" / storage.WALK_FILE
    file.write_bytes(file.read_bytes().replace(b"Settings", b"Set tings"))
    made = stamping.read(small).stamp
    (small / stamping.FILE).unlink()
    (small / sealing.BUNDLE).rename(small.parent / "kept.zip")
    stamping.finish(small, made)
    (small.parent / "kept.zip").rename(small / sealing.BUNDLE)

    with pytest.raises(InputError, match="would not hold"):
        sealing.seal(small)

    assert (small / sealing.BUNDLE).read_bytes() == before
    assert not list(small.glob("*.partial"))
