"""Ctrl-C reaches every process of the group at once; a walk still ends in one line and keeps what it has."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from analyzer import storage

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("choice")]


@pytest.mark.slow  # `make test` interrupts a corpus of two workers (test_corpus.py)
def test_an_interrupted_walk_is_one_line_and_what_was_gathered_is_kept(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from analyzer.cli import main; main()", "demo", "-o", str(tmp_path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as running:
        assert running.stderr is not None
        assert "step 1" in running.stderr.readline()
        os.killpg(running.pid, signal.SIGINT)
        said = [line for line in running.stderr.read().splitlines() if line and ", step " not in line]
        assert running.wait(timeout=30) == 2

    assert said == ["optout: interrupted; what was gathered so far is kept and marked incomplete"]
    (kept,) = tmp_path.glob("*.incomplete/walks/refuse")
    walked = storage.read_walk(kept).walk
    assert walked.outcome == "incomplete"
    assert walked.screens
