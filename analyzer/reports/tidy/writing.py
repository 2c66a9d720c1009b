"""Tables as files, by suffix: .csv and .parquet hold one kind of row, .xlsx and .sqlite all of them.

The same runs give the same bytes, and each is written before the next is asked for. What a page says is data: Parquet
and SQLite hold it as it is, while in a file that a spreadsheet opens no cell is a formula and nothing unseen stays
unseen.
"""

import re
import shutil
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from importlib import import_module
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from types import MappingProxyType, ModuleType
from typing import IO, Any

from analyzer.errors import InputError
from analyzer.reports.legible import line
from analyzer.reports.spreadsheet import write
from analyzer.reports.tidy.column import Cells, Table, Value
from analyzer.reports.tidy.tables import KEYS, KINDS, Rows

_MOST_CELL = 32_767
"""Characters of a cell (Excel specifications and limits); a longer one says how many it lost."""

_MOST_ROWS = 1_048_576
"""Rows of a sheet, its head included (the same source)."""

_TEXT, _BESIDE = 30, 2
"""Width of a column of text in characters, and room beside a head; a spreadsheet's own width cuts nearly every head."""

_CELLS = 100_000
"""Cells of a group of rows in a Parquet file: what is held at a time."""

_SQL = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "truth": "INTEGER"}


def as_csv(file: Path, table: Table, runs: Iterable[Rows]) -> None:
    """Write a table as CSV (RFC 4180, with line feeds); truth is 1 or 0, nothing is an empty cell.

    So is a text without words: the codebook's ``empty`` says of each column which of the two an empty cell is.
    """
    with file.open("w", encoding="utf-8", newline="") as out:
        write(out, [name for name, _ in table.columns], _every(table, runs))


def as_parquet(file: Path, table: Table, runs: Iterable[Rows]) -> None:
    """Write a table as Parquet: typed columns, each with its unit, definition and source in its metadata.

    Raises
    ------
    InputError
        If pyarrow is not installed.
    """
    arrow, parquet = _needed("pyarrow"), _needed("pyarrow.parquet")
    types = {"text": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(), "truth": arrow.bool_()}
    told = {str(row[1]): row for row in KINDS["codebook"].rows if row[0] == table.name}
    schema = arrow.schema(
        arrow.field(name, types[kind], metadata=_meaning(told[name]) if name in told else None)
        for name, kind in table.columns
    )
    rows = _every(table, runs)
    with parquet.ParquetWriter(file, schema, compression="none") as out:
        first = True
        while (group := list(islice(rows, max(1, _CELLS // len(schema))))) or first:
            arrays = [arrow.array([row[at] for row in group], type=field.type) for at, field in enumerate(schema)]
            out.write_table(arrow.Table.from_arrays(arrays, schema=schema))
            first = False


def as_xlsx(file: Path, runs: Iterable[Rows]) -> None:
    """Write all tables as sheets of a workbook, the codebook last; every text is text, never a formula.

    Raises
    ------
    InputError
        If openpyxl is not installed, or there are more rows than a sheet can hold.
    """
    book = _needed("openpyxl").Workbook(write_only=True)
    cell_of, letter_of = _needed("openpyxl.cell").WriteOnlyCell, _needed("openpyxl.utils").get_column_letter
    sheets: dict[str, Any] = {}
    count = Counter[str]()

    def append(name: str, row: Cells) -> None:
        count[name] += 1
        if count[name] == _MOST_ROWS:
            raise InputError(f"{name}: a sheet holds {_MOST_ROWS - 1} rows below its head; write .sqlite or .parquet")
        cells = []
        for value in row:
            cell = cell_of(sheets[name], _short(line(value)) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"
            cells.append(cell)
        sheets[name].append(cells)

    for name, table in KINDS.items():
        sheets[name] = book.create_sheet(name)
        sheets[name].freeze_panes = "A2"
        for at, (head, kind) in enumerate(table.columns, start=1):
            width = max(len(head) + _BESIDE, _TEXT if kind == "text" else 0)
            sheets[name].column_dimensions[letter_of(at)].width = width
        sheets[name].append([column for column, _ in table.columns])
    try:
        for name, row in _all(runs):
            append(name, row)
    except BaseException:
        for sheet in sheets.values():
            sheet.close()  # or it complains when it is forgotten
        raise
    with TemporaryFile() as written:
        book.save(written)
        _timeless(written, file)


def as_sqlite(file: Path, runs: Iterable[Rows]) -> None:
    """Write all tables as a SQLite database with keys, as Datasette takes it; truth is 1 or 0."""
    with closing(sqlite3.connect(file)) as base:
        # The file takes its place when it is whole: nothing has to be undone.
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA synchronous = OFF")
        for name, table in KINDS.items():
            columns = [f"{_quoted(column)} {_SQL[kind]}" for column, kind in table.columns]
            if KEYS[name]:
                columns.append(f"PRIMARY KEY ({', '.join(map(_quoted, KEYS[name]))})")
            if name not in {"flow", "codebook"}:
                columns.append('FOREIGN KEY ("run") REFERENCES "flow" ("run")')
            base.execute(f"CREATE TABLE {_quoted(name)} ({', '.join(columns)})")
        insert = {
            name: f"INSERT INTO {_quoted(name)} VALUES ({', '.join('?' * len(table.columns))})"  # noqa: S608 - our own names
            for name, table in KINDS.items()
        }
        for name, row in _all(runs):
            base.execute(insert[name], row)
        base.commit()


ONE: Mapping[str, Callable[[Path, Table, Iterable[Rows]], None]] = MappingProxyType(
    {".csv": as_csv, ".parquet": as_parquet}
)
"""Suffixes of files that hold one kind of row."""

ALL: Mapping[str, Callable[[Path, Iterable[Rows]], None]] = MappingProxyType({".xlsx": as_xlsx, ".sqlite": as_sqlite})
"""Suffixes of files that hold every kind."""


def _every(table: Table, runs: Iterable[Rows]) -> Iterator[Cells]:
    """Yield the rows of a table, one run after the other."""
    yield from table.rows
    for rows in runs:
        yield from rows[table.name]


def _all(runs: Iterable[Rows]) -> Iterator[tuple[str, Cells]]:
    """Yield the rows of all tables, one run after the other, each with the name of its table."""
    for name, table in KINDS.items():
        yield from ((name, row) for row in table.rows)
    for rows in runs:
        for name in KINDS:
            yield from ((name, row) for row in rows[name])


def _short(text: str) -> str:
    if len(text) <= _MOST_CELL:
        return text
    note = f" [... {len(text)} characters in all]"
    return text[: _MOST_CELL - len(note)] + note


def _meaning(row: tuple[Value, ...]) -> dict[str, str]:
    return {"unit": str(row[3]), "definition": str(row[4]), "source": str(row[5])}


def _timeless(written: IO[bytes], file: Path) -> None:
    """Write a workbook without the times at which it was written, so that it is the same bytes again."""
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as new:
        for name in sorted(old.namelist()):
            with old.open(name) as part, new.open(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), "w") as out:
                if name == "docProps/core.xml":
                    out.write(re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", part.read()))
                else:
                    shutil.copyfileobj(part, out)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _needed(module: str) -> ModuleType:
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        raise InputError(
            f"this kind of table is written with {package}, which is missing; in the clone: pip install -e '.[tables]'"
        ) from error
