"""What a search costs somebody who does not know the way: an absorbing random walk over the states that were seen.

A person picks by chance among what a state offers until something is decided. From the chances of one pick follow, by
linear equations, the clicks to expect and the chances of each ending (J. G. Kemeny and J. L. Snell, Finite Markov
Chains, 1960, chapter III: t = N c and B = N R with N = (I - Q)^-1, c being what a pick costs in a state).

Nobody chooses by chance. The numbers compare pages under one set of assumptions, and predict no person.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from math import fsum

import networkx as nx

from analyzer.canonical import DECIMALS
from analyzer.exploring.intents import SAVING
from analyzer.exploring.picks import UNSEEN, Pick, absorbed, most_clicks
from analyzer.exploring.turning import Cube, Option, Options, switches_of
from analyzer.model.exploration import Estimate, Found, Press, Quitting, SearchCost

ASSUMPTIONS = (
    "each control in question is picked with the same chance, and nothing is remembered",
    "an option of a native list is a control of its own, for two clicks",
    "of several answers to a question of the browser each is as likely",
    "words that nothing marks as a control, and whose press did nothing, are none; nor is what stands around a switch",
    "switches are pressed one at a time; pressed again, one is as it was before",
    "where switches were turned, what else stands there leads where it does before, if it was not tried",
    "saving is neither where some switches were turned, and an end of no known kind where all were",
    "a control that was not tried ends it as is wanted (fewest clicks), or leads where most clicks are left (most)",
    "nothing leads to where more clicks are left than anywhere that was seen",
    "such a control never (least chance) or always (greatest chance) leads to the ending in question",
    "from where nothing leads on, going back is one more thing to pick, for one click, to a state that leads there",
    "who wants to refuse and ends otherwise starts over, for one click",
    "who gives up does so before a pick, at the same rate before each; no rate is known, so there is a curve",
)
"""What the estimate assumes, in the words of a report."""

ENDED = "ended"
"""Where a control leads that ends it, nobody has seen how."""

GAVE_UP = "gave up"
"""Where somebody ends who gives up."""

AMISS = ("accepted", "other")
"""How it ends otherwise than as a refusal."""

RATES = (1, 2, 5, 10, 20, 50)
"""Rates of quitting, in percent a pick, at which the curve is told."""


def search_cost(nodes: Sequence[Found], presses: Sequence[Press]) -> SearchCost | None:
    """Return the search cost of an exploration; null where no ending was found from the first of ``nodes``.

    It is null too where the clicks to expect are more than a floating-point number can say.

    Parameters
    ----------
    nodes
        The states, the start first. Accepted, refused, and whatever the search left at that, are endings.
    presses
        What was pressed in them. Those without a target count as not tried, those of no control not at all.
    """
    if not nodes:
        return None
    walk = _Walk(nodes, presses)
    if walk.start not in walk.leading:
        return None
    fewest, most = walk.picks(walk.hopeful), walk.picks(walk.leading)
    try:
        first = absorbed(walk.start, fewest)
        high = most_clicks(walk.start, most)
    except OverflowError:
        return None
    elsewhere = fsum(first.to.get(ending, 0) for ending in (UNSEEN, ENDED))
    accepted, refused, other = (first.to.get(ending, 0) for ending in ("accepted", "refused", "other"))
    return SearchCost(
        actions=_estimate(first.clicks, high),
        to_refusal=_refusing(walk.start, fewest, most) if refused else None,
        accepted=_estimate(100 * accepted, 100 * (accepted + elsewhere)),
        refused=_estimate(100 * refused, 100 * (refused + elsewhere)),
        other=_estimate(100 * other, 100 * (other + elsewhere)),
        giving_up=_giving_up(walk.start, fewest, most) if refused else (),
        assumptions=ASSUMPTIONS,
    )


def _starting_over(start: str, picks: Mapping[str, Pick], again: float, amiss: Sequence[str]) -> dict[str, Pick]:
    """Return the picks of somebody who starts over, which costs ``again``, wherever it ended as in ``amiss``."""
    begun = {}
    for state, pick in picks.items():
        to = dict(pick.to)
        chance = fsum(to.pop(ending, 0) for ending in amiss)
        if chance:
            to[start] = to.get(start, 0) + chance
        begun[state] = Pick(pick.clicks + chance * again, to)
    return begun


class _Walk:
    """The states seen, and those between them, as somebody meets them who does not know the way.

    ``leading`` are those from which something that was pressed leads to an end, ``hopeful`` those from which something
    does or may that was not tried.
    """

    def __init__(self, nodes: Sequence[Found], presses: Sequence[Press]) -> None:
        self.start = nodes[0].id
        self._endings = {node.id: ending for node in nodes if (ending := _ending(node))}
        self._offers = {node.id: node.offers for node in nodes if node.id not in self._endings}
        self._options = self._unrolled([one for one in presses if one.target and one.source in self._offers])
        self._graph: nx.DiGraph[str] = nx.DiGraph()
        self._graph.add_node(self.start)
        self._graph.add_edges_from((state, one.to) for state, options in self._options.items() for one in options)
        met = {self.start} | nx.descendants(self._graph, self.start)
        self._states = [state for state in self._offers if state in met]
        self._met = met
        ended = met & {*self._endings, ENDED, *AMISS}
        self.leading = self._before(ended)
        self.hopeful = self._before(ended | {state for state in self._states if self._left(state)})

    def picks(self, leading: Collection[str]) -> dict[str, Pick]:
        """Return the one pick of each state that can be met; from where is not among ``leading`` one can go back."""
        return {state: self._pick(state, back=state not in leading) for state in self._states}

    def _before(self, states: Iterable[str]) -> set[str]:
        """Return from where some of these states can be reached, themselves included."""
        return {one for state in states for one in {state} | nx.ancestors(self._graph, state)}

    def _left(self, state: str) -> Fraction:
        """Return how many controls of a state it is not known of where they lead."""
        known = sum((one.weight for one in self._options.get(state, ())), Fraction(0))
        return max(self._offers[state] - known, Fraction(0))

    def _unrolled(self, presses: Sequence[Press]) -> Options:
        """Return what can be picked in each state, one control at a time."""
        alone = {state: [one for one in presses if one.source == state and one.controls == 1] for state in self._offers}
        options: Options = {
            state: [Option(weight, press.clicks, press.target) for press, weight in _weights(alone[state])]
            for state in alone
        }
        rows = [one for one in presses if one.controls > 1]
        switches = {state: switches_of(state, alone, rows) for state in alone}
        known: set[str] = set()
        for source in sorted(alone, key=lambda one: (-len(switches[one]), one)):
            if not switches[source] or source in known:
                continue
            cube = Cube(source, switches[source], alone, rows, frozenset(self._endings))
            beside = _Beside(source, cube, alone[source], self._endings)
            for state in cube.corners.keys() - known:
                for more in (cube.untried(state), beside.untried(state, alone[state])):
                    # Where less was offered, not all of this stands there.
                    room = self._offers[state] - sum(one.weight for one in options[state])
                    options[state] += more if state == source or sum(one.weight for one in more) <= room else []
            for size, state in cube.unseen.items():
                self._offers[state] = self._offers[source]
                options[state] = [*cube.between(size), *beside.between(size)]
            known |= cube.corners.keys()
        return options

    def _pick(self, state: str, *, back: bool) -> Pick:
        options = [(one.weight, one.clicks, self._endings.get(one.to, one.to)) for one in self._options.get(state, ())]
        if back:
            before = [one for one in self._graph.predecessors(state) if one in self._met and one != state]
            options += [(Fraction(1, len(before)), 1, one) for one in before]
        options.append((self._left(state), 1, UNSEEN))
        weights = sum(weight for weight, _, _ in options)
        to: dict[str, Fraction] = {}
        for weight, _, target in options:
            to[target] = to.get(target, Fraction(0)) + weight / weights
        clicks = sum(weight * clicks for weight, clicks, _ in options) / weights
        return Pick(float(clicks), {target: float(chance) for target, chance in to.items() if chance})


class _Beside:
    """What can be picked beside the switches of a ``cube``, known from where none of them is turned."""

    def __init__(self, source: str, cube: Cube, pressed: Sequence[Press], endings: Mapping[str, str]) -> None:
        self._source, self._cube, self._endings = source, cube, endings
        self._others = _weights([one for one in pressed if not cube.turns(one)])
        saved = {endings.get(one.target) for one, _ in self._others if one.intent in SAVING}
        self._gives_one_answer = bool(saved & {"accepted", "refused"})

    def between(self, size: int) -> list[Option]:
        """Return what can be picked where so many switches are turned, nobody has seen which."""
        return [self._option(one, weight, f"{self._source} turned {size:06}", size) for one, weight in self._others]

    def untried(self, state: str, pressed: Sequence[Press]) -> list[Option]:
        """Return what can be picked in a state that was seen and was not pressed there."""
        tried = {one.labels[:1] for one in pressed}
        size = len(self._cube.corners[state])
        return [self._option(one, weight, state, size) for one, weight in self._others if one.labels[:1] not in tried]

    def _option(self, one: Press, weight: Fraction, state: str, size: int) -> Option:
        if one.intent in SAVING and one.target in self._endings:
            neither = self._gives_one_answer and not self._cube.is_whole(size)
            return Option(weight, one.clicks, "other" if neither else ENDED)
        return Option(weight, one.clicks, state if one.target == self._source else one.target)


def _refusing(start: str, fewest: Mapping[str, Pick], most: Mapping[str, Pick]) -> Estimate | None:
    try:
        low = absorbed(start, _starting_over(start, fewest, 1, AMISS))
        high = most_clicks(start, _starting_over(start, most, 1, (*AMISS, ENDED)), 1)
    except OverflowError:
        return None
    return _estimate(low.clicks, high)


def _giving_up(start: str, fewest: Mapping[str, Pick], most: Mapping[str, Pick]) -> tuple[Quitting, ...]:
    curve = []
    for rate in RATES:
        low = absorbed(start, _starting_over(start, _quitting(fewest, rate / 100), 0, AMISS))
        high = most_clicks(start, _starting_over(start, _quitting(most, rate / 100), 0, (*AMISS, ENDED)), 0)
        curve.append(Quitting(rate=rate, given_up=_estimate(100 * low.clicks, 100 * high)))
    return tuple(curve)


def _quitting(picks: Mapping[str, Pick], rate: float) -> dict[str, Pick]:
    """Return the picks of somebody who gives up before each with this rate, from 0 to 1, counting that for clicks."""
    return {
        state: Pick(rate, {GAVE_UP: rate} | {target: chance * (1 - rate) for target, chance in pick.to.items()})
        for state, pick in picks.items()
    }


def _ending(node: Found) -> str:
    """Return what is over in a state, "" where nothing is."""
    if node.outcome in {"accepted", "refused"}:
        return node.outcome
    return "other" if node.ended else ""


def _weights(pressed: Sequence[Press]) -> list[tuple[Press, Fraction]]:
    """Return with each press how many controls it stands for.

    Presses that begin with the same name are those of one control, or of as many as were pressed under it and needed no
    answer to the browser.
    """
    named = groupby(sorted(pressed, key=lambda press: press.labels[:1]), key=lambda press: press.labels[:1])
    weighed = []
    for group in (list(presses) for _, presses in named):
        controls = max(sum(len(press.labels) == 1 for press in group), 1)
        weighed += [(press, Fraction(controls, len(group))) for press in group]
    return weighed


def _estimate(low: float, high: float) -> Estimate:
    return Estimate(low=round(low, DECIMALS), high=round(high, DECIMALS))
