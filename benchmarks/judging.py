"""What judging a flow takes beside walking it: graph, measures and score of its walks against the time of those walks.

Each flow is walked, refusal and acceptance as ``optout run`` walks them, and scored from its stored walks as
``optout score --json`` does, by turns. The first time holds what is read once a process: the lexicons. Afterwards each
walk is scored that often, and then so many variants of it once each: of texts and pages that this process never read
nothing can be remembered, which is how the flows of a corpus come. The share of each turn is told by wall time, which
is what a person waits, and by processor time of the whole process tree, which suffers less from what else runs and
needs ``/proc``. The arithmetic alone, measurements and policy to a score, stands beside it.

Usage: python benchmarks/judging.py [FLOW...]
"""

import json
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from clocking import processor_time, spread, timed

from analyzer import canonical, flows, pipeline, storage
from analyzer.cli import tidy_up_seldom
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
    """Print five lines a flow, the last of its arithmetic."""
    tidy_up_seldom()  # as the program does
    policy = newest()
    with tempfile.TemporaryDirectory() as place, pipeline.machine(patience=60.0) as machine:
        for name in names:
            flow = flows.load(name)
            walked: list[Used] = []
            judged: dict[str, list[Used]] = {"again": [], "new": []}
            for turn in range(TURNS):
                folder = Path(place, f"{name}-{turn}")
                walk = partial(pipeline.gather, flow, flow.languages[0], folder, machine, lambda *_: None)
                walked.append(used(walk))
                judging = partial(scored, folder, policy)
                if not turn:
                    print(f"{name}: scored the first time in {used(judging).wall * 1000:.0f} ms")
                judged["again"].append(used(judging, TIMES))
                unread = iter([fresh(folder, Path(place, f"{name}-{turn}-{one}"), TIMES * turn + one)
                               for one in range(TIMES)])  # fmt: skip
                judged["new"].append(used(lambda unread=unread: scored(next(unread), policy), TIMES))
            for how, turns in judged.items():
                for field, kind in enumerate(("wall", "processor")):
                    shares = [100 * one[field] / other[field] for one, other in zip(turns, walked, strict=True)]
                    walking, scoring = (min(one[field] for one in each) for each in (walked, turns))
                    print(
                        f"    texts {how}, {kind} time, the least of {TURNS}: walking {walking:.2f} s, scoring "
                        f"{scoring * 1000:.0f} ms; percent: {spread(shares)}"
                    )
            result = judging()
            alone = used(partial(score, result.measurements, policy.under(result.flow.right)), 100 * TIMES)
            print(f"    the arithmetic of a score alone: {alone.processor * 1000:.1f} ms", flush=True)


def fresh(model: Path, folder: Path, number: int) -> Path:
    """Write a variant of a run whose texts end on a number and whose pages hold it, and return its folder.

    What several screens of the run show stays the same on all of them, and what the rules look for stays in it.
    """
    for file in sorted(model.glob("walks/*/walk.json")):
        target = folder / file.relative_to(model)
        walk = json.loads(file.read_bytes())
        for screen in walk["screens"]:
            for block in screen["blocks"]:
                block["text"] += f" {number}"
            for kind, mark in (("screenshot", b""), ("dom", b"<!--%d-->" % number)):
                content = (file.parent / screen[kind]["file"]).read_bytes() + mark
                screen[kind]["sha256"] = canonical.sha256(content)
                storage.write_file(target.parent / screen[kind]["file"], content)
        storage.write_file(target, json.dumps(walk).encode())
    return folder


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
