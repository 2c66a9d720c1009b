"""How far refusing stands from accepting, and from the least a lawful design needs, in every quantity."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import get_args

from analyzer.model import Asymmetry, Counterfactual, Counts, Gap, Report, RouteReport, Seconds
from analyzer.model.report import Since, Way
from analyzer.reports import english
from analyzer.saying import Said, say

QUANTITIES = (*Counts.__struct_fields__, "seconds")

HEADS: MappingProxyType[Way, Said] = MappingProxyType(
    {"accept": say("Against accepting"), "counterfactual": say("Against the counterfactual")}
)

_NAMES: MappingProxyType[Way, Said] = MappingProxyType(
    {"accept": say("Accept"), "counterfactual": say("Counterfactual")}
)

_RATIO = say(
    "In brackets (r + 1) / (a + 1), with r what refusing takes and a what the other way takes: accepting may take "
    "nothing at all."
)
_SINCE = say(
    "Counted from the first screen, where a person starts, and from the first link on, as CCPA regulations, "
    "section 7004(a)(2)(A), count."
)

_Taken = tuple[Counts | None, Seconds | None]


def asymmetries(routes: Mapping[str, RouteReport], least: Counterfactual | None) -> tuple[Asymmetry, ...]:
    """Return the refusal against each way that was walked, from the first screen and from the first link on."""
    refusal = routes.get("refuse")
    if refusal is None:
        return ()
    return tuple(one for way, other in _others(routes, least) for one in _against(way, refusal, other))


def _others(routes: Mapping[str, RouteReport], least: Counterfactual | None) -> Iterator[tuple[Way, RouteReport]]:
    """Yield the ways that refusing is compared with, as far as they were walked."""
    if "accept" in routes:
        yield "accept", routes["accept"]
    if least is not None and "refuse" in least.routes:
        yield "counterfactual", least.routes["refuse"]


def _against(way: Way, refusal: RouteReport, other: RouteReport) -> Iterator[Asymmetry]:
    whole, late = _whole(other), _late(other)
    sides: tuple[tuple[Since, _Taken, _Taken], ...] = (
        ("first_screen", _whole(refusal), whole),
        ("first_link", _late(refusal), whole if late[0] is None else late),
    )
    for since, one, two in sides:
        if gaps := tuple(_gaps(one, two)):
            yield Asymmetry(way=way, since=since, gaps=gaps)


def _whole(route: RouteReport) -> _Taken:
    return route.counts, route.seconds


def _late(route: RouteReport) -> _Taken:
    return route.counts_from_first_link, route.seconds_from_first_link


def _gaps(refusal: _Taken, other: _Taken) -> Iterator[Gap]:
    for quantity in QUANTITIES:
        r, o = _of(quantity, refusal), _of(quantity, other)
        if r is not None and o is not None:
            ratio = round((r + 1) / (o + 1), 2)
            yield Gap(quantity=quantity, refuse=r, other=o, difference=round(r - o, 2), ratio=ratio)


def _of(quantity: str, taken: _Taken) -> float | None:
    counts, seconds = taken
    if quantity == "seconds":
        return None if seconds is None else seconds.estimate
    return None if counts is None else float(getattr(counts, quantity))


def table(report: Report) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the differences and ratios as heads and rows; what is the same whichever way one goes is left out.

    Empty where there is nothing to compare with.
    """
    found = {
        (one.since, gap.quantity, one.way): gap for one in report.asymmetries for gap in one.gaps
    }  # fmt: skip
    against: list[Way] = [way for way in HEADS if any(one.way == way for one in report.asymmetries)]
    rows = []
    for since in get_args(Since):
        for quantity, title in english.QUANTITIES.items():
            gaps = [found.get((since, quantity, way)) for way in against]
            if any(gap and _shown(gap) for gap in gaps):
                named = title if since == "first_screen" else say("{what:said}, from the first link", what=title)
                rows.append((named, *map(_cell, gaps)))
    return tuple(HEADS[way] for way in against), tuple(rows)


def notes(report: Report) -> tuple[Said, ...]:
    """Return what a reader of the table must know: its brackets, its two starts, and which way has but one of them."""
    if not any(one.since == "first_link" for one in report.asymmetries):
        return (_RATIO,)
    whole = [
        _NAMES[way]
        for way, other in _others(report.routes, report.counterfactual)
        if _late(other)[0] is None and not other.silence
    ]
    without = (say("Without such a link, and so counted whole: {ways:apart}.", ways=whole),) if whole else ()
    return (_RATIO, _SINCE, *without)


def _cell(gap: Gap | None) -> Said | str:
    if gap is None:
        return "-"
    difference, ratio = _shown(gap), gap.ratio
    if not difference:
        return say("as many")
    if difference > 0:
        return say("{many:number} more ({ratio:number})", many=difference, ratio=ratio)
    return say("{many:number} fewer ({ratio:number})", many=-difference, ratio=ratio)


def _shown(gap: Gap) -> float:
    # A tenth of an estimated second says nothing.
    return round(gap.difference) if gap.quantity == "seconds" else gap.difference
