"""Ratings of people beside machine values: a table for the terminal, and the same as data."""

import textwrap
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from analyzer.model import Report
from analyzer.ranking.ratings import Ratings
from analyzer.ranking.sensitivity import correlation, ranks

WIDTH = 80

FEWEST = 12
"""With fewer flows that were both rated and scored, no correlation is printed: it could be anything."""


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


def likeness(rows: Sequence[Row]) -> float | None:
    """Return the rank correlation of ratings and scores, or None where fewer than ``FEWEST`` flows have both."""
    both = [
        (row.rating, row.report.score.total)
        for row in rows
        if row.rating is not None and row.report is not None and row.report.score is not None
    ]
    if len(both) < FEWEST:
        return None
    return correlation(ranks([rating for rating, _ in both]), ranks([total for _, total in both]))


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
        "rank_correlation": None if found is None else round(found, 2),
    }


def table(ratings: Ratings, rows: Sequence[Row]) -> str:
    """Return the table, the agreement of the raters, and the rank correlation or that there are too few."""
    return "\n".join(_lines(ratings, rows)) + "\n"


def _lines(ratings: Ratings, rows: Sequence[Row]) -> Iterator[str]:
    scale = ratings.scale
    yield from textwrap.wrap(f"{scale.name} ({scale.source}); 0 is no friction, 100 the most.", WIDTH)
    yield ""
    yield f"{'rated':>6}  {'raters':>6}  {'score (interval)':>22}  flow"
    for row in rows:
        yield f"{_told(row.rating, 1):>6}  {row.raters:>6}  {_score(row):>22}  {row.flow}"
    yield ""
    yield from textwrap.wrap(
        f"Agreement of the raters (Krippendorff's alpha; 1 is agreement, 0 chance): {_told(ratings.agreement(), 2)} on "
        f"the ratings, at the level of intervals.", WIDTH,
    )  # fmt: skip
    for item, words in enumerate(scale.items, start=1):
        yield f"  {_told(ratings.agreement_on(item), 2):>6}  item {item}: {words} ({scale.level})"
    found = likeness(rows)
    yield "Rank correlation of ratings and scores: " + (
        f"too few, {FEWEST} flows with both are needed." if found is None else f"{found:.2f} (Spearman)."
    )


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
