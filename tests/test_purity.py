"""Judging is a pure function of walks and policy: no clock, no locale, no hash seed, no Python version shows."""

import pytest

from analyzer import canonical
from analyzer.judging import Scored, judge
from analyzer.scoring import policy
from tests.surroundings import ELSEWHERE, ROOT, other_python, printed

RUN = ROOT / "fixtures" / "walks" / "facebook-2025-privacy-centre"
SCORING = ("-c", "from analyzer.cli import main; main()", "score", str(RUN), "--json")


@pytest.fixture(scope="module")
def reference() -> bytes:
    """What is judged in this process, as ``score --json`` is to print it in any other."""
    return canonical.line(Scored.of(judge(RUN, policy.newest())).printed())


@ELSEWHERE
def test_the_same_walk_gives_the_same_bytes_whatever_the_surroundings(
    environment: dict[str, str], reference: bytes
) -> None:
    assert printed(*SCORING, **environment) == reference


def test_the_same_walk_gives_the_same_bytes_under_another_python(reference: bytes) -> None:
    assert printed(*SCORING, python=other_python()) == reference


def test_score_json_of_a_run_is_what_score_prints(reference: bytes) -> None:
    assert reference.count(b"\n") == 1
    assert b'"sha256":' in reference
