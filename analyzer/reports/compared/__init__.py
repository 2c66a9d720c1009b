"""A comparison as a page: on a terminal, in Markdown, in HTML and in JSON.

``lines``
    the rows of its tables, in their groups
``front``
    what stands on its first screen
``cells``, ``naming``, ``words``, ``answers``, ``expectations``, ``stages``
    what is said, by what it is about
``outline``, ``text``, ``markdown``
    the page as headings, paragraphs and tables, and these on a terminal and in Markdown
``panels``
    small multiples: the same procedures in each panel, a measure a panel
``page``
    the page in HTML
``changes``, ``tables``
    what changed between versions one by one, and everything as CSV
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from analyzer import canonical
from analyzer.errors import InputError
from analyzer.model import Comparison
from analyzer.reports.compared.markdown import markdown
from analyzer.reports.compared.page import page
from analyzer.reports.compared.tables import KINDS
from analyzer.reports.compared.text import text


def _page(comparison: Comparison, *, steps: bool = True) -> str:
    del steps  # what is told screen by screen is folded there, and in no one's way
    return page(comparison)


def _json(comparison: Comparison, *, steps: bool = True) -> str:
    del steps
    return canonical.text(comparison).decode()


def _csv(comparison: Comparison, *, steps: bool = True) -> str:
    del steps
    return KINDS["value"](comparison)


class Writer(Protocol):
    """Turns a comparison into the content of a file; without ``steps`` versions are summed up where that is shorter."""

    def __call__(self, comparison: Comparison, *, steps: bool = True) -> str:
        """Return the content."""
        ...


FORMATS: Mapping[str, Writer] = MappingProxyType(
    {".html": _page, ".txt": text, ".md": markdown, ".json": _json, ".csv": _csv}
)
"""Suffix -> what turns a comparison into the content of such a file."""


def writer(file: Path) -> Writer:
    """Return what writes a file of this name.

    Raises
    ------
    InputError
        If there is no comparison of that kind.
    """
    if file.suffix not in FORMATS:
        raise InputError(f"{file}: no comparison of kind {file.suffix!r}; there is {', '.join(FORMATS)}")
    return FORMATS[file.suffix]
