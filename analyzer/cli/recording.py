"""``optout record``: a person clicks through a procedure, and a flow comes out."""

from pathlib import Path
from typing import get_args

import click

from analyzer.cli import EXIT_NO, options
from analyzer.cli.progress import tell
from analyzer.model import Device, Goal
from analyzer.recordings.recorded import TRAFFIC, Recorded
from analyzer.reports.folding import folded
from analyzer.walking.attending.recording import Wish, record, try_out
from analyzer.walking.attending.trying import Tried
from analyzer.walking.browsers.finding import find_with_window
from analyzer.walking.live import Log


@click.command(name="record")
@click.argument("url", metavar="URL")
@click.option(
    "-o", "--out", "folder", required=True, type=click.Path(path_type=Path, file_okay=False),
    help="Flow folder to make.",
)  # fmt: skip
@click.option("--route", default="refuse", show_default=True, help="Name of the route.")
@options.lang
@click.option("--device", type=click.Choice(get_args(Device)), default="desktop", show_default=True, help="Window.")
@click.option("--hide", multiple=True, metavar="TEXT", help="Text to replace too, such as a name the page shows.")
@click.option("--reached-url", default="", metavar="GLOB", help="Address that shows the route is done.")
@click.option("--reached-text", default="", metavar="TEXT", help="Visible text that shows it.")
@click.option("--reached-cookie", default="", metavar="NAME=GLOB", help="Cookie that shows it.")
@click.option("--reached-storage", default="", metavar="NAME=GLOB", help="Storage entry that shows it.")
@options.timeout
@click.pass_context
def record_command(  # noqa: PLR0913 - one parameter an option
    context: click.Context,
    /,
    *,
    url: str,
    folder: Path,
    route: str,
    lang: str | None,
    device: Device,
    hide: tuple[str, ...],
    reached_url: str,
    reached_text: str,
    reached_cookie: str,
    reached_storage: str,
    timeout: float,
) -> None:
    """Open URL in a window, record what you do there, and make a flow of it that walks from the recorded traffic.

    Click through the procedure, then close the window or press Ctrl-C. What you type is replaced by an invented
    person's before anything is written, and so are the secrets of your session; other things that pages show about you
    are not: name them with --hide. Exit status 1: the flow was written but does not walk from its traffic.
    """
    given = Goal(url=reached_url, text=reached_text, cookie=reached_cookie, storage=reached_storage)
    wish = Wish(url, folder, route, lang or "", device, given if given != Goal() else None, hide)
    wish.check()
    choice = find_with_window()
    tell("What you submit in this window is really submitted. Close the window or press Ctrl-C to end the recording.")
    recorded = record(wish, choice, log=_each_service())
    click.echo(f"{folder / f'{route}.json'}: route {route}, {recorded.steps} steps")
    click.echo(f"{folder / TRAFFIC}: what the service answered")
    for note in recorded.notes:
        click.echo(folded(f"- {note}"))
    if not _walks(recorded, folder, route, timeout):
        context.exit(EXIT_NO)


def _each_service() -> Log:
    """Return what names each service once as it is asked; the rest of an address may hold what was typed."""
    known: set[str] = set()

    def log(line: str) -> None:
        _, _, url = line.partition(" ")
        origin = "/".join(url.split("/")[:3])
        if origin.startswith(("http://", "https://")) and origin not in known:
            known.add(origin)
            tell(f"asked: {origin}")

    return log


def _walks(recorded: Recorded, folder: Path, route: str, timeout: float) -> bool:
    """Say whether the route can be walked from its tape."""
    if recorded.goal is None:
        why = "Not walked from its tape: the last act led to no other address, so that nothing shows the end."
        how = f"Say in {folder / 'flow.toml'} how reached is recognised, then: optout run {folder} -o out"
        click.echo(folded(f"{why} {how}", hanging=0))
        return False
    tried = try_out(folder, route, patience=timeout)
    for line in _lacking(tried):
        click.echo(folded(f"- {line}"))
    if tried.failure:
        click.echo(folded(f"It cannot be walked from its tape: {tried.failure}", hanging=0))
        return False
    whole = "" if tried.misses else ", and asks for nothing that was not recorded"
    click.echo(folded(f"It can be walked from its tape{whole}. Next: optout run {folder} -o out", hanging=0))
    return True


def _lacking(tried: Tried) -> list[str]:
    missing = [f"not on the tape: {one}" for one in dict.fromkeys(tried.misses)]
    return [*missing, *(f"asked more often than recorded: {one}" for one in dict.fromkeys(tried.overruns))]
