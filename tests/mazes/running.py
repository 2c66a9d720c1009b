"""An explorer over many mazes: a row each, and the table."""

import json
import statistics
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from tests.mazes.drawing import maze
from tests.mazes.judging import KINDS, Goal, Verdict, judged
from tests.mazes.model import Maze
from tests.mazes.rendering import render
from tests.mazes.serving import serve
from tests.mazes.truth import truth

Explore = Callable[[str, str], Mapping[str, Any] | str]
"""Address and language to an answer in the form of ``optout explore --json``, or to the reason why there is none."""

GOALS: tuple[Goal, ...] = ("refuse", "accept")


@dataclass(frozen=True)
class Row:
    """One maze explored."""

    maze: Maze
    verdicts: dict[Goal, Verdict]
    seconds: float


def command(words: Sequence[str], limit_s: float) -> Explore:
    """Return the explorer that a command is: ``words``, then what ``optout explore`` takes."""

    def explore(url: str, language: str) -> Mapping[str, Any] | str:
        try:
            done = subprocess.run(
                [*words, url, "--lang", language, "--json"],
                capture_output=True, text=True, timeout=limit_s, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return f"no answer in {limit_s:g} s"
        except OSError as error:
            return f"does not start: {error}"
        try:
            read = json.loads(done.stdout)
        except ValueError:
            return f"exit {done.returncode}: {(done.stderr.strip() or done.stdout.strip())[-200:]}"
        return read if isinstance(read, dict) else f"not an answer: {done.stdout[:200]}"

    return explore


def run(explore: Explore, seeds: Iterable[int], jobs: int = 1, **given: Any) -> Iterator[Row]:
    """Explore the mazes of the seeds, and yield the rows in that order."""

    def row(seed: int) -> Row:
        drawn = maze(seed, **given)
        with serve(render(drawn)) as address:
            begun = time.monotonic()
            answer: Mapping[str, Any] | str
            try:
                answer = explore(address, drawn.language)
            except Exception as error:  # noqa: BLE001, whatever an explorer does wrong is a row of the table
                answer = f"{type(error).__name__}: {error}"
            spent = time.monotonic() - begun
        return Row(drawn, judged(drawn, truth(drawn), answer), spent)

    if jobs == 1:
        # In this thread: Playwright's synchronous interface belongs to the one that started it.
        yield from map(row, seeds)
        return
    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(row, seeds)


def missed(row: Row) -> Iterator[str]:
    """Yield a line for each goal that was not found exactly, or whose labels mean nothing here."""
    looks = row.maze.looks
    kind = " ".join((looks.shape, looks.host, looks.travel, row.maze.storage, *row.maze.traits))
    for goal in GOALS:
        verdict = row.verdicts[goal]
        if verdict.why:
            yield f"{row.maze.seed} {row.maze.language} {goal}: {verdict.kind}: {verdict.why} [{kind}]"


def table(rows: Sequence[Row]) -> str:
    """Return the totals a goal, the seconds, and the features of mazes whose refusal was missed."""
    lines = [f"{'':8}" + "".join(f"{kind:>12}" for kind in KINDS) + f"{'exact':>10}"]
    for goal in GOALS:
        count = Counter(row.verdicts[goal].kind for row in rows)
        share = f"{100 * count['exact'] / max(len(rows), 1):9.1f}%"
        lines.append(f"{goal:8}" + "".join(f"{count[kind]:>12}" for kind in KINDS) + share)
    if rows:
        seconds = sorted(row.seconds for row in rows)
        lines.append(
            f"seconds a maze: median {statistics.median(seconds):.1f}, longest {seconds[-1]:.1f}; mazes: {len(rows)}"
        )
    all_of, missed_of = Counter[str](), Counter[str]()
    for row in rows:
        features = _features(row.maze)
        all_of.update(features)
        missed_of.update(features if row.verdicts["refuse"].kind != "exact" else ())
    lines.extend(
        f"  {missed_of[name]:4} of {all_of[name]:4} missed with {name}" for name, _ in missed_of.most_common(15)
    )
    return "\n".join(lines)


def _features(drawn: Maze) -> set[str]:
    looks = drawn.looks
    late = {f"late:{looks.late_ms}", f"shown:{looks.shown_ms}"} - {"late:0", "shown:0"}
    return {looks.shape, looks.host, looks.travel, drawn.storage, drawn.language, *drawn.traits, *late}
