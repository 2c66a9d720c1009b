"""A judged flow becomes a report: everything a renderer needs, and nothing it would have to compute."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version

from analyzer import canonical, counting
from analyzer.graph import StepGraph, describe, title_of
from analyzer.measures import seconds
from analyzer.model import (
    Counterfactual,
    Environment,
    Exhibit,
    Measurement,
    ProfileUsed,
    Provenances,
    Report,
    RouteReport,
    Score,
    Screen,
    ScreenCard,
    Step,
    Transition,
    Walk,
)
from analyzer.queries import without_values
from analyzer.reports import acts
from analyzer.reports.gaps import asymmetries
from analyzer.reports.limits import limits
from analyzer.reports.telling import told
from analyzer.saying import say
from analyzer.scoring.policy import Policy
from analyzer.wording import lexicon


@dataclass(frozen=True)
class Judged:
    """One flow after judging: its step graph, what was measured on it, and its score, or in a sentence why it has none.

    ``folders`` says where each route's walk lies, relative to the report: ``{"refuse": "walks/refuse"}``. ``profile``
    is the policy's for the right exercised.
    """

    graph: StepGraph
    measurements: tuple[Measurement, ...]
    score: Score | None
    score_reason: str
    folders: Mapping[str, str]
    profile: ProfileUsed | None = None


def assemble(judged: Judged, counterfactual: Judged | None, policy: Policy) -> Report:
    """Return the report on a judged flow and, where there is one, its counterfactual; pure.

    A flow with an incomplete route has no score, whatever could be measured on it: a number would look complete.

    Raises
    ------
    InputError
        If a walk does not hold a screen that one of its steps names.
    """
    walks = judged.graph.walks
    score, reason = sound(judged)
    described = describe(judged.graph)
    routes = _routes(judged)
    least = None if counterfactual is None else _counterfactual(counterfactual)
    return Report(
        format="optout-report-1",
        flow=principal(walks).flow,
        routes=routes,
        counterfactual=least,
        asymmetries=asymmetries(routes, least),
        measurements=judged.measurements,
        score=score,
        score_reason=reason,
        graph=described,
        told=told(walks["refuse"]) if "refuse" in walks else (),
        limits=limits(judged.graph, described, judged.measurements, score, policy.under(principal(walks).flow.right)),
        provenance=_provenance(walks, policy),
        profile=judged.profile,
    )


def _counterfactual(judged: Judged) -> Counterfactual:
    score, reason = sound(judged)
    return Counterfactual(
        flow=principal(judged.graph.walks).flow, routes=_routes(judged), score=score, score_reason=reason
    )  # fmt: skip


def sound(judged: Judged) -> tuple[Score | None, str]:
    """Return the score, or None and why there is none: a route is incomplete, or nothing could be told."""
    for route, walk in judged.graph.walks.items():
        if walk.outcome == "incomplete":
            return None, say(
                "the walk of route {route:way} is incomplete: {failure:english}", route=route, failure=walk.failure
            )
    return judged.score, judged.score_reason


def principal(walks: Mapping[str, Walk]) -> Walk:
    """Return the walk that stands for the flow: the refusal, where there is one."""
    return walks.get("refuse") or next(iter(walks.values()))


def _routes(judged: Judged) -> dict[str, RouteReport]:
    return {route: _route(judged.graph, route, judged.folders[route]) for route in judged.graph.walks}


def _route(graph: StepGraph, route: str, folder: str) -> RouteReport:
    gathered = graph.gathered(route)
    walk = gathered.walk
    counts, reason = counting.counts(gathered)
    first = counting.first_link_step(walk)
    new = {screen.number for _, screen in counting.newly_shown(walk)}
    return RouteReport(
        reached=walk.outcome == "reached",
        outcome=walk.outcome,
        failure=walk.failure,
        expected=walk.expected,
        silence=walk.silence,
        counts=counts,
        counts_reason=reason,
        counts_from_first_link=counting.counts_from_first_link(gathered),
        seconds=None if counts is None else seconds(gathered),
        seconds_from_first_link=None if counts is None or not first else seconds(gathered, first),
        steps=tuple(_step(transition, walk) for transition in walk.transitions),
        screens=tuple(_card(screen, screen.number in new, folder) for screen in walk.screens),
        walk_sha256=canonical.sha256(canonical.text(walk)),
    )


def _step(transition: Transition, walk: Walk) -> Step:
    on = counting.target_of(transition)
    return Step(
        number=transition.number,
        source=transition.source,
        target=transition.target,
        verb=acts.verb(transition),
        label=acts.words(transition, walk),
        role="" if on is None else on.role,
        clicks=counting.clicks_of(transition, walk),
        keystrokes=counting.keystrokes_of(transition, walk),
        box=None if on is None else on.box,
    )


def _card(screen: Screen, new: bool, folder: str) -> ScreenCard:  # noqa: FBT001 - private, named by its parameter
    screenshot, screenshot_sha256 = _exhibit(screen.screenshot, folder)
    dom, dom_sha256 = _exhibit(screen.dom, folder)
    return ScreenCard(
        number=screen.number,
        new=new,
        url=without_values(screen.url),
        title=screen.title,
        heading=title_of(screen),
        language=screen.language,
        dialog=screen.browser_dialog or (screen.dialogs[-1] if screen.dialogs else ""),
        words=counting.words_on(screen),
        options=len(counting.options(screen)),
        screenshot=screenshot,
        sha256=screenshot_sha256,
        dom=dom,
        dom_sha256=dom_sha256,
        viewport=screen.viewport,
        limits=screen.limits,
    )


def _exhibit(exhibit: Exhibit | None, folder: str) -> tuple[str, str]:
    return ("", "") if exhibit is None else (f"{folder}/{exhibit.file}", exhibit.sha256)


def _provenance(walks: Mapping[str, Walk], policy: Policy) -> Provenances:
    first = principal(walks)
    environment: Environment = first.environment
    screens = [screen for walk in walks.values() for screen in walk.screens]
    spoken = {screen.language for screen in screens} | {block.language for screen in screens for block in screen.blocks}
    known = sorted({lexicon.base(language) for language in spoken if lexicon.has(language)})
    return Provenances(
        tool=version("optout"),
        browser=environment.browser,
        locale=environment.locale,
        time_zone=environment.time_zone,
        viewport=(environment.width, environment.height),
        site_kind=first.flow.site.kind,
        sources=first.flow.provenance.sources,
        invented=first.flow.provenance.invented,
        lexicons={language: lexicon.load(language).version for language in known},
        rules_off=policy.rules_off,
        environments={route: walk.environment for route, walk in walks.items()},
    )
