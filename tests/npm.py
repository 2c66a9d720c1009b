"""Published packages that tests fetch with npm, by name and version; without npm a test is skipped and says so."""

import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest


def npm(folder: Path, *arguments: str) -> str:
    """Run npm, or skip the test with the reason why it cannot be run."""
    if shutil.which("npm") is None:
        pytest.skip("npm is not on this machine")
    try:
        done = subprocess.run(
            ["npm", *arguments, "--loglevel=error", "--fetch-retries=0", "--fetch-timeout=30000"],
            cwd=folder,
            env={**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    except subprocess.TimeoutExpired:
        pytest.skip(f"npm {arguments[0]} did not answer within 120 s")
    if done.returncode:
        pytest.skip(f"npm {' '.join(arguments)}: {(done.stderr.strip().splitlines() or ['no reason given'])[0]}")
    return done.stdout


def packed(folder: Path, package: str, *files: str) -> dict[str, bytes]:
    """Return files of a published package by their names in it; nothing of it is run or installed."""
    archive = folder / npm(folder, "pack", package, "--ignore-scripts").split()[-1]
    with tarfile.open(archive) as opened:
        found = {name: opened.extractfile(f"package/{name}") for name in files}
        content = {name: file.read() for name, file in found.items() if file is not None}
    archive.unlink()
    return content
