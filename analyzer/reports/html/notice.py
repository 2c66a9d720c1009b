"""What a mock is made of, short enough to be read before anything else."""

from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.model import Report
from analyzer.reports.english import counted, language

_INVENTIONS = 200
"""Characters that what is invented may take before the rest is only counted."""


@dataclass(frozen=True)
class Notice:
    """How many described the procedure, when and in which languages, and what no source says, a long list begun."""

    sources: str
    languages: str
    dates: str
    invented: tuple[str, ...]
    more: str


def notice(report: Report) -> Notice:
    """Return the notice of a report; the whole lists stand in its provenance."""
    sources = report.provenance.sources
    invented = _first([part.rstrip(". ") for part in report.provenance.invented], _INVENTIONS)
    more = len(report.provenance.invented) - len(invented)
    return Notice(
        sources=counted(len(sources), "published description") if sources else "",
        languages=language(", ".join(source.language for source in sources)),
        dates=_span([source.date for source in sources]),
        invented=invented,
        more=f"and {more} more" if more else "",
    )


def mark(report: Report) -> str:
    """Return what every printed page repeats: the title, after what was walked where that is not the service."""
    kind, flow = report.provenance.site_kind, report.flow
    if kind == "live":
        return flow.title
    return f"{'Mock' if kind == 'mock' else 'Recorded traffic'}, not {flow.service} itself - {flow.title}"


def _first(parts: Sequence[str], room: int) -> tuple[str, ...]:
    """Return as many parts as there is room for, at least one where there is one."""
    taken = 0
    for position, part in enumerate(parts):
        taken += len(part)
        if position and taken > room:
            return tuple(parts[:position])
    return tuple(parts)


def _span(dates: Sequence[str]) -> str:
    known = sorted({date for date in dates if date[:4].isdecimal()})
    return " to ".join(dict.fromkeys((known[0], known[-1]))) if known else "at an unknown date"
