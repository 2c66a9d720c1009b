"""``optout explore``: no script, a page, and the fewest presses that accept and that refuse."""

from datetime import datetime
from typing import get_args
from zoneinfo import ZoneInfo

import click

from analyzer import canonical
from analyzer.cli import options
from analyzer.cli.progress import tell
from analyzer.errors import BrowserError, InputError
from analyzer.model import Device
from analyzer.reports.explored import text
from analyzer.walking.browsers.browser import HERE_FLAGS, Setting, launched
from analyzer.walking.browsers.finding import find
from analyzer.walking.exploring.exploring import explore
from analyzer.walking.exploring.ground import Bounds, Ground, is_here, origin
from analyzer.walking.live import LIVE_FLAGS

PLACE = "Europe/Brussels"
"""The time zone of a page that says nothing of where it is."""


@click.command(name="explore")
@click.argument("url", metavar="URL")
@click.option("--lang", default="en", show_default=True, metavar="LANGUAGE", help="Language to ask the page for.")
@click.option("--device", type=click.Choice(get_args(Device)), default="desktop", show_default=True, help="Window.")
@click.option("--origin", "origins", multiple=True, metavar="URL", help="Another origin that may be entered.")
@click.option("--states", type=click.IntRange(min=1), default=250, show_default=True, help="Most states to look at.")
@click.option("--clicks", type=click.IntRange(min=1), default=8, show_default=True, help="Longest way to try.")
@click.option(
    "--seconds", type=click.FloatRange(min=1), default=150.0, show_default=True, help="Longest time to search."
)
@options.live
@options.as_json
def explore_command(  # noqa: PLR0913 - one parameter an option
    *,
    url: str,
    lang: str,
    device: Device,
    origins: tuple[str, ...],
    states: int,
    clicks: int,
    seconds: float,
    live: bool,
    as_json: bool,
) -> None:
    """Search the page at URL, which nobody scripted, for the fewest presses that accept and the fewest that refuse.

    Whether something was accepted or refused is decided by what happened: what is stored, and whether the dialog comes
    back. On any service but one of this machine, --live is needed, and what commits is not pressed.
    """
    if not origin(url):
        raise InputError(f"{url}: an address begins with http:// or https://")
    here = is_here(url)
    if not here and not live:
        raise InputError(f"{url}: is not on this machine; --live looks at it there, and presses nothing that commits")
    choice = find()
    if choice is None:
        raise BrowserError("no Chromium or Chrome on this machine; run: optout doctor --install")
    now = datetime.now(ZoneInfo(PLACE)).replace(microsecond=0)
    setting = Setting.of(device, lang, PLACE, now)
    ground = Ground(url, setting, lang, frozenset(map(origin, (url, *origins))), commits=here)
    with launched(choice, flags=HERE_FLAGS if here else LIVE_FLAGS) as browser:
        found = explore(browser, ground, Bounds(states, clicks, seconds), tell)
    click.echo(canonical.line(found) if as_json else text(found), nl=False)
