"""How far a run is, on stderr: a bar on a terminal, plain lines elsewhere, each step where there is one flow alone."""

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from analyzer.cli import complain
from analyzer.corpus.hand import TIMES, Note
from analyzer.corpus.job import Outcome, step_line
from analyzer.flows import Flow, RouteSpec
from analyzer.model import Transition, Walk
from analyzer.reports.folding import folded

_Done = TypeVar("_Done")

KEPT = "kept: nothing it comes from changed; --again walks it anew"

_NOW_AND_THEN = 100
"""Of tasks that take moments and leave nothing to be named, how many go by before a line tells of them."""

_MINUTE, _HOUR = 60, 3600


def tell_step(flow: Flow, route: RouteSpec, transition: Transition) -> None:
    """Say in a line what was just done."""
    tell(step_line(flow, route, transition))


def tell_again(walk: Walk, transition: Transition) -> None:
    """Say in a line what of an earlier walk was just done again."""
    told = transition.action.__struct_config__.tag
    tell(f"{walk.flow.id}, {walk.route}, step {transition.number} of {len(walk.transitions)}: {told}")


def tell(line: str) -> None:
    """Print one line on stderr, folded where it is long."""
    click.echo(folded(line, hanging=4), err=True)


@dataclass
class Count:
    """How many of ``total`` tasks are done, said with each of them, with the rate and the time that is left."""

    total: int
    bar: Progress | None = None
    done: int = 0
    worked: int = 0
    begun: float = field(default_factory=time.monotonic)

    def note(self, note: Note) -> None:
        """Show what goes on, where there is a bar, and say what is tried once more."""
        if self.bar and note.what == "step":
            self.bar.update(self.bar.task_ids[0], now=note.said)
        if note.what == "lost" and note.attempt < TIMES:
            tell(f"{note.name}: {note.said}")

    def add(self, *, worked: bool) -> None:
        """Count one that is done; ``worked`` says that it took its time now."""
        self.done += 1
        self.worked += worked
        if self.bar:
            self.bar.update(self.bar.task_ids[0], completed=self.done, pace=self.pace, now="")

    def tell(self, named: str) -> None:
        """Say in a line which one was done, and how long the others may take."""
        left = f" ({self.pace})" if self.pace and not self.bar else ""
        tell(f"{self.done} of {self.total}: {named}{left}")

    def told(self, done: Iterable[_Done]) -> Iterator[_Done]:
        """Yield what quick tasks gave, and say now and then how many are done."""
        for one in done:
            self.add(worked=True)
            if self.done % _NOW_AND_THEN == 0 and not self.bar:
                tell(f"{self.done} of {self.total}{f' ({self.pace})' if self.pace else ''}")
            yield one

    @property
    def pace(self) -> str:
        """How many are done in a minute, and how long the others take at that rate; "" where it is not known."""
        seconds = time.monotonic() - self.begun
        if not self.worked or self.done == self.total or not seconds:
            return ""
        rate = self.worked / seconds
        return f"{rate * _MINUTE:.3g} a minute, {_duration((self.total - self.done) / rate)} left"


@contextmanager
def counted(total: int) -> Iterator[Count]:
    """Show how far ``total`` tasks are while the block lasts."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield Count(total)
        return
    columns = (
        TextColumn("{task.completed} of {task.total}", markup=False), BarColumn(bar_width=20), TimeElapsedColumn(),
        TextColumn("{task.fields[pace]} {task.fields[now]}", markup=False),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        bar.add_task("", total=total, pace="", now="")
        yield Count(total, bar)


def tell_of(count: Count, outcome: Outcome, out: str) -> None:
    """Say in a line what came of a flow."""
    count.add(worked=not outcome.kept)
    if outcome.failure:
        complain_of(outcome, out)
    else:
        count.tell(f"{outcome.name}: {KEPT if outcome.kept else f'{out}/{outcome.name}/report.html'}")
        if lost := lost_of(outcome):
            count.tell(lost)


def lost_of(outcome: Outcome) -> str:
    """Return in a line which signature and time stamp went with the bundle they were of; "" where none did."""
    if not outcome.lost:
        return ""
    lost = " and ".join(outcome.lost)
    return f"{outcome.name}: {lost}: gone with the bundle that was replaced; optout seal makes new ones"


def complain_of(outcome: Outcome, out: str) -> None:
    """Say in one line why a flow has no report, and what is kept of it below ``out``."""
    complain(complaint(outcome, out))


def complaint(outcome: Outcome, out: str) -> str:
    """Return that line."""
    kept = f"; what was gathered is kept below {out}, marked incomplete" if outcome.gathered else ""
    return f"{outcome.name}: {outcome.failure}{kept}"


def _duration(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{seconds:.0f} s"
    if seconds < _HOUR:
        return f"{seconds / _MINUTE:.0f} min"
    return f"{seconds / _HOUR:.1f} h"
