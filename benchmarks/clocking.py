"""What benchmarks measure with: wall time, processor time of the whole process tree, a ratio with its spread."""

import os
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def timed(action: Callable[[], None]) -> float:
    """Return the wall time of an action in seconds."""
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def processor_time() -> float:
    """Return the seconds that this process and all below it have used, those that have ended included; 0 without /proc.

    Fields as in proc(5): the parent is the second after the name, the four times the twelfth to the fifteenth.
    """
    children: dict[int, list[int]] = defaultdict(list)
    ticks: dict[int, int] = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # a process that has just ended
            fields = file.read_text(errors="replace").rpartition(")")[2].split()
            process = int(file.parent.name)
            children[int(fields[1])].append(process)
            ticks[process] = sum(map(int, fields[11:15]))
    below = [os.getpid()]
    for process in below:
        below += children[process]
    return sum(ticks.get(process, 0) for process in below) / os.sysconf("SC_CLK_TCK")


def spread(ratios: list[float]) -> str:
    """Return the median with its quartiles; a single ratio as it is."""
    if len(ratios) == 1:
        return f"{ratios[0]:.2f} (n = 1)"
    low, middle, high = statistics.quantiles(ratios, n=4)
    return f"median {middle:.2f} (quartiles {low:.2f} to {high:.2f}, n = {len(ratios)})"
