"""Scores a corpus of seeded variants of the committed walks: how long, in how much memory, and what two workers gain.

`python benchmarks/scoring.py [RUNS] [ROUNDS]`; 10,000 runs and 1 round if not given. A round scores the corpus with one
worker and with two, and then each half of it by a command of its own, both at once: what this machine gives to two
processes that share nothing, and so what two workers can come to at most. Rounds go forwards and backwards by turns.
Beside the wall time stands the processor time, and that which other processes took meanwhile: where they took much, the
wall time says little. The last line tells the memory with a tenth of the runs, which must not be less than with all.

A variant changes the labels and texts of the committed walks by a seeded draw of words that are there, so that few
texts can be remembered from one to the next; pictures are shared.
"""

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clocking import spread

RUN = Path(__file__).parents[1] / "fixtures" / "walks" / "facebook-2025-privacy-centre"
SEED = 20261126
RUNS, ROUNDS = 10_000, 1
CHANGED = 0.2
"""Which part of the blocks of text of a variant trade words with one another."""


def main() -> None:
    """Make the corpus, score it by turns with one worker and with two, and print what it took."""
    runs, rounds = [*map(int, sys.argv[1:3]), *(RUNS, ROUNDS)[len(sys.argv) - 1 :]]
    with tempfile.TemporaryDirectory(prefix="optout-") as place:
        model, corpus = Path(place, "model"), Path(place, "corpus")
        shutil.copytree(RUN, model)
        for number in range(runs):
            variant(model, corpus / f"run-{number:05}", number)
        halves = apart(corpus, Path(place, "first"), 2), apart(corpus, Path(place, "second"), 2, 1)
        ways = {
            "one worker": [(corpus, 1)],
            "two workers": [(corpus, 2)],
            "two commands": [(half, 1) for half in halves],
        }
        took: dict[str, list[float]] = {way: [] for way in ways}
        printed: dict[str, bytes] = {}
        for number in range(rounds):
            for way in list(ways)[:: -1 if number % 2 else 1]:
                used = scored(ways[way])
                took[way].append(used.wall)
                printed[way] = used.digest
                print(
                    f"{runs} runs, {way}: {used.wall:.1f} s, processor time {used.processor:.1f} s, of others "
                    f"{used.others:.1f} s; {used.memory:.0f} MB the largest process",
                    flush=True,
                )
        if printed["one worker"] != printed["two workers"]:
            sys.exit("one worker and two print different bytes")
        for way in ("two workers", "two commands"):
            gains = [alone / shared for alone, shared in zip(took["one worker"], took[way], strict=True)]
            print(f"{way} against one worker: {spread(gains)}")
        tenth = apart(corpus, Path(place, "tenth"), 10)
        print(f"{-(-runs // 10)} runs, one worker: {scored([(tenth, 1)]).memory:.0f} MB")


def apart(corpus: Path, folder: Path, step: int, first: int = 0) -> Path:
    """Return a folder with every ``step``-th run of a corpus, from the ``first`` on."""
    folder.mkdir()
    for run in sorted(corpus.iterdir())[first::step]:
        (folder / run.name).symlink_to(run)
    return folder


def variant(model: Path, folder: Path, number: int) -> None:
    """Write one variant: every file linked, but the walks, in which texts trade words."""
    source = random.Random(SEED + number)  # noqa: S311 - nothing secret
    for file in sorted(path for path in model.rglob("*") if path.is_file()):
        target = folder / file.relative_to(model)
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.name == "walk.json":
            target.write_text(json.dumps(varied(json.loads(file.read_bytes()), source)))
        else:
            target.hardlink_to(file)


def varied(walk: dict[str, Any], source: random.Random) -> dict[str, Any]:
    """Return the walk with words of some texts in another order."""
    for screen in walk["screens"]:
        for block in screen["blocks"]:
            if source.random() < CHANGED:
                words = block["text"].split()
                at = int(source.random() * len(words))
                block["text"] = " ".join(words[at:] + words[:at])
    return walk


@dataclass(frozen=True)
class Used:
    """What scoring took: seconds, those of processors, those of other processes, megabytes; and what it printed."""

    wall: float
    processor: float
    others: float
    memory: float
    digest: bytes


def scored(ways: Sequence[tuple[Path, int]]) -> Used:
    """Score folders, each with so many workers, all at once."""
    command = [sys.executable, "-c", "from analyzer.cli import main; main()", "score", "--json"]
    busy, begun = machine(), time.perf_counter()
    with ExitStack() as stack:
        outs = [stack.enter_context(tempfile.TemporaryFile()) for _ in ways]
        ids = [
            subprocess.Popen([*command, str(folder), "-j", str(workers)], stdout=out).pid
            for (folder, workers), out in zip(ways, outs, strict=True)
        ]
        ended = [os.wait4(one, 0) for one in ids]
        wall = time.perf_counter() - begun
        if any(status for _, status, _ in ended):
            sys.exit("scoring failed")
        digest = hashlib.sha256()
        for out in outs:
            out.seek(0)
            while piece := out.read(1 << 20):
                digest.update(piece)
    processor = sum(used.ru_utime + used.ru_stime for _, _, used in ended)
    memory = max(used.ru_maxrss for _, _, used in ended) / 1024
    return Used(wall, processor, max(0.0, machine() - busy - processor), memory, digest.digest())


def machine() -> float:
    """Return the seconds that the processors of this machine have worked so far; 0 without ``/proc``."""
    stat = Path("/proc/stat")
    if not stat.is_file():
        return 0.0
    user, nice, system, *_ = (int(ticks) for ticks in stat.read_text().split()[1:4])
    return (user + nice + system) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
