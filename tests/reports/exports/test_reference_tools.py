"""What the format's own tools say of our WACZ: packages of the network, in an environment that is thrown away."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from analyzer.reports.exports.wacz import wacz
from tests.reports.exports.kept import kept

pytestmark = [pytest.mark.pip, pytest.mark.slow]

WACZ = "wacz==0.6.0"


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands ``wacz`` and ``cdxj-indexer``; without them, the reason is told and tests skipped."""
    place = tmp_path_factory.mktemp("tools")
    subprocess.run([sys.executable, "-m", "venv", place], check=True, timeout=120)
    pip = [place / "bin" / "python", "-m", "pip", "install", "--quiet", "--retries=0", "--timeout=15", WACZ]
    done = subprocess.run(pip, capture_output=True, text=True, check=False, timeout=600)
    if done.returncode:
        pytest.skip(f"pip install {WACZ}: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}")
    return place / "bin"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    made = folder / "run.wacz"
    made.write_bytes(wacz(kept(folder / "run")))
    return made


def test_the_validator_accepts_it(tools: Path, file: Path) -> None:
    done = subprocess.run([tools / "wacz", "validate", "-f", file], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Validation succeeded" in done.stdout


def test_the_validator_sees_what_was_changed(tools: Path, file: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.wacz"
    with zipfile.ZipFile(file) as given, zipfile.ZipFile(changed, "w") as out:
        for name in given.namelist():
            out.writestr(name, given.read(name).replace(b"Home", b"Hone"))
    done = subprocess.run([tools / "wacz", "validate", "-f", changed], capture_output=True, text=True, check=False)
    assert done.returncode == 1


def test_the_index_is_the_one_its_indexer_makes(tools: Path, file: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(file) as given:
        ours = given.read("indexes/index.cdxj").decode()
        given.extract("archive/data.warc.gz", tmp_path)
    archive = tmp_path / "archive" / "data.warc.gz"
    theirs = subprocess.run(
        [tools / "cdxj-indexer", "--sort", "--post-append", archive], capture_output=True, text=True, check=True
    ).stdout
    assert sorted(map(parsed, ours.splitlines()), key=str) == sorted(map(parsed, theirs.splitlines()), key=str)


def parsed(line: str) -> tuple[str, str, dict[str, Any]]:
    key, moment, told = line.split(" ", 2)
    return key, moment, dict(sorted(json.loads(told).items()))
