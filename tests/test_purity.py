"""Judging is a pure function of walks and policy: no clock, no locale, no hash seed, no Python version shows."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from analyzer import canonical
from analyzer.judging import judge, scored
from analyzer.scoring import policy

ROOT = Path(__file__).parents[1]
RUN = ROOT / "fixtures" / "walks" / "facebook-2025-privacy-centre"
OTHER = ROOT / ".venv-other" / "bin" / "python"


def printed(python: str | Path = sys.executable, **environment: str) -> bytes:
    done = subprocess.run(
        [python, "-c", "from analyzer.cli import main; main()", "score", str(RUN), "--json"],
        env={**os.environ, **environment}, capture_output=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def reference() -> bytes:
    """What is judged in this process, as ``score --json`` is to print it in any other."""
    return canonical.line(scored(judge(RUN, policy.newest())))


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONHASHSEED": "4294967295", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"},
    ],
)
def test_the_same_walk_gives_the_same_bytes_whatever_the_surroundings(
    environment: dict[str, str], reference: bytes
) -> None:
    assert printed(**environment) == reference


def test_the_same_walk_gives_the_same_bytes_under_another_python(reference: bytes) -> None:
    if not OTHER.exists():
        pytest.skip("no second Python of 3.11 or newer on this machine: make .venv-other/package")

    assert printed(OTHER) == reference


def test_score_json_of_a_run_is_what_score_prints(reference: bytes) -> None:
    assert reference.count(b"\n") == 1
    assert b'"sha256":' in reference
