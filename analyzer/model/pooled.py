"""What repeated walks of one flow yield together."""

from analyzer.model.flow import FlowIdentity
from analyzer.model.judgement import Measurement, PolicyIdentity, Score
from analyzer.model.record import Record


class Repeat(Record, frozen=True, kw_only=True):
    """One of the runs: on which day, its walks' hashes by route, and its own score; null where it has none."""

    date: str
    walks: dict[str, str]
    score: Score | None


class Pooled(Record, frozen=True, kw_only=True):
    """Several runs of one flow as one.

    ``flow`` is that of the first, whose date alone may differ from the others'. ``differing`` names the measures that
    do not say the same of every run.
    """

    flow: FlowIdentity
    policy: PolicyIdentity
    repeats: tuple[Repeat, ...]
    measurements: tuple[Measurement, ...]
    differing: tuple[str, ...]
    score: Score | None
    score_reason: str
