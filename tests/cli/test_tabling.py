"""``optout table``: from runs to a file."""

import csv
import shutil
from pathlib import Path

import pytest

from analyzer.cli import main, progress
from analyzer.evidence.sealing import seal
from tests.sealed import small_run


def table(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["table", *map(str, arguments)])
    return int(ended.value.code or 0)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    for name in ("one", "two"):
        seal(small_run(folder / name))
    return folder


def read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


@pytest.mark.lengthy
def test_a_folder_of_runs_is_one_table_and_a_bundle_the_same_row_as_its_run(out: Path, tmp_path: Path) -> None:
    assert table(out, "-o", tmp_path / "all.csv") == 0
    rows = read(tmp_path / "all.csv")
    assert [row["run"] for row in rows] == ["one", "two"]
    assert table(out / "one" / "bundle.zip", "-o", tmp_path / "one.csv") == 0
    assert read(tmp_path / "one.csv") == rows[:1]


@pytest.mark.lengthy
def test_rows_are_what_was_asked_for(out: Path, tmp_path: Path) -> None:
    for kind, column in (("step", "verb"), ("control", "role"), ("finding", "rule"), ("codebook", "definition")):
        assert table(out, "--rows", kind, "-o", tmp_path / f"{kind}.csv") == 0
        assert column in (tmp_path / f"{kind}.csv").read_text(encoding="utf-8").splitlines()[0].split(",")


@pytest.mark.lengthy
def test_two_runs_of_one_name_are_an_error_and_so_is_a_kind_there_is_not(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert table(out / "one", out / "one", "-o", tmp_path / "a.csv") == 2
    assert "a second run called 'one'" in capsys.readouterr().err
    assert table(out, "-o", tmp_path / "a.ods") == 2
    assert "no table of kind '.ods'; there is .csv, .parquet, .xlsx, .sqlite" in capsys.readouterr().err


@pytest.mark.lengthy
def test_a_folder_of_bundles_is_the_same_table_as_that_of_their_runs_by_any_number_of_workers(
    out: Path, tmp_path: Path
) -> None:
    bundles, alone = tmp_path / "bundles", tmp_path / "alone"
    for name in ("one", "two"):
        for copy in (bundles / f"{name}.zip", alone / name / "bundle.zip"):
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(out / name / "bundle.zip", copy)
    for kind in ("flow", "finding"):
        tables = [tmp_path / f"{kind}-{number}.csv" for number in range(4)]
        many = 2 if kind == "finding" else 1
        for folder, file, workers in zip((out, bundles, alone, bundles), tables, (1, 1, 1, many), strict=True):
            assert table(folder, "--rows", kind, "-o", file, "-j", workers) == 0
        assert len({file.read_bytes() for file in tables}) == 1


@pytest.mark.lengthy
@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_bundle_that_was_changed_is_named_and_no_table_is_left(
    workers: int, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = bytearray((out / "two" / "bundle.zip").read_bytes())
    data[3000] ^= 1
    (tmp_path / "two.zip").write_bytes(data)

    assert table(out / "one", tmp_path / "two.zip", "-o", tmp_path / "a.csv", "-j", workers) == 1

    assert "two.zip: not what was sealed" in capsys.readouterr().err
    assert {path.name for path in tmp_path.iterdir()} == {"two.zip"}


@pytest.mark.lengthy
def test_beside_runs_a_zip_is_what_somebody_made_of_them(out: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(out, corpus)
    shutil.copy(out / "one" / "bundle.zip", corpus / "shown.zip")

    assert table(corpus, "-o", tmp_path / "all.csv") == 0

    assert [row["run"] for row in read(tmp_path / "all.csv")] == ["one", "two"]


@pytest.mark.lengthy
def test_a_table_of_many_runs_says_now_and_then_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], out: Path, tmp_path: Path
) -> None:
    monkeypatch.setattr(progress, "_NOW_AND_THEN", 1)
    assert table(out, "-o", tmp_path / "flows.csv") == 0
    told = capsys.readouterr().err.splitlines()
    assert [line.partition(" (")[0] for line in told] == ["1 of 2", "2 of 2"]
    assert told[0].endswith(" left)")
