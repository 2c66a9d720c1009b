"""A table of many bundles: whether memory stays the same when they become ten times as many, and what each costs.

Sealed runs of two short walks, each with words of its own, are linked under as many names as there are to be bundles; a
bundle is read, verified and judged for itself every time. Each kind of table is written of the first tenth, then of
all. What a bundle of a real procedure costs is told of the committed one.

Usage: python benchmarks/reading.py [BUNDLES] [WORKERS]
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from analyzer.evidence.sealing import seal
from tests.sealed import finished_run, small_run

BUNDLES, WORKERS, DIFFERENT, REAL = 10_000, 1, 500, 20
KINDS = (".csv", ".parquet", ".sqlite")


def main(bundles: int, workers: int) -> None:
    """Print for each kind of table the peak of memory and the time of a tenth and of all."""
    with tempfile.TemporaryDirectory(prefix="optout-") as place:
        small = [
            seal(small_run(Path(place, f"small-{number}"), named=f"Settings, page {number}"))
            for number in range(min(DIFFERENT, bundles))
        ]
        few, many = linked(small, bundles // 10, Path(place, "few")), linked(small, bundles, Path(place, "many"))
        real = linked([seal(finished_run(Path(place, "real")))], REAL, Path(place, "reals"))
        print(f"{len(small)} different bundles, {workers} worker(s), {os.cpu_count()} cores")
        for kind in KINDS:
            tables = [written(folder, Path(place, f"all{kind}"), workers) for folder in (few, many)]
            (first, less), (second, more) = tables
            print(
                f"{kind:<9}{bundles // 10:6} bundles: {less:6.1f} MiB, {first:6.1f} s;{bundles:6}: {more:6.1f} MiB, "
                f"{second:6.1f} s ({1000 * second / bundles:.0f} ms each); memory {more / less:.2f}x", flush=True,
            )  # fmt: skip
        seconds, memory = written(real, Path(place, "real.csv"), workers)
        print(f"{REAL} of the committed run: {1000 * seconds / REAL:.0f} ms each, start included; {memory:.1f} MiB")


def linked(bundles: list[Path], count: int, folder: Path) -> Path:
    """Return a folder in which so many names lead to these bundles by turns."""
    folder.mkdir()
    for number in range(count):
        (folder / f"run-{number:05}.zip").hardlink_to(bundles[number % len(bundles)])
    return folder


def written(folder: Path, file: Path, workers: int) -> tuple[float, float]:
    """Write a table of the bundles in a folder; return the seconds and the peak of memory in MiB."""
    program = [sys.executable, "-c", "from analyzer.cli import main; main()", "table", str(folder), "-o", str(file)]
    begun = time.perf_counter()
    process = subprocess.Popen([*program, "-j", str(workers)], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"writing {file.name} failed")
    return time.perf_counter() - begun, used.ru_maxrss / 1024


if __name__ == "__main__":
    given = [*map(int, sys.argv[1:])]
    main(*(*given, *(BUNDLES, WORKERS)[len(given) :]))
