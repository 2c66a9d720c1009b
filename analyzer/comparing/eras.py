"""Services by year: what became less, what stayed.

A year of a service is every way through it that was walked, so that a gauge has a range there, from the lowest reading
to the highest. It changed only where the two ranges do not touch and lie apart by more than the tolerance. What ends in
a dead end is named with its year and has no part in those ranges: what refusing would take there is not known. Services
are kept apart by region, because one objects in the European Union under other rules than in Brazil, and by the right
exercised. Only where no region of a service has two years are its regions taken together, and it says so.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from analyzer.comparing.readings import change, missing, span
from analyzer.comparing.unlike import unlike
from analyzer.model import Era, FlowIdentity, Gauge, Procedure, Reading, Shift
from analyzer.references import EEA

REGION = "EU"
"""What the countries of ``EEA`` are called together."""

SEVERAL = ""
"""Stands for the regions of a service taken together, none of which has two years."""

NO_YEAR = 0
"""Stands for the year before the only one that was compared."""


def eras(procedures: Sequence[Procedure], gauges: Sequence[Gauge]) -> tuple[Era, ...]:
    """Return, for each service, every two years that follow each other, or the only one there is.

    Counterfactuals belong to no service. A variant tells what one source says against the others about the same
    procedure: beside that procedure it would widen a year without being another way through it, and is left out.
    """
    services = _by_year(procedures)
    numbered = {one.number: one for one in procedures}
    return tuple(
        Era(
            service=service,
            region=place,
            right=right,
            before=before,
            after=after,
            procedures_before=tuple(one.number for one in years.get(before, ())),
            procedures_after=tuple(one.number for one in years[after]),
            unlike=unlike(one.flow for one in (*years.get(before, ()), *years[after])),
            shifts=tuple(shifts(years.get(before, []), years[after], numbered, gauges)),
        )
        for (service, place, right), years in sorted(services.items())
        for before, after in pairwise(sorted(years) if len(years) > 1 else (NO_YEAR, *years))
    )


def _by_year(procedures: Sequence[Procedure]) -> dict[tuple[str, str, str], dict[int, list[Procedure]]]:
    """Return the procedures of each service, region and right by year; see ``SEVERAL``."""
    apart: dict[tuple[str, str, str], dict[int, list[Procedure]]] = {}
    together: dict[tuple[str, str, str], dict[int, list[Procedure]]] = {}
    whole = {one.flow.id for one in procedures if not one.flow.variant}
    for one in procedures:
        if not one.yardstick and not (one.flow.variant and one.flow.id in whole):
            service, right, year = one.flow.service, one.flow.right, int(one.flow.date[:4])
            apart.setdefault((service, region(one.flow), right), {}).setdefault(year, []).append(one)
            together.setdefault((service, SEVERAL, right), {}).setdefault(year, []).append(one)
    changing = {(service, right) for (service, _, right), years in apart.items() if len(years) > 1}
    merged = {key: years for key, years in together.items() if len(years) > 1 and (key[0], key[2]) not in changing}
    kept = {key: years for key, years in apart.items() if (key[0], SEVERAL, key[2]) not in merged}
    return kept | merged


def region(flow: FlowIdentity) -> str:
    """Return ``EU`` for countries of the European Economic Area, and the country's code for any other."""
    return REGION if flow.country in EEA else flow.country


def shifts(
    old: Sequence[Procedure], new: Sequence[Procedure], numbered: Mapping[int, Procedure], gauges: Sequence[Gauge]
) -> Iterator[Shift]:
    """Yield every gauge of earlier and later procedures beside the least that any of their counterfactuals takes."""
    yardsticks = [numbered[one.least] for one in (*old, *new) if one.least is not None]
    for gauge in gauges:
        before, after = (span(_reading(one, gauge) for one in year if not one.impossible) for year in (old, new))
        taken = [_reading(one, gauge) for one in yardsticks]
        lowest = min((one for one in taken if one.value is not None), key=lambda one: one.value or 0, default=None)
        least = span([lowest] if lowest else taken)
        yield Shift(
            gauge=gauge.id,
            before=before,
            after=after,
            least=least if taken else None,
            change=change(gauge.id, before, after),
            beside=change(gauge.id, least, after),
        )


def _reading(one: Procedure, gauge: Gauge) -> Reading:
    return one.readings.get(gauge.id, missing())
