"""The clicks and endings to expect of a walk by chance, of which the one pick of each state is known.

The equations are solved by eliminating one state after the other, which is Gaussian elimination on a graph. Nothing is
ever subtracted (W. K. Grassmann, M. I. Taksar and D. P. Heyman, Regenerative Analysis and Steady State Distributions
for Markov Chains, 1985), so that no digits are lost where an ending is rare; states are taken in the order of their
names, so that the result is the same in every order in which they are told. A library would bring a dependency of its
own, for a few hundred equations at most, and promises no such thing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum, isfinite

UNSEEN = "unseen"
"""Where a control leads that was not tried."""

ENOUGH = 1e-9
"""By what part the most clicks must grow to count as more: what is equal may be rounded to either side."""


@dataclass(frozen=True)
class Pick:
    """One pick in a state: the clicks to expect of it, and the chance of each state or ending it leads to."""

    clicks: float
    to: Mapping[str, float]


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
    return _eliminated(start, picks)[start]


def _eliminated(start: str, picks: Mapping[str, Pick]) -> dict[str, Pick]:
    """Return from each state, ``start`` the last, the clicks until one that comes later or an ending, and to which."""
    clicks = {state: pick.clicks for state, pick in picks.items()}
    to = {state: dict(pick.to) for state, pick in picks.items()}
    eliminated = {}
    for state in sorted(picks, key=lambda one: (one == start, one)):
        onward = to.pop(state)
        onward.pop(state, None)
        leaves = fsum(onward.values())
        if not leaves or not isfinite(clicks[state] / leaves):
            raise OverflowError(f"{state}: the clicks to an ending are beyond counting")
        whole = Pick(clicks.pop(state) / leaves, {target: chance / leaves for target, chance in onward.items()})
        eliminated[state] = whole
        for other, row in to.items():
            if share := row.pop(state, 0):
                clicks[other] += share * whole.clicks
                for target, chance in whole.to.items():
                    row[target] = row.get(target, 0) + share * chance
    return eliminated


def _clicks_from(start: str, picks: Mapping[str, Pick]) -> dict[str, float]:
    """Return the clicks to expect from every state until an ending."""
    clicks: dict[str, float] = {}
    for state, pick in reversed(_eliminated(start, picks).items()):
        clicks[state] = pick.clicks + fsum(chance * clicks.get(to, 0) for to, chance in pick.to.items())
    return clicks


def most_clicks(start: str, picks: Mapping[str, Pick], again: float | None = None) -> float:
    """Return the clicks to expect where each control that was not tried leads to where most of them are left.

    ``again`` is what starting over costs, null where any end will do. The state is found by policy iteration (R. A.
    Howard, Dynamic Programming and Markov Processes, 1960, chapter 4): the worst for one choice is the next one, until
    none is worse.
    """
    chosen, most = (start, 0.0), 0.0
    while True:
        clicks = _clicks_from(start, {state: _led(pick, *chosen) for state, pick in picks.items()})
        worst = [(clicks[state], state, 0.0) for state in picks]
        worst += [] if again is None else [(clicks[start] + again, start, again)]
        left, state, more = max(worst)
        if left <= most * (1 + ENOUGH):
            return clicks[start]
        chosen, most = (state, more), left


def _led(pick: Pick, state: str, more: float) -> Pick:
    """Return a pick where what was not tried leads to a state, for so many clicks more."""
    to = dict(pick.to)
    chance = to.pop(UNSEEN, 0)
    if chance:
        to[state] = to.get(state, 0) + chance
    return Pick(pick.clicks + chance * more, to)
