"""Findings of every kind are the same bytes, whatever the hash seed, the locale and the version of Python."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from analyzer.wording.registry import by_id

ROOT = Path(__file__).parents[2]
OTHER = ROOT / ".venv-other" / "bin" / "python"


def printed(python: str | Path = sys.executable, **environment: str) -> bytes:
    done = subprocess.run(
        [python, "-m", "tests.wording.everything"],
        env={**os.environ, **environment}, capture_output=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def reference() -> bytes:
    """What is found with one hash seed."""
    return printed(PYTHONHASHSEED="1")


def test_each_kind_of_rule_finds_something_to_compare(reference: bytes) -> None:
    assert {name for name in by_id if f'"rule": "{name}"'.encode() not in reference} == set()


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "4242", "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONHASHSEED": "4294967295", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr", "TZ": "Pacific/Kiritimati"},
    ],
)
def test_findings_are_the_same_under_other_hash_seeds_and_locales(
    environment: dict[str, str], reference: bytes
) -> None:
    assert printed(**environment) == reference


def test_findings_are_the_same_under_another_python(reference: bytes) -> None:
    if not OTHER.exists():
        pytest.skip("no second Python of 3.11 or newer on this machine: make .venv-other/package")

    assert printed(OTHER) == reference
