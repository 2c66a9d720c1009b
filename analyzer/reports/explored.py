"""What an exploration found, for a terminal of 80 columns."""

import textwrap
from collections.abc import Iterator, Sequence
from http import HTTPStatus

from analyzer.model.exploration import UNNAMED, Beside, Estimate, Exploration, Found, SearchCost, Way
from analyzer.saying import quoted

WIDTH = 80
INDENT = 12

LARGE, HUGE = 100, 1_000_000
"""From so many clicks on an estimate is printed without decimals, and by its power of ten."""

SHOWN = 4
"""How many reasons of a kind stand in the answer; the others are details."""

MOST_NAMED = 9
"""Up to so many presses of a way are named in the answer."""

LOST = 0.5
"""Lostness above which Smith (1996) found people lost; see ``exploring.lostness``."""


def text(found: Exploration) -> str:
    """Return the answer first: the two ways, whether that is all, and what to look at; ``details`` has the rest."""
    return "\n".join(_lines(found)) + "\n"


def details(found: Exploration) -> str:
    """Return what stands behind the answer: the whole ways, the curve of giving up, what is assumed, and the states."""
    return "\n".join(_behind(found)) + "\n"


def _lines(found: Exploration) -> Iterator[str]:
    yield from _row("page", found.url)
    for told in _looked(found):
        yield from _row("", told)
    yield from _row("refuse", _way(found.refuse, found))
    yield from _row("accept", _way(found.accept, found))
    yield from _some("not all", found.bounds)
    for finding in found.findings:
        yield from _row("look at", finding)
    for goal, way in _ways(found):
        sure = "" if way.proved else "; a shorter way is not ruled out"
        yield from _row(f"{goal} by", f"{way.evidence}{sure}")
    if found.search_cost is not None:
        yield from _row("by chance", _search(found.search_cost, found.refuse))
    elif found.found_ui or found.flow:
        yield from _row("by chance", "not known: from the start nothing that was pressed comes to an end that is told")
    if found.beside is not None:
        yield from _row("beside", _beside(found.beside, found.refuse))
    yield from _some("spared", found.spared)
    cut = "cut short, see above" if found.truncated else "nothing cut short"
    yield from _row("searched", f"{_counted(found)}, {cut}; --details lists them")


def _behind(found: Exploration) -> Iterator[str]:
    for goal, way in _ways(found):
        if len(way.labels) > MOST_NAMED:
            yield from _row(goal, _joined(way.labels))
    for one in found.bounds[SHOWN:]:
        yield from _row("not all", one)
    for one in found.spared[SHOWN:]:
        yield from _row("spared", one)
    if found.search_cost is not None:
        for told in _assumed(found.search_cost):
            yield from _row("by chance", told)
    yield ""
    yield _counted(found)
    for node in found.nodes:
        yield from _row(node.id, _state(node))


def _ways(found: Exploration) -> list[tuple[str, Way]]:
    return [(goal, way) for goal, way in (("refuse", found.refuse), ("accept", found.accept)) if way is not None]


def _some(name: str, told: Sequence[str]) -> Iterator[str]:
    """Yield the first reasons of a kind, and how many there are beside."""
    for one in told[:SHOWN]:
        yield from _row(name, one)
    if more := told[SHOWN:]:
        yield from _row(name, f"{len(more)} more (--details)")


def _counted(found: Exploration) -> str:
    presses = sum(bool(press.target) for press in found.presses)
    return f"{_many(len(found.nodes), 'state')}, {_many(presses, 'press')}"


def _looked(found: Exploration) -> Iterator[str]:
    failed = found.status >= HTTPStatus.BAD_REQUEST
    if failed:
        named = HTTPStatus(found.status).phrase if found.status in set(HTTPStatus) else ""
        yield f"the server answered {found.status} {named}".rstrip() + ": this is what it shows instead of a page"
    if found.flow:
        yield f"the mock of {found.flow}, without its script, by its person, to the flow's own mark of the end"
    elif found.hides_from_automation:
        yield "shows its dialog only to a browser without the mark of automation; these are its counts"
        yield "a walk keeps the mark and would not meet it: file what --json prints instead of a run"
    elif not found.found_ui and not failed:
        yield "nothing asks for consent when the page opens, with or without the mark of automation"


def _way(way: Way | None, found: Exploration) -> str:
    if way is None:
        left_out = sum(node.left_out for node in found.nodes[:1])
        passed = f"; {_many(left_out, 'control')} of the page not in question, or covered" if left_out else ""
        return "no way found" + (
            "; not everything was tried" if found.truncated else f", and all in question was tried{passed}"
        )
    return _count(way.clicks) + (f": {_joined(way.labels, MOST_NAMED)}" if way.labels else f" ({way.evidence})")


def _joined(labels: Sequence[str], most: int | None = None) -> str:
    """Return what was pressed in its order; beyond so many the last one, and before it how many others."""
    named = [_named(label) for label in labels]
    if most is not None and len(named) > most:
        named = [*named[: most // 2], f"{len(named) - most // 2 - 1} more (--details)", named[-1]]
    return " > ".join(named)


def _named(label: str) -> str:
    return label if label == UNNAMED else quoted(label) if label else "a control without a name"


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


def _search(cost: SearchCost, refuse: Way | None) -> str:
    unknown = "" if refuse is None else ", not known until it is a refusal: more clicks than can be counted"
    refusing = unknown if cost.to_refusal is None else f", {_clicks(cost.to_refusal)} until it is a refusal"
    noun = "click" if _clicks(cost.actions) == "1" else "clicks"
    chances = {"accepted": cost.accepted, "refused": cost.refused, "neither": cost.other}
    first = ", ".join(f"{name} {_percent(chance)}" for name, chance in chances.items())
    return f"an estimate: {_clicks(cost.actions)} {noun} until it ends{refusing}; first end: {first}"


def _assumed(cost: SearchCost) -> Iterator[str]:
    if cost.giving_up:
        curve = ", ".join(f"{_percent(one.given_up)} at {one.rate:g} % a press" for one in cost.giving_up)
        yield f"given up before refusing, by the rate of quitting, which nobody knows: {curve}"
    for assumed in cost.assumptions:
        yield f"assumed: {assumed}"


def _clicks(estimate: Estimate) -> str:
    return _between(*map(_number, (estimate.low, estimate.high)))


def _number(value: float) -> str:
    if value >= HUGE:
        return f"{value:.3g}"
    return f"{value:.0f}" if value >= LARGE else f"{value:g}"


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
