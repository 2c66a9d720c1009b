"""Findings of every kind are the same bytes, whatever the hash seed, the locale and the version of Python."""

import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from analyzer.wording import lexicon
from analyzer.wording.registry import by_id
from tests.surroundings import ELSEWHERE, other_python, printed
from tests.tables import sample
from tests.wording.everything import told

pytestmark = pytest.mark.sampled(2)


@pytest.fixture
def languages(request: pytest.FixtureRequest) -> Sequence[str]:
    return sample(lexicon.judged(), request)


reference = cache(told)
"""What is found in this process, whatever its hash seed."""


def elsewhere(languages: Sequence[str], python: str | Path = sys.executable, **environment: str) -> bytes:
    return printed("-m", "tests.wording.everything", *languages, python=python, **environment)


def test_each_kind_of_rule_finds_something_to_compare(languages: Sequence[str]) -> None:
    assert {name for name in by_id if f'"rule": "{name}"'.encode() not in reference(*languages)} == set()


@ELSEWHERE
def test_findings_are_the_same_under_other_hash_seeds_and_locales(
    environment: dict[str, str], languages: Sequence[str]
) -> None:
    assert elsewhere(languages, **environment) == reference(*languages)


def test_findings_are_the_same_under_another_python(languages: Sequence[str]) -> None:
    assert elsewhere(languages, other_python()) == reference(*languages)
