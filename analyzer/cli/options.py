"""Options that several commands share, so that they read the same everywhere."""

from pathlib import Path

import click

from analyzer.scoring import policy as policies
from analyzer.scoring.policy import Policy


def _policy(context: click.Context, parameter: click.Parameter, named: str | None) -> Policy:
    del context, parameter
    return policies.newest() if named is None else policies.load(named)


out = click.option(
    "-o", "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("out"), show_default=True,
    help="Folder to write below.",
)  # fmt: skip
lang = click.option("--lang", metavar="LANGUAGE", help="Language of the walk; the flow's first if not given.")
timeout = click.option(
    "--timeout", type=click.FloatRange(min=1), default=30.0, show_default=True, metavar="SECONDS",
    help="How long an action may wait and a page may keep silent.",
)  # fmt: skip
policy = click.option(
    "--policy", metavar="ID|FILE", callback=_policy, help="Policy to score with; the newest if not given."
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")
