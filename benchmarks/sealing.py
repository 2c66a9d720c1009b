"""Sealing and verifying 200 MB of random files against ``sha256sum`` and ``zip -0`` of the same, with spread.

One round is A/B/B/A: A is ``sha256sum`` over the files of a run and ``zip -0`` of them; B is ``optout seal`` of the run
and ``optout verify`` of its bundle. All are processes, started as a person starts them, with files that were just read.
Wall time says something on a machine that does nothing else; processor time, printed beside it, says less about what a
person waits for, since sealing works on two cores, and more where the machine is busy.

Usage: python benchmarks/sealing.py [ROUNDS] [MEGABYTES]
"""

import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from clocking import spread

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

        def usual() -> Cost:
            plain.unlink(missing_ok=True)
            return timed(("sha256sum", *files), run) + timed(("zip", "-0", "-q", str(plain), *files), run)

        def ours() -> tuple[Cost, Cost]:
            return timed((optout, "seal", str(run)), run), timed((optout, "verify", str(run / "bundle.zip")), run)

        usual(), ours()
        pairs, neighbours = [], []
        for _ in range(rounds):
            first, second, third, fourth = usual(), ours(), ours(), usual()
            pairs += [(first, *second), (fourth, *third)]
            neighbours.append((first, fourth))
            print(f"usual {first.wall:.2f} s  seal {second[0].wall:.2f} s  verify {second[1].wall:.2f} s", flush=True)
        print(f"{(run / 'bundle.zip').stat().st_size / 1e6:.0f} MB, {len(files)} files, {rounds} rounds A/B/B/A")
    for kind, of in (("wall", attrgetter("wall")), ("processor", attrgetter("processor"))):
        print(f"{kind} time")
        print(f"  A/A  {spread([max(map(of, pair)) / min(map(of, pair)) for pair in neighbours])}")
        print(f"  sealing / (sha256sum + zip -0): {spread([of(seal) / of(base) for base, seal, _ in pairs])}")
        print(f"  verifying / the same: {spread([of(verify) / of(base) for base, _, verify in pairs])}")
        both = [(of(seal) + of(verify)) / of(base) for base, seal, verify in pairs]
        print(f"  sealing and verifying / the same: {spread(both)}")


class Cost(NamedTuple):
    """Seconds on the wall, and of all processors together."""

    wall: float
    processor: float

    def __add__(self, other: object) -> "Cost":
        """Return what both cost, one after the other."""
        assert isinstance(other, Cost)  # noqa: S101 - tuples may be added to others, costs are not
        return Cost(self.wall + other.wall, self.processor + other.processor)


def random_files(megabytes: int) -> Mapping[str, bytes]:
    """Return files that no program could make smaller."""
    dice, size = random.Random(1), megabytes * 1_000_000 // FILES + 1  # noqa: S311 - the same bytes in each run
    return {f"walks/refuse/screens/{number:03}.png": dice.randbytes(size) for number in range(FILES)}


def timed(command: tuple[str, ...], place: Path) -> Cost:
    """Return what a command costs."""
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, cwd=place)
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    main(*(given + [ROUNDS, MEGABYTES][len(given) :]))
