"""What a report does not say, in plain sentences: what is invented, estimated, uncertain, or was not looked at."""

from collections.abc import Iterator, Mapping

from analyzer.graph import StepGraph
from analyzer.model import FlowIdentity, Graph, Measurement, Score, Walk
from analyzer.reports.english import card, counted, hours, language, listed, number
from analyzer.scoring.policy import Policy

SECONDS = (
    "Seconds are an estimate for somebody who knows the way, makes no mistake and reads each screen once "
    "(keystroke-level model and reading speed), never a measured time: people who skim are quicker, people who search "
    "are slower."
)
ONE_WALK = "Each route was walked once, by somebody told the way; how hard the way is to find is not measured."
IN_PART = "such a walk reproduces the recording only in part."
FINDINGS = "Findings are observations with their rule and source, not verdicts; each says what speaks against it."

HASHES = (
    "The hashes in this report, and those of a bundle that holds it, can show that nothing was changed since it was "
    "sealed; they cannot show that a site served what is shown."
)


def limits(
    graph: StepGraph, described: Graph, measurements: tuple[Measurement, ...], score: Score | None, policy: Policy
) -> tuple[str, ...]:
    """Return the limits of one flow's report as sentences, the gravest first."""
    flow = next(iter(graph.walks.values())).flow
    return (
        *_site(flow),
        *_routes(graph.walks),
        *_measures(measurements, score, policy),
        *_score(score, policy),
        SECONDS,
        ONE_WALK,
        *_unseen(graph.walks, described),
        FINDINGS,
        HASHES,
    )


def _site(flow: FlowIdentity) -> Iterator[str]:
    if flow.site.kind == "live":
        yield "The walks were made on the service itself, which may since have changed and may differ elsewhere."
        return
    if flow.site.kind == "tape":
        yield "The walks were made on recorded traffic of the service, not on the service itself."
    else:
        yield "This is a mock: pages rebuilt from descriptions of the procedure, not the service itself."
    told = [f"{one.who} ({one.date}, in {language(one.language)})" for one in flow.provenance.sources]
    if told:
        done = "traffic was recorded" if flow.site.kind == "tape" else "procedure was described"
        yield f"The {done} by {'; '.join(told)}."
    if flow.provenance.invented:
        yield f"Invented, because no source says it: {'; '.join(one.rstrip('.') for one in flow.provenance.invented)}."
    for wait in flow.waits:
        long = hours(wait.low_hours, wait.high_hours)
        yield f"Waiting is declared, not observed: {wait.what}, {long} ({wait.source})."


def _routes(walks: Mapping[str, Walk]) -> Iterator[str]:
    for route, walk in walks.items():
        if walk.outcome == "incomplete":
            yield f"The walk of route {route} is incomplete, so nothing is known of what would have followed."
        elif walk.outcome == "stopped_before_commit":
            why = f" ({walk.failure})" if walk.failure else ""
            yield f"The walk of route {route} was stopped before the step that commits{why}; that step is not counted."
        elif walk.outcome == "uncertain":
            yield f"Whether route {route} reaches its goal remains uncertain: others decide that later."
        elif walk.outcome == "dead_end":
            yield (
                f"Route {route} ends in a dead end: its counts are those up to there, and what reaching the goal would "
                f"cost cannot be told. A refusal's score counts that in full, because nothing reaches the goal."
            )
    for route in ("refuse", "accept"):
        if route not in walks:
            yield f"Route {route} was not walked, so what needs it could not be measured."


def _measures(measurements: tuple[Measurement, ...], score: Score | None, policy: Policy) -> Iterator[str]:
    named = {entry.measure for entry in policy.entries}
    missing = [one for one in measurements if one.outcome != "measured" and one.id in named]
    if score is not None and missing:
        yield (
            f"The score rests on {number(round(score.coverage * 100))} % of the policy's weight; the rest was not "
            f"measured and counts neither as friction nor as its absence."
        )
    for one in missing:
        outcome = one.outcome.replace("_", " ")
        yield f"{one.title}: {outcome}: {one.reason.rstrip('.')}."
    unnamed = [one.title for one in measurements if one.id not in named]
    if unnamed:
        yield f"Policy {policy.version} does not know {listed(unnamed)}: shown, but without weight."
    if policy.rules_off:
        yield (
            f"Policy {policy.version} switches off wording rules: {listed(policy.rules_off)}; what they would find is "
            f"neither shown nor counted."
        )


def _score(score: Score | None, policy: Policy) -> Iterator[str]:
    if score is not None:
        yield (
            f"The score's interval holds every combination of the weights and ramps that policy {policy.version} "
            f"allows and of the low and high of estimated measurements, however unlikely together; it is a range of "
            f"extremes, not a confidence interval. It does not hold what was not measured, other walks of the same "
            f"procedure, or measures nobody thought of."
        )
    if policy.used and policy.used.changes:
        yield (
            f"The ramps are those of policy {policy.version} for this right ({policy.used.title}): "
            f"{counted(len(policy.used.changes), 'measure')} differ from the policy's own. Another right would be "
            f"judged by others; the weights are the same for all."
        )
    if policy.status == "draft":
        yield f"Policy {policy.version} is a draft: its weights may change until it is released."


def _refused(refused: Mapping[str, int], flow: FlowIdentity) -> Iterator[str]:
    """Yield what was aborted, by origin."""
    total = counted(sum(refused.values()), "request")
    if flow.site.kind == "tape":
        were = "was" if sum(refused.values()) == 1 else "were"
        yield f"{total} {were} not on the tape and had no answer ({listed(sorted(refused))}); {IN_PART}"
    else:
        yield f"{total} aborted, so what would have been shown is missing; undeclared: {listed(sorted(refused))}."


def _unseen(walks: Mapping[str, Walk], described: Graph) -> Iterator[str]:
    offered = sum(not edge.target for edge in described.edges)
    if offered:
        were = "was" if offered == 1 else "were"
        yield f"{counted(offered, 'option')} {were} offered and not followed; what lies behind was not looked at."
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
        yield (
            f"{counted(repeated, 'request')} came more often than on the tape and got the last recorded answer again; "
            f"{IN_PART}"
        )
    for limit, screens in places.items():
        yield f"On {listed(screens)}: {limit.rstrip('.')}."
