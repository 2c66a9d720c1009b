"""A column says what it holds once: the table and the codebook are made from the same line."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from analyzer.model import Report, Walk

Kind = Literal["text", "integer", "number", "truth"]
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
    """One variable: its name, type, unit ("" for none), definition, source, and how it is read from a row's thing."""

    name: str
    kind: Kind
    unit: str
    definition: str
    source: str
    of: Callable[[Row], Value]


@dataclass(frozen=True)
class Table:
    """A finished table: its name, its columns as the codebook has them, and its rows."""

    name: str
    columns: tuple[tuple[str, Kind], ...]
    rows: tuple[tuple[Value, ...], ...]


def filled(name: str, columns: tuple[Column[Row], ...], things: Iterable[Row]) -> Table:
    """Return the table of these things, a row each."""
    rows = tuple(tuple(column.of(thing) for column in columns) for thing in things)
    return Table(name, tuple((column.name, column.kind) for column in columns), rows)
