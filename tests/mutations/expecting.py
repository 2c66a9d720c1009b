"""What a mutation must change in a report and what it must leave alone, and how far a report agrees."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from msgspec.structs import asdict

from analyzer.errors import AnalyzerError
from analyzer.model import Measurement, Report
from analyzer.scoring.policy import Policy
from analyzer.scoring.score import score

LIKE_CLICKS = ("asymmetry",)
"""Measures that move with the clicks as long as accepting costs what it did."""

SAME_ACCEPTANCE = ("clicks", "keystrokes", "screens", "page_loads")
"""What accepting costs must not be touched by a change to the way of refusing."""


@dataclass(frozen=True)
class Shift:
    """By how much a number must move: at least, and at most."""

    least: float
    most: float

    def holds(self, before: float, after: float) -> bool:
        return self.least - _NEAR <= after - before <= self.most + _NEAR

    def __str__(self) -> str:
        if self.least == self.most:
            return f"{self.least:+g}"
        if math.isinf(self.most) and math.isinf(self.least):
            return "any"
        if math.isinf(self.most):
            return f"{self.least:+.4g} or more"
        if math.isinf(self.least):
            return f"{self.most:+.4g} or less"
        return f"{self.least:+.4g} to {self.most:+.4g}"


_NEAR = 1e-6
STILL = Shift(0, 0)
UP, DOWN, ANY = Shift(0, math.inf), Shift(-math.inf, 0), Shift(-math.inf, math.inf)


def by(number: float) -> Shift:
    return Shift(number, number)


@dataclass(frozen=True)
class Expected:
    """What is expected of the report of a mutant.

    Numbers that are not named must stay. ``counts`` are those of the refusal, and shift the measures of the same name;
    ``measures`` are the other ones, where ``ANY`` also allows another outcome. ``score`` is the direction: -1, 0 or 1.
    ``lacking`` says what a report lacks beyond numbers, "" where nothing; ``told`` puts that into words.
    """

    counts: Mapping[str, Shift] = field(default_factory=dict)
    measures: Mapping[str, Shift] = field(default_factory=dict)
    score: int = 0
    lacking: Callable[[Report], str] = lambda _: ""
    told: str = ""

    @property
    def shifts(self) -> dict[str, Shift]:
        """The shift of every measure that may move."""
        clicks = self.counts.get("clicks", STILL)
        return dict(self.counts) | dict.fromkeys(LIKE_CLICKS, clicks) | dict(self.measures)

    def __str__(self) -> str:
        named = {**self.counts, **self.measures}
        moved = [f"{what} {shift}" for what, shift in named.items() if shift.least > 0 or shift.most < 0]
        return "; ".join([*filter(None, [self.told]), *moved])


def disagreements(expected: Expected, before: Report, after: Report, policy: Policy) -> tuple[str, ...]:
    """Return each point in which the report of a mutant is not what was expected, given that of the original."""
    return tuple(_disagreements(expected, before, after, policy))


def moved(before: Report, after: Report) -> str:
    """Return what differs between two reports, in words: counts of the refusal, measures, labels of steps, score."""
    one, other = before.routes["refuse"], after.routes["refuse"]
    counts = [asdict(route.counts) if route.counts else {} for route in (one, other)]
    numbers = [
        {what: str(number) for what, number in counted.items()}
        | {measure.id: _value(measure) for measure in report.measurements if measure.id not in counted}
        for counted, report in zip(counts, (before, after), strict=True)
    ]
    told = [
        f"{what} {old} to {numbers[1].get(what, '')}" for what, old in numbers[0].items() if numbers[1].get(what) != old
    ]
    if len(one.steps) == len(other.steps):
        labels = zip((step.label for step in one.steps), (step.label for step in other.steps), strict=True)
        told += [f"“{old}” is “{new}”" for old, new in labels if old != new]
    if before.score and after.score and before.score.total != after.score.total:
        told.append(f"score {before.score.total:g} to {after.score.total:g}")
    return "; ".join(told) or "nothing"


def _disagreements(expected: Expected, before: Report, after: Report, policy: Policy) -> Iterator[str]:
    one, other = before.routes["refuse"], after.routes["refuse"]
    if one.outcome != other.outcome:
        yield f"outcome {one.outcome} became {other.outcome}"
    if one.counts is None or other.counts is None:
        yield f"no counts: {one.counts_reason or other.counts_reason}"
        return
    for what, old in asdict(one.counts).items():
        new, shift = getattr(other.counts, what), expected.counts.get(what, STILL)
        if not shift.holds(old, new):
            yield f"{what}: {old} became {new}, expected {shift}"
    for what in SAME_ACCEPTANCE:
        accepting = [getattr(report.routes["accept"].counts, what, None) for report in (before, after)]
        if accepting[0] != accepting[1]:
            yield f"accepting: {what}: {accepting[0]} became {accepting[1]}"
    for old, new in zip(before.measurements, after.measurements, strict=True):
        yield from _moved_wrongly(old, new, expected.shifts.get(old.id, STILL))
    if lacking := expected.lacking(after):
        yield lacking
    yield from _scored_wrongly(expected, before, after, policy)


def _moved_wrongly(old: Measurement, new: Measurement, shift: Shift) -> Iterator[str]:
    if shift == ANY:
        return
    if old.outcome != new.outcome:
        yield f"measure {old.id}: {old.outcome} became {new.outcome}: {new.reason}"
    elif old.value is not None and new.value is not None and not shift.holds(old.value, new.value):
        yield f"measure {old.id}: {old.value:g} became {new.value:g}, expected {shift}"


def _scored_wrongly(expected: Expected, before: Report, after: Report, policy: Policy) -> Iterator[str]:
    """Score what was expected to move, with what may move either way kept as it was, and compare."""
    kept = tuple(
        old if expected.shifts.get(old.id) == ANY else new
        for old, new in zip(before.measurements, after.measurements, strict=True)
    )
    dead_end = before.routes["refuse"].outcome == "dead_end"
    try:
        old, new = (
            score(answers, policy.under(before.flow.right), dead_end=dead_end).total
            for answers in (before.measurements, kept)
        )
    except AnalyzerError:
        return
    if (new - old) * expected.score < 0 or (expected.score == 0 and new != old):
        wanted = {-1: "no more", 0: "the same", 1: "no less"}[expected.score]
        yield f"score: {old:g} became {new:g}, expected {wanted}"


def _value(one: Measurement) -> str:
    return one.outcome.replace("_", " ") if one.value is None else f"{round(one.value, 2):g}"
