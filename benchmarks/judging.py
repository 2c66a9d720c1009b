"""What judging a flow takes beside walking it: graph, measures and score of its walks against the time of those walks.

Each flow is walked once, refusal and acceptance as ``optout run`` walks them, and scored from its stored walks as
``optout score --json`` does, the first time and again. The first time holds what is read once a process: the lexicons.
The arithmetic alone, measurements and policy to a score, stands beside it. Processor time, which suffers less from what
else runs; that of walking is of the driver and the browser too, and needs ``/proc``.

Usage: python benchmarks/judging.py [FLOW...]
"""

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from clocking import processor_time

from analyzer import flows, pipeline
from analyzer.judging import scored
from analyzer.scoring.policy import newest
from analyzer.scoring.score import score

FLOWS = ("facebook-2025-privacy-centre", "instagram-2024-settings", "amazon-prime-eu-2022")


TIMES = 5
"""How often a flow is scored again; the arithmetic alone is done a hundred times as often."""


def main(names: tuple[str, ...]) -> None:
    """Print one line a flow."""
    policy = newest()
    with tempfile.TemporaryDirectory() as place, pipeline.machine(patience=60.0) as machine:
        for name in names:
            flow, folder = flows.load(name), Path(place, name)
            walked = used(partial(pipeline.gather, flow, flow.languages[0], folder, machine, lambda *_: None))
            judging = partial(scored, folder, policy)
            first, again = used(judging), used(judging, TIMES)
            judged = judging()
            alone = used(partial(score, judged.measurements, policy.under(judged.flow.right)), 100 * TIMES)
            print(
                f"{name}: walking {walked:.2f} s; scoring {again * 1000:.0f} ms, {100 * again / walked:.1f} % "
                f"(the first time {first * 1000:.0f} ms); its arithmetic {alone * 1000:.1f} ms, "
                f"{100 * alone / walked:.2f} %",
                flush=True,
            )


def used(action: Callable[[], object], times: int = 1) -> float:
    """Return the processor time of an action, of this process and all below it, in seconds."""
    before = processor_time()
    for _ in range(times):
        action()
    return (processor_time() - before) / times


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or FLOWS)
