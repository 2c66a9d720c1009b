"""Scores a corpus of seeded variants of the committed walks: how long, in how much memory, and what two workers gain.

`python benchmarks/scoring.py [RUNS] [ROUNDS]`; 10,000 runs and 1 round if not given. One worker and two take turns, and
the median of the ratios is printed. A variant changes the labels and texts of the committed walks by a seeded draw of
words that are there, so that nothing can be remembered from one to the next; pictures are shared.
"""

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

RUN = Path(__file__).parents[1] / "fixtures" / "walks" / "facebook-2025-privacy-centre"
SEED = 20261126
RUNS, ROUNDS = 10_000, 1
CHANGED = 0.2
"""Which part of the blocks of text of a variant trade words with one another."""


def main() -> None:
    """Make the corpus, score it by turns with one worker and with two, and print what it took."""
    runs, rounds = (int(given) for given in [*sys.argv[1:], RUNS, ROUNDS][:2]) if sys.argv[1:] else (RUNS, ROUNDS)
    with tempfile.TemporaryDirectory(prefix="optout-") as place:
        model, corpus = Path(place, "model"), Path(place, "corpus")
        shutil.copytree(RUN, model)
        for number in range(runs):
            variant(model, corpus / f"run-{number:05}", number)
        ratios = []
        for _ in range(rounds):
            (one, memory, first), (two, _, second) = scored(corpus, 1), scored(corpus, 2)
            ratios.append(one / two)
            print(f"{runs} runs: {one:.1f} s with one worker, {two:.1f} s with two: {one / two:.2f}x; {memory:.0f} MB")
            if first != second:
                sys.exit("one worker and two print different bytes")
    print(f"median {statistics.median(ratios):.2f}x of {rounds}")


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


def scored(folder: Path, workers: int) -> tuple[float, float, bytes]:
    """Return the seconds, the most memory of the process in megabytes, and what is printed."""
    command = [sys.executable, "-c", "from analyzer.cli import main; main()", "score", str(folder), "--json"]
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen([*command, "-j", str(workers)], stdout=out)
        _, status, used = os.wait4(process.pid, 0)
        took = time.perf_counter() - begun
        if status:
            sys.exit(f"scoring with {workers} failed")
        out.seek(0)
        return took, used.ru_maxrss / 1024, out.read()


if __name__ == "__main__":
    main()
