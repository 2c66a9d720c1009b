"""How stable a ranking is, as a table on a terminal, as a figure, and as data."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from analyzer import canonical
from analyzer.errors import InputError
from analyzer.ranking.sensitivity import Sensitivity
from analyzer.reports.ranked.data import plain
from analyzer.reports.ranked.figure import figure
from analyzer.reports.ranked.table import table


def _json(found: Sensitivity, policy: str) -> str:
    return canonical.text(plain(found, policy)).decode()


FORMATS: Mapping[str, Callable[[Sensitivity, str], str]] = MappingProxyType(
    {".txt": table, ".svg": figure, ".json": _json}
)
"""Suffix -> what turns the answer, and the name of the policy, into the content of such a file."""


def writer(file: Path) -> Callable[[Sensitivity, str], str]:
    """Return what writes a file of this name.

    Raises
    ------
    InputError
        If there is none of that kind.
    """
    if file.suffix.lower() not in FORMATS:
        raise InputError(f"{file}: no ranking of kind {file.suffix!r}; there is {', '.join(FORMATS)}")
    return FORMATS[file.suffix.lower()]
