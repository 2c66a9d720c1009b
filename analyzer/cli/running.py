"""``optout demo``, ``run`` and ``walk``: everything that starts a browser."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer.cli import EXIT_BAD, complain, plain
from analyzer.errors import AnalyzerError, InputError

if TYPE_CHECKING:
    from analyzer.flows import Flow, RouteSpec
    from analyzer.model import Transition
    from analyzer.scoring.policy import Policy

DEMO = "facebook-2025-privacy-centre"

out_option = click.option(
    "-o", "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("out"), show_default=True,
    help="Folder to write below.",
)  # fmt: skip
lang_option = click.option("--lang", metavar="LANGUAGE", help="Language of the walk; the flow's first if not given.")
timeout_option = click.option(
    "--timeout", type=click.FloatRange(min=1), default=30.0, show_default=True, metavar="SECONDS",
    help="How long an action may wait and a page may keep silent.",
)  # fmt: skip
policy_option = click.option("--policy", metavar="ID|FILE", help="Policy to score with; the newest if not given.")


@click.command(name="demo")
@out_option
@lang_option
@timeout_option
def demo_command(out: Path, lang: str | None, timeout: float) -> None:
    """Walk, measure, score and report the shipped Facebook flow in French.

    The site is a mock that says so: no request leaves this machine.
    """
    from analyzer import flows, pipeline
    from analyzer.reports import terminal
    from analyzer.scoring import policy

    flow = flows.load(DEMO)
    language = _language(flow, lang)
    with pipeline.machine(timeout) as machine:
        report = pipeline.run(flow, language, out, policy.newest(), machine, _tell)
    click.echo(terminal.table(report))
    click.echo(f"\nReport: {out / pipeline.folder_name(flow, language) / 'report.html'}")


@click.command(name="run")
@click.argument("flow", nargs=-1, required=True, metavar="FLOW...")
@out_option
@lang_option
@policy_option
@timeout_option
@click.pass_context
def run_command(  # noqa: PLR0913 - one parameter an option
    context: click.Context, flow: tuple[str, ...], out: Path, lang: str | None, policy: str | None, timeout: float
) -> None:
    """Walk the routes of each FLOW, then measure, score and report them.

    FLOW is an id or a folder; a folder means every flow below it. A flow folder holds scripts, and this command runs
    them: use `optout check` on folders of strangers. A flow that fails does not stop the others.
    """
    from analyzer import pipeline
    from analyzer.reports import terminal

    chosen, judged_by = _chosen(flow), _policy(policy)
    failed = False
    with pipeline.machine(timeout) as machine:
        for one in chosen:
            try:
                language = _language(one, lang)
                report = pipeline.run(one, language, out, judged_by, machine, _tell)
            except AnalyzerError as error:
                complain(f"{one.name}: {error}")
                failed = True
                continue
            click.echo(terminal.table(report))
            click.echo(f"\nReport: {out / pipeline.folder_name(one, language) / 'report.html'}\n")
    if failed:
        context.exit(EXIT_BAD)


@click.command(name="walk")
@click.argument("flow", metavar="FLOW")
@click.option("--route", "routes", multiple=True, metavar="ROUTE", help="Only this route; may be given again.")
@out_option
@lang_option
@timeout_option
def walk_command(flow: str, routes: tuple[str, ...], out: Path, lang: str | None, timeout: float) -> None:
    """Walk the routes of FLOW and keep what was seen below OUT/<flow-id>/walks.

    Nothing is judged: `optout score OUT/<flow-id>` does that, here or elsewhere, without a browser.
    """
    from analyzer import flows, pipeline, storage

    one = flows.load(flow)
    if unknown := set(routes) - set(one.routes):
        raise InputError(f"{flow}: no route {min(unknown)!r}; there is {', '.join(one.routes)}")
    language = _language(one, lang)
    with (
        pipeline.machine(timeout) as machine,
        storage.replacing(out / pipeline.folder_name(one, language)) as folder,
    ):
        pipeline.gather(one, language, folder, machine, _tell, routes)
    click.echo(out / pipeline.folder_name(one, language))


def _chosen(named: tuple[str, ...]) -> "tuple[Flow, ...]":
    from analyzer import flows

    chosen = {
        (flow.name, flow.folder): flow
        for name in named
        for flow in (flows.discover(Path(name)) if Path(name).is_dir() else (flows.load(name),))
    }
    if not chosen:
        raise InputError(f"{named[0]}: no flow.toml below it; optout flows lists the shipped flows")
    return tuple(chosen.values())


def _policy(named: str | None) -> "Policy":
    from analyzer.scoring import policy

    return policy.newest() if named is None else policy.load(named)


def _language(flow: "Flow", wanted: str | None) -> str:
    if wanted is not None and wanted not in flow.languages:
        raise InputError(f"{flow.name}: no language {wanted!r}; there is {', '.join(flow.languages)}")
    return wanted or flow.languages[0]


def _tell(flow: "Flow", route: "RouteSpec", transition: "Transition") -> None:
    from analyzer.describing import sentence

    click.echo(plain(f"{flow.name}  {route.name}  {transition.number:>2}  {sentence(transition.action)}"), err=True)
