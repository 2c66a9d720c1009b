"""Sealing and verifying 200 MB of random files against ``sha256sum`` and ``zip -0`` of the same, with spread.

One round is A/B/B/A: A is ``sha256sum`` over the files of a run and ``zip -0`` of them; B is ``optout seal`` of the run
and ``optout verify`` of its bundle. All are processes, started as a person starts them, with files that were just read.

Usage: python benchmarks/sealing.py [ROUNDS] [MEGABYTES]
"""

import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.sealed import small_run

ROUNDS, MEGABYTES, FILES = 5, 200, 120


def main(rounds: int, megabytes: int) -> None:
    """Print the ratios with their quartiles."""
    optout = str(Path(sys.executable).with_name("optout"))
    missing = [tool for tool in ("sha256sum", "zip") if shutil.which(tool) is None]
    if missing:
        sys.exit(f"not installed: {', '.join(missing)}")
    with tempfile.TemporaryDirectory() as place:
        run, plain = Path(place) / "run", Path(place) / "plain.zip"
        small_run(run, random_files(megabytes))
        files = sorted(str(path.relative_to(run)) for path in run.rglob("*") if path.is_file())

        def usual() -> float:
            plain.unlink(missing_ok=True)
            return timed(("sha256sum", *files), run) + timed(("zip", "-0", "-q", str(plain), *files), run)

        def ours() -> tuple[float, float]:
            return timed((optout, "seal", str(run)), run), timed((optout, "verify", str(run / "bundle.zip")), run)

        usual(), ours()
        sealing, verifying, both, neighbours = [], [], [], []
        for _ in range(rounds):
            first, second, third, fourth = usual(), ours(), ours(), usual()
            for base, (seal, verify) in ((first, second), (fourth, third)):
                sealing.append(seal / base)
                verifying.append(verify / base)
                both.append((seal + verify) / base)
            neighbours.append(max(first, fourth) / min(first, fourth))
            print(f"usual {first:.2f} s  seal {second[0]:.2f} s  verify {second[1]:.2f} s", flush=True)
        print(f"{(run / 'bundle.zip').stat().st_size / 1e6:.0f} MB, {len(files)} files, {rounds} rounds A/B/B/A")
    print(f"A/A  {spread(neighbours)}")
    print(f"sealing / (sha256sum + zip -0): {spread(sealing)}")
    print(f"verifying / the same: {spread(verifying)}")
    print(f"sealing and verifying / the same: {spread(both)}")


def random_files(megabytes: int) -> Mapping[str, bytes]:
    """Return files that no program could make smaller."""
    dice, size = random.Random(1), megabytes * 1_000_000 // FILES + 1  # noqa: S311 - the same bytes in each run
    return {f"walks/refuse/screens/{number:03}.png": dice.randbytes(size) for number in range(FILES)}


def timed(command: tuple[str, ...], place: Path) -> float:
    """Return the wall time of a command in seconds."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=place)
    return time.perf_counter() - begun


def spread(ratios: list[float]) -> str:
    """Return median and quartiles."""
    low, middle, high = statistics.quantiles(ratios, n=4)
    return f"median {middle:.2f} (quartiles {low:.2f} to {high:.2f}, n = {len(ratios)})"


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    main(*(given + [ROUNDS, MEGABYTES][len(given) :]))
