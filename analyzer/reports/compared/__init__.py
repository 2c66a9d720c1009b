"""A comparison as a page: on a terminal, in Markdown, in HTML and in JSON.

``lines``
    the rows of its tables, in their groups
``front``
    what stands on its first screen
``cells``, ``naming``, ``words``, ``answers``, ``tallies``, ``unlike``, ``expectations``, ``stages``
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


def _page(comparison: Comparison, reader: str = "en", *, steps: bool = True) -> str:
    del steps  # what is told screen by screen is folded there, and in no one's way
    return page(comparison, reader)


def _json(comparison: Comparison, reader: str = "en", *, steps: bool = True) -> str:
    del reader, steps
    return canonical.text(comparison).decode()


def _csv(comparison: Comparison, reader: str = "en", *, steps: bool = True) -> str:
    del reader, steps
    return KINDS["value"](comparison)


class Writer(Protocol):
    """Turns a comparison into the content of a file for a reader of a language.

    Without ``steps`` versions are summed up where that is shorter.
    """

    def __call__(self, comparison: Comparison, reader: str = "en", *, steps: bool = True) -> str:
        """Return the content."""
        ...


FORMATS: Mapping[str, Writer] = MappingProxyType(
    {".html": _page, ".txt": text, ".md": markdown, ".json": _json, ".csv": _csv}
)
"""Suffix -> what turns a comparison into the content of such a file."""

SPEAKING = (".html", ".txt", ".md")
"""Suffixes of those that are for people, and so in their language."""


def writer(file: Path, reader: str = "en") -> Writer:
    """Return what writes a file of this name, for a reader of a language (an ISO 639-1 code).

    Raises
    ------
    InputError
        If there is no comparison of that kind, or none of that kind in another language than English.
    """
    if file.suffix.lower() not in FORMATS:
        raise InputError(f"{file}: no comparison of kind {file.suffix!r}; there is {', '.join(FORMATS)}")
    if reader != "en" and file.suffix.lower() not in SPEAKING:
        raise InputError(f"{file}: --lang: only {', '.join(SPEAKING)} speak another language than English")
    return FORMATS[file.suffix.lower()]
