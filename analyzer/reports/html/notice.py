"""What a mock is made of, short enough to be read before anything else."""

from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.model import Report
from analyzer.saying import NOTHING, Said, say, say_many
from analyzer.tongues import language

_INVENTIONS = 200
"""Characters that what is invented may take before the rest is only counted."""


@dataclass(frozen=True)
class Notice:
    """How many described the procedure, when and in which languages, and what no source says, a long list begun.

    ``counted`` says how much that is, for a reader in whose language the list is not.
    """

    sources: Said
    languages: str
    dates: tuple[str, ...]
    invented: tuple[str, ...]
    more: Said
    counted: Said


def notice(report: Report) -> Notice:
    """Return the notice of a report; the whole lists stand in its provenance."""
    sources = report.provenance.sources
    invented = _first([part.rstrip(". ") for part in report.provenance.invented], _INVENTIONS)
    more = len(report.provenance.invented) - len(invented)
    return Notice(
        sources=say_many("{count:,} published description", "{count:,} published descriptions", count=len(sources))
        if sources
        else NOTHING,
        languages=language(", ".join(source.language for source in sources)),
        dates=_span([source.date for source in sources]),
        invented=invented,
        more=say("and {more:d} more", more=more) if more else NOTHING,
        counted=say_many(
            "{count:,} thing is invented, in no source.",
            "{count:,} things are invented, in no source.",
            count=len(report.provenance.invented),
        ),
    )


def mark(report: Report) -> Said:
    """Return what every printed page repeats: the title, after what was walked where that is not the service."""
    kind, flow = report.provenance.site_kind, report.flow
    if kind == "live":
        return Said(flow.title)
    told = say("Recorded traffic, not {service} itself", service=flow.service)
    if kind == "mock":
        told = say("Mock, not {service} itself", service=flow.service)
    return say("{mark:said} - {title:english}", mark=told, title=flow.title)


def _first(parts: Sequence[str], room: int) -> tuple[str, ...]:
    """Return as many parts as there is room for, at least one where there is one."""
    taken = 0
    for position, part in enumerate(parts):
        taken += len(part)
        if position and taken > room:
            return tuple(parts[:position])
    return tuple(parts)


def _span(dates: Sequence[str]) -> tuple[str, ...]:
    known = sorted({date for date in dates if date[:4].isdecimal()})
    return tuple(dict.fromkeys((known[0], known[-1]))) if known else ()
