"""Where our share of a walk goes: by part of the walk, and by function of this process.

The parts are those of ``benchmarks/walking.py``; functions are told by their own time, waiting for the browser
(``poll``) apart. What a profiler costs is in the numbers: compare them with one another, not with a clock.

Usage: python benchmarks/profiling.py [WALKS]
"""

import cProfile
import pstats
import sys
import tempfile
from pathlib import Path

from peering import pages
from walking import breakdown

from analyzer import flows
from analyzer.walking.browsers.browser import launched
from analyzer.walking.browsers.finding import find
from analyzer.walking.walker import walk

FUNCTIONS = 25


def main(walks: int) -> None:
    """Print both tables."""
    choice = find()
    if choice is None:
        sys.exit("no browser: make doctor")
    with tempfile.TemporaryDirectory() as folder, launched(choice) as browser:
        flow = flows.load(pages.write(Path(folder) / "eight-steps"))

        def go() -> None:
            walk(browser, flow, flow.routes["refuse"], "en", Path(tempfile.mkdtemp(dir=folder)), choice=choice)

        go()
        parts = breakdown(go)
        profile = cProfile.Profile()
        for _ in range(walks):
            profile.runcall(go)
    print("one walk of eight steps, milliseconds:")
    for part, milliseconds in parts:
        print(f"  {part:<52}{milliseconds:6.0f}")
    print(f"\n{walks} walks, this process:")
    pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(FUNCTIONS)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
