"""The tables of research: a kind is a file beside this one and a line here; the codebook follows from them."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from analyzer.reports.tidy import controls, findings, flows, steps
from analyzer.reports.tidy.column import Case, Column, Kind, Table, filled

KINDS: Mapping[str, Callable[[tuple[Case, ...]], Table]] = MappingProxyType(
    {
        "flow": lambda cases: filled("flow", flows.COLUMNS, cases),
        "step": lambda cases: filled("step", steps.COLUMNS, steps.taken(cases)),
        "control": lambda cases: filled("control", controls.COLUMNS, controls.seen(cases)),
        "finding": lambda cases: filled("finding", findings.COLUMNS, findings.found(cases)),
        "codebook": lambda _: codebook(),
    }
)
"""What a row is -> the table of these runs."""

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
)


def codebook() -> Table:
    """Return what every column of every table means, one row a column."""
    rows = (
        *_described("flow", flows.COLUMNS),
        *_described("step", steps.COLUMNS),
        *_described("control", controls.COLUMNS),
        *_described("finding", findings.COLUMNS),
    )
    return Table("codebook", _CODEBOOK, rows)


def _described(table: str, columns: Iterable[Column[Any]]) -> tuple[tuple[str, ...], ...]:
    return tuple((table, one.name, one.kind, one.unit, one.definition, one.source) for one in columns)
