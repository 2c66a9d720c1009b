"""What an exploration found, for a terminal of 80 columns."""

import textwrap
from collections.abc import Iterator

from analyzer.model.exploration import ITSELF, Beside, Estimate, Exploration, Found, SearchCost, Way
from analyzer.saying import quoted

WIDTH = 80
INDENT = 12

LARGE = 100
"""From so many clicks on an estimate is printed without decimals."""

LOST = 0.5
"""Lostness above which Smith (1996) found people lost; see ``exploring.lostness``."""

ASSUMED = (
    "any control, no memory, back from dead ends, again after a wrong end; untried ones read two ways (see --json)"
)


def text(found: Exploration) -> str:
    """Return the answer first: the two ways, then what was not looked at, what to look at, and the states."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Exploration) -> Iterator[str]:
    yield from _row("page", found.url)
    for told in _looked(found):
        yield from _row("", told)
    yield from _row("accept", _way(found.accept, found))
    yield from _row("refuse", _way(found.refuse, found))
    if found.search_cost is not None:
        for told in _search(found.search_cost):
            yield from _row("search", told)
    elif found.found_ui or found.flow:
        yield from _row("search", "not known: from the start nothing that was pressed comes to an end that is told")
    if found.beside is not None:
        yield from _row("beside", _beside(found.beside, found.refuse))
    for finding in found.findings:
        yield from _row("look at", finding)
    for bound in found.bounds:
        yield from _row("not all", bound)
    for spared in found.spared:
        yield from _row("spared", spared)
    yield ""
    yield f"{_many(len(found.nodes), 'state')}, {_many(sum(bool(press.target) for press in found.presses), 'press')}"
    for node in found.nodes:
        yield from _row(node.id, _state(node))


def _looked(found: Exploration) -> Iterator[str]:
    if found.flow:
        yield f"the mock of {found.flow}, without its script, by its person, to the flow's own mark of the end"
    elif found.hides_from_automation:
        yield "shows its dialog only to a browser without the mark of automation; these are its counts"
        yield "a walk keeps the mark and would not meet it: file what --json prints instead of a run"
    elif not found.found_ui and any(bound.startswith(ITSELF) for bound in found.bounds):
        yield "the page itself did not come: what its server sent instead asks for no consent"
    elif not found.found_ui:
        yield "nothing asks for consent when the page opens, with or without the mark of automation"


def _way(way: Way | None, found: Exploration) -> str:
    if way is None:
        left_out = sum(node.left_out for node in found.nodes[:1])
        passed = f"; {_many(left_out, 'control')} of the page not in question, or covered" if left_out else ""
        return "no way found" + (
            "; not everything was tried" if found.truncated else f", and all in question was tried{passed}"
        )
    pressed = " > ".join(map(quoted, way.labels))
    sure = "" if way.proved else "; a shorter way is not ruled out"
    if not pressed:
        return f"{_count(way.clicks)} ({way.evidence}{sure})"
    return f"{_count(way.clicks)}: {pressed} ({way.evidence}{sure})"


def _beside(beside: Beside, refuse: Way | None) -> str:
    """Return the script's way beside what was found, so that it does not contradict the line that tells the latter."""
    told = [f"the script's way {_count(beside.scripted)}"]
    if refuse is None and beside.shortest is not None:
        told.append(f"the search found none, so that the shortest known, {beside.shortest}, is the script's")
    elif beside.shortest is not None:
        told.append(f"shortest in both together {beside.shortest}")
    elif refuse is not None:
        told.append(f"the search's {_count(refuse.clicks)}, on screens that the script did not meet")
    else:
        told.append("no refusal known to either")
    if beside.lostness is not None:
        told.append(f"lostness {beside.lostness:g} (0 is the shortest; above {LOST:g} counts as lost)")
    return "; ".join([*told, f"{_many(beside.common, 'screen')} met by both"])


def _count(clicks: int) -> str:
    return _many(clicks, "click")


def _many(count: int, one: str) -> str:
    several = f"{one}es" if one.endswith("s") else f"{one}s"
    return f"{count} {one if count == 1 else several}"


def _search(cost: SearchCost) -> Iterator[str]:
    refusing = "" if cost.to_refusal is None else f", {_clicks(cost.to_refusal)} until it is a refusal"
    noun = "click" if _clicks(cost.actions) == "1" else "clicks"
    yield f"estimate for presses by chance: {_clicks(cost.actions)} {noun} until it ends{refusing}"
    chances = {"accepted": cost.accepted, "refused": cost.refused, "neither": cost.other}
    yield "first end: " + ", ".join(f"{name} {_percent(chance)}" for name, chance in chances.items())
    if cost.giving_up:
        curve = ", ".join(f"{_percent(one.given_up)} at {one.rate:g} % a press" for one in cost.giving_up)
        yield f"given up before refusing, by the rate of quitting, which nobody knows: {curve}"
    yield f"assumed: {ASSUMED}"


def _clicks(estimate: Estimate) -> str:
    return _between(*(f"{one:.0f}" if one >= LARGE else f"{one:g}" for one in (estimate.low, estimate.high)))


def _percent(estimate: Estimate) -> str:
    return _between(*(f"{one:.3g}" for one in (estimate.low, estimate.high))) + " %"


def _between(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"


def _state(node: Found) -> str:
    told = [_count(node.clicks), node.title]
    if node.outcome:
        told.append(f"{node.outcome}: {node.why}")
    if node.like:
        told.append(f"nearly {node.like}")
    return "; ".join(told)


def _row(name: str, told: str) -> list[str]:
    printable = "".join(character if character.isprintable() else " " for character in told)
    return textwrap.wrap(printable, WIDTH, initial_indent=f"{name:<{INDENT}}", subsequent_indent=" " * INDENT)
