"""``optout table``: from runs to a file."""

import csv
from pathlib import Path

import pytest

from analyzer.cli import main
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


def test_a_folder_of_runs_is_one_table_and_a_bundle_the_same_row_as_its_run(out: Path, tmp_path: Path) -> None:
    assert table(out, "-o", tmp_path / "all.csv") == 0
    rows = read(tmp_path / "all.csv")
    assert [row["run"] for row in rows] == ["one", "two"]
    assert table(out / "one" / "bundle.zip", "-o", tmp_path / "one.csv") == 0
    assert read(tmp_path / "one.csv") == rows[:1]


def test_rows_are_what_was_asked_for(out: Path, tmp_path: Path) -> None:
    for kind, column in (("step", "verb"), ("control", "role"), ("finding", "rule"), ("codebook", "definition")):
        assert table(out, "--rows", kind, "-o", tmp_path / f"{kind}.csv") == 0
        assert column in (tmp_path / f"{kind}.csv").read_text(encoding="utf-8").splitlines()[0].split(",")


def test_two_runs_of_one_name_are_an_error_and_so_is_a_kind_there_is_not(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert table(out / "one", out / "one", "-o", tmp_path / "a.csv") == 2
    assert "a second run called 'one'" in capsys.readouterr().err
    assert table(out, "-o", tmp_path / "a.ods") == 2
    assert "no table of kind '.ods'; there is .csv, .parquet, .xlsx, .sqlite" in capsys.readouterr().err
