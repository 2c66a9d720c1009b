"""Published counts against those measured on walks of the same procedure; pure."""

from collections.abc import Mapping

from analyzer import counting
from analyzer.errors import AnalyzerError
from analyzer.flows import Flow
from analyzer.model import Published, Reproduction, Reproductions
from analyzer.storage import Gathered


def reproduced(flow: Flow, walks: Mapping[str, Gathered | AnalyzerError]) -> tuple[Reproduction, ...]:
    """Return the rows of a flow in the order of its file.

    Parameters
    ----------
    flow
        The flow with its published counts.
    walks
        Route -> its walk, or what kept it from being walked. Every route that a row names is there.
    """
    return tuple(_row(flow, row, walks[row.route]) for row in flow.published)


def collected(rows: tuple[Reproduction, ...]) -> Reproductions:
    """Return the rows as one file; what a source printed comes before what was derived from its steps."""
    return Reproductions(format="optout-reproduced-1", rows=tuple(sorted(rows, key=lambda row: row.published.derived)))


def _row(flow: Flow, row: Published, walked: Gathered | AnalyzerError) -> Reproduction:
    if isinstance(walked, AnalyzerError):
        measured, reason = None, str(walked)
    else:
        measured, reason = counting.measured(walked, row.what, from_first_link=row.from_first_link)
    return Reproduction(
        flow=flow.name,
        title=flow.identity(flow.languages[0]).title,
        published=row,
        measured=measured,
        reason=reason,
        reproduced=measured is not None and row.low <= measured and (row.high is None or measured <= row.high),
    )
