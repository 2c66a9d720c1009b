"""Measurements and a policy become one number from 0 (no friction) to 100, with its interval and coverage.

For each measure that was measured and that the policy names, the ramp ``r`` is 0 up to ``free_until``, 1 from
``full_at``, and a straight line between. The total is ``100 * sum(w r) / sum(w)`` over those measures, a weighted
arithmetic mean; the coverage is their weight divided by the weight of the whole policy. A measure that is not
applicable, cannot tell or failed is neither friction nor its absence: it leaves the sums, and the coverage falls. Below
the policy's ``min_coverage`` there is no score: a small number would look like ease where nothing could be told.

All arithmetic is rational. Only the printed numbers are rounded, to two decimals: the total to the nearest (half to
even), the coverage down (1 means all), the interval outward, and the contributions so that they sum to the printed
total, by the largest remainder (Hamilton's method: Balinski and Young, Fair Representation, 1982, chapter 2).
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from analyzer.errors import AnalyzerError
from analyzer.model import Contribution, Measurement, Score
from analyzer.saying import say
from analyzer.scoring.interval import bounds
from analyzer.scoring.policy import Entry, Policy, Range

FULL = 100
"""The score of a procedure whose every measure is at the top of its ramp."""

_CENTS = 100
"""Printed numbers are whole hundredths."""


_NONE, _ALL = Fraction(0), Fraction(1)

_TOP = Range(_ALL, _ALL, _ALL)


@dataclass(frozen=True, slots=True)
class _Term:
    measure: str
    weight: Range
    ramp: Range


def score(measurements: Iterable[Measurement], policy: Policy, *, dead_end: bool = False) -> Score:
    """Return the score of the measurements under the policy; their order does not matter.

    A measure that the policy does not name weighs nothing. ``contributions`` hold each measure that counted, the
    greatest first and equal ones by name; the points sum to ``total``.

    Parameters
    ----------
    measurements
        The answers of the measures, at most one a measure.
    policy
        What judges.
    dead_end
        Whether the refusal ended in a dead end. No number of clicks, fields or minutes then reaches the goal, so what
        could not be told stands at the top of its ramp; without this an impossible refusal would look easy. The
        coverage still counts only what was measured, and may be as small as it is: that nothing reaches the goal is
        known.

    Raises
    ------
    AnalyzerError
        If nothing with a weight was measured, or less than the policy's ``min_coverage`` of all weight: no number would
        be honest then.
    """
    answers = {one.id: one for one in measurements}
    measured = [entry for entry in policy.entries if _outcome(entry, answers) == "measured"]
    terms = _terms(answers, policy, dead_end=dead_end)
    weight = sum((term.weight.best for term in terms), Fraction(0))
    if not weight:
        raise AnalyzerError(
            say(
                "no measure that policy {version} weighs could be measured, so there is no score",
                version=policy.version,
            )
        )
    coverage = _weight(measured) / _weight(policy.entries)
    if coverage < policy.min_coverage and not dead_end:
        raise AnalyzerError(
            say(
                "only {share:d} % of the weight of policy {version} could be measured; below {least:d} % there "
                "is no score",
                share=_percent(coverage),
                version=policy.version,
                least=_percent(policy.min_coverage),
            )
        )
    parts = {term.measure: FULL * term.weight.best * term.ramp.best / weight for term in terms}
    total = round(sum(parts.values()) * _CENTS)
    least, greatest = bounds([(term.weight, term.ramp) for term in terms])
    return Score(
        total=total / _CENTS,
        interval=(math.floor(least * FULL * _CENTS) / _CENTS, math.ceil(greatest * FULL * _CENTS) / _CENTS),
        coverage=math.floor(coverage * _CENTS) / _CENTS,
        contributions=_contributions(parts, total),
        policy=policy.identity,
    )


@dataclass(frozen=True, slots=True)
class Filled:
    """What a score would be if it rested on the whole weight of its policy.

    ``least`` and ``most`` are the totals if what it leaves out were no friction at all, and if all of it were in full;
    the score lies between them. ``full`` and ``out`` are the shares of the weight, 0 to 1, that a dead end puts to the
    top without a measurement, and that the score leaves out.
    """

    least: Fraction
    most: Fraction
    full: Fraction
    out: Fraction


def filled(measurements: Iterable[Measurement], policy: Policy, *, dead_end: bool = False) -> Filled:
    """Return between which totals the score would lie whatever was left out; exact.

    The score is a mean over what was measured, so that friction by which one more measure can tell may lower it. These
    bounds are over the same weight for every flow: such friction never lowers ``least``, and widening what was measured
    never moves one outside of the other.
    """
    answers = {one.id: one for one in measurements}
    terms = _terms(answers, policy, dead_end=dead_end)
    whole, counted = _weight(policy.entries), sum((term.weight.best for term in terms), Fraction(0))
    measured = _weight(entry for entry in policy.entries if _outcome(entry, answers) == "measured")
    least = FULL * sum((term.weight.best * term.ramp.best for term in terms), Fraction(0)) / whole
    out = 1 - counted / whole
    return Filled(least=least, most=least + FULL * out, full=(counted - measured) / whole, out=out)


def ramps(measurements: Iterable[Measurement], policy: Policy, *, dead_end: bool = False) -> dict[str, Fraction]:
    """Return the ramp value, 0 to 1, of each measure that counts under the policy; see ``score``."""
    terms = _terms({one.id: one for one in measurements}, policy, dead_end=dead_end)
    return {term.measure: term.ramp.best for term in terms}


def ramp(value: Fraction, free_until: Fraction, full_at: Fraction) -> Fraction:
    """Return 0 up to ``free_until``, 1 from ``full_at``, and the straight line between."""
    if value <= free_until:
        return _NONE
    return (value - free_until) / (full_at - free_until) if value < full_at else _ALL


def _terms(answers: Mapping[str, Measurement], policy: Policy, *, dead_end: bool) -> list[_Term]:
    measured = [entry for entry in policy.entries if _outcome(entry, answers) == "measured"]
    endless = [entry for entry in policy.entries if dead_end and _outcome(entry, answers) == "cannot_tell"]
    return [_term(entry, answers[entry.measure]) for entry in measured] + [
        _Term(entry.measure, entry.weight, _TOP) for entry in endless
    ]


def _weight(entries: Iterable[Entry]) -> Fraction:
    return sum((entry.weight.best for entry in entries), Fraction(0))


def _percent(share: Fraction) -> int:
    return math.floor(share * 100)


def _outcome(entry: Entry, answers: Mapping[str, Measurement]) -> str:
    return answers[entry.measure].outcome if entry.measure in answers else ""


def _term(entry: Entry, measurement: Measurement) -> _Term:
    value = _value(entry, measurement)
    free, full = entry.free_until, entry.full_at
    seen = Range(
        low=ramp(value.low, free.high, full.high),
        best=ramp(value.best, free.best, full.best),
        high=ramp(value.high, free.low, full.low),
    )
    return _Term(measure=entry.measure, weight=entry.weight, ramp=seen)


def _value(entry: Entry, measurement: Measurement) -> Range:
    value = measurement.value
    given = [number for number in (value, measurement.low, measurement.high) if number is not None]
    if value is None or not all(map(math.isfinite, given)):
        raise AnalyzerError(f"measure {entry.measure}: says it measured, but gives no finite value")
    return Range(*(Fraction(str(number)) for number in (min(given), value, max(given))))


def _contributions(parts: dict[str, Fraction], total: int) -> tuple[Contribution, ...]:
    exact = {measure: points * _CENTS for measure, points in parts.items()}
    cents = {measure: math.floor(points) for measure, points in exact.items()}
    missing = total - sum(cents.values())
    for measure in sorted(exact, key=lambda one: (cents[one] - exact[one], one))[:missing]:
        cents[measure] += 1
    ordered = sorted(cents.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Contribution(measure=measure, points=points / _CENTS) for measure, points in ordered)
