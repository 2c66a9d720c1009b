"""A limit for builds: the printed total decides, and what cannot be told is within no limit."""

from msgspec.structs import replace

from analyzer.scoring.limit import above
from tests.facebook_report import FACEBOOK


def test_only_more_than_the_limit_is_above_it() -> None:
    assert FACEBOOK.score is not None
    assert above(FACEBOOK, FACEBOOK.score.total) == ""
    assert above(FACEBOOK, 41.29) == "facebook-2025-privacy-centre: friction 41.3 is above 41.29"


def test_nothing_is_within_a_limit_that_is_no_number() -> None:
    assert above(FACEBOOK, float("nan")) == "facebook-2025-privacy-centre: friction 41.3 is above nan"


def test_what_has_no_score_is_within_no_limit() -> None:
    unscored = replace(FACEBOOK, score=None, score_reason="a route is\nincomplete")
    said = "facebook-2025-privacy-centre: not scored, so not within 100: a route is incomplete"
    assert above(unscored, 100) == said
