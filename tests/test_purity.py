"""Judging is a pure function of walks, words and policy: no clock, no locale, no hash seed, no Python version shows."""

from collections.abc import Sequence

import pytest

from analyzer import canonical
from analyzer.judging import Scored
from analyzer.wording import lexicon
from analyzer.wording.registry import by_id
from tests.shipped_run import RUN, judged
from tests.surroundings import ELSEWHERE, other_python, printed
from tests.tables import sample
from tests.wording.everything import told

pytestmark = pytest.mark.sampled(2)

SAID = """
import sys
from analyzer.cli import main
from tests.wording.everything import told
try:
    main(["score", sys.argv[1], "--json"])
except SystemExit as ended:
    assert not ended.code
sys.stdout.flush()
sys.stdout.buffer.write(told(*sys.argv[2:]))
"""
"""What ``score --json`` prints, and what every wording rule finds in the examples of some languages."""


@pytest.fixture(scope="module")
def scored() -> bytes:
    """What is judged in this process, as ``score --json`` is to print it in any other."""
    return canonical.line(Scored.of(judged()).printed())


@pytest.fixture
def languages(request: pytest.FixtureRequest) -> Sequence[str]:
    return sample(lexicon.judged(), request)


@pytest.fixture
def reference(scored: bytes, languages: Sequence[str]) -> bytes:
    return scored + told(*languages)


@pytest.mark.lengthy
@ELSEWHERE
def test_the_same_walk_and_the_same_words_give_the_same_bytes_whatever_the_surroundings(
    environment: dict[str, str], languages: Sequence[str], reference: bytes
) -> None:
    assert printed("-c", SAID, str(RUN), *languages, **environment) == reference


@pytest.mark.lengthy
def test_the_same_walk_and_the_same_words_give_the_same_bytes_under_another_python(
    languages: Sequence[str], reference: bytes
) -> None:
    assert printed("-c", SAID, str(RUN), *languages, python=other_python()) == reference


@pytest.mark.lengthy
def test_each_kind_of_wording_rule_finds_something_to_compare(reference: bytes) -> None:
    assert {name for name in by_id if f'"rule": "{name}"'.encode() not in reference} == set()


@pytest.mark.lengthy
def test_score_json_of_a_run_is_what_score_prints(scored: bytes) -> None:
    assert scored.count(b"\n") == 1
    assert b'"sha256":' in scored
