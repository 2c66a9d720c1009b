"""Which kinds of file a report can become, by suffix; a new kind is a file beside this one and a line here."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from analyzer import canonical, storage
from analyzer.errors import InputError
from analyzer.model import Report
from analyzer.reports import html
from analyzer.reports.exports.graphml import graphml
from analyzer.reports.exports.table import table
from analyzer.reports.exports.traffic import traffic
from analyzer.reports.exports.wacz import wacz
from analyzer.reports.junit import junit
from analyzer.reports.languages import LANGUAGES
from analyzer.reports.markdown import markdown
from analyzer.reports.redacted import redacted
from analyzer.reports.sarif import sarif
from analyzer.storage import Gathered


def _html(report: Report, folder: Path, language: str = "en") -> bytes:
    return html.render(report, lambda file: storage.read_file(folder / file), redacted(folder), language).encode()


def _json(report: Report, folder: Path) -> bytes:
    del folder
    return canonical.text(report)


def _markdown(report: Report, folder: Path) -> bytes:
    del folder
    return markdown(report).encode()


def _sarif(report: Report, folder: Path) -> bytes:
    del folder
    return sarif(report)


def _junit(report: Report, folder: Path) -> bytes:
    del folder
    return junit(report)


FORMATS: Mapping[str, Callable[[Report, Path], bytes]] = MappingProxyType(
    {".html": _html, ".json": _json, ".md": _markdown, ".sarif": _sarif, ".xml": _junit}
)
"""Suffix -> the report and the folder its screenshots are relative to -> the bytes of the file."""

TRANSLATED: Mapping[str, Callable[[Report, Path], bytes]] = MappingProxyType(
    {f".{language}.html": partial(_html, language=language) for language in LANGUAGES if language != "en"}
)
"""The same for the report in another language than English: ``report.fr.html`` stands beside ``report.html``."""

OF_A_RUN = (".html", ".json")
"""What every run writes by itself; the others are for whoever asks for them."""

EXPORTS: Mapping[str, Callable[[Mapping[str, Gathered]], bytes]] = MappingProxyType(
    {".csv": table, ".graphml": graphml, ".har": traffic, ".wacz": wacz}
)
"""Suffix -> the walks of a run, by route -> the bytes of the file; nothing in them is judged."""


def writer(file: Path, language: str = "en") -> Callable[[Report, Path], bytes]:
    """Return what turns a report into a file of this name, in this language.

    Raises
    ------
    InputError
        If there is no report of that kind, or none in that language.
    """
    if language != "en":
        if file.suffix != ".html":
            raise InputError(f"{file}: only .html is written in other languages; leave out {language}, or name it so")
        return TRANSLATED[f".{language}{file.suffix}"]
    if file.suffix not in FORMATS:
        raise InputError(f"{file}: no report of kind {file.suffix!r}; there is {', '.join((*FORMATS, *EXPORTS))}")
    return FORMATS[file.suffix]
