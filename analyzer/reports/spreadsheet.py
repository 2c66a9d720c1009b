"""Tables as CSV (RFC 4180, with line feeds) that a spreadsheet shows and does not run.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula and runs it. Words of pages are
data, so that such a cell gets an apostrophe in front, as OWASP recommends ("CSV Injection"); so does what would begin
a cell where a semicolon separates them, as in spreadsheets set to French or German.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import TextIO

from analyzer.reports.legible import line

Value = str | int | float | bool | None
"""What a cell holds before it is written."""

_RUN = re.compile(r"(^|;)(?=\s*[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""Where a formula would begin; the last four are the same signs in full width, which spreadsheets take alike."""


def written(heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """Return a table as CSV; truth is 1 or 0, nothing is an empty cell, what cannot be seen is spelled out."""
    out = io.StringIO()
    write(out, heads, rows)
    return out.getvalue()


def write(out: TextIO, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Write what ``written`` returns to a file, row by row as they come."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    return _RUN.sub(r"\1'", line(value)) if isinstance(value, str) else value
