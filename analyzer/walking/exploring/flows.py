"""A flow explored without its script, and told."""

from contextlib import closing

from playwright.sync_api import Browser

from analyzer.exploring.searchcost import search_cost
from analyzer.exploring.states import State
from analyzer.flows import Flow
from analyzer.graph.identity import identity, title_of
from analyzer.model.exploration import Exploration, Found, Way
from analyzer.walking.exploring.exploring import pressed, shown
from analyzer.walking.exploring.ground import Bounds
from analyzer.walking.exploring.meanwhile import UNFINISHED, Meanwhile
from analyzer.walking.exploring.wayfinding import Wayfinding

SILENCE = Way(
    clicks=0,
    labels=(),
    states=("s1",),
    evidence="who does nothing has accepted, says the flow",
    by_label=False,
    proved=True,
)


def explore_flow(
    browser: Browser, flow: Flow, language: str, bounds: Bounds, meanwhile: Meanwhile | None = None
) -> Exploration:
    """Search the mock of a flow for the fewest presses that refuse, and that accept, without its scripts.

    The person of the flow fills in what is asked for, and her mailbox is read. The states and presses told are those of
    the search for a refusal; the acceptance is searched for from the start of its own route, where it is not silence.

    Raises
    ------
    InputError
        If the flow has no mock.
    WalkError
        If the start cannot be opened.
    """
    meanwhile = meanwhile or Meanwhile()
    meanwhile.told(f"{flow.name}: searching for a refusal")
    with closing(Wayfinding(browser, flow, language, "refuse", bounds)) as search:
        search.run(meanwhile.watched(lambda: _told(search, None, (UNFINISHED,))))
    route = flow.routes.get("accept")
    if route is None or route.silence:
        return _told(search, SILENCE if route else None, ())
    meanwhile.told(f"{flow.name}: searching for an acceptance")
    with closing(Wayfinding(browser, flow, language, "accept", bounds)) as other:
        other.run(meanwhile.watched(lambda: _told(search, _way(other), (UNFINISHED,))))
    return _told(search, _way(other), tuple(f"accept: {why}" for why in other.hit))


def _told(search: Wayfinding, accept: Way | None, hit: tuple[str, ...]) -> Exploration:
    nodes = tuple(_node(search, state) for state in search.states)
    presses = tuple(pressed(edge) for edge in search.edges)
    left = (*search.hit, *hit)
    return Exploration(
        format="optout-exploration-1",
        url=search.ground.start,
        language=search.language,
        accept=accept,
        refuse=_way(search),
        found_ui=bool(nodes) and bool(presses),
        hides_from_automation=False,
        states=len(nodes),
        truncated=bool(left),
        bounds=left,
        spared=tuple(dict.fromkeys(search.spared)),
        findings=(),
        nodes=nodes,
        presses=presses,
        search_cost=search_cost(nodes, presses),
        flow=search.flow.name,
    )


def _way(search: Wayfinding) -> Way | None:
    state = search.best()
    if state is None:
        return None
    return Way(
        clicks=state.clicks,
        labels=tuple(label for step in state.way for label in step.labels),
        states=tuple(f"s{number + 1}" for number in search.passed(state)),
        evidence=search.verdicts[state.number].why,
        by_label=False,
        proved=search.proved(state),
    )


def _node(search: Wayfinding, state: State) -> Found:
    verdict = search.verdicts.get(state.number)
    return Found(
        id=f"s{state.number + 1}",
        title=title_of(state.looked.screen)[:200],
        url=shown(state.looked),
        clicks=state.clicks,
        asks=False,
        outcome=verdict.outcome if verdict else "",
        why=verdict.why if verdict else "",
        offers=search.offers[state.number],
        tried=state.tried,
        left_out=0,
        like="",
        ended=state.ended,
        identity=identity(state.looked.screen),
    )
