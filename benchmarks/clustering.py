"""What a Dask cluster costs beside the plain pool: the same flows on the same cores by both, by turns.

``optout run`` walks copies of the eight steps that ``peers.py`` walks, full evidence, report and bundle, with two
processes of this machine, and with a scheduler and two workers of one thread on loopback. Rounds go forwards and
backwards by turns; what both leave must be the same bytes. What handing a flow over costs does not
grow with the flow. Needs the extra ``cluster``.

Usage: python benchmarks/clustering.py [FLOWS] [ROUNDS]; 200 flows and 4 rounds if not given
"""

import hashlib
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from clocking import spread, timed
from peering import pages

FLOWS, ROUNDS = 200, 4
WORKERS = 2


def main(flows: int, rounds: int) -> None:
    """Run the flows by turns in both ways, and print how much longer the cluster takes."""
    with tempfile.TemporaryDirectory(prefix="optout-") as place, cluster(Path(place)) as scheduler:
        below = Path(place, "flows")
        for number in range(flows):
            pages.write(below / f"flow-{number:04}")
        ways = {"pool": ["-j", str(WORKERS)], "cluster": ["--scheduler", scheduler]}
        took: dict[str, list[float]] = {way: [] for way in ways}
        left: dict[str, str] = {}
        for number in range(rounds):
            for way in list(ways)[:: -1 if number % 2 else 1]:
                out = Path(place, f"{way}-{number}")
                took[way].append(timed(lambda out=out, way=way: run(below, out, ways[way])))  # type: ignore[misc]
                left[way] = digest(out)
                print(f"{flows} flows, {way}: {took[way][-1]:.1f} s", flush=True)
        if left["pool"] != left["cluster"]:
            sys.exit("pool and cluster leave different bytes")
        ratios = [cluster / pool for cluster, pool in zip(took["cluster"], took["pool"], strict=True)]
        print(f"cluster against pool, wall: {spread(ratios)}")


def run(flows: Path, out: Path, how: list[str]) -> None:
    """Run the flows as the command line does."""
    command = [sys.executable, "-c", "from analyzer.cli import main; main()", "run", str(flows), "-o", str(out), *how]
    subprocess.run(command, check=True, capture_output=True)


def digest(folder: Path) -> str:
    """Return a hash of the names and bytes of the files in a folder."""
    seen = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        seen.update(f"{path.relative_to(folder)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return seen.hexdigest()


@contextmanager
def cluster(place: Path) -> Iterator[str]:
    """Start a scheduler and its workers; yield its address."""
    with ExitStack() as stack:
        scheduler = stack.enter_context(started("scheduler", "--host", "127.0.0.1", "--port", "0"))
        address = said(scheduler, r"Scheduler at:\s+(tcp://\S+)")
        for number in range(WORKERS):
            own = str(place / f"worker-{number}")
            worker = stack.enter_context(started("worker", address, "--nthreads", "1", "--local-directory", own))
            said(worker, r"(Registered to)")
        yield address


@contextmanager
def started(what: str, *options: str) -> Iterator["subprocess.Popen[str]"]:
    """Start one of Dask's programs, and end it with all that it started."""
    command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *options, "--no-dashboard"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as running:
        try:
            yield running
        finally:
            os.killpg(running.pid, signal.SIGKILL)


def said(running: "subprocess.Popen[str]", pattern: str) -> str:
    """Wait until a program says something; return the part in brackets."""
    for line in running.stderr or ():
        if found := re.search(pattern, line):
            return found[1]
    sys.exit(f"it ended without saying {pattern!r}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]), *(FLOWS, ROUNDS)[len(sys.argv[1:3]) :])
