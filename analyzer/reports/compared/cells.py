"""The figures of a comparison as they are written: amounts, ranges, differences, and signs where there is none."""

from collections.abc import Sequence

from analyzer.model import Difference, Procedure, Reading, Score, Span
from analyzer.reports.english import points, whole
from analyzer.saying import number

FRICTION, SECONDS = "friction", "estimated_time"

MAIN = {
    "clicks": "Clicks", "screens": "Screens", "required_fields": "Fields needed",
    "required_text_fields": "Text fields", "context_switches": "Channel switches", "words": "Words",
    SECONDS: "Seconds", FRICTION: "Friction of 100",
}  # fmt: skip
"""The gauges a reader in a hurry needs, in the order of the table, with short heads that name their units."""

NOTHING, UNKNOWN = "-", "?"

SIGNS = f"{NOTHING}: nothing to measure. {UNKNOWN}: cannot be told."

KEY = f"{SIGNS} In brackets: the range of an estimate, or the interval of a score."


def coverage(one: Procedure) -> str:
    """Return on how much of the policy's weight a score rests; "-" where there is none."""
    return f"{round(one.score.coverage * 100)} %" if one.score else NOTHING


def score(found: Score | None) -> str:
    """Return ``35.2 (15.8 to 57.4)``, or that there is no score."""
    if found is None:
        return "not scored"
    low, high = found.interval
    return f"{points(found.total)} ({points(low)} to {points(high)})"


def value(gauge: str, amount: float) -> str:
    """Return an amount as its gauge is written: friction with one decimal, seconds whole."""
    return points(amount) if gauge == FRICTION else whole(amount) if gauge == SECONDS else number(amount)


def cell(gauge: str, readings: Sequence[Reading | None], *, ranged: bool = True) -> str:
    """Return what a row has on a gauge: a number, its range where it has one, or a sign that there is none.

    Where the row stands for several procedures, the number is from the least to the most, and the range spans theirs.
    """
    told = [one.value for one in readings if one and one.value is not None]
    if not told:
        return NOTHING if any(readings) and not any(one.applies for one in readings if one) else UNKNOWN
    said = between(gauge, min(told), max(told))
    some = "" if len(told) == len(readings) else f", {len(told)} of {len(readings)}"
    beside = "".join([extent(gauge, readings) if ranged else "", some]).removeprefix(", ")
    return f"{said} ({beside})" if beside else said


def extent(gauge: str, readings: Sequence[Reading | None]) -> str:
    """Return the range of what a row has alone, ``15.8 to 57.4``; "" where it has none."""
    ends = [(one.low, one.high) for one in readings if one and one.low is not None and one.high is not None]
    if all(low == high for low, high in ends):
        return ""
    return between(gauge, min(low for low, _ in ends), max(high for _, high in ends))


def signed(gauge: str, amount: float) -> str:
    """Return ``+4``, ``-4`` or ``0``."""
    said = value(gauge, abs(amount))
    return said if said == value(gauge, 0) else f"{'+' if amount > 0 else '-'}{said}"


def above(gauge: str, one: Procedure, least: Procedure | None) -> str:
    """Return how much more a procedure takes than its counterfactual; "" where either is not known."""
    mine = one.readings.get(gauge)
    other = least.readings.get(gauge) if least else None
    if not mine or not other or mine.value is None or (other.value is None and other.applies):
        return ""
    return signed(gauge, round(mine.value - (other.value or 0), 2))


def spanned(gauge: str, span: Span) -> str:
    """Return ``3``, ``3 to 9``, or that it cannot be told, with how many of how many could be."""
    if span.low is None or span.high is None:
        return UNKNOWN if span.applies else NOTHING
    some = "" if span.told == span.asked else f" ({span.told} of {span.asked})"
    return f"{between(gauge, span.low, span.high)}{some}"


def changed(difference: Difference) -> str:
    """Return how the later reading stands to the earlier one, with the difference where it is one."""
    if difference.difference is None:
        applies = difference.before.applies and difference.after.applies
        return UNKNOWN if applies else NOTHING
    said = signed(difference.gauge, difference.difference)
    doubt = {"overlapping": "ranges overlap", "about": "about the same"}.get(difference.change)
    return f"{said} ({doubt})" if doubt else said


def between(gauge: str, low: float, high: float) -> str:
    """Return ``3 to 9``, or one number where both are written alike."""
    ends = dict.fromkeys((value(gauge, low), value(gauge, high)))
    return " to ".join(ends)
