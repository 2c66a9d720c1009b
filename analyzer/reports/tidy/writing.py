"""Tables as files, by suffix: .csv and .parquet hold one kind of row, .xlsx and .sqlite all of them.

The same tables give the same bytes. What a page says is data: Parquet and SQLite hold it as it is, while in a file that
a spreadsheet opens no cell is a formula and nothing unseen stays unseen.
"""

import io
import re
import sqlite3
import zipfile
from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType, ModuleType

from analyzer.errors import InputError
from analyzer.reports.legible import line
from analyzer.reports.spreadsheet import written
from analyzer.reports.tidy.column import Case, Table, Value
from analyzer.reports.tidy.tables import KEYS, KINDS, codebook

_MOST_CELL = 32_767
"""Characters of a cell (Excel specifications and limits); a longer one says how many it lost."""

_SQL = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "truth": "INTEGER"}


def as_csv(table: Table) -> bytes:
    """Return a table as CSV (RFC 4180, with line feeds); truth is 1 or 0, nothing is an empty cell."""
    return written([name for name, _ in table.columns], table.rows).encode()


def as_parquet(table: Table) -> bytes:
    """Return a table as Parquet: typed columns, each with its unit, definition and source in its metadata.

    Raises
    ------
    InputError
        If pyarrow is not installed.
    """
    arrow, parquet = _needed("pyarrow"), _needed("pyarrow.parquet")
    types = {"text": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(), "truth": arrow.bool_()}
    told = {str(row[1]): row for row in codebook().rows if row[0] == table.name}
    fields = [
        arrow.field(name, types[kind], metadata=_meaning(told[name]) if name in told else None)
        for name, kind in table.columns
    ]
    arrays = [
        arrow.array([row[at] for row in table.rows], type=types[kind]) for at, (_, kind) in enumerate(table.columns)
    ]
    out = io.BytesIO()
    parquet.write_table(arrow.Table.from_arrays(arrays, schema=arrow.schema(fields)), out, compression="none")
    return out.getvalue()


def as_xlsx(cases: tuple[Case, ...]) -> bytes:
    """Return all tables as sheets of a workbook, the codebook last; every text is text, never a formula.

    Raises
    ------
    InputError
        If openpyxl is not installed.
    """
    book = _needed("openpyxl").Workbook(write_only=True)
    cell_of = _needed("openpyxl.cell").WriteOnlyCell
    for make in KINDS.values():
        table = make(cases)
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        sheet.append([name for name, _ in table.columns])
        for row in table.rows:
            cells = []
            for value in row:
                cell = cell_of(sheet, _short(line(value)) if isinstance(value, str) else value)
                if isinstance(value, str):
                    cell.data_type = "s"
                cells.append(cell)
            sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def as_sqlite(cases: tuple[Case, ...]) -> bytes:
    """Return all tables as a SQLite database with keys, as Datasette takes it; truth is 1 or 0."""
    base = sqlite3.connect(":memory:")
    try:
        for name, make in KINDS.items():
            table = make(cases)
            columns = [f"{_quoted(column)} {_SQL[kind]}" for column, kind in table.columns]
            if KEYS[name]:
                columns.append(f"PRIMARY KEY ({', '.join(map(_quoted, KEYS[name]))})")
            if name not in {"flow", "codebook"}:
                columns.append('FOREIGN KEY ("run") REFERENCES "flow" ("run")')
            base.execute(f"CREATE TABLE {_quoted(name)} ({', '.join(columns)})")
            places = ", ".join("?" * len(table.columns))
            base.executemany(f"INSERT INTO {_quoted(name)} VALUES ({places})", table.rows)  # noqa: S608 - our own names
        base.commit()
        return base.serialize()
    finally:
        base.close()


ONE: Mapping[str, Callable[[Table], bytes]] = MappingProxyType({".csv": as_csv, ".parquet": as_parquet})
"""Suffixes of files that hold one kind of row."""

ALL: Mapping[str, Callable[[tuple[Case, ...]], bytes]] = MappingProxyType({".xlsx": as_xlsx, ".sqlite": as_sqlite})
"""Suffixes of files that hold every kind."""


def _short(text: str) -> str:
    if len(text) <= _MOST_CELL:
        return text
    note = f" [... {len(text)} characters in all]"
    return text[: _MOST_CELL - len(note)] + note


def _meaning(row: tuple[Value, ...]) -> dict[str, str]:
    return {"unit": str(row[3]), "definition": str(row[4]), "source": str(row[5])}


def _timeless(data: bytes) -> bytes:
    """Return a workbook without the times at which it was written, so that it is the same bytes again."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in sorted(old.namelist()):
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", part)
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part)
    return out.getvalue()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _needed(module: str) -> ModuleType:
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        raise InputError(
            f"this kind of table is written with {package}, which is missing; install it beside optout: "
            f"pip install {package}"
        ) from error
