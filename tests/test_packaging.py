"""What is kept here is packed: a wheel leaves out what is ignored, even where it is tracked."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.skipif(not (ROOT / ".git").exists() or shutil.which("git") is None, reason="not a clone, or no git")
def test_no_file_that_is_tracked_is_ignored() -> None:
    listed = ("git", "ls-files", "--cached", "--ignored", "--exclude-standard")
    done = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == []
