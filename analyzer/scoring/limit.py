"""Whether a report stays within a limit somebody set, for builds that are to fail where refusing becomes harder."""

from typing import Protocol

from analyzer.model import FlowIdentity, Score


class Scored(Protocol):
    """A report, or what scoring alone yields."""

    @property
    def flow(self) -> FlowIdentity: ...  # noqa: D102 - as in a report
    @property
    def score(self) -> Score | None: ...  # noqa: D102
    @property
    def score_reason(self) -> str: ...  # noqa: D102


def above(report: Scored, limit: float) -> str:
    """Return in one line why a report is not within ``limit`` points of friction, or "" where it is.

    The printed total counts, not the interval. A report without a score is not within any limit: that nothing could be
    told must not look like nothing found.
    """
    named = "@".join(filter(None, (report.flow.id, report.flow.variant)))
    if report.score is None:
        return f"{named}: not scored, so not within {limit:g}: {' '.join(report.score_reason.split())}"
    if not report.score.total <= limit:  # what is no number is no limit that anything is within
        return f"{named}: friction {report.score.total:g} is above {limit:g}"
    return ""
