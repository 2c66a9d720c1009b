"""A column says what it holds once: the table and the codebook are made from the same line."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from analyzer.model import Report, Walk

Kind = Literal["text", "integer", "number", "truth"]
Empty = Literal["no text", "missing"]
"""What an empty cell of a column says, where a file cannot tell the two apart, as CSV cannot.

``no text``: it is known, and there are no words, as of a variant that a flow has not. ``missing``: it is not known or
does not apply, which a data frame calls NA. A column has one of them, never both.
"""

Value = str | int | float | bool | None
"""A cell; null where there is nothing to say, never an invented zero."""

Row = TypeVar("Row")

REPORT = "report.json"
WALK = "walk.json"


@dataclass(frozen=True)
class Case:
    """One run: what it is called here, what was judged, and the walks of its routes."""

    run: str
    report: Report
    walks: Mapping[str, Walk]


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One variable: its name, type, unit ("" for none), definition, source, and how it is read from a row's thing.

    ``unknown`` marks texts that may be missing; every other text is there, if without words.
    """

    name: str
    kind: Kind
    unit: str
    definition: str
    source: str
    of: Callable[[Row], Value]
    unknown: bool = False

    @property
    def empty(self) -> Empty:
        """What an empty cell says."""
        return "missing" if self.unknown or self.kind != "text" else "no text"


Cells = tuple[Value, ...]
"""A row as it is written."""


@dataclass(frozen=True)
class Table:
    """A table: its name, its columns as the codebook has them, and which rows a run adds to it.

    ``rows`` are those that stand in it whatever the runs are.
    """

    name: str
    columns: tuple[tuple[str, Kind], ...]
    of: Callable[[Case], Iterable[Cells]]
    rows: tuple[Cells, ...] = ()


def table(name: str, columns: tuple[Column[Row], ...], things: Callable[[Case], Iterable[Row]]) -> Table:
    """Return the table to which a run adds a row for each of its things."""

    def of(case: Case) -> Iterable[Cells]:
        return (tuple(column.of(thing) for column in columns) for thing in things(case))

    return Table(name, tuple((column.name, column.kind) for column in columns), of)
