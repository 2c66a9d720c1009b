"""``optout serve``: a mock on this machine, to click through."""

from datetime import datetime

import click

from analyzer.cli import complain, options
from analyzer.reports.folding import folded
from analyzer.serving import Addresses, Chosen, Visit, choose, listening, read_setting, serving


@click.command(name="serve")
@click.argument("name", metavar="SITE|FLOW")
@options.lang
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port to serve at; 0: a free one."
)
@click.option(
    "--set", "settings", multiple=True, metavar="KEY=VALUE", help="Setting of the mock site; may be given again."
)
def serve_command(name: str, lang: str | None, port: int, settings: tuple[str, ...]) -> None:
    """Serve a mock site, or the site of a flow as its walk meets it, on 127.0.0.1 until Ctrl-C.

    There is one visitor: what is done is kept until the server ends, whichever browser did it. The site's clock is
    this machine's.
    """
    chosen = choose(name, lang, dict(map(read_setting, settings)))
    with listening(port) as listener:
        addresses = Addresses(chosen.site.origins, listener.getsockname()[1])
        with serving(listener, Visit(chosen.site, addresses, _now, complain)) as thread:
            try:
                _introduce(chosen, addresses)
                thread.join()
            except KeyboardInterrupt:
                click.echo(err=True)


def _introduce(chosen: Chosen, addresses: Addresses) -> None:
    click.echo(folded(f"A mock: {chosen.title}", hanging=0) + "\n")
    click.echo(f"  open      {addresses.served(chosen.start)}")
    for origin in addresses.origins:
        if not chosen.start.startswith(f"{origin}/"):
            click.echo(f"  {chosen.channels.get(origin, 'also'):<9} {addresses.served(origin)}/")
    for key, value in chosen.persona.items():
        click.echo(f"  {key:<9} {value}")
    click.echo("\nWhat you do is kept until the server ends: Ctrl-C. Only this machine reaches it.")


def _now() -> datetime:
    return datetime.now().astimezone()
