"""What every procedure has on every gauge, and how two readings or ranges stand to each other."""

from collections.abc import Iterable

from analyzer.comparing.tolerances import share_of
from analyzer.model import Change, Difference, Gauge, Measurement, Reading, Report, Score, Span
from analyzer.saying import say

FRICTION = Gauge(id="friction", title=say("Friction"), unit=say("points of 100"))
"""The score, compared like a measure whose range is its interval."""


def gauges(reports: Iterable[Report]) -> tuple[Gauge, ...]:
    """Return friction and every measure that any of the reports names, in their order."""
    found = {FRICTION.id: FRICTION}
    for report in reports:
        for one in report.measurements:
            found.setdefault(one.id, Gauge(id=one.id, title=one.title, unit=one.unit))
    return tuple(found.values())


def readings(report: Report) -> dict[str, Reading]:
    """Return the readings of one procedure by the id of the gauge."""
    return {FRICTION.id: _scored(report.score, report.score_reason)} | {
        one.id: _measured(one) for one in report.measurements
    }


def missing() -> Reading:
    """Return the reading of a gauge that a report does not know."""
    return Reading(value=None, low=None, high=None, applies=True, reason=say("not measured"))


def span(read: Iterable[Reading]) -> Span:
    """Return the lowest and the highest of several readings, their own ranges included."""
    asked = list(read)
    lows = [one.low for one in asked if one.low is not None]
    highs = [one.high for one in asked if one.high is not None]
    told = sum(one.value is not None for one in asked)
    applies = any(one.applies for one in asked)
    return Span(
        low=min(lows, default=None), high=max(highs, default=None), told=told, asked=len(asked), applies=applies
    )


def change(gauge: str, before: Span, after: Span) -> Change:
    """Return how ``after`` stands to ``before``.

    Less or more only where the two ranges do not touch, and lie apart by more than the gauge's tolerance. Same are two
    equal readings, each with its range; of several readings each, equal ranges overlap, for anything may lie in them.
    """
    if before.low is None or before.high is None or after.low is None or after.high is None:
        return "unknown"
    single = before.low == before.high or before.asked == after.asked == 1
    if single and (before.low, before.high) == (after.low, after.high):
        return "same"
    if after.low <= before.high and before.low <= after.high:
        return "overlapping"
    less, more = (after.high, before.low) if after.high < before.low else (before.high, after.low)
    if more - less <= share_of(gauge) * more:
        return "about"
    return "less" if after.high < before.low else "more"


def difference(gauge: str, before: Reading, after: Reading) -> Difference:
    """Return one gauge of two procedures: the readings, and after less before."""
    told = before.value is not None and after.value is not None
    return Difference(
        gauge=gauge,
        before=before,
        after=after,
        difference=round((after.value or 0) - (before.value or 0), 2) if told else None,
        change=change(gauge, span([before]), span([after])),
    )


def _measured(one: Measurement) -> Reading:
    return Reading(
        value=one.value, low=one.low, high=one.high, applies=one.outcome != "not_applicable", reason=one.reason
    )  # fmt: skip


def _scored(score: Score | None, reason: str) -> Reading:
    if score is None:
        return Reading(value=None, low=None, high=None, applies=True, reason=reason)
    low, high = score.interval
    return Reading(value=score.total, low=low, high=high, applies=True, reason="")
