"""The figures of a comparison as they are written: amounts, ranges, differences, and signs where there is none."""

from collections.abc import Sequence

from analyzer.measures import declared_waiting
from analyzer.model import Difference, Gauge, Procedure, Reading, Score, Span
from analyzer.reports import comparison
from analyzer.reports.english import QUANTITIES, nearest, points, whole
from analyzer.reports.measured import DECLARED
from analyzer.saying import number, say

FRICTION, SECONDS = "friction", "estimated_time"

MAIN = {
    **{
        name: QUANTITIES[name]
        for name in ("clicks", "screens", "required_fields", "required_text_fields", "context_switches", "words")
    },
    SECONDS: QUANTITIES["seconds"],
    FRICTION: say("Friction of 100"),
}
"""The gauges a reader in a hurry needs, in the order of the table, with short heads that name their units."""

NOTHING, UNKNOWN = "-", "?"

SIGNS = say("-: nothing to measure. ?: cannot be told.")

RANGES = say("In brackets: the range of an estimate, or the interval of a score.")


def coverage(one: Procedure) -> str:
    """Return on how much of the policy's weight a score rests; "-" where there is none."""
    return say("{share:d} %", share=round(one.score.coverage * 100)) if one.score else NOTHING


def score(found: Score | None) -> str:
    """Return ``35.2 (15.8 to 57.4)``, or that there is no score."""
    return comparison.UNSCORED if found is None else comparison.scored(found)


def unit(gauge: Gauge) -> str:
    """Return what a gauge counts, "" where its cells say so themselves."""
    return "" if gauge.id in DECLARED else gauge.unit


def value(gauge: str, amount: float) -> str:
    """Return an amount as its gauge is written: friction with one decimal, seconds whole, waiting in words."""
    if gauge in DECLARED:
        return declared_waiting.between(amount, amount)
    return points(amount) if gauge == FRICTION else whole(amount) if gauge == SECONDS else number(amount)


def cell(gauge: str, readings: Sequence[Reading | None], *, ranged: bool = True) -> str:
    """Return what a row has on a gauge: a number, its range where it has one, or a sign that there is none.

    Where the row stands for several procedures, the number is from the least to the most, and the range spans theirs.
    Of what is declared there is the range alone: its middle is nobody's declaration.
    """
    told = [one.value for one in readings if one and one.value is not None]
    if not told:
        return NOTHING if any(readings) and not any(one.applies for one in readings if one) else UNKNOWN
    some, every = len(told), len(readings)
    if gauge in DECLARED and (ends := _ends(gauge, readings)):
        return between(gauge, *ends) if some == every else _some(between(gauge, *ends), some, every)
    said = between(gauge, min(told), max(told))
    ends = _ends(gauge, readings) if ranged else None
    if ends is None or between(gauge, *ends) == said:
        return said if some == every else _some(said, some, every)
    low, high = (value(gauge, end) for end in ends)
    if some == every:
        return say("{amount:said} ({low:said} to {high:said})", amount=said, low=low, high=high)
    return say(
        "{amount:said} ({low:said} to {high:said}, {told:d} of {asked:d})",
        amount=said, low=low, high=high, told=some, asked=every,
    )  # fmt: skip


def extent(gauge: str, readings: Sequence[Reading | None]) -> str:
    """Return the range of what a row has alone, ``15.8 to 57.4``; "" where it has none."""
    ends = _ends(gauge, readings)
    return between(gauge, *ends) if ends else ""


def _ends(gauge: str, readings: Sequence[Reading | None]) -> tuple[float, float] | None:
    """Return where the range of a row begins and ends; null where both would be written alike."""
    ends = [(one.low, one.high) for one in readings if one and one.low is not None and one.high is not None]
    if not ends:
        return None
    low, high = min(low for low, _ in ends), max(high for _, high in ends)
    return None if value(gauge, low) == value(gauge, high) else (low, high)


def signed(gauge: str, amount: float) -> str:
    """Return ``+4``, ``-4`` or ``0``."""
    said = value(gauge, abs(amount))
    return said if said == value(gauge, 0) else f"{'+' if amount > 0 else '-'}{said}"


def _signed(amount: float) -> str:
    return f"{'+' if amount > 0 else ''}{number(amount)}"


def above(gauge: str, one: Procedure, least: Procedure | None) -> str:
    """Return how much more a procedure takes than its counterfactual.

    "" where either is not known, ``NOTHING`` where the counterfactual has nothing to measure.
    """
    mine = one.readings.get(gauge)
    other = least.readings.get(gauge) if least else None
    if not mine or not other or mine.value is None:
        return ""
    if other.value is None:
        return "" if other.applies else NOTHING
    return signed(gauge, round(mine.value - other.value, 2))


def spanned(gauge: str, span: Span) -> str:
    """Return ``3``, ``3 to 9``, or that it cannot be told, with how many of how many could be."""
    if span.low is None or span.high is None:
        return UNKNOWN if span.applies or not span.asked else NOTHING
    said = between(gauge, span.low, span.high)
    return said if span.told == span.asked else _some(said, span.told, span.asked)


def changed(difference: Difference) -> str:
    """Return how the later reading stands to the earlier one, with the difference where it is one."""
    if difference.difference is None:
        applies = difference.before.applies and difference.after.applies
        return UNKNOWN if applies else NOTHING
    declared = difference.gauge in DECLARED
    said = _declared(difference) if declared else signed(difference.gauge, difference.difference)
    if difference.change == "overlapping":
        return say("{amount:said} (ranges overlap)", amount=said)
    return say("{amount:said} (about the same)", amount=said) if difference.change == "about" else said


def _declared(difference: Difference) -> str:
    """Return from where to where the difference of two declared ranges lies."""
    before, after = _span(difference.before), _span(difference.after)
    low, high = (_signed(round(end, 1)) for end in (after[0] - before[1], after[1] - before[0]))
    both = low if low == high else say("{low:said} to {high:said}", low=low, high=high)
    return say("{amount:said} h", amount=both)


def _span(one: Reading) -> tuple[float, float]:
    value = one.value or 0
    return (value if one.low is None else one.low), (value if one.high is None else one.high)


def between(gauge: str, low: float, high: float) -> str:
    """Return ``3 to 9``, or one number where both are written alike."""
    if gauge in DECLARED:
        return declared_waiting.between(low, high)
    if value(gauge, low) == value(gauge, high):
        return value(gauge, low)
    if gauge == FRICTION:
        return say("{low:.1f} to {high:.1f}", low=low, high=high)
    if gauge == SECONDS:
        return say("{low:,} to {high:,}", low=nearest(low), high=nearest(high))
    return say("{low:number} to {high:number}", low=low, high=high)


def _some(said: str, told: int, asked: int) -> str:
    return say("{amount:said} ({told:d} of {asked:d})", amount=said, told=told, asked=asked)
