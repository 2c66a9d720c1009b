"""Many walks by each worker, as ``optout run`` has them done: how memory and time grow from the 200th to the last.

Each worker walks one small route again and again, with full evidence, each into a folder of its own that is then thrown
away; process, driver and browser are started anew when ``optout run`` would. After each walk the memory of the
worker's process and of its driver is read (``/proc``), without the browser's own, and the processor time of all. What
processes share, such as the program of the driver, is split among them.

Printed are medians over 100 walks: those up to the 200th, and the last.
Usage: python benchmarks/enduring.py [WALKS] [WORKERS]
"""

import os
import statistics
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

from clocking import processor_time
from endured import FLOW, Walked, Walking

from analyzer.corpus.crew import spread

WALKS, WINDOW, EARLY = 2000, 100, 200
DEADLINE = 600.0


def main(count: int, workers: int) -> None:
    """Walk, and print what grew."""
    os.environ["PYTHONPATH"] = str(Path(__file__).parent)
    walked: list[Walked] = []
    used = [processor_time()]
    with tempfile.TemporaryDirectory(prefix="optout-") as below:
        for done in spread([Walking(number, below) for number in range(count)], workers, DEADLINE, lambda _: None):
            walked.append(done.result)
            used.append(processor_time())
            if len(walked) % WINDOW == 0:
                print(f"{len(walked)} walks", file=sys.stderr, flush=True)
    spent = [(after - before) * 1000 for before, after in pairwise(used)]
    both, alone = [one.worker + one.driver for one in walked], [one.worker for one in walked]
    print(
        f"{count} walks of {FLOW} by {workers} workers, {sum(one.outcome != 'reached' for one in walked)} not reached"
    )
    told("memory of worker and driver, MiB", both)
    told("memory of the worker alone, MiB", alone)
    told("wall time of a walk, ms", [one.seconds * 1000 for one in walked])
    told("processor time of a walk, all processes, ms", spent)
    print(f"peak of worker and driver: {max(both):.0f} MiB, of the worker alone {max(alone):.0f} MiB")


def told(what: str, numbers: list[float]) -> None:
    """Print the medians of the two windows, and by how much the later one is more."""
    early, late = statistics.median(numbers[EARLY - WINDOW : EARLY]), statistics.median(numbers[-WINDOW:])
    print(f"{what}: {early:.0f} up to walk {EARLY}, {late:.0f} at the end ({(late / early - 1) * 100:+.1f} %)")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]), *(WALKS, 1)[len(sys.argv[1:3]) :])
