"""Running flows: finished ones are recognised, the others walked, one here or many by several processes."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from analyzer import pipeline, stamping
from analyzer.corpus.browsers import Browsers
from analyzer.corpus.cluster import joined
from analyzer.corpus.crew import spread
from analyzer.corpus.errand import Errand, Source
from analyzer.corpus.hand import TIMES, Done, Noted
from analyzer.corpus.job import Job, Outcome, mark, marks_in
from analyzer.corpus.place import Place
from analyzer.corpus.task import Lost, Told, attempted
from analyzer.errors import AnalyzerError, InputError
from analyzer.stamping import Browser


@dataclass(frozen=True)
class Way:
    """How flows are run.

    Parameters
    ----------
    workers
        How many processes of this machine walk, each with one browser of its own. The outcomes do not depend on it.
    deadline
        Seconds after which a flow counts as hanging: its process is ended, and it is tried once more in a fresh one.
    again
        Whether to walk those anew, too, that are finished.
    place
        Where runs are put that others must reach, too; none where they lie below each job's own folder.
    scheduler
        Whose workers walk; "" for those of this machine.
    """

    workers: int = 1
    deadline: float = 600.0
    again: bool = False
    place: Place | None = None
    scheduler: str = ""


Running = Generator[Done[Outcome], None, None]
"""Outcomes as they come; to be closed where it is left, so that nothing goes on behind it."""


def run(jobs: Sequence[Job], way: Way, brought: Mapping[Path, str], noted: Noted) -> Running:
    """Yield what comes of every job as soon as it is known: those that are finished first.

    Parameters
    ----------
    jobs
        Flows whose folders differ.
    way
        How they are run.
    brought
        Of the folders in which flows were read, those that lie at an address.
    noted
        Is told what happens meanwhile on this machine.

    Raises
    ------
    AnalyzerError
        If the place or the cluster cannot be reached, or its workers would not all come to the same.
    """
    here = partial(spread, workers=way.workers, deadline=way.deadline, noted=noted)
    if way.place is None:
        yield from _run_here(jobs, way.again, here)
        return
    way.place.check()
    if not way.scheduler:
        yield from _run_at(way.place, jobs, brought, way.again, identity(), here)
    else:
        with joined(way.scheduler) as cluster:
            away = partial(cluster.spread, deadline=way.deadline)
            yield from _run_at(way.place, jobs, brought, way.again, cluster.browser(), away)


def run_one(job: Job, *, again: bool, told: Told) -> Outcome:
    """Run one flow in this process, where whoever started it sees each step and ends it."""
    if not again and _there(job) and (outcome := _kept(job, identity())):
        return outcome
    with Browsers() as browsers:
        for _ in range(TIMES if job.repeatable else 1):
            done = attempted(job, browsers, told)
            if not isinstance(done, Lost):
                break
    return job.failed(done.why) if isinstance(done, Lost) else done


_Spread = Callable[[Sequence[Any]], Iterator[Done[Outcome]]]
"""Does tasks, here or elsewhere."""


def _run_here(jobs: Sequence[Job], again: bool, spread: _Spread) -> Iterator[Done[Outcome]]:  # noqa: FBT001 - private, passed on
    todo = []
    browser = cache(identity)
    for job in jobs:
        outcome = None if again else _kept(job, browser()) if _there(job) else None
        if outcome is None:
            todo.append(job)
        else:
            yield Done(outcome)
    yield from spread(todo)


def _run_at(
    place: Place,
    jobs: Sequence[Job],
    brought: Mapping[Path, str],
    again: bool,  # noqa: FBT001 - private, passed on
    browser: Browser,
    spread: _Spread,
) -> Iterator[Done[Outcome]]:
    todo = []
    for job in jobs:
        try:
            stamp = pipeline.stamp(job.flow, job.language, job.policy, browser)
        except InputError as error:
            yield Done(Outcome(job.name, failure=str(error)))
            continue
        report = None if again else place.kept(job.name, stamp, job.pages)
        if report is None:
            todo.append(Errand(job, Source.of(job.flow, brought), place, stamp, again))
        else:
            yield Done(Outcome(job.name, report, kept=True))
    yield from spread(todo)


def identity() -> Browser:
    """Return the browser of this machine.

    Raises
    ------
    BrowserError
        If there is none, or it does not start.
    """
    with pipeline.machine(patience=1.0) as machine:
        return machine.identity


def _there(job: Job) -> bool:
    # A live service is another one each time.
    return job.manners is None and (job.folder / stamping.FILE).is_file()


def _kept(job: Job, browser: Browser) -> Outcome | None:
    """Return the outcome of a job that is finished and would come to the same again, after sealing it as asked.

    What would come out otherwise is to be walked, but nobody's signature or time stamp is thrown away for it.
    """
    try:
        made = stamping.finished(job.folder)
        same = made == pipeline.stamp(job.flow, job.language, job.policy, browser)
        report = stamping.report(job.folder) if same else None
    except AnalyzerError:
        return None  # walking it says what is wrong
    if report is None:
        return Outcome(job.name, failure=_guarded(job.folder, marked)) if (marked := marks_in(job.folder)) else None
    try:
        mark(job)
    except AnalyzerError as error:
        return Outcome(job.name, failure=str(error))
    return Outcome(job.name, report, kept=True)


def _guarded(folder: Path, marked: Sequence[str]) -> str:
    return (
        f"{folder}: would come out otherwise now, and {' and '.join(marked)} would be lost; --again replaces it, or "
        "choose another -o"
    )
