"""How far a run is, on stderr: a bar on a terminal, plain lines elsewhere, each step where there is one flow alone."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from analyzer import counting
from analyzer.cli import complain
from analyzer.corpus import Outcome
from analyzer.flows import Flow, RouteSpec
from analyzer.model import Open, Transition, Walk
from analyzer.reports.folding import folded

KEPT = "kept as it was; --again walks it anew"


def tell_step(flow: Flow, route: RouteSpec, transition: Transition) -> None:
    """Say in a line what was just done."""
    action = transition.action
    on = counting.target_of(transition)
    what = action.url if isinstance(action, Open) else on.name if on else ""
    verb = action.__struct_config__.tag
    tell(f"{flow.name}, {route.name}, step {transition.number}: {verb} {what}")


def tell_again(walk: Walk, transition: Transition) -> None:
    """Say in a line what of an earlier walk was just done again."""
    told = transition.action.__struct_config__.tag
    tell(f"{walk.flow.id}, {walk.route}, step {transition.number} of {len(walk.transitions)}: {told}")


def tell(line: str) -> None:
    """Print one line on stderr, folded where it is long."""
    click.echo(folded(line, hanging=4), err=True)


@dataclass
class Count:
    """How many of the flows of a corpus are done, said with each of them."""

    total: int
    out: Path
    done: int = 0
    bar: Progress | None = None

    def step(self, flow: Flow, route: RouteSpec, transition: Transition) -> None:
        """Show what is walked now, where there is a bar."""
        if self.bar:
            self.bar.update(self.bar.task_ids[0], now=f"{flow.name}, {route.name}, step {transition.number}")

    def tell(self, outcome: Outcome) -> None:
        """Say in a line what came of a flow."""
        self.done += 1
        if self.bar:
            self.bar.update(self.bar.task_ids[0], completed=self.done, now="")
        if outcome.failure:
            complain_of(outcome, self.out)
        else:
            told = KEPT if outcome.kept else self.out / outcome.name / "report.html"
            tell(f"{self.done} of {self.total}: {outcome.name}: {told}")


@contextmanager
def counted(total: int, out: Path) -> Iterator[Count]:
    """Show how far a corpus of ``total`` flows, with reports below ``out``, is while the block lasts."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield Count(total, out)
        return
    columns = (
        TextColumn("{task.completed} of {task.total}", markup=False), BarColumn(bar_width=20), TimeElapsedColumn(),
        TextColumn("{task.fields[now]}", markup=False),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        bar.add_task("", total=total, now="")
        yield Count(total, out, bar=bar)


def complain_of(outcome: Outcome, out: Path) -> None:
    """Say in one line why a flow has no report, and what is kept of it below ``out``."""
    kept = f"; what was gathered is kept below {out}, marked incomplete" if outcome.gathered else ""
    complain(f"{outcome.name}: {outcome.failure}{kept}")
