"""``optout demo``, ``run`` and ``walk``: everything that starts a browser."""

from collections import Counter
from itertools import chain
from pathlib import Path

import click

from analyzer import counting, flows, pipeline, storage
from analyzer.cli import EXIT_BAD, complain, options, plain
from analyzer.errors import AnalyzerError, InputError, WalkError
from analyzer.flows import Flow, RouteSpec
from analyzer.model import Open, Transition
from analyzer.reports import terminal
from analyzer.scoring import policy as policies
from analyzer.scoring.policy import Policy

DEMO = "facebook-2025-privacy-centre"


@click.command(name="demo")
@options.out
@options.lang
@options.timeout
def demo_command(out: Path, lang: str | None, timeout: float) -> None:
    """Walk, measure, score and report the shipped Facebook flow in French.

    The site is a mock that says so: no request leaves this machine.
    """
    with pipeline.machine(timeout) as machine:
        _run(flows.load(DEMO), lang, out, policies.newest(), machine)


@click.command(name="run")
@click.argument("flow", nargs=-1, required=True, metavar="FLOW...")
@options.out
@options.lang
@options.policy
@options.timeout
@click.option(
    "-j", "jobs", type=click.IntRange(1, 1), default=1, show_default=True, help="Flows at a time; one, for now."
)
@click.pass_context
def run_command(
    context: click.Context,
    /,
    *,
    flow: tuple[str, ...],
    out: Path,
    lang: str | None,
    policy: Policy,
    timeout: float,
    jobs: int,
) -> None:
    """Walk the routes of each FLOW, then measure, score and report them.

    FLOW is an id or a folder; a folder means every flow below it. A flow folder holds scripts, and this command runs
    them: use `optout check` on folders of strangers. A flow that fails does not stop the others.
    """
    del jobs
    failed = False
    for named in _named(flow):
        try:
            for one in _read(named):
                # A browser for each flow: one that hung or crashed must not take the others with it.
                with pipeline.machine(timeout) as machine:
                    _run(one, lang, out, policy, machine)
        except AnalyzerError as error:
            kept = f"; what was gathered is kept below {out}, marked incomplete" if isinstance(error, WalkError) else ""
            complain(f"{named}: {error}{kept}")
            failed = True
    if failed:
        context.exit(EXIT_BAD)


@click.command(name="walk")
@click.argument("flow", metavar="FLOW")
@click.option("--route", "routes", multiple=True, metavar="ROUTE", help="Only this route; may be given again.")
@options.out
@options.lang
@options.timeout
def walk_command(flow: str, routes: tuple[str, ...], out: Path, lang: str | None, timeout: float) -> None:
    """Walk the routes of FLOW and keep what was seen below OUT/<flow-id>/walks.

    Nothing is judged: `optout score OUT/<flow-id>` does that, here or elsewhere, without a browser.
    """
    one = flows.load(flow)
    if unknown := set(routes) - set(one.routes):
        raise InputError(f"{flow}: no route {min(unknown)!r}; there is {', '.join(one.routes)}")
    language = _language(one, lang)
    target = pipeline.target(one, language, out)
    with pipeline.machine(timeout) as machine, storage.replacing(target) as folder:
        pipeline.gather(one, language, folder, machine, _tell, routes)
    click.echo(target)


def _run(flow: Flow, lang: str | None, out: Path, policy: Policy, machine: pipeline.Machine) -> None:
    language = _language(flow, lang)
    report = pipeline.run(flow, language, out, policy, machine, _tell)
    click.echo(terminal.table(report))
    click.echo(f"Report: {out / pipeline.folder_name(flow, language) / 'report.html'}\n")


def _named(flow: tuple[str, ...]) -> tuple[str, ...]:
    """Return ids as they are, and in place of a folder every flow folder below it; nothing twice."""
    places = (
        [str(place) for place in flows.folders_below(Path(name))] if Path(name).is_dir() else [name] for name in flow
    )
    named = tuple(dict.fromkeys(chain.from_iterable(places)))
    ids = Counter(Path(name).resolve().name for name in named)
    if twice := next((one for one, times in ids.items() if times > 1), None):
        raise InputError(f"two flows called {twice!r}; an id is unique, and their results would share a folder")
    return named


def _read(named: str) -> tuple[Flow, ...]:
    return flows.discover(Path(named)) if Path(named).is_dir() else (flows.load(named),)


def _language(flow: Flow, wanted: str | None) -> str:
    if wanted is not None and wanted not in flow.languages:
        raise InputError(f"{flow.name}: no language {wanted!r}; there is {', '.join(flow.languages)}")
    return wanted or flow.languages[0]


def _tell(flow: Flow, route: RouteSpec, transition: Transition) -> None:
    action = transition.action
    on = counting.target_of(transition)
    what = action.url if isinstance(action, Open) else on.name if on else ""
    verb = action.__struct_config__.tag
    click.echo(plain(f"{flow.name}, {route.name}, step {transition.number}: {verb} {what}"), err=True)
