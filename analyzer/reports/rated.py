"""Ratings of people beside machine values: a table for the terminal, and the same as data."""

import textwrap
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from analyzer.model import Report
from analyzer.ranking.bootstrap import DRAWS, Pairs, middle
from analyzer.ranking.ratings import Ratings
from analyzer.ranking.sensitivity import correlation, ranks

WIDTH = 80

FEWEST = 12
"""With fewer flows that were both rated and scored, no correlation is printed: it could be anything."""

SEED = 20260101

_UNDEFINED = " It is not defined where no flow was rated twice, nor where all ratings are equal."


class Row(NamedTuple):
    """One rated flow: the mean of its raters, how many they are, and the score of its run, where one was given."""

    flow: str
    rating: Fraction | None
    raters: int
    report: Report | None


def rows(ratings: Ratings, reports: Sequence[Report]) -> tuple[Row, ...]:
    """Return every rated flow in the order of the file, with the report of its run."""
    by_flow = {_named(report): report for report in reports}
    return tuple(Row(flow, ratings.mean(flow), ratings.raters(flow), by_flow.get(flow)) for flow in ratings.flows)


class Likeness(NamedTuple):
    """How alike ratings and scores order the ``flows`` that have both: Spearman's rank correlation, -1 to 1.

    ``low`` and ``high`` are the ends of the middle 95 % of bootstrap draws of the flows. All three are null where
    ``reason`` says why there is none.
    """

    flows: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    reason: str = ""


def likeness(rows: Sequence[Row]) -> Likeness:
    """Return how alike ratings and scores are, or why that cannot be told."""
    both = [
        (float(row.rating), row.report.score.total)
        for row in rows
        if row.rating is not None and row.report is not None and row.report.score is not None
    ]
    many = len(both)
    if many < FEWEST:
        return Likeness(many, reason=f"too few, {FEWEST} flows with both are needed")
    for what, values in zip(("ratings", "scores"), zip(*both, strict=True), strict=True):
        if len(set(values)) == 1:
            return Likeness(many, reason=f"none, all {what} are equal")
    return Likeness(many, _spearman(both), *middle(_spearman, both, SEED))


def _spearman(pairs: Pairs) -> float:
    return correlation(ranks([one for one, _ in pairs]), ranks([other for _, other in pairs]))


def data(ratings: Ratings, rows: Sequence[Row]) -> dict[str, Any]:
    """Return all of it as plain data."""
    scale = ratings.scale
    found = likeness(rows)
    return {
        "scale": {"id": scale.id, "name": scale.name, "source": scale.source, "level": scale.level},
        "flows": [
            {
                "flow": row.flow,
                "rating": _number(row.rating),
                "raters": row.raters,
                "score": None if row.report is None else row.report.score,
            }
            for row in rows
        ],
        "alpha": _number(ratings.agreement()),
        "alpha_of_items": [_number(ratings.agreement_on(item)) for item, _ in enumerate(scale.items, start=1)],
        "rank_correlation": None if found.value is None else round(found.value, 2),
        "rank_correlation_interval": _interval(found),
        "rank_correlation_flows": found.flows,
    }


def lines(ratings: Ratings, rows: Sequence[Row]) -> Iterator[str]:
    """Yield the table, the agreement of the raters, and the rank correlation or why there is none.

    Names and wordings are as in the file, which may hold what breaks or colours a line.
    """
    scale = ratings.scale
    yield from textwrap.wrap(f"{scale.name} ({scale.source}); 0 is no friction, 100 the most.", WIDTH)
    yield ""
    yield f"{'rated':>6}  {'raters':>6}  {'score (interval)':>22}  flow"
    for row in rows:
        yield f"{_told(row.rating, 1):>6}  {row.raters:>6}  {_score(row):>22}  {row.flow}"
    yield ""
    agreement = ratings.agreement()
    yield from textwrap.wrap(
        f"Agreement of the raters (Krippendorff's alpha; 1 is agreement, 0 chance): {_told(agreement, 2)} on the "
        f"ratings, at the level of intervals.{_UNDEFINED if agreement is None else ''}", WIDTH,
    )  # fmt: skip
    for item, words in enumerate(scale.items, start=1):
        yield f"  {_told(ratings.agreement_on(item), 2):>6}  item {item}: {words} ({scale.level})"
    yield from textwrap.wrap(f"Rank correlation of ratings and scores: {_alike(likeness(rows))}.", WIDTH)


def _alike(found: Likeness) -> str:
    if found.value is None:
        return found.reason
    drawn = f"Spearman over {found.flows} flows, the middle 95 % of {DRAWS} bootstrap draws, seed {SEED}"
    return f"{found.value:.2f} ({found.low:.2f} to {found.high:.2f}; {drawn})"


def _interval(found: Likeness) -> tuple[float, float] | None:
    return None if found.low is None or found.high is None else (round(found.low, 2), round(found.high, 2))


def _named(report: Report) -> str:
    return "@".join(filter(None, (report.flow.id, report.flow.variant)))


def _score(row: Row) -> str:
    if row.report is None:
        return "not given"
    if row.report.score is None:
        return "no score"
    low, high = row.report.score.interval
    return f"{row.report.score.total:.1f} ({low:.1f} to {high:.1f})"


def _number(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), 2)


def _told(value: Fraction | None, digits: int) -> str:
    return "-" if value is None else f"{float(value):.{digits}f}"
