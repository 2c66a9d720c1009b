"""``optout explore``: no script, a page or a flow's mock, and the fewest presses that accept and that refuse."""

from datetime import datetime
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

import click
from msgspec.structs import replace

from analyzer import canonical, flows, graph, judging, storage
from analyzer.cli import options
from analyzer.cli.progress import tell
from analyzer.errors import BrowserError, InputError
from analyzer.exploring.beside import beside
from analyzer.model import Device
from analyzer.model.exploration import Exploration
from analyzer.reports.explored import text
from analyzer.walking.browsers.browser import FLAGS, HERE_FLAGS, Setting, launched
from analyzer.walking.browsers.finding import BrowserChoice, find
from analyzer.walking.exploring.exploring import explore
from analyzer.walking.exploring.flows import explore_flow
from analyzer.walking.exploring.ground import Bounds, Ground, is_here, origin
from analyzer.walking.live import LIVE_FLAGS
from analyzer.wording import lexicon

PLACE = "Europe/Brussels"
"""The time zone of a page that says nothing of where it is."""

CLICKS, CLICKS_OF_A_FLOW = 12, 20
"""The longest way that is tried by itself: on a page, and through a service."""


@click.command(name="explore")
@click.argument("where", metavar="URL|FLOW")
@click.option("--lang", metavar="LANGUAGE", help="Language to ask for; if not given, en, or the flow's first.")
@click.option("--device", type=click.Choice(get_args(Device)), help="Window; if not given, desktop, or the flow's.")
@click.option("--origin", "origins", multiple=True, metavar="URL", help="Another origin that may be entered.")
@click.option("--states", type=click.IntRange(min=1), default=250, show_default=True, help="Most states to look at.")
@click.option(
    "--clicks", type=click.IntRange(min=1), help=f"Longest way to try; {CLICKS}, and {CLICKS_OF_A_FLOW} in a flow."
)
@click.option(
    "--seconds", type=click.FloatRange(min=1), default=150.0, show_default=True, help="Longest time to search."
)
@click.option(
    "--beside", "run", type=click.Path(path_type=Path, file_okay=False), metavar="RUN",
    help="Compare a flow's exploration with the walks of its script in this folder of a run.",
)  # fmt: skip
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write the JSON here as well."
)
@options.live
@options.as_json
def explore_command(  # noqa: PLR0913 - one parameter an option
    *,
    where: str,
    lang: str | None,
    device: Device | None,
    origins: tuple[str, ...],
    states: int,
    clicks: int | None,
    seconds: float,
    run: Path | None,
    out: Path | None,
    live: bool,
    as_json: bool,
) -> None:
    """Search a page, which nobody scripted, for the fewest presses that accept and the fewest that refuse.

    Whether something was accepted or refused is decided by what happened: what is stored, and whether the dialog comes
    back. On any service but one of this machine, --live is needed, and what commits is not pressed.

    Of a FLOW the mock is searched from its start, without its scripts. The flow's invented person fills in what is
    asked for, her mailbox is read, and the flow says how its end is recognised.
    """
    choice = find()
    if origin(where):
        if run is not None:
            raise InputError("--beside compares with the script of a flow; a page has none")
        bounds = Bounds(states, clicks or CLICKS, seconds)
        spoken = lang or "en"
        lexicon.load(spoken)
        found = _page(where, spoken, device or "desktop", origins, bounds, choice, live=live)
    else:
        if device or origins or live:
            raise InputError("--device, --origin and --live belong to an address; a flow has its own, and its mock")
        flow = flows.load(where)
        spoken = options.language_of(flow, lang)
        found = _flow(flow, spoken, Bounds(states, clicks or CLICKS_OF_A_FLOW, seconds), choice, run)
    if out is not None:
        storage.write_file(out, canonical.text(found))
    click.echo(canonical.line(found) if as_json else text(found), nl=False)


def _page(
    url: str,
    lang: str,
    device: Device,
    origins: tuple[str, ...],
    bounds: Bounds,
    choice: BrowserChoice | None,
    *,
    live: bool,
) -> Exploration:
    here = is_here(url)
    if not here and not live:
        raise InputError(f"{url}: is not on this machine; --live looks at it there, and presses nothing that commits")
    now = datetime.now(ZoneInfo(PLACE)).replace(microsecond=0)
    setting = Setting.of(device, lang, PLACE, now)
    ground = Ground(url, setting, lang, frozenset(map(origin, (url, *origins))), commits=here)
    with launched(_there(choice), flags=HERE_FLAGS if here else LIVE_FLAGS) as browser:
        return explore(browser, ground, bounds, tell)


def _flow(
    flow: flows.Flow, language: str, bounds: Bounds, choice: BrowserChoice | None, run: Path | None
) -> Exploration:
    steps = graph.build(judging.walks_of(run)) if run is not None else None
    if steps is not None and "refuse" not in steps.walks:
        raise InputError(f"{run}: holds no walk of a refusal; make one: optout run {flow.name}")
    if steps is not None and steps.walks["refuse"].flow != flow.identity(language):
        raise InputError(f"{run}: its walks are not of {flow.name} in this language; give a run of it, or --lang")
    with launched(_there(choice), flags=FLAGS) as browser:
        found = explore_flow(browser, flow, language, bounds, tell)
    return found if steps is None else replace(found, beside=beside(steps, found))


def _there(choice: BrowserChoice | None) -> BrowserChoice:
    if choice is None:
        raise BrowserError("no Chromium or Chrome on this machine; run: optout doctor --install")
    return choice
