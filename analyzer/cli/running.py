"""``optout demo``, ``run`` and ``walk``: everything that starts a browser."""

import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import click

from analyzer import corpus, flows, pipeline, storage
from analyzer.cli import EXIT_BAD, EXIT_NO, complained, options
from analyzer.cli.progress import KEPT, complain_of, counted, tell, tell_step
from analyzer.corpus import Job, Outcome
from analyzer.errors import AnalyzerError, InputError
from analyzer.evidence.sealing import Marks
from analyzer.flows import Flow
from analyzer.model import Report
from analyzer.reports import terminal
from analyzer.reports.summary import summary
from analyzer.scoring import policy as policies
from analyzer.scoring.limit import above
from analyzer.scoring.policy import Policy

DEMO = "facebook-2025-privacy-centre"

Planned = tuple[Job | Outcome, ...]
"""The flows that were asked for: a job each, or at once the outcome where there is none to do."""

Reports = list[Report | None]
"""What came of the flows that were asked for, null for one that failed."""


@click.command(name="demo")
@options.out
@options.lang
@options.report_language
@options.timeout
def demo_command(out: Path, lang: str | None, spoken: str, timeout: float) -> None:
    """Walk, measure, score and report the shipped Facebook flow in French.

    The site is a mock that says so: no request leaves this machine.
    """
    flow = flows.load(DEMO)
    language = options.language_of(flow, lang)
    with pipeline.machine(timeout) as machine:
        report = pipeline.run(flow, language, out, policies.newest(), machine, tell_step, spoken=spoken)
    _show(report, out / pipeline.folder_name(flow, language), spoken)


@click.command(name="run")
@click.argument("flow", nargs=-1, required=True, metavar="FLOW...")
@options.out
@options.lang
@options.report_language
@options.policy
@options.timeout
@options.key
@options.tsa
@click.option("--again", is_flag=True, help="Walk those flows anew, too, whose finished run would come to the same.")
@click.option(
    "-j", "jobs", type=click.IntRange(1, os.cpu_count() or 1, clamp=True), default=1, show_default=True,
    metavar="N", help="Processes that walk, each with its own browser; no more than there are cores.",
)  # fmt: skip
@options.live
@options.commit
@options.contact
@options.fail_above
@click.pass_context
def run_command(  # noqa: PLR0913 - one parameter an option
    context: click.Context,
    /,
    *,
    flow: tuple[str, ...],
    out: Path,
    lang: str | None,
    spoken: str,
    policy: Policy,
    timeout: float,
    key: Path | None,
    tsa: str | None,
    again: bool,
    jobs: int,
    live: bool,
    commit: bool,
    contact: str,
    fail_above: float | None,
) -> None:
    """Walk the routes of each FLOW, then measure, score, report and seal them.

    FLOW is an id or a folder; a folder means every flow below it, variants included. A flow folder holds scripts, and
    this command runs them: use `optout check` on folders of strangers. A flow that fails does not stop the others. One
    that is finished, from the same flow, mock site, policy, tool and browser, is kept as it is.

    A flow on a live service is walked with --live only: one action a second, with our name in the user agent, each
    request listed in requests.log. What submits, deletes, cancels or pays is not pressed without --commit; the walk
    then ends there, and is scored as far as it came.
    """
    marks = Marks(key, tsa)
    marks.check()
    planned = _planned(
        flow, lang, lambda one, language: Job(one, language, out, policy, timeout, marks=marks, spoken=spoken)
    )
    flows_there = [one.flow for one in planned if isinstance(one, Job)]
    if manners := options.manners(flows_there, contact, live=live, commit=commit):
        planned = tuple(replace(one, manners=manners) if isinstance(one, Job) else one for one in planned)
    reports = (_run_alone if len(planned) == 1 else _run_all)(planned, out, again, jobs)
    if not all(reports):
        context.exit(EXIT_BAD)
    if fail_above is not None and complained([above(one, fail_above) for one in reports if one]):
        context.exit(EXIT_NO)


@click.command(name="walk")
@click.argument("flow", metavar="FLOW")
@click.option("--route", "routes", multiple=True, metavar="ROUTE", help="Only this route; may be given again.")
@options.out
@options.lang
@options.timeout
@options.live
@options.commit
@options.contact
def walk_command(  # noqa: PLR0913 - one parameter an option
    *,
    flow: str,
    routes: tuple[str, ...],
    out: Path,
    lang: str | None,
    timeout: float,
    live: bool,
    commit: bool,
    contact: str,
) -> None:
    """Walk the routes of FLOW and keep what was seen below OUT/<flow-id>/walks.

    Nothing is judged: `optout score OUT/<flow-id>` does that, here or elsewhere, without a browser.
    """
    one = flows.load(flow)
    if unknown := set(routes) - set(one.routes):
        raise InputError(f"{flow}: no route {min(unknown)!r}; there is {', '.join(one.routes)}")
    language = options.language_of(one, lang)
    target = pipeline.target(one, language, out)
    manners = options.manners([one], contact, live=live, commit=commit)
    with pipeline.machine(timeout, manners) as machine, storage.replacing(target) as folder:
        pipeline.gather(one, language, folder, machine, tell_step, routes)
    click.echo(target)


def _run_alone(planned: Planned, out: Path, again: bool, workers: int) -> Reports:  # noqa: FBT001 - private, passed on
    """Run one flow and print its table; return its report, null where it failed."""
    (job,) = planned
    (outcome,) = _outcomes(planned, again, workers, tell_step)
    if outcome.report is None:
        complain_of(outcome, out)
        return [None]
    if outcome.kept:
        tell(f"{outcome.name}: {KEPT}")
    _show(outcome.report, out / outcome.name, job.spoken if isinstance(job, Job) else "en")
    return [outcome.report]


def _run_all(planned: Planned, out: Path, again: bool, workers: int) -> Reports:  # noqa: FBT001 - private, passed on
    """Run several flows and print what came of them in one table; return their reports, null where one failed."""
    rows = []
    with counted(len(planned), out) as count:
        for outcome in _outcomes(planned, again, workers, count.step):
            count.tell(outcome)
            rows.append((outcome.name, outcome.report))
    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else 80
    click.echo(summary(rows, width=columns), nl=False)
    return [report for _, report in rows]


def _outcomes(planned: Planned, again: bool, workers: int, progress: pipeline.Progress) -> Iterator[Outcome]:  # noqa: FBT001 - private, passed on
    """Yield what came of each flow in order, of one that could not be read as well."""
    walked = corpus.run(
        [one for one in planned if isinstance(one, Job)], again=again, workers=workers, progress=progress
    )
    for one in planned:
        yield next(walked) if isinstance(one, Job) else one


def _planned(named: tuple[str, ...], lang: str | None, job_of: Callable[[Flow, str], Job]) -> Planned:
    """Return a job for each flow, once, and in the place of one that cannot be read what is wrong with it."""
    planned: dict[str, Job | Outcome] = {}
    for name in _named(named):
        try:
            for flow in _read(name):
                job = job_of(flow, options.language_of(flow, lang))
                planned.setdefault(job.name, job)
        except AnalyzerError as error:
            planned[name] = Outcome(Path(name).name, failure=str(error))
    return tuple(planned.values())


def _show(report: Report, folder: Path, spoken: str) -> None:
    click.echo(terminal.table(report))
    click.echo(f"Report: {folder / pipeline.report_file(spoken)}\n")


def _named(flow: tuple[str, ...]) -> tuple[str, ...]:
    """Return ids as they are, and in place of a folder every flow folder below it; nothing twice."""
    places = (
        [str(place) for place in flows.folders_below(Path(name))] if Path(name).is_dir() else [name] for name in flow
    )
    named = tuple(dict.fromkeys(chain.from_iterable(places)))
    ids = Counter(Path(name).resolve().name for name in named)
    if twice := next((one for one, times in ids.items() if times > 1), None):
        raise InputError(f"two flows called {twice!r}; an id is unique, and their results would share a folder")
    return named


def _read(named: str) -> tuple[Flow, ...]:
    return flows.discover(Path(named)) if Path(named).is_dir() else (flows.load(named),)
