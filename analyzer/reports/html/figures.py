"""The score on its axis, and the bars of what it is made of, as shares of a width."""

from dataclasses import dataclass

from analyzer.model import Report, Score
from analyzer.reports.comparison import scored
from analyzer.saying import Said, say


@dataclass(frozen=True)
class Mark:
    """A point on the axis and its words: where it is, as a share of the width in per cent.

    Words that stand at that share of the width, moved back by the same share of their own, keep inside it everywhere.
    """

    at: str
    words: Said


@dataclass(frozen=True)
class ScoreBar:
    """The axis from 0 to 100: a band from ``low`` over ``width``, the total, and the counterfactual's total."""

    low: str
    width: str
    total: Mark
    yardstick: Mark | None


@dataclass(frozen=True)
class Bar:
    """What one measure adds to the total: ``share`` is the length of its bar in per cent of the longest."""

    measure: str
    title: str
    points: float
    share: str


def score_bar(report: Report) -> ScoreBar | None:
    """Return the score's picture, or nothing where there is no score."""
    if report.score is None:
        return None
    low, high = report.score.interval
    other = report.counterfactual.score if report.counterfactual else None
    return ScoreBar(
        low=_percent(low),
        width=_percent(high - low),
        total=Mark(_percent(report.score.total), scored(report.score)),
        yardstick=_yardstick(other) if other else None,
    )


def _yardstick(score: Score) -> Mark:
    return Mark(_percent(score.total), say("Counterfactual {points:.1f}", points=score.total))


def bars(report: Report) -> tuple[Bar, ...]:
    """Return the measures that add points, the most first."""
    if report.score is None:
        return ()
    titles = {measurement.id: measurement.title for measurement in report.measurements}
    adding = [each for each in report.score.contributions if each.points > 0]
    longest = max((each.points for each in adding), default=1)
    return tuple(
        Bar(
            measure=each.measure,
            title=titles.get(each.measure, each.measure),
            points=each.points,
            share=_percent(100 * each.points / longest),
        )
        for each in sorted(adding, key=lambda each: -each.points)
    )


def _percent(value: float) -> str:
    return f"{value:.2f}%"
