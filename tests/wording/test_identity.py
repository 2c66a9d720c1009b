"""Findings of every kind are the same bytes, whatever the hash seed, the locale and the version of Python."""

import pytest

from analyzer.wording.registry import by_id
from tests.surroundings import ELSEWHERE, other_python, printed
from tests.wording.everything import told

EVERYTHING = ("-m", "tests.wording.everything")


@pytest.fixture(scope="module")
def reference() -> bytes:
    """What is found in this process, whatever its hash seed."""
    return told()


def test_each_kind_of_rule_finds_something_to_compare(reference: bytes) -> None:
    assert {name for name in by_id if f'"rule": "{name}"'.encode() not in reference} == set()


@ELSEWHERE
def test_findings_are_the_same_under_other_hash_seeds_and_locales(
    environment: dict[str, str], reference: bytes
) -> None:
    assert printed(*EVERYTHING, **environment) == reference


def test_findings_are_the_same_under_another_python(reference: bytes) -> None:
    assert printed(*EVERYTHING, python=other_python()) == reference
