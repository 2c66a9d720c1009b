"""``optout explore``: no script, pages or a flow's mock, and the fewest presses that accept and that refuse."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, nullcontext
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, get_args

import click

from analyzer import canonical, storage
from analyzer.cli import EXIT_BAD, complain, complain_of_many, options
from analyzer.cli.interrupting import noticed
from analyzer.cli.lines import lines
from analyzer.cli.progress import Count, counted, tell
from analyzer.corpus.browsers import Browsers
from analyzer.corpus.crew import spread
from analyzer.corpus.journal import Journal, beside
from analyzer.corpus.look import CLICKS, CLICKS_OF_A_FLOW, Explored, Look
from analyzer.errors import AnalyzerError, InputError
from analyzer.model import Device
from analyzer.model.exploration import Exploration
from analyzer.reports import explored
from analyzer.walking.exploring.meanwhile import Meanwhile


class _List(click.File):
    """A file that is there, or what a shell passes on; opening a pipe that nobody writes to would wait for ever."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Open it, as ``click.File`` does."""
        if isinstance(value, str) and not value.startswith(("-", "/dev/fd/")) and Path(value).is_fifo():
            self.fail(f"{value!r} is a pipe; give it to standard input, with --from -", param, ctx)
        return super().convert(value, param, ctx)


@click.command(name="explore")
@click.argument("where", nargs=-1, metavar="URL|FLOW...")
@click.option(
    "--from", "listed", type=_List("rb"), metavar="FILE",
    help="Explore what this file names, too, one a line; - reads standard input, # begins a comment.",
)  # fmt: skip
@click.option("--lang", metavar="LANGUAGE", help="Language to ask for; if not given, en, or the flow's first.")
@click.option("--device", type=click.Choice(get_args(Device)), help="Window; if not given, desktop, or the flow's.")
@click.option("--origin", "origins", multiple=True, metavar="URL", help="Another origin that may be entered.")
@click.option("--states", type=click.IntRange(min=1), default=250, show_default=True, help="Most states to look at.")
@click.option(
    "--clicks", type=click.IntRange(min=1), help=f"Longest way to try; {CLICKS}, and {CLICKS_OF_A_FLOW} in a flow."
)
@click.option("--seconds", type=options.Finite(min=1), default=150.0, show_default=True, help="Longest time to search.")
@click.option(
    "--beside", "run", type=click.Path(path_type=Path, file_okay=False), metavar="RUN",
    help="Compare a flow's exploration with the walks of its script in this folder of a run.",
)  # fmt: skip
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Write the JSON here as well; of several, one object a line. Until it is whole, what was found lies in "
    "FILE.incomplete; of several, the same command goes on from there.",
)  # fmt: skip
@options.workers
@options.live
@click.option("--details", is_flag=True, help="Print what stands behind the answer, too: states, assumptions, curves.")
@options.as_json
@click.pass_context
def explore_command(  # noqa: PLR0913 - one parameter an option
    context: click.Context,
    /,
    *,
    where: tuple[str, ...],
    listed: BinaryIO | None,
    lang: str | None,
    device: Device | None,
    origins: tuple[str, ...],
    states: int,
    clicks: int | None,
    seconds: float,
    run: Path | None,
    out: Path | None,
    jobs: int,
    live: bool,
    details: bool,
    as_json: bool,
) -> None:
    """Search a page, which nobody scripted, for the fewest presses that accept and the fewest that refuse.

    Whether something was accepted or refused is decided by what happened: what is stored, and whether the dialog comes
    back. On any service but one of this machine, --live is needed, and what commits is not pressed.

    Of a FLOW the mock is searched from its start, without its scripts. The flow's invented person fills in what is
    asked for, her mailbox is read, and the flow says how its end is recognised.

    Of several, one that cannot be explored does not stop the others; they are printed in their order. A service is
    visited by one process at a time.
    """
    named = (*where, *(_named_in(listed) if listed else ()))
    if not named:
        raise InputError("nothing to explore: give an address or a flow, or --from FILE")
    if run is not None and len(named) > 1:
        raise InputError("--beside compares one flow with one run")
    looks = [
        Look(number, one, lang, device, origins, states, clicks, seconds, live, run) for number, one in enumerate(named)
    ]
    shown = canonical.line if as_json else _in_full if details else _answered
    bad = _one(looks[0], out, shown) if len(looks) == 1 else _several(looks, jobs, out, shown)
    if bad:
        context.exit(EXIT_BAD)


Shown = Callable[[Any], bytes | str]
"""How what came of a place is printed."""


def _answered(told: Any) -> str:
    """Return the answer for a person; what went wrong is told elsewhere."""
    return f"{explored.text(told)}\n" if isinstance(told, Exploration) else ""


def _in_full(told: Any) -> str:
    """Return the answer, and what stands behind it."""
    return f"{explored.text(told)}{explored.details(told)}\n" if isinstance(told, Exploration) else ""


def _one(look: Look, out: Path | None, shown: Shown) -> bool:
    """Explore one place and print what was found, be it only until Ctrl-C; return whether that came."""
    unfinished = None if out is None else beside(out)

    def keep(found: Exploration) -> None:
        if unfinished is not None:
            storage.write_file(unfinished, canonical.text(found))

    look.check()
    with Browsers() as browsers, noticed() as interrupted:
        try:
            found = look.found(browsers, Meanwhile(tell, interrupted, keep if out else None))
        except Exception as error:
            # What had only begun to start is gone with the driver.
            if interrupted():
                raise KeyboardInterrupt from error
            raise
        stopped = interrupted()
    if stopped:
        keep(found)
        kept = f"kept in {unfinished}" if out else "printed"
        complain(
            f"interrupted; what was found so far is {kept}, and says that it is not all; run it again for the whole"
        )
    elif out is not None and unfinished is not None:
        storage.write_file(out, canonical.text(found))
        unfinished.unlink(missing_ok=True)
    click.echo(shown(found), nl=False)
    return stopped


def _several(looks: Sequence[Look], jobs: int, out: Path | None, shown: Shown) -> bool:
    """Explore several places, print what was found in their order; return whether one failed, or Ctrl-C came."""
    refused = dict(_refused(looks))
    complain_of_many([_why(one) for one in refused.values()], "--json, or -o FILE, names each")
    good = [look for look in looks if look.number not in refused]
    lines: list[bytes] = []
    bad = False
    journal = Journal(out) if out else None
    try:
        with journal or nullcontext(), counted(len(good)) as count:
            for one in _in_order(refused, _answers(good, jobs, journal, count), count):
                lines.append(canonical.line(one.told))
                bad = bad or one.found is None
                click.echo(shown(one.told), nl=False)
    except KeyboardInterrupt:
        kept = (
            f"kept in {journal.path}; the same command goes on from there" if journal else "printed; -o FILE keeps it"
        )
        complain(f"interrupted; what was found so far is {kept}")
        return True
    if out is not None and journal is not None:
        storage.write_file(out, b"".join(lines))
        journal.end()
    return bad


def _refused(looks: Sequence[Look]) -> Iterator[tuple[int, Explored]]:
    """Yield what cannot be explored at all, by its number."""
    for look in looks:
        try:
            look.check()
        except AnalyzerError as error:
            yield look.number, look.failed(str(error))


def _answers(looks: Sequence[Look], jobs: int, journal: Journal | None, count: Count) -> Iterator[Explored]:
    """Yield what is known from an earlier run, and then what comes of the others."""
    left: list[Look] = []
    known = 0
    for look in looks:
        if journal and journal.known and (found := journal.known.get(look.asked)):
            known += 1
            yield Explored(look.number, look.where, found)
        else:
            left.append(look)
    if known:
        tell(f"{known} of {len(looks)} were explored before; remove {journal.path if journal else ''} to do it anew")
    if not left:
        return
    asked = {look.number: look.asked for look in left} if journal else {}
    with closing(spread(left, jobs, left[0].deadline, count.note)) as exploring:
        for done in exploring:
            if journal and done.result.found:
                journal.keep(asked[done.result.number], done.result.found)
            yield done.result


def _in_order(refused: Mapping[int, Explored], exploring: Iterator[Explored], count: Count) -> Iterator[Explored]:
    """Yield what came of each as soon as it is known of all before it; say so at once of each that was tried.

    What is known when Ctrl-C comes is yielded all the same, with gaps.
    """
    waiting, following = dict(refused), 0
    try:
        for one in chain((None,), exploring):
            if one is not None:
                count.add(worked=True)
                if one.failure:
                    complain(_why(one))
                else:
                    count.tell(one.where)
                waiting[one.number] = one
            while following in waiting:
                yield waiting.pop(following)
                following += 1
    except KeyboardInterrupt:
        for number in sorted(waiting):
            yield waiting.pop(number)
        raise


def _why(explored: Explored) -> str:
    return f"{explored.where}: {explored.failure.removeprefix(f'{explored.where}: ')}"


def _named_in(listed: BinaryIO) -> Iterator[str]:
    name = getattr(listed, "name", "--from")
    for number, line in enumerate(map(str.strip, lines(listed, name)), 1):
        if len(line) > _LONGEST or number > _MOST_LINES:
            raise InputError(f"{name}: line {number}: no list of addresses or flows")
        if line and not line.startswith("#"):
            yield line


_LONGEST, _MOST_LINES = 1 << 16, 100_000
