"""Look at one maze, prove many against a browser, or run an explorer over them.

``python -m tests.mazes SEED [--out DIR] [--serve]``, ``--check N``, ``--run N``; the last two begin at ``--start``.
"""

import importlib
import json
import shlex
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from playwright.sync_api import Error as PlaywrightError

from analyzer.walking.browsers.browser import launched
from analyzer.walking.browsers.finding import find
from tests.mazes.drawing import maze
from tests.mazes.model import Maze
from tests.mazes.playing import FLAGS, DisagreementError, check
from tests.mazes.rendering import render
from tests.mazes.running import Explore, Row, command, missed, run, table
from tests.mazes.serving import serve
from tests.mazes.truth import Shortest, truth


@click.command(help=__doc__)
@click.argument("seed", type=int, required=False)
@click.option("--out", type=click.Path(path_type=Path), help="Write the maze of SEED and its truth into this folder.")
@click.option("--serve", "serving", is_flag=True, help="Serve the maze of SEED until interrupted.")
@click.option("--check", "checked", type=int, help="Play so many mazes with real clicks.")
@click.option("--run", "ran", type=int, help="Explore so many mazes.")
@click.option("--start", default=0, show_default=True, help="The first seed of --check and --run.")
@click.option("--explorer", default="optout explore", show_default=True, help="A command, or module:function.")
@click.option("--limit", default=300.0, show_default=True, help="Seconds that a command may take for a maze.")
@click.option("-j", "--jobs", default=1, show_default=True, help="Mazes explored at once, for a command.")
def main(
    seed: int | None, out: Path | None, *, serving: bool, checked: int | None, ran: int | None, **options: Any
) -> None:
    """Do what the options say."""
    first = options["start"]
    if seed is not None:
        _show(maze(seed), out, serving=serving)
    if checked:
        _check(range(first, first + checked))
    if ran:
        _run(range(first, first + ran), options["explorer"], options["limit"], options["jobs"])


def _show(drawn: Maze, out: Path | None, *, serving: bool) -> None:
    files, told = render(drawn), json.dumps(_told(drawn), ensure_ascii=False, indent=1)
    click.echo(told)
    if out:
        for name, content in (files | {"truth.json": f"{told}\n".encode()}).items():
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    if serving:
        with serve(files) as address:
            click.echo(address)
            click.pause("press a key to end", err=True)


def _told(drawn: Maze) -> dict[str, Any]:
    answers = truth(drawn)
    return {
        "seed": drawn.seed, "language": drawn.language, "depth": drawn.depth, "storage": drawn.storage,
        "looks": asdict(drawn.looks), "traits": drawn.traits,
        "accept": _route(answers.accept), "refuse": _route(answers.refuse),
    }  # fmt: skip


def _route(best: Shortest | None) -> dict[str, Any] | None:
    if best is None:
        return None
    return {"min_clicks": best.clicks, "labels": best.labels[0], "other_shortest": best.labels[1:], "more": best.more}


def _check(seeds: range) -> None:
    choice = find()
    if choice is None:
        raise click.ClickException("no browser found; run: make doctor")
    wrong, begun = 0, time.monotonic()
    with launched(choice, flags=FLAGS) as browser:
        for seed in seeds:
            try:
                check(browser, maze(seed))
            except (DisagreementError, PlaywrightError) as error:
                wrong += 1
                click.echo(f"{seed}: {str(error).splitlines()[0]}")
    click.echo(f"{len(seeds) - wrong} of {len(seeds)} as the model says, in {time.monotonic() - begun:.0f} s")
    raise SystemExit(wrong > 0)


def _run(seeds: range, explorer: str, limit: float, jobs: int) -> None:
    module, _, function = explorer.partition(":")
    named = bool(function) and " " not in explorer
    explore: Explore = (
        getattr(importlib.import_module(module), function) if named else command(shlex.split(explorer), limit)
    )
    rows: list[Row] = []
    for row in run(explore, seeds, 1 if named else jobs):
        rows.append(row)
        for line in missed(row):
            click.echo(line)
    click.echo(table(rows))


if __name__ == "__main__":
    main()
