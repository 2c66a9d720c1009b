"""``optout explore``: no script, pages or a flow's mock, and the fewest presses that accept and that refuse."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO, get_args

import click

from analyzer import canonical, storage
from analyzer.cli import EXIT_BAD, complain, options
from analyzer.cli.lines import lines
from analyzer.cli.progress import Count, counted, tell
from analyzer.corpus.browsers import Browsers
from analyzer.corpus.crew import spread
from analyzer.corpus.hand import Done
from analyzer.corpus.look import CLICKS, CLICKS_OF_A_FLOW, Explored, Look
from analyzer.errors import InputError
from analyzer.model import Device
from analyzer.reports.explored import text


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
    help="Write the JSON here as well; of several, one object a line.",
)  # fmt: skip
@options.workers
@options.live
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
    if len(looks) == 1:
        with Browsers() as browsers:
            found = looks[0].do(browsers, tell).told
        if out is not None:
            storage.write_file(out, canonical.text(found))
        click.echo(canonical.line(found) if as_json else text(found), nl=False)
        return
    lines: list[bytes] = []
    bad = False
    with counted(len(looks)) as count, closing(spread(looks, jobs, looks[0].deadline, count.note)) as exploring:
        for explored in _in_order(exploring, count):
            lines.append(canonical.line(explored.told))
            bad = bad or explored.found is None
            if as_json:
                click.echo(lines[-1], nl=False)
            elif explored.found is not None:
                click.echo(text(explored.found))
    if out is not None:
        storage.write_file(out, b"".join(lines))
    if bad:
        context.exit(EXIT_BAD)


def _in_order(exploring: Iterator[Done[Explored]], count: Count) -> Iterator[Explored]:
    """Yield what came of each as soon as it is known of all before it; say so of each at once."""
    waiting: dict[int, Explored] = {}
    following = 0
    for done in exploring:
        explored = done.result
        count.add(worked=True)
        if explored.failure:
            complain(f"{explored.where}: {explored.failure.removeprefix(f'{explored.where}: ')}")
        else:
            count.tell(explored.where)
        waiting[explored.number] = explored
        while following in waiting:
            yield waiting.pop(following)
            following += 1


def _named_in(listed: BinaryIO) -> Iterator[str]:
    name = getattr(listed, "name", "--from")
    for number, line in enumerate(map(str.strip, lines(listed, name)), 1):
        if len(line) > _LONGEST or number > _MOST_LINES:
            raise InputError(f"{name}: line {number}: no list of addresses or flows")
        if line and not line.startswith("#"):
            yield line


_LONGEST, _MOST_LINES = 1 << 16, 100_000
