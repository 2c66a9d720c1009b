"""A page explored: looked at both ways, searched, and told."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from analyzer.exploring.endings import given_unasked, passed_over, said_in
from analyzer.exploring.intents import SAVING
from analyzer.exploring.looked import Looked, Spot
from analyzer.exploring.nearness import nearest
from analyzer.exploring.searchcost import search_cost
from analyzer.exploring.searched import WANTED, Searched
from analyzer.exploring.states import POINTER, Edge, State, no_controls
from analyzer.exploring.stored import Stored
from analyzer.exploring.switches import SWITCHES
from analyzer.exploring.verdict import QUOTED
from analyzer.graph.identity import identity, title_of
from analyzer.model.exploration import Exploration, Found, Press, Way
from analyzer.saying import quoted
from analyzer.walking.exploring.ground import Bounds, Ground
from analyzer.walking.exploring.meanwhile import UNFINISHED, Meanwhile
from analyzer.walking.exploring.search import Search


def explore(browser: Browser, ground: Ground, bounds: Bounds, meanwhile: Meanwhile | None = None) -> Exploration:
    """Search the page of ``ground`` for the fewest presses that accept and that refuse.

    It is looked at twice, with and without the mark that a browser carries when it is driven by a program: a dialog
    that only shows without is there for people, and hidden from those who count it.

    Raises
    ------
    WalkError
        If the page cannot be opened.
    BrowserError
        If the browser is no longer there.
    """
    meanwhile = meanwhile or Meanwhile()
    search = Search(browser, ground, bounds, unmarked=False)
    hides = False
    try:
        if not search.start().offer.asks:
            other = Search(browser, ground, bounds, unmarked=True)
            hides = other.start().offer.asks
            search, other = (other, search) if hides else (search, other)
            other.close()
        meanwhile.told("hides from browsers that are driven by a program" if hides else "looked at both ways")
        search.run(meanwhile.watched(lambda: _told(search, hides=hides, over=False)))
        return _told(search, hides=hides, over=True)
    finally:
        search.close()


def _told(search: Search, *, hides: bool, over: bool) -> Exploration:
    seen = search.searched
    left = tuple(dict.fromkeys((*seen.hit, *(() if over else (UNFINISHED,)))))
    ways = {goal: seen.best(goal) for goal in WANTED}
    root = seen.root
    none = no_controls(seen.edges)
    presses = tuple(pressed(edge, _controls(search, edge, none)) for edge in seen.edges)
    nodes = tuple(_node(search, state, none) for state in seen.states)
    return Exploration(
        format="optout-exploration-1",
        url=search.ground.start,
        language=search.reading.language,
        accept=_way(search, ways["accept"]),
        refuse=_way(search, ways["refuse"]),
        found_ui=root.offer.asks or any(ways.values()),
        hides_from_automation=hides,
        states=len(seen.states),
        truncated=bool(left),
        bounds=left,
        spared=tuple(dict.fromkeys((*seen.spared, *search.held))),
        findings=tuple(dict.fromkeys((*_unseen(search), *_findings(search)))),
        nodes=nodes,
        presses=presses,
        search_cost=search_cost(nodes, presses),
        status=search.status,
    )


def _way(search: Search, state: State | None) -> Way | None:
    seen = search.searched
    if state is None:
        return None
    verdict = seen.verdicts[state.number]
    gone = state.returns is False and seen.root.offer.asks
    return Way(
        clicks=state.clicks,
        labels=tuple(label for step in state.way for label in step.labels),
        states=tuple(f"s{number + 1}" for number in seen.passed(state)),
        evidence=verdict.why + ("; the dialog does not come back" if gone else ""),
        by_label=verdict.by_label,
        proved=search.proved(state),
    )


def _unseen(search: Search) -> Iterator[str]:
    """Yield what was kept before anybody was asked, and what must be done besides pressing, which costs no click."""
    if search.reads_on:
        yield "what asks is shown only to somebody who moves the pointer, scrolls, stays a while or turns to leave"
    if search.silent is not None:
        yield "what asks is gone after a few seconds in which nobody answers" + _silently(search, search.silent)
    if how := given_unasked(search.searched):
        yield f"consent is kept before anything is pressed: {how}"
    for goal in WANTED:
        best = search.searched.best(goal)
        for step in best.way if best else ():
            if step.typed == POINTER:
                yield f"the way to {goal} is seen only while the pointer lies on {quoted(step.label)}"


def _silently(search: Search, silent: Stored) -> str:
    """Return what silence has kept, compared with what the ways that were found keep."""
    before = search.searched.before
    kept = silent.since(before).leaves()
    for goal in WANTED:
        best = search.searched.best(goal)
        if kept and best is not None and best.looked.stored.since(before).leaves() == kept:
            return f", and the same is kept then as by {quoted(best.way[-1].label)}: silence counts for an answer"
    return f", and something is kept then: {', '.join(sorted(kept)[:5])}" if kept else ""


_OTHER = {"accepted": "refused", "refused": "accepted"}


def _findings(search: Search) -> list[str]:
    """Return what a control does, or a page has done, that it does not say."""
    seen = search.searched
    told = {"accept": "accepted", "refuse": "refused", "refuse_partial": "refused"}
    findings: dict[str, None] = {}
    for state in seen.states:
        verdict, said = seen.verdicts.get(state.number), said_in(state, seen, search.reading)
        if verdict is not None and said.said is not None and said.said == _OTHER.get(verdict.outcome):
            claim = f"the page says {quoted(said.quote[:QUOTED])}"
            findings[f"{claim}, and what happened is: {verdict.outcome} ({verdict.why})"] = None
    for edge in seen.edges:
        # Two ways of pressing may lead to one state: each is held to its own name.
        verdict = None if edge.target is None else seen.verdicts.get(edge.target)
        step = edge.steps[-1]
        if verdict is None or step.intent not in told or verdict.outcome in {told[step.intent], "unknown"}:
            continue
        if step.intent == "refuse_partial" and verdict.outcome == "partial" and not verdict.kept:
            continue
        if verdict.outcome == "undecided" and _asks_whether_sure(edge, told[step.intent], seen):
            continue
        called = f"{quoted(step.label)} is called {step.intent.replace('_', ' ')}"
        findings[f"{called}, and what happened is: {verdict.outcome} ({verdict.why})"] = None
    findings |= dict.fromkeys(_deaf(search))
    if not any(map(seen.best, WANTED)):
        for label in passed_over(seen):
            findings[
                f"{quoted(label)} keeps something that nothing says to be about consent: it counts for no answer"
            ] = None
    return list(findings)


def _deaf(search: Search) -> Iterator[str]:
    """Yield what saves something as given though all switches beside it were turned off."""
    seen = search.searched
    for edge in seen.edges:
        verdict, source = seen.verdicts.get(-1 if edge.target is None else edge.target), seen.states[edge.source]
        if verdict is None or verdict.by_label or edge.steps[-1].intent not in SAVING:
            continue
        panel = search.reading.panel(source.looked.screen, source.offer.switches)
        turned = any(step.spot in panel.states for step in source.way)
        if turned and not panel.on and (verdict.outcome == "accepted" or verdict.kept):
            saved = f"{quoted(edge.steps[-1].label)} was pressed when every switch beside it was off"
            yield f"{saved}, and what happened is: {verdict.outcome} ({verdict.why})"


def _asks_whether_sure(edge: Edge, outcome: str, seen: Searched) -> bool:
    """Return whether the same answer, given once more where a press leads, comes to what it says: it does not lie."""
    if edge.target == edge.source:
        return False
    onward = (one for one in seen.edges if one.source == edge.target and one.target is not None)
    same = (one.target for one in onward if one.steps[-1].intent == edge.steps[-1].intent)
    return any(verdict.outcome == outcome for number in same if number and (verdict := seen.verdicts.get(number)))


def _node(search: Search, state: State, none: frozenset[Spot]) -> Found:
    seen = search.searched
    verdict = seen.verdicts.get(state.number)
    earlier = [(f"s{one.number + 1}", one.looked.screen) for one in seen.states[: state.number]]
    return Found(
        id=f"s{state.number + 1}",
        title=title_of(state.looked.screen)[:200],
        url=shown(state.looked),
        clicks=state.clicks,
        asks=state.offer.asks,
        outcome=verdict.outcome if verdict else "",
        why=verdict.why if verdict else "",
        offers=sum(one.spot not in none and not search.repeats(state, one.spot) for one in state.offer.choices)
        + len(state.offer.switches),
        tried=state.tried,
        left_out=state.offer.left_out,
        like=nearest(state.looked.screen, earlier),
        ended=state.ended,
        identity=identity(state.looked.screen),
    )


def shown(looked: Looked) -> str:
    """Return an address without its query, which may hold what is somebody's."""
    return urlsplit(looked.screen.url)._replace(query="", fragment="").geturl()


def _controls(search: Search, edge: Edge, none: frozenset[Spot]) -> int:
    first = edge.steps[0].spot
    if len(edge.steps) == 1 and (first in none or search.repeats(search.searched.states[edge.source], first)):
        return 0
    return len(edge.steps)


def pressed(edge: Edge, controls: int = 1) -> Press:
    """Return a press as it is told; ``controls`` is of how many it is that are pressed each by itself."""
    return Press(
        source=f"s{edge.source + 1}",
        target="" if edge.target is None else f"s{edge.target + 1}",
        labels=tuple(label for step in edge.steps for label in step.labels),
        intent=edge.steps[-1].intent,
        clicks=sum(step.clicks for step in edge.steps),
        why=edge.why,
        controls=controls,
        switch=controls > 0 and all(step.spot.role in SWITCHES and not step.typed for step in edge.steps),
    )
