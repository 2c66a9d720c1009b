"""One of the walks that ``enduring.py`` has a worker do; a module of its own, for workers import what they are sent."""

import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from analyzer import flows
from analyzer.corpus.browsers import Browsers
from analyzer.corpus.task import Told
from analyzer.walking.browsers.browser import FLAGS
from analyzer.walking.walker import walk

FLOW, ROUTE = "symmetric-notification", "refuse"


@dataclass(frozen=True)
class Walked:
    """What one walk left: whether it was reached, seconds, and MiB of the worker and of its driver."""

    name: str
    outcome: str
    seconds: float
    worker: float
    driver: float


@dataclass(frozen=True)
class Walking:
    """One walk, to be done by a worker."""

    number: int
    below: str
    repeatable: bool = True
    apart: str = ""

    @property
    def name(self) -> str:
        """Its number."""
        return str(self.number)

    def do(self, browsers: Browsers, told: Told) -> Walked:
        """Walk, and throw away what was kept."""
        browser, choice = browsers.started(FLAGS)
        told("begins")
        flow = flows.load(FLOW)
        place = Path(tempfile.mkdtemp(dir=self.below))
        begun = time.perf_counter()
        outcome = walk(browser, flow, flow.routes[ROUTE], flow.languages[0], place, choice=choice).outcome
        took = time.perf_counter() - begun
        shutil.rmtree(place)
        worker = os.getpid()
        return Walked(self.name, outcome, took, proportional(worker), sum(map(proportional, drivers(worker))))

    def failed(self, why: str) -> Walked:
        """Return what stands for a walk that came to nothing."""
        return Walked(self.name, why, 0.0, 0.0, 0.0)


def proportional(process: int) -> float:
    """Return the memory of a process in MiB, what several share split among them (``Pss`` in proc(5), smaps_rollup)."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def drivers(process: int) -> list[int]:
    """Return the children of a process that are no browser: Playwright's driver."""
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
