"""``optout demo``, ``run`` and ``walk``: everything that starts a browser."""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Literal, Self

import click

from analyzer import flows, pipeline, storage
from analyzer.cli import EXIT_BAD, EXIT_NO, complain_of_many, complained, options, visiting
from analyzer.cli.progress import KEPT, complain_of, complaint, counted, lost_of, tell, tell_of, tell_step
from analyzer.cli.screen import columns, narrow
from analyzer.corpus import running
from analyzer.corpus.hand import Done, Note
from analyzer.corpus.job import Job, Outcome
from analyzer.corpus.log import Log, logging_to
from analyzer.corpus.place import Place, brought, is_address
from analyzer.corpus.running import Way
from analyzer.errors import AnalyzerError, InputError
from analyzer.evidence.sealing import Marks
from analyzer.flows import Flow
from analyzer.model import Report
from analyzer.reports import terminal
from analyzer.reports.summary import Row, row, summary
from analyzer.reports.writing import page
from analyzer.scoring import policy as policies
from analyzer.scoring.limit import above
from analyzer.scoring.policy import Policy

DEMO = "facebook-2025-privacy-centre"

Planned = tuple[Job | Outcome, ...]
"""The flows that were asked for: a job each, or at once the outcome where there is none to do."""


@click.command(name="demo")
@options.out
@options.lang
@options.report_language
@options.timeout
@options.again
@click.pass_context
def demo_command(
    context: click.Context, /, *, out: Path, lang: str | None, readers: tuple[str, ...], timeout: float, again: bool
) -> None:
    """Walk, measure, score and report the shipped Facebook flow in French.

    The site is a mock that says so: no request leaves this machine. What a former run left is kept where it would come
    to the same, its bundle and what stands beside it too.
    """
    flow = flows.load(DEMO)
    job = Job(flow, flow.spoken(lang), out, policies.newest(), timeout, readers=readers)
    with logging_to(None) as journal:
        ended = _told_alone(job, Way(again=again), journal, None)
    if ended.result == "failed":
        context.exit(EXIT_BAD)


@click.command(name="run")
@click.argument("flow", nargs=-1, required=True, metavar="FLOW...")
@options.place
@options.lang
@options.report_language
@options.policy
@options.timeout
@options.key
@options.tsa
@options.again
@options.workers
@options.deadline
@options.log
@click.option(
    "--scheduler", metavar="ADDRESS", default="",
    help="Let the workers of this Dask scheduler walk, such as tcp://10.0.0.1:8786; see docs/cluster.md.",
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
    out: str,
    lang: str | None,
    readers: tuple[str, ...],
    policy: Policy,
    timeout: float,
    key: Path | None,
    tsa: str | None,
    again: bool,
    jobs: int,
    deadline: float,
    log: Path | None,
    scheduler: str,
    live: bool,
    commit: bool,
    contact: str,
    fail_above: float | None,
) -> None:
    """Walk the routes of each FLOW, then measure, score, report and seal them.

    FLOW is an id or a folder; a folder means every flow below it, variants included. A flow folder holds scripts, and
    this command runs them: use `optout check` on folders of strangers. A flow that fails does not stop the others. One
    that is finished, from the same flow, mock site, policy, tool and browser, is kept as it is. A script that is busy
    with something else than its page is interrupted after four times --timeout, 30 seconds at least.

    Of several flows, each is walked in a process that is ended where it hangs; one that hung, or took its browser down,
    is walked once more in a fresh one. FLOW and OUT may be addresses, such as s3://bucket/flows, for many machines.

    A flow on a live service is walked with --live only: one action a second, with our name in the user agent, each
    request listed in requests.log. What submits, deletes, cancels or pays is not pressed without --commit; the walk
    then ends there, and is scored as far as it came.
    """
    marks = Marks(key, tsa)
    marks.check()
    way = Way(jobs, deadline, again, _place(out) if scheduler or is_address(out) else None, scheduler)
    with logging_to(log) as journal, brought(flow) as (named, places):
        planned = _planned(
            named,
            lang,
            lambda one, language: Job(one, language, Path(out), policy, timeout, marks=marks, readers=readers),
        )
        if manners := visiting.manners([one.flow for one in _jobs(planned)], contact, live=live, commit=commit):
            if way.place:
                raise InputError(
                    "--live visits from this machine into a folder: without --scheduler, without an address"
                )
            planned = tuple(replace(one, manners=manners) if isinstance(one, Job) else one for one in planned)
        journal.write("run", tool=version("optout"), flows=len(planned), workers=jobs, out=out, scheduler=scheduler)
        if len(planned) == 1 and way.place is None:
            ended = [_told_alone(planned[0], way, journal, fail_above)]
        else:
            ended = _told_all(planned, way, places, journal, fail_above)
        journal.write("over", **dict(Counter(str(one.result) for one in ended)))
    if any(one.result == "failed" for one in ended):
        context.exit(EXIT_BAD)
    if complained([one.above for one in ended]):
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
    language = one.spoken(lang)
    target = pipeline.target(one, language, out)
    manners = visiting.manners([one], contact, live=live, commit=commit)
    with pipeline.machine(timeout, manners) as machine, storage.replacing(target) as folder:
        pipeline.gather(one, language, folder, machine, tell_step, routes)
    click.echo(target)


@dataclass(frozen=True)
class _Ended:
    """What is kept of a flow's outcome until all are done: a report is large, and there may be thousands."""

    row: Row
    result: Literal["done", "kept", "failed"]
    above: str

    @classmethod
    def of(cls, outcome: Outcome, limit: float | None) -> Self:
        report = outcome.report
        return cls(
            row(outcome.name, report),
            "failed" if report is None else "kept" if outcome.kept else "done",
            above(report, limit) if report and limit is not None else "",
        )


def _told_alone(planned: Job | Outcome, way: Way, journal: Log, limit: float | None) -> _Ended:
    """Run one flow, telling each step, and print its table."""

    def told(step: str) -> None:
        journal.write("step", said=step)
        tell(step)

    begun = time.monotonic()
    outcome = running.run_one(planned, again=way.again, told=told) if isinstance(planned, Job) else planned
    ended = _Ended.of(outcome, limit)
    journal.done(Done(outcome, time.monotonic() - begun), ended.result)
    out = str(planned.out) if isinstance(planned, Job) else ""
    if outcome.report is None:
        complain_of(outcome, out)
    else:
        if outcome.kept:
            tell(f"{outcome.name}: {KEPT}")
        if lost := lost_of(outcome):
            tell(lost)
        _show(outcome.report, Path(out, outcome.name), planned.readers if isinstance(planned, Job) else ())
    return ended


def _told_all(
    planned: Planned, way: Way, places: Mapping[Path, str], journal: Log, limit: float | None
) -> list[_Ended]:
    """Run several flows, and print what came of them in one table, in the order in which they were asked for."""
    jobs = _jobs(planned)
    out = way.place.url if way.place else str(jobs[0].out) if jobs else ""
    with counted(len(planned)) as count:

        def noted(note: Note) -> None:
            journal.note(note)
            count.note(note)

        def told(done: Done[Outcome]) -> _Ended:
            tell_of(count, done.result, out)
            ended = _Ended.of(done.result, limit)
            journal.done(done, ended.result)
            return ended

        refused = [one for one in planned if isinstance(one, Outcome)]
        complain_of_many([complaint(one, out) for one in refused], "the table names each, and --log FILE says why")
        ended = {one.name: _Ended.of(one, limit) for one in refused}
        for one in refused:
            count.add(worked=False)
            journal.done(Done(one), ended[one.name].result)
        with closing(running.run(jobs, way, places, noted)) as coming:
            ended |= {done.result.name: told(done) for done in coming}
    in_order = [ended[one.name] for one in planned]
    click.echo(summary([one.row for one in in_order], width=columns()), nl=False)
    return in_order


def _jobs(planned: Planned) -> list[Job]:
    return [one for one in planned if isinstance(one, Job)]


def _place(out: str) -> Place:
    out = out.removeprefix("file://")
    return Place(out.rstrip("/") if is_address(out) else str(Path(out).resolve()))


def _planned(named: tuple[str, ...], lang: str | None, job_of: Callable[[Flow, str], Job]) -> Planned:
    """Return a job for each flow, once, and in the place of one that cannot be read what is wrong with it."""
    planned: dict[str, Job | Outcome] = {}
    for name in _named(named):
        try:
            for flow in _read(name):
                job = job_of(flow, flow.spoken(lang))
                planned.setdefault(job.name, job)
        except AnalyzerError as error:
            planned[name] = Outcome(Path(name).name, failure=str(error))
    return tuple(planned.values())


def _show(report: Report, folder: Path, readers: tuple[str, ...]) -> None:
    click.echo(terminal.table(report, width=narrow()))
    for name in dict.fromkeys(map(page, ("en", *readers))):
        click.echo(f"Report: {folder / name}")
    click.echo()


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
