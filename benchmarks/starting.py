"""How long ``optout --help`` takes against ``python -c "import click"``: one run, alternating, with spread.

Usage: python benchmarks/starting.py [ROUNDS]
"""

import subprocess
import sys
import time
from pathlib import Path

from clocking import spread

ROUNDS = 20


def main(rounds: int) -> None:
    """Print the ratio of both wall times with its quartiles."""
    python = sys.executable
    importing = (python, "-c", "import click")
    helping = (str(Path(python).with_name("optout")), "--help")
    timed(importing), timed(helping)
    pairs = []
    for _ in range(rounds):
        first, second, third, fourth = timed(importing), timed(helping), timed(helping), timed(importing)
        pairs += [second / first, third / fourth]
    print(f"optout --help / import click: {spread(pairs)}")


def timed(command: tuple[str, ...]) -> float:
    """Return the wall time of a command in seconds."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
