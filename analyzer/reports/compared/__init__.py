"""A comparison as a page: on a terminal, in Markdown, in HTML and in JSON."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from analyzer import canonical
from analyzer.errors import InputError
from analyzer.model import Comparison
from analyzer.reports.compared.markdown import markdown
from analyzer.reports.compared.page import page
from analyzer.reports.compared.text import text


def _json(comparison: Comparison) -> str:
    return canonical.text(comparison).decode()


FORMATS: Mapping[str, Callable[[Comparison], str]] = MappingProxyType(
    {".html": page, ".txt": text, ".md": markdown, ".json": _json},
)
"""Suffix -> what turns a comparison into the content of such a file."""


def writer(file: Path) -> Callable[[Comparison], str]:
    """Return what writes a file of this name.

    Raises
    ------
    InputError
        If there is no comparison of that kind.
    """
    if file.suffix not in FORMATS:
        raise InputError(f"{file}: no comparison of kind {file.suffix!r}; there is {', '.join(FORMATS)}")
    return FORMATS[file.suffix]
