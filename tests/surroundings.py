"""Other surroundings in which the same input must give the same bytes: hash seeds, locales, time zones, a Python."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OTHER = ROOT / ".venv-other" / "bin" / "python"

ELSEWHERE = pytest.mark.parametrize(
    "environment",
    [
        {
            "PYTHONHASHSEED": "4242",
            "LC_ALL": "C",
            "LANG": "C",
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
            "TZ": "Pacific/Kiritimati",
        },
        pytest.param(
            {"PYTHONHASHSEED": "4294967295", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"}, marks=pytest.mark.slow
        ),
    ],
)


def printed(*arguments: str, python: str | Path = sys.executable, **environment: str) -> bytes:
    """Return what a Python prints that is started in the project's folder with ``environment`` besides this one's."""
    done = subprocess.run(
        [python, *arguments], env={**os.environ, **environment}, capture_output=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def other_python() -> Path:
    """Return the second Python; without one the test is skipped."""
    if not OTHER.exists():
        pytest.skip("no second Python of 3.11 or newer on this machine: make .venv-other/package")
    return OTHER
