"""What judging a flow takes beside walking it: graph, measures and score of its walks against the time of those walks.

Each flow is walked, refusal and acceptance as ``optout run`` walks them, and scored from its stored walks as
``optout score --json`` does, by turns. The first time holds what is read once a process: the lexicons. The share of
each turn is told by wall time, which is what a person waits, and by processor time of the whole process tree, which
suffers less from what else runs and needs ``/proc``. The arithmetic alone, measurements and policy to a score, stands
beside it.

Usage: python benchmarks/judging.py [FLOW...]
"""

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from clocking import processor_time, spread, timed

from analyzer import flows, pipeline
from analyzer.judging import scored
from analyzer.scoring.policy import newest
from analyzer.scoring.score import score

FLOWS = ("facebook-2025-privacy-centre", "instagram-2024-settings", "amazon-prime-eu-2022")

TURNS = 5
"""How often a flow is walked and scored."""
TIMES = 5
"""How often it is scored a turn, since processor time is counted in hundredths; the arithmetic a hundred times so."""


class Used(NamedTuple):
    """What an action took: wall and processor time, in seconds."""

    wall: float
    processor: float


def main(names: tuple[str, ...]) -> None:
    """Print three lines a flow."""
    policy = newest()
    with tempfile.TemporaryDirectory() as place, pipeline.machine(patience=60.0) as machine:
        for name in names:
            flow = flows.load(name)
            walked, judged = [], []
            for turn in range(TURNS):
                folder = Path(place, f"{name}-{turn}")
                walk = partial(pipeline.gather, flow, flow.languages[0], folder, machine, lambda *_: None)
                walked.append(used(walk))
                judging = partial(scored, folder, policy)
                if not turn:
                    print(f"{name}: scored the first time in {used(judging).wall * 1000:.0f} ms")
                judged.append(used(judging, TIMES))
            for field, kind in enumerate(("wall", "processor")):
                shares = [100 * one[field] / other[field] for one, other in zip(judged, walked, strict=True)]
                walking, scoring = (min(one[field] for one in turns) for turns in (walked, judged))
                print(
                    f"    {kind} time, the least of {TURNS}: walking {walking:.2f} s, scoring {scoring * 1000:.0f} ms; "
                    f"percent: {spread(shares)}"
                )
            result = judging()
            alone = used(partial(score, result.measurements, policy.under(result.flow.right)), 100 * TIMES)
            print(f"    the arithmetic of a score alone: {alone.processor * 1000:.1f} ms", flush=True)


def used(action: Callable[[], object], times: int = 1) -> Used:
    """Return what an action takes, of this process and all below it, once, as the mean of so many times."""

    def often() -> None:
        for _ in range(times):
            action()

    before = processor_time()
    wall = timed(often)
    return Used(wall / times, (processor_time() - before) / times)


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or FLOWS)
