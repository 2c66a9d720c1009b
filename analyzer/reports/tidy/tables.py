"""The tables of research: a kind is a file beside this one and a line here; the codebook follows from them."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from analyzer.reports.tidy import controls, findings, flows, steps
from analyzer.reports.tidy.column import Case, Cells, Column, Kind, Table, table

Rows = Mapping[str, tuple[Cells, ...]]
"""The rows that one run adds to each of some tables, by the table's name."""

KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "flow": ("run",),
        "step": ("run", "route", "step"),
        "control": (),
        "finding": ("run", "finding"),
        "codebook": ("table", "name"),
    }
)
"""The columns that tell one row from another; a control's key is only one within its document."""


_CODEBOOK: tuple[tuple[str, Kind], ...] = (
    ("table", "text"),
    ("name", "text"),
    ("type", "text"),
    ("unit", "text"),
    ("definition", "text"),
    ("source", "text"),
    ("empty", "text"),
)


def _codebook() -> Table:
    """Return what every column of every table means, one row a column."""
    rows = (
        *_described("flow", flows.COLUMNS),
        *_described("step", steps.COLUMNS),
        *_described("control", controls.COLUMNS),
        *_described("finding", findings.COLUMNS),
    )
    return Table("codebook", _CODEBOOK, lambda _: (), rows)


def _described(table: str, columns: Iterable[Column[Any]]) -> tuple[tuple[str, ...], ...]:
    return tuple((table, one.name, one.kind, one.unit, one.definition, one.source, one.empty) for one in columns)


KINDS: Mapping[str, Table] = MappingProxyType(
    {
        "flow": table("flow", flows.COLUMNS, lambda case: (case,)),
        "step": table("step", steps.COLUMNS, steps.taken),
        "control": table("control", controls.COLUMNS, controls.seen),
        "finding": table("finding", findings.COLUMNS, findings.found),
        "codebook": _codebook(),
    }
)
"""What a row is -> the table of such rows."""


def rows_of(case: Case, names: Collection[str]) -> Rows:
    """Return the rows that a run adds to the tables of these names."""
    return {name: tuple(KINDS[name].of(case)) for name in names}
