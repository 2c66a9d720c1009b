"""Repeated walks of one flow on a terminal: the pooled score, each run, and what differs between them."""

import textwrap
from collections.abc import Iterator

from analyzer.model import Measurement, Pooled, Score
from analyzer.reports.english import ANSWERS
from analyzer.reports.folding import folded
from analyzer.reports.legible import line
from analyzer.saying import number

WIDTH = 80


def table(pooled: Pooled) -> str:
    """Return what the runs say together, each run, and every measure of which they do not say the same."""
    return "".join(f"{told}\n" for told in _lines(pooled))


def _lines(pooled: Pooled) -> Iterator[str]:
    flow, count = pooled.flow, len(pooled.repeats)
    named = "@".join(filter(None, (flow.id, flow.variant)))
    yield folded(
        f"{named} ({flow.language}), {count} {'walks' if count > 1 else 'walk'}: {_friction(pooled)}", hanging=0
    )
    yield from textwrap.wrap(
        "The interval holds that of every walk. It is no confidence interval: it says nothing of walks not made.", WIDTH
    )
    yield ""
    yield f"{'walk':>4}  {'date':<10}  score (interval)"
    for place, repeat in enumerate(pooled.repeats, start=1):
        yield f"{place:>4}  {line(repeat.date):<10}  {_points(repeat.score) if repeat.score else 'no score'}"
    copies = count - len({tuple(sorted(repeat.walks.items())) for repeat in pooled.repeats})
    if copies:
        alike = f"{copies} of them {'is' if copies == 1 else 'are'} byte for byte the same as another before"
        yield from textwrap.wrap(f"{alike}: a mock repeats itself, and so does a copy; neither tells of chance.", WIDTH)
    yield ""
    moved = [one for one in pooled.measurements if one.id in pooled.differing]
    if moved:
        yield "Differs between the walks (the median, least to most):"
        yield from (folded(_measure(one), first="  ", hanging=4) for one in moved)
    else:
        yield "Every measure says the same in every walk."


def _friction(pooled: Pooled) -> str:
    if pooled.score is None:
        return f"no score: {pooled.score_reason}"
    return f"friction {_points(pooled.score)} of 100, policy {pooled.policy.version}."


def _points(score: Score) -> str:
    low, high = score.interval
    return f"{score.total:.2f} ({low:.2f} to {high:.2f})"


def _measure(one: Measurement) -> str:
    if one.value is None or one.low is None or one.high is None:
        return f"{one.title}: {ANSWERS[one.outcome]}: {one.reason}"
    return f"{one.title}: {number(one.value)} ({number(one.low)} to {number(one.high)}) {one.unit}"
