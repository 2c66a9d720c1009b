"""What a search costs somebody who does not know the way: an absorbing random walk over the states that were seen.

A person picks by chance among what a state offers until something is decided. From the chances of one pick follow, by
linear equations, the clicks to expect and the chances of each ending (J. G. Kemeny and J. L. Snell, Finite Markov
Chains, 1960, chapter III: t = N c and B = N R with N = (I - Q)^-1, c being what a pick costs in a state).

The equations are solved by eliminating one state after the other, which is Gaussian elimination on a graph. Nothing is
ever subtracted (W. K. Grassmann, M. I. Taksar and D. P. Heyman, Regenerative Analysis and Steady State Distributions
for Markov Chains, 1985), so that no digits are lost where an ending is rare; states are taken in the order of their
names, so that the result is the same in every order in which they are told. A library would bring a dependency of its
own, for a few hundred equations at most, and promises no such thing.

Nobody chooses by chance. The numbers compare pages under one set of assumptions, and predict no person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from math import fsum, isfinite
from typing import Literal

import networkx as nx

from analyzer.canonical import DECIMALS
from analyzer.exploring.intents import SAVING
from analyzer.exploring.turning import Between, Option, Options, is_followed
from analyzer.model.exploration import Estimate, Found, Press, Quitting, SearchCost

ASSUMPTIONS = (
    "each control in question is picked with the same chance, and nothing is remembered",
    "an option of a native list is a control of its own, for two clicks",
    "of several answers to a question of the browser each is as likely",
    "words that nothing marks as a control, and whose press did nothing, are none; nor is what stands around a switch",
    "switches are pressed one at a time; pressed again, one is as it was before",
    "between switches that were turned in a row, what else stands there leads where it does before; saving is neither",
    "a control that was not tried is passed over (fewest clicks), or costs a click and changes nothing (most)",
    "such a control never (least chance) or always (greatest chance) leads to the ending in question",
    "from where nothing leads on, going back is one more thing to pick, for one click, to a state that leads there",
    "who wants to refuse and ends otherwise starts over, for one click",
    "who gives up does so before a pick, at the same rate before each; no rate is known, so there is a curve",
)
"""What the estimate assumes, in the words of a report."""

UNSEEN = "unseen"
"""Where a control leads that was not tried."""

GAVE_UP = "gave up"
"""Where somebody ends who gives up."""

RATES = (1, 2, 5, 10, 20, 50)
"""Rates of quitting, in percent a pick, at which the curve is told."""

Untried = Literal["passed over", "in vain", "unseen"]
"""What becomes of somebody who picks a control that was not tried."""


@dataclass(frozen=True)
class Pick:
    """One pick in a state: the clicks to expect of it, and the chance of each state or ending it leads to."""

    clicks: float
    to: Mapping[str, float]


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
    try:
        low, high, chances = (walk.absorbed(walk.picks(untried)) for untried in ("passed over", "in vain", "unseen"))
    except OverflowError:
        return None
    elsewhere = chances.to.get(UNSEEN, 0)
    accepted, refused, other = (chances.to.get(ending, 0) for ending in ("accepted", "refused", "other"))
    return SearchCost(
        actions=_estimate(low.clicks, high.clicks),
        to_refusal=_refusing(walk) if "refused" in low.to else None,
        accepted=_estimate(100 * accepted, 100 * (accepted + elsewhere)),
        refused=_estimate(100 * refused, 100 * (refused + elsewhere)),
        other=_estimate(100 * other, 100 * (other + elsewhere)),
        giving_up=_giving_up(walk) if "refused" in low.to else (),
        assumptions=ASSUMPTIONS,
    )


def absorbed(start: str, picks: Mapping[str, Pick]) -> Pick:
    """Return from ``start`` the clicks to expect until an ending, and the chance of each: one pick for the whole walk.

    Parameters
    ----------
    start
        One of ``picks``.
    picks
        Of each state; whatever is led to and is none of them is an ending. From each state some ending can be reached.

    Raises
    ------
    OverflowError
        If from some state no ending can be reached, or only in more clicks than a floating-point number can say.
    """
    clicks = {state: pick.clicks for state, pick in picks.items()}
    to = {state: dict(pick.to) for state, pick in picks.items()}
    for state in sorted(picks, key=lambda one: (one == start, one)):
        onward = to.pop(state)
        onward.pop(state, None)
        leaves = fsum(onward.values())
        if not leaves or not isfinite(clicks[state] / leaves):
            raise OverflowError(f"{state}: the clicks to an ending are beyond counting")
        whole = Pick(clicks.pop(state) / leaves, {target: chance / leaves for target, chance in onward.items()})
        for other, row in to.items():
            if share := row.pop(state, 0):
                clicks[other] += share * whole.clicks
                for target, chance in whole.to.items():
                    row[target] = row.get(target, 0) + share * chance
    return whole


class _Walk:
    """The states seen, and those between them, as somebody meets them who does not know the way."""

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
        ended = met & self._endings.keys()
        self.leading = {state for ending in ended for state in nx.ancestors(self._graph, ending)}

    def absorbed(self, picks: Mapping[str, Pick]) -> Pick:
        return absorbed(self.start, picks)

    def picks(self, untried: Untried) -> dict[str, Pick]:
        """Return the one pick of each state that can be met."""
        return {state: self._pick(state, untried) for state in self._states}

    def starting_over(self, picks: Mapping[str, Pick]) -> dict[str, Pick]:
        """Return the picks of somebody who goes on until it is a refusal."""
        return {state: self._again(pick) for state, pick in picks.items()}

    def _again(self, pick: Pick) -> Pick:
        to = dict(pick.to)
        amiss = fsum(to.pop(ending, 0) for ending in ("accepted", "other"))
        if amiss:
            to[self.start] = to.get(self.start, 0) + amiss
        return Pick(pick.clicks + amiss, to)

    def _unrolled(self, presses: Sequence[Press]) -> Options:
        """Return what can be picked in each state, one control at a time."""
        alone = {state: [one for one in presses if one.source == state and one.controls == 1] for state in self._offers}
        options: Options = {
            state: [Option(weight, press.clicks, press.target) for press, weight in _weights(alone[state])]
            for state in alone
        }
        rows = [one for one in presses if one.controls > 1 and not is_followed(one, alone)]
        # Two rows may end where one does that was pressed in another order: what lies between is the same.
        for row in {(one.source, one.target): one for one in sorted(rows, key=lambda one: one.labels)}.values():
            between = Between(row, alone, self._beside(row, alone[row.source]), self._endings)
            self._offers |= dict.fromkeys(between.unseen, self._offers[row.source])
            for state, more in between.options.items():
                options.setdefault(state, []).extend(more)
        return options

    def _beside(self, row: Press, alone: Sequence[Press]) -> list[Option]:
        """Return what can be picked beside the switches of a row while some are turned: only a part is saved then."""
        return [
            Option(weight, one.clicks, "other" if one.intent in SAVING and one.target in self._endings else one.target)
            for one, weight in _weights([one for one in alone if one.labels[:1] and one.labels[0] not in row.labels])
        ]

    def _pick(self, state: str, untried: Untried) -> Pick:
        options = [(one.weight, one.clicks, self._endings.get(one.to, one.to)) for one in self._options.get(state, ())]
        left = max(self._offers[state] - sum((weight for weight, _, _ in options), Fraction(0)), Fraction(0))
        if state not in self.leading:
            back = [one for one in self._graph.predecessors(state) if one in self._met and one != state]
            options += [(Fraction(1, len(back)), 1, one) for one in back]
        if untried != "passed over":
            options.append((left, 1, UNSEEN if untried == "unseen" else state))
        weights = sum(weight for weight, _, _ in options)
        to: dict[str, Fraction] = {}
        for weight, _, target in options:
            to[target] = to.get(target, Fraction(0)) + weight / weights
        clicks = sum(weight * clicks for weight, clicks, _ in options) / weights
        return Pick(float(clicks), {target: float(chance) for target, chance in to.items() if chance})


def _refusing(walk: _Walk) -> Estimate | None:
    try:
        low, high = (walk.absorbed(walk.starting_over(walk.picks(untried))) for untried in ("passed over", "in vain"))
    except OverflowError:
        return None
    return _estimate(low.clicks, high.clicks)


def _giving_up(walk: _Walk) -> tuple[Quitting, ...]:
    passed, vain = (walk.starting_over(walk.picks(untried)) for untried in ("passed over", "in vain"))
    curve = []
    for rate in RATES:
        low, high = (walk.absorbed(_quitting(picks, rate / 100)).to[GAVE_UP] for picks in (passed, vain))
        curve.append(Quitting(rate=rate, given_up=_estimate(100 * low, 100 * high)))
    return tuple(curve)


def _quitting(picks: Mapping[str, Pick], rate: float) -> dict[str, Pick]:
    """Return the picks of somebody who gives up before each with this rate, from 0 to 1."""
    return {
        state: Pick(pick.clicks, {GAVE_UP: rate} | {target: chance * (1 - rate) for target, chance in pick.to.items()})
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
