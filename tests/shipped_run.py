"""The committed run of the shipped French Facebook flow, judged once for all tests that read what comes of it."""

from functools import cache
from pathlib import Path

from analyzer.judging import judge
from analyzer.model import Report
from analyzer.scoring import policy

RUN = Path(__file__).parents[1] / "fixtures" / "walks" / "facebook-2025-privacy-centre"


@cache
def judged() -> Report:
    """Its report under the newest policy."""
    return judge(RUN, policy.newest())
