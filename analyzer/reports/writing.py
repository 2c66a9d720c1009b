"""Which kinds of file a report can become, by suffix; a new kind is a file beside this one and a few lines here.

Each kind is imported where it is asked for: who only scores needs none of them.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from analyzer import canonical, storage
from analyzer.errors import InputError
from analyzer.model import Report
from analyzer.reports.redacted import redacted
from analyzer.reports.spoken import LANGUAGES
from analyzer.storage import Gathered


def _html(report: Report, folder: Path, language: str = "en") -> bytes:
    from analyzer.reports import html  # noqa: PLC0415

    return html.render(report, lambda file: storage.read_file(folder / file), redacted(folder), language).encode()


def _json(report: Report, folder: Path) -> bytes:
    del folder
    return canonical.text(report)


def _markdown(report: Report, folder: Path) -> bytes:
    from analyzer.reports.markdown import markdown  # noqa: PLC0415

    del folder
    return markdown(report).encode()


def _sarif(report: Report, folder: Path) -> bytes:
    from analyzer.reports.sarif import sarif  # noqa: PLC0415

    del folder
    return sarif(report)


def _junit(report: Report, folder: Path) -> bytes:
    from analyzer.reports.junit import junit  # noqa: PLC0415

    del folder
    return junit(report)


FORMATS: Mapping[str, Callable[[Report, Path], bytes]] = MappingProxyType(
    {".html": _html, ".json": _json, ".md": _markdown, ".sarif": _sarif, ".xml": _junit}
)
"""Suffix -> the report and the folder its screenshots are relative to -> the bytes of the file."""

PRINTED = ".pdf"
"""What a browser prints the .html as."""

SPEAKING: Mapping[str, Callable[..., bytes]] = MappingProxyType({".html": _html})
"""Suffix -> the same, of those that take the reader's language besides."""

OF_A_RUN = ("report.html", "report.json")
"""What every run writes by itself; the others are for whoever asks for them."""

REPORTS: Mapping[str, Callable[[Report, Path], bytes]] = MappingProxyType(
    {f"report{suffix}": write for suffix, write in FORMATS.items()}
    | {
        f"report.{language}{suffix}": partial(write, language=language)
        for suffix, write in SPEAKING.items()
        for language in LANGUAGES[1:]
    }
)
"""Name of a report in a run's folder -> the same: those in English, and for each other language its page."""


def page(language: str) -> str:
    """Return the name of a run's page in a language, an ISO 639-1 code that reports speak."""
    return "report.html" if language == "en" else f"report.{language}.html"


Walks = Mapping[str, Gathered]
"""The walks of a run, by route."""


def _table(walks: Walks) -> Iterable[bytes]:
    from analyzer.reports.exports.table import table  # noqa: PLC0415

    return (table(walks),)


def _graphml(walks: Walks) -> Iterable[bytes]:
    from analyzer.reports.exports.graphml import graphml  # noqa: PLC0415

    return (graphml(walks),)


def _traffic(walks: Walks) -> Iterable[bytes]:
    from analyzer.reports.exports.traffic import traffic  # noqa: PLC0415

    return traffic(walks)


def _wacz(walks: Walks) -> Iterable[bytes]:
    from analyzer.reports.exports.wacz import wacz  # noqa: PLC0415

    return (wacz(walks),)


EXPORTS: Mapping[str, Callable[[Walks], Iterable[bytes]]] = MappingProxyType(
    {".csv": _table, ".graphml": _graphml, ".har": _traffic, ".wacz": _wacz}
)
"""Suffix -> the walks of a run -> the file in pieces, for traffic may be large; nothing in them is judged."""


def writer(file: Path, language: str = "en") -> Callable[[Report, Path], bytes]:
    """Return what turns a report into a file of this name, for a reader of ``language`` (an ISO 639-1 code).

    Raises
    ------
    InputError
        If there is no report of that kind, or none of that kind in another language than English.
    """
    if file.suffix.lower() not in FORMATS:
        raise InputError(
            f"{file}: no report of kind {file.suffix!r}; there is {', '.join((*FORMATS, PRINTED, *EXPORTS))}"
        )
    if language == "en":
        return FORMATS[file.suffix.lower()]
    if file.suffix.lower() not in SPEAKING:
        spoken = ", ".join((*SPEAKING, PRINTED))
        raise InputError(f"{file}: --lang: only {spoken} speak another language than English")
    return partial(SPEAKING[file.suffix.lower()], language=language)
