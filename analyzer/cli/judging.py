"""``optout score`` and ``report``: judging stored walks again, without a browser."""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import click

from analyzer import canonical, storage
from analyzer.cli import EXIT_NO, complain, complained, options, tidy_up_seldom
from analyzer.cli.runs import runs_in
from analyzer.cli.screen import narrow
from analyzer.errors import AnalyzerError
from analyzer.evidence.derivation import derive_again
from analyzer.evidence.inputs import POLICY
from analyzer.evidence.runs import run_of
from analyzer.judging import Scored, judge, rendering, scored, walks_of
from analyzer.model import Report
from analyzer.reports.spoken import LANGUAGES
from analyzer.reports.writing import EXPORTS, FORMATS, PRINTED
from analyzer.scoring import policy as policies
from analyzer.scoring.limit import above
from analyzer.scoring.policy import Policy


@click.command(name="score")
@click.argument("path", nargs=-1, required=True, metavar="WALK_DIR|BUNDLE...", type=click.Path(path_type=Path))
@options.as_json
@options.own_policy
@options.fail_above
@click.option(
    "-j", "jobs", type=click.IntRange(1, os.cpu_count() or 1, clamp=True), default=1, show_default=True,
    metavar="N", help="Processes that judge; no more than there are cores. The order stays that of the paths.",
)  # fmt: skip
@click.pass_context
def score_command(
    context: click.Context,
    /,
    *,
    path: tuple[Path, ...],
    policy: Policy | None,
    jobs: int,
    as_json: bool,
    fail_above: float | None,
) -> None:
    """Score stored walks: a bundle, the folder of a run, or of a single walk. The same walk gives the same bytes.

    A folder of runs stands for every finished run in it. One is judged after the other and printed at once, so that
    memory does not grow with their number. What a run is compared with is judged for the table alone; with --json it is
    not even read.

    A bundle is verified first and judged with the policy sealed in it. One that was changed is refused with exit status
    1; so is one whose sealed score or report is not what its walks give, after its walks' own score was printed. What
    of it could not be checked is told on stderr; only `optout check` has an exit status for that.
    """
    reasons: list[str] = []
    with closing(
        in_order(runs_in(path), partial(_told, given=policy, limit=fail_above, as_json=as_json, width=narrow()), jobs)
    ) as each:
        for one in each:
            click.echo(one.text, nl=False)
            reasons += [one.above] if one.above else []
            if one.failure:
                raise one.failure
    if complained(reasons):
        context.exit(EXIT_NO)


@dataclass(frozen=True)
class Told:
    """What is printed of one run, why it is above the limit, and what failed after it, if anything did."""

    text: bytes
    above: str = ""
    failure: AnalyzerError | None = None


def _told(path: Path, given: Policy | None, limit: float | None, *, as_json: bool, width: int) -> Told:
    text, reason = b"", ""
    try:
        with _stored(path, given) as (folder, chosen):
            judged: Report | Scored
            if as_json:
                judged = scored(folder, chosen)
                text = canonical.line(judged.printed())
            else:
                from analyzer.reports import terminal  # noqa: PLC0415 - brings rich, which --json does not need

                judged = judge(folder, chosen)
                text = f"{terminal.table(judged, width=width)}\n".encode()
            reason = "" if limit is None else above(judged, limit)
    except AnalyzerError as error:
        return Told(text, reason, error)
    return Told(text, reason)


_Judging = Callable[[Path], Told]

_AT_ONCE = 16
"""Runs that a process takes at a time: enough that the handing over costs nothing, few enough that all finish alike."""

_AHEAD = 3
"""Batches a process that wait for it or for their turn: what is kept does not grow with the number of runs."""


def in_order(runs: Sequence[Path], judged: _Judging, jobs: int) -> Generator[Told, None, None]:
    """Yield what is told of each run, in their order; by as many processes as are asked for, where there is work.

    Raises
    ------
    AnalyzerError
        If one of the processes is killed.
    """
    jobs = min(jobs, len(runs))
    if jobs == 1:
        yield from map(judged, runs)
        return
    many = max(1, min(_AT_ONCE, len(runs) // (jobs * _AHEAD)))
    batches = (runs[first : first + many] for first in range(0, len(runs), many))
    # Started anew, not forked: a forked child would inherit what the parent has open.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=tidy_up_seldom) as pool:
        try:
            waiting: deque[Future[list[Told]]] = deque()
            for batch in batches:
                waiting.append(pool.submit(_batch, batch, judged))
                if len(waiting) > jobs * _AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool as error:
            raise AnalyzerError(
                "a process that judged was ended from outside, perhaps for want of memory; try with a smaller -j"
            ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _batch(runs: Sequence[Path], judged: _Judging) -> list[Told]:
    return [judged(run) for run in runs]


@click.command(name="report")
@click.argument("run", metavar="RUN_DIR|BUNDLE", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", "file", required=True, type=click.Path(path_type=Path, dir_okay=False),
    help=f"File to write; its suffix says which kind: {', '.join((*FORMATS, PRINTED, *EXPORTS))}.",
)  # fmt: skip
@click.option(
    "--lang", "--report-language", "language", type=click.Choice(LANGUAGES), default="en", show_default=True,
    help="Language of the page (.html, .pdf); quotes stay in their own.",
)  # fmt: skip
@options.own_policy
@options.timeout
def report_command(run: Path, file: Path, language: str, policy: Policy | None, timeout: float) -> None:
    """Write the report of a run, or an export of its walks, to a file; a bundle is verified and keeps its policy.

    A .pdf is the page as the browser prints it; all else needs none. What can be filed with a complaint is the annex.
    """
    rendered = rendering(file.with_suffix(".html") if file.suffix.lower() == PRINTED else file, language)
    with _stored(run, policy) as (folder, chosen):
        pieces = rendered(folder, chosen)
        storage.write_chunks(file, (_printed(pieces, folder, timeout),) if file.suffix.lower() == PRINTED else pieces)
    click.echo(file)


def _printed(page: Iterable[bytes], folder: Path, timeout: float) -> bytes:
    """Return a page as PDF; the date in it is that of the first walk, by the clock of its pages."""
    from analyzer import pipeline  # noqa: PLC0415 - nothing else here needs a browser
    from analyzer.walking.printing import printed  # noqa: PLC0415 - as above

    made = datetime.fromisoformat(next(iter(walks_of(folder).values())).walk.environment.clock)
    with pipeline.machine(timeout) as machine:
        return printed(machine.browser, b"".join(page).decode(), made)


@contextmanager
def _stored(path: Path, given: Policy | None) -> Iterator[tuple[Path, Policy]]:
    """Give the folder of stored walks that ``path`` is or, verified and unpacked, holds, and what judges them."""
    with run_of(path) as folder:
        if not path.is_file():
            yield folder, given or policies.newest()
            return
        yield folder, given or policies.load(folder / POLICY)
        derivation = derive_again(folder)
        derivation.check(path)
        for line in derivation.unchecked:
            complain(f"{path}: {line}")
