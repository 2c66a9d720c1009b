"""What a report does not say, in plain sentences: what is invented, estimated, uncertain, or was not looked at."""

from collections.abc import Iterator, Mapping

from analyzer.graph import StepGraph
from analyzer.measures import declared_waiting
from analyzer.model import FlowIdentity, Graph, Measurement, Open, Score, Walk
from analyzer.queries import hides
from analyzer.reports.english import ANSWERS, card
from analyzer.saying import Said, listed, say, say_many
from analyzer.scoring.policy import Policy
from analyzer.scoring.score import Filled, filled
from analyzer.tongues import language

SECONDS = say(
    "Seconds are an estimate for somebody who knows the way, makes no mistake and reads each screen once "
    "(keystroke-level model and reading speed), never a measured time: people who skim are quicker, people who search "
    "are slower."
)
ONE_WALK = say("Each route was walked once, by somebody told the way; how hard the way is to find is not measured.")
FINDINGS = say("Findings are observations with their rule and source, not verdicts; each says what speaks against it.")

HASHES = say(
    "The hashes in this report, and those of a bundle that holds it, can show that nothing was changed since it was "
    "sealed; they cannot show that a site served what is shown."
)


def limits(
    graph: StepGraph, described: Graph, measurements: tuple[Measurement, ...], score: Score | None, policy: Policy
) -> tuple[Said, ...]:
    """Return the limits of one flow's report as sentences, the gravest first; ``policy`` is that for its right."""
    flow = next(iter(graph.walks.values())).flow
    refusal = graph.walks.get("refuse")
    ended = refusal is not None and refusal.outcome == "dead_end"
    return (
        *_site(flow),
        *_routes(graph.walks),
        *(() if score is None else _weight(score, filled(measurements, policy, dead_end=ended))),
        *_measures(measurements, policy),
        *_score(score, policy),
        SECONDS,
        ONE_WALK,
        *_unseen(graph.walks, described),
        *_unprinted(graph.walks),
        FINDINGS,
        HASHES,
    )


def _unprinted(walks: Mapping[str, Walk]) -> Iterator[Said]:
    opened = (step.action.url for walk in walks.values() for step in walk.transitions if isinstance(step.action, Open))
    if any(map(hides, (*opened, *(screen.url for walk in walks.values() for screen in walk.screens)))):
        yield say(
            "What stands in the queries of addresses is left out of this report, because it can be what somebody "
            "typed; walk.json, of each route, has the addresses whole."
        )


def _site(flow: FlowIdentity) -> Iterator[Said]:
    if flow.site.kind == "live":
        yield say("The walks were made on the service itself, which may since have changed and may differ elsewhere.")
        return
    if flow.site.kind == "tape":
        yield say("The walks were made on recorded traffic of the service, not on the service itself.")
    elif flow.provenance.sources:
        yield say("This is a mock: pages rebuilt from descriptions of the procedure, not the service itself.")
    else:
        yield say("This is a mock, not the service itself.")
        yield say("No published description of the procedure is named.")
    told = [
        say("{who} ({date:day}, in {languages:tongues})", who=one.who, date=one.date, languages=language(one.language))
        for one in flow.provenance.sources
    ]
    if told and flow.site.kind == "tape":
        yield say("The traffic was recorded by {sources:apart}.", sources=told)
    elif told:
        yield say("The procedure was described by {sources:apart}.", sources=told)
    if invented := "; ".join(one.rstrip(".") for one in flow.provenance.invented):
        yield say("Invented, because no source says it: {invented:english}.", invented=invented)
    for wait in flow.waits:
        yield say(
            "Waiting is declared, not observed: {what:english}, {long:said} ({source:english}).",
            what=wait.what, long=declared_waiting.span(wait), source=wait.source,
        )  # fmt: skip


def _routes(walks: Mapping[str, Walk]) -> Iterator[Said]:
    for route, walk in walks.items():
        if walk.outcome == "incomplete":
            yield say(
                "The walk of route {route:way} is incomplete, so nothing is known of what would have followed.",
                route=route,
            )
        elif walk.outcome == "stopped_before_commit":
            yield _stopped(route, walk.failure)
        elif walk.outcome == "uncertain":
            yield say(
                "Whether route {route:way} reaches its goal remains uncertain: others decide that later.", route=route
            )
        elif walk.outcome == "dead_end":
            yield say(
                "Route {route:way} ends in a dead end: its counts are those up to there, and what reaching the goal "
                "would cost cannot be told. A refusal's score counts that in full, because nothing reaches the goal.",
                route=route,
            )
    for route in ("refuse", "accept"):
        if route not in walks:
            yield say("Route {route:way} was not walked, so what needs it could not be measured.", route=route)


def _stopped(route: str, why: str) -> Said:
    if not why:
        return say(
            "The walk of route {route:way} was stopped before the step that commits; that step is not counted.",
            route=route,
        )
    return say(
        "The walk of route {route:way} was stopped before the step that commits ({why:english}); that step is not "
        "counted.",
        route=route, why=why,
    )  # fmt: skip


def _weight(score: Score, whole: Filled) -> Iterator[Said]:
    """Yield on how much of the policy's weight the score rests, and what the rest could make of it."""
    if whole.full:
        yield say(
            "{share:d} % of the policy's weight was measured; {full:d} % could not be told and counts in full, because "
            "nothing reaches the goal.",
            share=round(score.coverage * 100), full=round(whole.full * 100),
        )  # fmt: skip
    elif whole.out:
        yield say(
            "The score rests on {share:d} % of the policy's weight; the rest was not measured and counts neither as "
            "friction nor as its absence.",
            share=round(score.coverage * 100),
        )
    if whole.out:
        yield say(
            "If what the score leaves out were no friction at all, it would be {least:.1f}; if all of it were in full, "
            "{most:.1f}. Where not the same could be measured on two procedures, compare these two numbers as well.",
            least=float(whole.least), most=float(whole.most),
        )  # fmt: skip


def _measures(measurements: tuple[Measurement, ...], policy: Policy) -> Iterator[Said]:
    named = {entry.measure for entry in policy.entries}
    missing = [one for one in measurements if one.outcome != "measured" and one.id in named]
    alike: dict[tuple[str, str], list[str]] = {}
    for one in missing:
        alike.setdefault((one.outcome, one.reason.rstrip(".")), []).append(one.title)
    for (outcome, reason), titles in alike.items():
        yield say(
            "{measures:listed}: {outcome:said}: {reason:said}.",
            measures=titles, outcome=ANSWERS[outcome], reason=reason,
        )  # fmt: skip
    unnamed = [one.title for one in measurements if one.id not in named]
    if unnamed:
        yield say(
            "Policy {version} does not know {measures:listed}: shown, but without weight.",
            version=policy.version, measures=unnamed,
        )  # fmt: skip
    if policy.rules_off:
        yield say(
            "Policy {version} switches off wording rules: {rules}; what they would find is neither shown nor counted.",
            version=policy.version, rules=listed(policy.rules_off),
        )  # fmt: skip


def _score(score: Score | None, policy: Policy) -> Iterator[Said]:
    if score is not None:
        yield say(
            "The score's interval holds every combination of the weights and ramps that policy {version} allows and of "
            "the low and high of estimated measurements, however unlikely together; it is a range of extremes, not a "
            "confidence interval. It does not hold what was not measured, other walks of the same procedure, or "
            "measures nobody thought of.",
            version=policy.version,
        )
    if policy.used and policy.used.changes:
        yield say_many(
            "The ramps are those of policy {version} for this right ({right:english}): {count:,} measure differs from "
            "the policy's own. Another right would be judged by others; the weights are the same for all.",
            "The ramps are those of policy {version} for this right ({right:english}): {count:,} measures differ from "
            "the policy's own. Another right would be judged by others; the weights are the same for all.",
            count=len(policy.used.changes), version=policy.version, right=policy.used.title,
        )  # fmt: skip
    if policy.status == "draft":
        yield say("Policy {version} is a draft: its weights may change until it is released.", version=policy.version)


def _refused(refused: Mapping[str, int], flow: FlowIdentity) -> Iterator[Said]:
    """Yield what was aborted, by origin."""
    total, origins = sum(refused.values()), listed(sorted(refused))
    if flow.site.kind == "tape":
        yield say_many(
            "{count:,} request was not on the tape and had no answer ({origins}); such a walk reproduces the recording "
            "only in part.",
            "{count:,} requests were not on the tape and had no answer ({origins}); such a walk reproduces the "
            "recording only in part.",
            count=total, origins=origins,
        )  # fmt: skip
    else:
        yield say_many(
            "{count:,} request aborted, so what would have been shown is missing; undeclared: {origins}.",
            "{count:,} requests aborted, so what would have been shown is missing; undeclared: {origins}.",
            count=total, origins=origins,
        )  # fmt: skip


def _unseen(walks: Mapping[str, Walk], described: Graph) -> Iterator[Said]:
    offered = sum(not edge.target for edge in described.edges)
    if offered:
        yield say_many(
            "{count:,} option was offered and not followed; what lies behind was not looked at.",
            "{count:,} options were offered and not followed; what lies behind was not looked at.",
            count=offered,
        )
    refused: dict[str, int] = {}
    places: dict[str, list[str]] = {}
    for route, walk in walks.items():
        for one in walk.refused:
            refused[one.origin] = refused.get(one.origin, 0) + one.count
        for screen in walk.screens:
            for limit in screen.limits:
                places.setdefault(limit, []).append(card(route, screen.number))
    if refused:
        yield from _refused(refused, next(iter(walks.values())).flow)
    if repeated := sum(one.count for walk in walks.values() for one in walk.repeated):
        yield say_many(
            "{count:,} request came more often than on the tape and got the last recorded answer again; such a walk "
            "reproduces the recording only in part.",
            "{count:,} requests came more often than on the tape and got the last recorded answer again; such a walk "
            "reproduces the recording only in part.",
            count=repeated,
        )
    for limit, screens in places.items():
        yield say("On {cards:listed}: {limit:said}.", cards=screens, limit=limit.rstrip("."))
