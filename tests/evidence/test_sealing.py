"""The same run is the same bundle, which other programs open and accept; what is unfinished is not sealed."""

import logging
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import bagit
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from analyzer import canonical, flows, pipeline, storage
from analyzer.cli import judging, looking, verifying
from analyzer.errors import AnalyzerError, InputError, StorageError, TamperedError
from analyzer.evidence import archive, custody, inputs, reading, sealing
from analyzer.evidence.archive import Entry, Writer
from analyzer.evidence.names import wrong
from analyzer.evidence.verifying import checked
from analyzer.walking import printing
from tests.sealed import finish_again, finished_run, small_run
from tests.small_flows import flow
from tests.tables import for_each


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = finished_run(tmp_path_factory.mktemp("runs") / "flow")
    sealing.seal(folder)
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return small_run(tmp_path / "flow")


@pytest.fixture(autouse=True)
def _quiet_bagit() -> Iterator[None]:
    logging.getLogger("bagit").setLevel(logging.CRITICAL)
    yield
    logging.getLogger("bagit").setLevel(logging.NOTSET)


@pytest.mark.lengthy
def test_bagit_validates_what_is_unzipped(run: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(run / sealing.BUNDLE) as opened:
        opened.extractall(tmp_path)
    bag = bagit.Bag(str(tmp_path))

    bag.validate()
    assert bag.info["Page-Clock"].startswith("2025-05-20T")
    assert bag.info["Origin"] == "mock"
    (tmp_path / "data" / "score.json").write_bytes(b"{}")
    with pytest.raises(bagit.BagValidationError):
        bag.validate()


@pytest.mark.lengthy
def test_a_bundle_is_stored_sorted_dated_1980_and_readable(run: Path) -> None:
    with zipfile.ZipFile(run / sealing.BUNDLE) as opened:
        files = opened.infolist()
    assert [one.filename for one in files] == sorted(one.filename for one in files)
    assert {
        (one.compress_type, one.date_time, one.external_attr >> 16, one.create_system, one.extra, one.comment)
        for one in files
    } == {(zipfile.ZIP_STORED, (1980, 1, 1, 0, 0, 0), 0o100644, 3, b"", b"")}


@pytest.mark.lengthy
def test_a_bundle_holds_the_whole_run_and_what_was_asked(run: Path) -> None:
    with zipfile.ZipFile(run / sealing.BUNDLE) as opened:
        held = set(opened.namelist())
    of_run = {f"data/{path.relative_to(run).as_posix()}" for path in run.rglob("*") if path.is_file()}

    assert of_run - {f"data/{sealing.BUNDLE}"} <= held
    assert {
        "data/policy.toml",
        "data/flow/flow.toml",
        "data/flow/refuse.py",
        "data/counterfactual/flow/flow.toml",
    } <= held
    assert {"data/environment.json", "data/custody.jsonl"} <= held


@pytest.mark.lengthy
def test_times_modes_and_order_of_creation_change_nothing(run: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    for number, path in enumerate(sorted(run.rglob("*"), reverse=True)):
        if path.is_file() and path.name != sealing.BUNDLE:
            target = copy / path.relative_to(run)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            target.chmod(0o600)
            os.utime(target, (number * 10**6, number * 10**6))

    assert sealing.seal(copy).read_bytes() == (run / sealing.BUNDLE).read_bytes()


@pytest.mark.lengthy
def test_score_report_and_check_work_from_the_bundle_alone(small: Path, tmp_path: Path) -> None:
    alone = Path(shutil.move(sealing.seal(small), tmp_path))
    cli = CliRunner()

    scored = cli.invoke(judging.score_command, [str(alone), "--json"])
    reported = cli.invoke(judging.report_command, [str(alone), "-o", str(tmp_path / "report.html")])
    looked = cli.invoke(looking.check_command, [str(alone)])

    assert scored.stdout_bytes == (small / "score.json").read_bytes()
    assert reported.exit_code == 0
    assert (tmp_path / "report.html").read_bytes() == (small / "report.html").read_bytes()
    told = " ".join(looked.output.split())
    assert "unchanged since it was sealed" in told
    assert "walks/refuse: walk of flow, route refuse: reached" in told


@pytest.mark.lengthy
def test_a_report_is_printed_from_its_page_with_the_date_of_the_walk(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = sealing.seal(small)
    machine = nullcontext(SimpleNamespace(browser=None))
    monkeypatch.setattr(pipeline, "machine", lambda _: machine)
    monkeypatch.setattr(printing, "printed", lambda _, html, made: f"{made} {html}".encode())

    for name in ("report.pdf", "report.html"):
        assert CliRunner().invoke(judging.report_command, [str(bundle), "-o", str(tmp_path / name)]).exit_code == 0

    clock = datetime.fromisoformat(storage.read_walk(small / "walks/refuse").walk.environment.clock)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert (tmp_path / "report.pdf").read_text(encoding="utf-8") == f"{clock} {page}"


def test_a_bundle_that_was_changed_is_neither_scored_nor_reported_nor_valid(small: Path, tmp_path: Path) -> None:
    bundle = sealing.seal(small)
    data = bytearray(bundle.read_bytes())
    data[len(data) // 2] ^= 1
    bundle.write_bytes(data)
    cli = CliRunner()

    for command, more in ((judging.score_command, ()), (judging.report_command, ("-o", str(tmp_path / "r.html")))):
        assert isinstance(cli.invoke(command, [str(bundle), *more]).exception, TamperedError)
    assert cli.invoke(looking.check_command, [str(bundle)]).exit_code == 1
    assert cli.invoke(verifying.verify_command, [str(bundle)]).exit_code == 1
    assert not (tmp_path / "r.html").exists()


def test_verify_says_what_is_proved_and_what_is_not(small: Path) -> None:
    bundle = sealing.seal(small)

    done = CliRunner().invoke(verifying.verify_command, [str(bundle)])

    assert done.exit_code == 0
    assert canonical.sha256(bundle.read_bytes()) in done.output
    assert "nothing was changed since it was sealed" in done.output
    assert "Not proved: that the site served this" in done.output
    assert max(map(len, done.output.splitlines())) <= 80


def test_the_verdict_is_on_stdout_whichever_it_is(small: Path) -> None:
    bundle = sealing.seal(small)
    holds = CliRunner().invoke(verifying.verify_command, [str(bundle)])
    data = bytearray(bundle.read_bytes())
    data[len(data) // 2] ^= 1
    bundle.write_bytes(data)
    changed = CliRunner().invoke(verifying.verify_command, [str(bundle)])

    assert holds.stdout.startswith("verdict     bundle.zip: unchanged since it was sealed\n")
    assert changed.stdout.startswith("verdict     bundle.zip: not what was sealed\n")
    assert [one.exit_code for one in (holds, changed)] == [0, 1]
    assert [one.stderr for one in (holds, changed)] == ["", ""]


@pytest.mark.parametrize("spoil", ["changed", "missing", "unfinished", "not ours", "early"])
def test_what_is_no_finished_run_is_not_sealed_and_the_former_bundle_stays(spoil: str, small: Path) -> None:
    before = sealing.seal(small).read_bytes()
    match spoil:
        case "changed":
            (small / "report.html").write_bytes(b"another")
        case "missing":
            (small / "score.json").unlink()
        case "unfinished":
            (small / "run.json").unlink()
        case "not ours":
            (small / "run.json").write_bytes(b"{}")
        case _:
            (small / "policy.toml").unlink()
            finish_again(small)
            (small / sealing.BUNDLE).write_bytes(before)

    with pytest.raises(AnalyzerError):
        sealing.seal(small)

    assert (small / sealing.BUNDLE).read_bytes() == before
    assert not list(small.glob("*.partial"))


def test_a_name_that_no_bundle_may_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be seen"):
        sealing.seal(small_run(tmp_path / "flow", {"walks/refuse/a\u202eb.png": b""}))


def test_a_full_disk_is_one_line_and_keeps_the_former_bundle(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sealing.seal(small).read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sealing.os, "fsync", full)
    with pytest.raises(StorageError, match="No space left"):
        sealing.seal(small)

    assert (small / sealing.BUNDLE).read_bytes() == before


HIDDEN = ["Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"]
PARTS = st.text(st.characters(exclude_characters="/\\%:", exclude_categories=HIDDEN), min_size=1, max_size=12).filter(
    lambda part: not wrong(part) and not part.startswith((".", "__"))
)
PATHS = st.lists(PARTS, min_size=1, max_size=3).map("/".join)


@pytest.mark.lengthy
@given(files=st.dictionaries(PATHS.map("walks/refuse/more/{}".format), st.binary(max_size=200), max_size=6))
def test_any_names_and_contents_are_sealed_and_verified(
    files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    names = {name for name in files if not any(other.startswith(f"{name}/") for other in files)}
    bundle = sealing.seal(small_run(tmp_path_factory.mktemp("runs") / "flow", {name: files[name] for name in names}))

    with checked(bundle) as found:
        assert {name: found.bundle.read(f"data/{name}") for name in names} == {name: files[name] for name in names}


@pytest.mark.lengthy
@given(
    st.lists(
        st.builds(Entry, PATHS, st.integers(0, 1 << 42), st.integers(0, (1 << 32) - 1)),
        unique_by=lambda entry: entry.name, min_size=1, max_size=5,
    )
)  # fmt: skip
def test_a_directory_of_any_sizes_reads_back_as_what_was_written(entries: list[Entry]) -> None:
    data = archive.directory(entries)

    assert reading.read_entries(data, len(entries)) == (tuple(entries), ())


def test_names_must_come_sorted_and_sizes_must_be_true(tmp_path: Path) -> None:
    with (tmp_path / "zip").open("wb") as file:
        written = Writer(file)
        written.add("b", 1, [b"x"])
        with pytest.raises(ValueError, match="sort"):
            written.add("a", 1, [b"x"])
        with pytest.raises(StorageError, match="has 1 bytes"):
            written.add("c", 2, [b"x"])


LOG = custody.appended(custody.appended(b"", "recorded", "a", "2025", {"run.json": "0" * 64}), "sealed", "b", None, {})


@for_each(
    "log",
    [
        b"",
        LOG.splitlines(keepends=True)[0],
        LOG.splitlines(keepends=True)[1],
        LOG.replace(b'"by":"a"', b'"by":"c"'),
        LOG.replace(b'"recorded"', b'"sealed"'),
        LOG.replace(b'"number":2', b'"number":3'),
        LOG + LOG,
        LOG[:-3],
        b"[" * 5000,
        b"\xff\n",
    ],
)
def test_a_custody_log_whose_chain_is_broken_is_named(log: bytes) -> None:
    (fault,) = custody.faults(log, {"run.json": "0" * 64}, "data/custody.jsonl")
    assert fault.place == "data/custody.jsonl"


def test_a_custody_log_vouches_for_what_it_names() -> None:
    assert not list(custody.faults(LOG, {"run.json": "0" * 64}, "log"))
    assert list(custody.faults(LOG, {"run.json": "1" * 64}, "log"))


def test_what_an_interrupted_seal_left_is_in_nobodys_way(small: Path) -> None:
    (small / f"{sealing.BUNDLE}.partial").write_bytes(b"half")

    sealing.seal(small)

    assert not list(small.glob("*.partial"))


@pytest.mark.parametrize("name", [".refuse.py", "re\u202efuse.py", "50%.py"])
def test_a_script_that_could_not_be_sealed_is_refused_before_the_walk(name: str, tmp_path: Path) -> None:
    folder = flow(tmp_path, "shop-2026", "pass")
    (folder / "refuse.py").rename(folder / name)
    said = (folder / "flow.toml").read_text(encoding="utf-8").replace("refuse.py", name)
    (folder / "flow.toml").write_text(said, encoding="utf-8")

    with pytest.raises(InputError, match="cannot be sealed"):
        inputs.asked(flows.load(folder))
