"""Running many flows in their order: finished ones are recognised, the others walked, here or by several processes."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from analyzer import pipeline, stamping
from analyzer.corpus.job import Job, Outcome, mark, walked
from analyzer.corpus.workers import spread
from analyzer.errors import AnalyzerError
from analyzer.evidence.sealing import seal
from analyzer.model import Report
from analyzer.pipeline import Progress
from analyzer.stamping import Browser


def run(jobs: Sequence[Job], *, again: bool, workers: int, progress: Progress) -> Iterator[Outcome]:
    """Yield the outcome of every job, in the order of ``jobs``.

    Parameters
    ----------
    jobs
        Flows whose folders differ.
    again
        Whether to walk those anew, too, that are finished.
    workers
        How many processes walk, each with one browser of its own. The outcomes do not depend on it.
    progress
        Is told of every transition as it happens, where one process does it all.
    """
    kept: Mapping[str, Outcome] = {} if again else _kept(jobs)
    todo = [job for job in jobs if job.name not in kept]
    fresh = spread(todo, workers) if workers > 1 and len(todo) > 1 else (walked(job, progress) for job in todo)
    for job in jobs:
        yield kept.get(job.name) or next(fresh)


def _kept(jobs: Sequence[Job]) -> dict[str, Outcome]:
    """Return the outcomes of jobs that are finished and would come to the same again, after sealing them as asked."""

    @cache
    def browser(patience: float) -> Browser:
        with pipeline.machine(patience) as machine:
            return machine.identity

    kept = {}
    for job in jobs:
        made = stamping.finished(job.folder)
        # A live service is another one each time.
        if made is None or job.manners is not None:
            continue
        try:
            same = made == pipeline.stamp(job.flow, job.language, job.policy, browser(job.patience))
            report = stamping.report(job.folder) if same else None
        except AnalyzerError:
            continue  # walking it says what is wrong
        if report:
            kept[job.name] = _marked(job, report)
    return kept


def _marked(job: Job, report: Report) -> Outcome:
    try:
        if not (job.folder / pipeline.report_file(job.spoken)).is_file():
            pipeline.translate(job.folder, report, job.spoken)
            seal(job.folder)
        mark(job)
    except AnalyzerError as error:
        return Outcome(job.name, failure=str(error))
    return Outcome(job.name, report, kept=True)
