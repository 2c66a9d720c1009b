"""What kind of answer a measure gave, and in which numbers: counted on the walk, estimated by a model, or declared."""

from analyzer.measures import declared_waiting
from analyzer.model import Measurement
from analyzer.reports.english import ANSWERS, measured
from analyzer.saying import NOTHING, Said, say

DECLARED = frozenset({declared_waiting.ID})
"""Measures that add up what sources say, which nobody measured."""


def answer(one: Measurement) -> Said:
    """Return how a measure answered: only what was counted on the walk is called measured."""
    if one.outcome != "measured":
        return ANSWERS[one.outcome]
    if one.id in DECLARED:
        return say("declared, not measured")
    return say("estimated") if one.low != one.high else ANSWERS[one.outcome]


def in_words(one: Measurement) -> Said:
    """Return what a measure declares with its units, "1 minute to 24 hours"; else nothing.

    The middle of a range that is declared is nobody's declaration.
    """
    if one.id not in DECLARED or one.low is None or one.high is None:
        return NOTHING
    return declared_waiting.between(one.low, one.high)


def ranged(one: Measurement) -> str:
    """Return the value of a measure that has one with its range, ``286 (177 to 410)``, or what of both there is."""
    if said := in_words(one):
        return said
    value = measured(one.value or 0, one.unit)
    if one.low is None or one.high is None or one.low == one.high:
        return value
    low, high = measured(one.low, one.unit), measured(one.high, one.unit)
    return say("{amount:said} ({low:said} to {high:said})", amount=value, low=low, high=high)
