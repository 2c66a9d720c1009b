"""Repeated walks of one flow become one answer a measure, whose range holds what every walk said.

The value is the median over the walks, of an even number the lower of the middle two: something that was seen, and that
one walk gone astray does not move. The range is the least and the greatest of the walks' own ranges. So the interval of
the pooled score holds that of every walk (``interval``: the bounds never fall when an end of a range grows), and where
all walks agree it is theirs.

It is no confidence interval: a range grows with the number of walks, and says nothing of those not made.

Source of the robust choice: Huber and Ronchetti, Robust Statistics, 2nd edition, 2009, section 1.3 (breakdown point).
"""

from collections.abc import Sequence
from statistics import median_low

from msgspec.structs import replace

from analyzer.model import Measurement


def pooled(walks: Sequence[Sequence[Measurement]]) -> tuple[Measurement, ...]:
    """Return one measurement a measure of several walks' answers, in the order of the first.

    A measure that not every walk answered alike (measured in one, not applicable in another) cannot tell. Findings are
    those of the first walk that has the median: each quotes what that walk showed.

    Parameters
    ----------
    walks
        At least one; the answers of the same measures, in the same order.
    """
    return tuple(_one(answers) for answers in zip(*walks, strict=True))


def differing(walks: Sequence[Sequence[Measurement]]) -> tuple[str, ...]:
    """Return the measures of which not every walk says the same, in their order; see ``pooled``."""
    said = (
        (answers[0].id, {(one.outcome, one.value, one.low, one.high) for one in answers})
        for answers in zip(*walks, strict=True)
    )
    return tuple(measure for measure, answers in said if len(answers) > 1)


def _one(answers: Sequence[Measurement]) -> Measurement:
    first, outcomes = answers[0], [answer.outcome for answer in answers]
    if len(set(outcomes)) > 1:
        reason = f"the walks do not agree: {', '.join(outcomes).replace('_', ' ')}"
        return replace(first, outcome="cannot_tell", value=None, low=None, high=None, reason=reason, findings=())
    if first.outcome != "measured":
        return first
    value = median_low(answer.value for answer in answers if answer.value is not None)
    ends = [end for answer in answers for end in (answer.low, answer.value, answer.high) if end is not None]
    return replace(next(one for one in answers if one.value == value), low=min(ends), high=max(ends))
