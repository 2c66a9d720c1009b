"""Tables for research: they hold what the report holds, say what every column means, and run in no spreadsheet."""

import csv
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pyarrow.parquet
import pytest

from analyzer.errors import InputError
from analyzer.graph import build
from analyzer.measures import MEASURES, measure_all
from analyzer.model import Finding, Report, Walk
from analyzer.reports.tidy import writing
from analyzer.reports.tidy.column import Case, Cells
from analyzer.reports.tidy.flows import section
from analyzer.reports.tidy.tables import KEYS, KINDS, Rows, rows_of
from analyzer.reports.tidy.writing import ALL, ONE
from tests.walks import button, click, gathered_of, page, walk_of

ATTACKS = (
    '=HYPERLINK("https://evil.test","x")', "+1+1", "-2+3", "@SUM(A1)", "  =1+1", "a;=1+1", "\uff1d1+1",
    "\x1b[2J\u202egnp", "'); DROP TABLE flow; --", '"a"\n"b"', "W" * 40_000,
)  # fmt: skip
RUNS = re.compile(r"^\s*[=+\-@]")


@pytest.fixture(scope="module")
def cases(facebook: Report) -> tuple[Case, ...]:
    walk = walk_of(page("Home", button("Settings")), click("Settings"), page("Done", button("=1+1")), route="refuse")
    gathered = {"refuse": gathered_of(walk)}
    judged = measure_all(build(gathered))
    titled = {one.id: one for one in judged} | {one.id: one for one in facebook.measurements}
    full = msgspec.structs.replace(facebook, measurements=tuple(titled.values()))
    return (Case("facebook", full, {"refuse": walk}), Case("second", facebook, {}))


def hostile(cases: tuple[Case, ...], attack: str) -> Case:
    """The same run with an attack in a service's name, a control's words and a quote."""
    first = cases[0]
    flow = msgspec.structs.replace(first.report.flow, service=attack)
    measurements = tuple(
        msgspec.structs.replace(
            one, findings=tuple(msgspec.structs.replace(finding, quote=attack) for finding in one.findings)
        )
        for one in first.report.measurements
    )
    walk = walk_of(page(attack, button(attack)), route="refuse")
    report = msgspec.structs.replace(first.report, flow=flow, measurements=measurements)
    return Case(f"wild {attack[:9]}", report, {"refuse": walk})


def rows(cases: tuple[Case, ...]) -> Iterator[Rows]:
    return (rows_of(case, KINDS) for case in cases)


def cells(name: str, cases: tuple[Case, ...]) -> list[Cells]:
    """The rows of a table, as they are written."""
    return [*KINDS[name].rows, *(row for case in cases for row in KINDS[name].of(case))]


class Files:
    """Writes runs as files of every kind."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def one(self, suffix: str, name: str, cases: tuple[Case, ...]) -> Path:
        file = self._folder / f"{name}{suffix}"
        ONE[suffix](file, KINDS[name], rows(cases))
        return file

    def all(self, suffix: str, cases: tuple[Case, ...]) -> Path:
        file = self._folder / f"all{suffix}"
        file.unlink(missing_ok=True)
        ALL[suffix](file, rows(cases))
        return file

    def parquet(self, name: str, cases: tuple[Case, ...]) -> list[dict[str, Any]]:
        told: list[dict[str, Any]] = pyarrow.parquet.read_table(self.one(".parquet", name, cases)).to_pylist()
        return told

    def csv(self, name: str, cases: tuple[Case, ...]) -> list[list[str]]:
        with self.one(".csv", name, cases).open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))

    @contextmanager
    def sqlite(self, cases: tuple[Case, ...]) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.all(".sqlite", cases))) as base:
            yield base


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


@pytest.mark.lengthy
def test_what_parquet_holds_of_a_flow_equals_the_report(files: Files, cases: tuple[Case, ...]) -> None:
    for case, row in zip(cases, files.parquet("flow", cases), strict=True):
        told = msgspec.json.decode(msgspec.json.encode(case.report))
        for name in ("refuse", "accept"):
            way = told["routes"][name]
            assert {count: row[f"{name}_{count}"] for count in way["counts"]} == way["counts"]
            assert {end: row[f"{name}_seconds_{end}"] for end in way["seconds"]} == way["seconds"]
            assert (row[f"{name}_outcome"], row[f"{name}_reached"]) == (way["outcome"], way["reached"])
            assert row[f"{name}_walk_sha256"] == way["walk_sha256"]
        for one in told["measurements"]:
            if one["id"] in {measure.ID for measure in MEASURES}:
                found = tuple(row[f"m_{one['id']}{end}"] for end in ("", "_low", "_high", "_outcome"))
                assert found == (one["value"], one["low"], one["high"], one["outcome"])
        points = {one["measure"]: one["points"] for one in told["score"]["contributions"]}
        assert {one: row[f"m_{one}_points"] for one in points} == points
        assert [row["score"], row["score_low"], row["score_high"]] == [
            told["score"]["total"], *told["score"]["interval"]
        ]  # fmt: skip
        assert row["score_coverage"] == told["score"]["coverage"]
        assert (row["policy_sha256"], row["service"]) == (told["score"]["policy"]["sha256"], told["flow"]["service"])


@pytest.mark.lengthy
def test_what_parquet_holds_of_steps_and_findings_equals_the_report(files: Files, cases: tuple[Case, ...]) -> None:
    told = msgspec.json.decode(msgspec.json.encode(cases[0].report))
    steps = [row for row in files.parquet("step", cases) if row["run"] == "facebook"]
    wanted = [(name, step) for name in ("refuse", "accept") for step in told["routes"][name]["steps"]]
    assert len(steps) == len(wanted)
    for row, (name, step) in zip(steps, wanted, strict=True):
        assert (row["route"], row["step"]) == (name, step["number"])
        kept = ("source", "target", "verb", "label", "role", "clicks", "keystrokes")
        assert {key: row[key] for key in kept} == {key: step[key] for key in kept}
        box = {key: row[key] for key in ("x", "y", "width", "height")}
        assert box == (step["box"] or dict.fromkeys(box))
    found = [row for row in files.parquet("finding", cases) if row["run"] == "facebook"]
    every = [(one["id"], finding) for one in told["measurements"] for finding in one["findings"]]
    assert len(found) == len(every) > 0
    for row, (measure, finding) in zip(found, every, strict=True):
        assert row["measure"] == measure
        plain = [name for name in Finding.__struct_fields__ if name != "refs"]
        assert {key: row[key] for key in plain} == {key: finding[key] for key in plain}
        assert all(f"{ref['source']}: {ref['item']} ({ref['bearing']})" in row["refs"] for ref in finding["refs"])


@pytest.mark.lengthy
def test_every_control_of_every_screen_is_a_row_as_it_was_observed(files: Files, cases: tuple[Case, ...]) -> None:
    walk: Walk = cases[0].walks["refuse"]
    wanted = [(screen.number, one) for screen in walk.screens for one in screen.controls]
    rows = files.parquet("control", cases)
    assert len(rows) == len(wanted) > 1
    for row, (number, control) in zip(rows, wanted, strict=True):
        assert row["screen"] == number
        told = msgspec.to_builtins(control)
        box = told.pop("box")
        assert {key: row[key] for key in told} == told
        assert {key: row[key] for key in box} == box


@pytest.mark.lengthy
def test_all_kinds_of_file_hold_the_same_cells(files: Files, cases: tuple[Case, ...]) -> None:
    book = openpyxl.load_workbook(files.all(".xlsx", cases))
    assert book.sheetnames == list(KINDS)
    with files.sqlite(cases) as base:
        for name, table in KINDS.items():
            names, wanted = [column for column, _ in table.columns], cells(name, cases)
            assert [tuple(row.values()) for row in files.parquet(name, cases)] == wanted
            stored = base.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - a name of ours
            assert [column[0] for column in stored.description] == names
            assert stored.fetchall() == wanted
            head, *told = book[name].iter_rows(values_only=True)
            assert list(head) == names
            assert all(
                book[name].column_dimensions[cell.column_letter].width > len(cell.value) for cell in book[name][1]
            )
            assert len(told) == len(wanted)
            read = files.csv(name, cases)
            assert read[0] == names
            assert len(read) == len(wanted) + 1


def test_the_database_holds_together_and_refuses_a_second_row_of_one_key(files: Files, cases: tuple[Case, ...]) -> None:
    with files.sqlite(cases) as base:
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        with pytest.raises(sqlite3.IntegrityError):
            base.execute('INSERT INTO flow SELECT * FROM flow WHERE run = "facebook"')


@pytest.mark.lengthy
def test_the_same_runs_give_the_same_bytes_in_every_kind_of_file(files: Files, cases: tuple[Case, ...]) -> None:
    for suffix in ONE:
        for name in KINDS:
            assert files.one(suffix, name, cases).read_bytes() == files.one(suffix, name, cases).read_bytes()
    for suffix in ALL:
        assert files.all(suffix, cases).read_bytes() == files.all(suffix, cases).read_bytes()


@pytest.mark.lengthy
def test_a_table_longer_than_what_is_held_at_a_time_is_whole(
    files: Files, cases: tuple[Case, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = files.parquet("control", cases)
    monkeypatch.setattr(writing, "_CELLS", 1)
    assert files.parquet("control", cases) == whole
    groups = pyarrow.parquet.ParquetFile(files.one(".parquet", "control", cases)).num_row_groups
    assert groups == len(whole) > 1
    assert files.parquet("control", ()) == []


@pytest.mark.lengthy
@pytest.mark.parametrize("suffix", [*ONE, *ALL])
def test_a_run_is_written_before_the_next_is_asked_for(
    suffix: str, tmp_path: Path, cases: tuple[Case, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_CELLS", 1)
    alive: list[int] = []

    class Weighed(dict[str, tuple[Cells, ...]]):
        def __del__(self) -> None:
            alive.remove(id(self))

    def many() -> Iterator[Rows]:
        for number in range(20):
            case = Case(f"run {number}", cases[0].report, cases[0].walks)
            one = Weighed(rows_of(case, KINDS))
            alive.append(id(one))
            assert len(alive) <= 2
            yield one

    if suffix in ONE:
        ONE[suffix](tmp_path / "table", KINDS["flow"], many())
    else:
        ALL[suffix](tmp_path / "table", many())


@pytest.mark.lengthy
def test_a_sheet_that_would_overflow_is_refused_with_what_to_write_instead(
    files: Files, cases: tuple[Case, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_MOST_ROWS", len(cells("codebook", ())) + 2)
    many = tuple(Case(f"run {number}", cases[0].report, cases[0].walks) for number in range(400))
    with pytest.raises(InputError, match=r"a sheet holds \d+ rows below its head; write \.sqlite or \.parquet"):
        files.all(".xlsx", many)


def test_every_column_has_a_definition_and_a_source_and_stands_once_in_the_codebook() -> None:
    told = cells("codebook", ())
    assert len({row[:2] for row in told}) == len(told)
    for name, table in KINDS.items():
        if name != "codebook":
            described = [row[1:3] for row in told if row[0] == name]
            assert described == list(table.columns)
    assert all(row[4] and row[5] for row in told)
    assert set(KEYS) == set(KINDS)


def test_the_codebook_speaks_of_a_measure_in_the_words_of_its_manual() -> None:
    told = {row[1]: row for row in cells("codebook", ()) if row[0] == "flow"}
    for measure in MEASURES:
        row = told[f"m_{measure.ID}"]
        assert row[3] == measure.UNIT
        assert str(row[4]).startswith(f"{measure.TITLE}. ")
        assert section(measure, "What")
        assert row[5] == section(measure, "Sources")
        assert "----" not in f"{row[4]}{row[5]}"


def test_parquet_says_of_a_column_what_the_codebook_says(files: Files, cases: tuple[Case, ...]) -> None:
    schema = pyarrow.parquet.read_schema(files.one(".parquet", "flow", cases))
    told = {row[1]: row for row in cells("codebook", ()) if row[0] == "flow"}
    field = schema.field("refuse_clicks")
    assert field.metadata[b"unit"] == b"clicks"
    assert field.metadata[b"definition"].decode() == told["refuse_clicks"][4]
    assert str(field.type) == "int64"


@pytest.mark.lengthy
def test_no_cell_runs_in_a_spreadsheet_and_data_files_keep_the_words(files: Files, cases: tuple[Case, ...]) -> None:
    wild = tuple(hostile(cases, attack) for attack in ATTACKS)
    for name in KINDS:
        for row in files.csv(name, wild):
            for cell in row:
                number = re.fullmatch(r"-?\d+(\.\d+)?", cell)
                assert number or not any(RUNS.match(part) for part in cell.split(";")), (name, cell)
                assert "\x1b" not in cell
                assert "\u202e" not in cell
    book = openpyxl.load_workbook(files.all(".xlsx", wild))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "inlineStr", "n", "b"}
    assert {row["service"] for row in files.parquet("flow", wild)} == set(ATTACKS)
    with files.sqlite(wild) as base:
        assert set(base.execute("SELECT service FROM flow")) == {(attack,) for attack in ATTACKS}


@pytest.mark.lengthy
def test_a_cell_too_long_for_a_spreadsheet_says_how_long_it_was(files: Files, cases: tuple[Case, ...]) -> None:
    book = openpyxl.load_workbook(files.all(".xlsx", (hostile(cases, "W" * 40_000),)))
    row = next(book["flow"].iter_rows(min_row=2, values_only=True))
    assert max(len(str(cell)) for cell in row) == 32_767
    assert any(str(cell).endswith("[... 40000 characters in all]") for cell in row)


@pytest.mark.lengthy
def test_a_workbook_names_no_moment_at_which_it_was_written(files: Files, cases: tuple[Case, ...]) -> None:
    with zipfile.ZipFile(files.all(".xlsx", cases)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in parts.read("docProps/core.xml")


def test_an_empty_cell_of_a_column_says_one_thing_and_the_codebook_says_which(
    cases: tuple[Case, ...], facebook: Report
) -> None:
    bare = msgspec.structs.replace(facebook, routes={}, score=None, measurements=(), counterfactual=None)
    told = {(row[0], row[1]): row[6] for row in cells("codebook", ())}
    assert set(told.values()) == {"no text", "missing"}
    for name, table in KINDS.items():
        for at, (column, _) in enumerate(table.columns if name != "codebook" else ()):
            found = {row[at] for row in cells(name, (*cases, Case("bare", bare, {})))}
            assert ("" if told[name, column] == "missing" else None) not in found, (name, column)


@pytest.mark.lengthy
def test_a_data_frame_made_of_csv_by_the_codebook_equals_the_one_of_parquet(
    files: Files, cases: tuple[Case, ...]
) -> None:
    walk = walk_of(page("Home", button("NA")), click("NA"), page("Done"), route="refuse")
    bare = msgspec.structs.replace(cases[0].report, score=None)
    every = (Case("NA", bare, {"refuse": walk}), Case("second", cases[1].report, {}))
    for name in ("flow", "step", "control", "finding"):
        book = {row[1]: (row[2], row[6]) for row in files.csv("codebook", ()) if row[0] == name}
        head, *lines = files.csv(name, every)
        read = {
            "text": str, "integer": int, "number": float, "truth": lambda cell: cell == "1",
        }  # fmt: skip
        framed = [
            {
                column: None if not cell and book[column][1] == "missing" else read[book[column][0]](cell)
                for column, cell in zip(head, line, strict=True)
            }
            for line in lines
        ]
        assert framed == files.parquet(name, every)
