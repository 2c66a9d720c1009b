"""``optout doctor``: what this machine has, and what mends what it lacks."""

import sys
from importlib.metadata import version
from pathlib import Path

import click

from analyzer.cli import EXIT_NO
from analyzer.shipped import flows_folder, sites_folder
from analyzer.walking.browsers.browser import fonts, trouble
from analyzer.walking.browsers.finding import find
from analyzer.walking.browsers.provisioning import REMEDY, ensure


@click.command(name="doctor")
@click.option("--install", is_flag=True, help="Install a browser if none starts.")
@click.pass_context
def doctor_command(context: click.Context, *, install: bool) -> None:
    """Say what was found, what is missing, and the command that mends it.

    Exit status 1 means that walking is not possible yet; judging stored walks always is.
    """
    found = ensure(lambda line: click.echo(line, err=True), trouble) if install else find()
    why = "no browser" if found is None else "" if install else trouble(found)
    rows = [
        ("optout", version("optout")),
        ("Python", f"{sys.version.split()[0]} ({sys.executable})"),
        ("Playwright", version("playwright")),
        ("browser", "none" if found is None else f"{found.build} ({found.executable or 'installed by Playwright'})"),
        ("starts", why or "yes"),
        ("fonts", "fontconfig not found: screenshots may differ" if fonts() == "unknown" else f"list {fonts()[:12]}"),
        ("flows", _where(flows_folder())),
        ("mock sites", _where(sites_folder())),
    ]
    for name, value in rows:
        click.echo(f"{name:<12}{value}")
    if why:
        click.echo(f"{'to mend':<12}optout doctor --install; or {REMEDY.format(python=sys.executable)}")
        context.exit(EXIT_NO)


def _where(folder: Path) -> str:
    return str(folder) if folder.is_dir() else f"missing: {folder}; install optout again"
