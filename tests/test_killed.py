"""A run killed at any moment: what is there is whole or marked, and running again completes it.

`make test` kills one at a moment that is the same each time (``test_corpus.py``).
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analyzer import stamping
from analyzer.evidence.sealing import BUNDLE
from analyzer.evidence.verifying import checked
from tests.small_flows import GOOD, flow

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("choice")]

MOMENTS = 50
MARKS = (".incomplete", ".former", ".partial")


def optout(*arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from analyzer.cli import main; main()", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, float]:
    """A flow, its finished run, and how long that took."""
    place = tmp_path_factory.mktemp("undisturbed")
    shop = flow(place / "flows", "shop", GOOD)
    begun = time.monotonic()
    assert optout("run", shop, "-o", place / "out").wait() == 0
    return shop, place / "out" / "shop", time.monotonic() - begun


@pytest.mark.slow
@pytest.mark.parametrize("moment", range(MOMENTS))
def test_a_run_killed_at_a_random_moment_leaves_what_is_whole_or_marked_and_completes(
    moment: int, undisturbed: tuple[Path, Path, float], tmp_path: Path
) -> None:
    shop, whole, seconds = undisturbed
    out = tmp_path / "out"
    earlier = moment % 2 == 1
    if earlier:
        assert optout("run", shop, "-o", out).wait() == 0
    with optout("run", shop, "-o", out, *(["--again"] if earlier else [])) as running:
        time.sleep(random.Random(moment).uniform(0, seconds))  # the moment is the point; nothing is waited for
        os.killpg(running.pid, signal.SIGKILL)

    left = out / "shop"
    if left.exists():
        assert stamping.finished(left)
        # The run is moved into place with its bundle in it, so that a bundle is never half of one.
        with checked(left / BUNDLE):
            pass
    elif earlier:
        assert stamping.finished(out / "shop.former")
    others = {path.name for path in out.iterdir()} - {"shop"} if out.exists() else set()
    assert all(name.endswith(MARKS) for name in others)

    assert optout("run", shop, "-o", out).wait() == 0
    assert content(left) == content(whole)
    assert stamping.finished(left)
