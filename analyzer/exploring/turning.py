"""Several switches turned one after the other, as somebody meets them who presses one control at a time.

Which of them are turned tells where one is: a press of one of n switches goes along an edge of a cube of n dimensions,
forth or, pressed again, back. A search has seen a part of its corners, for it presses rows of switches at once and does
not press one again. What leads from a corner to one that was seen is known, whether it was pressed there or not; the
others of so many turned switches are one state, as in the walk of P. and T. Ehrenfest (1907) between two urns. What
else stands there is taken to lead where it leads from where the first switch is turned.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb

from analyzer.model.exploration import Press

Alone = Mapping[str, Sequence[Press]]
"""The presses of one control each, by the state in which they were made."""

Switch = tuple[str, int]
"""One switch: its name, and the how many-th of this name it is."""


@dataclass(frozen=True)
class Option:
    """What can be picked in a state: for how many controls it stands, what it costs in clicks, and where it leads."""

    weight: Fraction
    clicks: int
    to: str


Options = dict[str, list[Option]]
"""By state."""


def switches_of(state: str, alone: Alone, rows: Sequence[Press]) -> frozenset[Switch]:
    """Return the switches of a state that were pressed there, by themselves or in a row, and moved."""
    names: Counter[str] = Counter()
    for row in rows:
        names |= Counter(row.labels) if row.source == state else Counter()
    moved = [one for one in alone.get(state, ()) if len(one.labels) == 1 and one.target != state]
    names |= Counter(one.labels[0] for one in moved if one.switch or one.labels[0] in names)
    return frozenset((name, place) for name, count in names.items() for place in range(count))


class Cube:
    """The corners of the cube whose edges are ``switches``, of which none is turned in ``source``.

    ``corners`` tells of each state that was seen which of them are turned there. ``unseen`` are the states that stand
    for all corners of so many turned switches that were not seen.
    """

    def __init__(
        self, source: str, switches: frozenset[Switch], alone: Alone, rows: Sequence[Press], endings: frozenset[str]
    ) -> None:
        self._switches, self._alone, self._endings = switches, alone, endings
        self._states = {frozenset[Switch](): source}
        self.corners = {source: frozenset[Switch]()}
        following = [source]
        for state in following:
            turned = [(self._named(one.labels), one.target) for one in rows if one.source == state]
            turned += [(frozenset({switch}), to) for switch, to in self._pressed(state).items()]
            for turned_by, to in sorted(turned, key=lambda one: (one[1], sorted(one[0]))):
                corner = self.corners[state] ^ turned_by
                if turned_by and to not in self.corners and corner not in self._states:
                    self._states[corner] = to
                    if to not in endings:
                        self.corners[to] = corner
                        following.append(to)
        seen = Counter(map(len, self._states))
        self._seen = {size: [to for corner, to in self._states.items() if len(corner) == size] for size in seen}
        self.unseen = {
            size: f"{source} turned {size:06}"
            for size in range(1, len(switches) + 1)
            if seen[size] < comb(len(switches), size)
        }

    def untried(self, state: str) -> list[Option]:
        """Return what the switches lead to that were not pressed in a state that was seen."""
        corner, known = self.corners[state], self._pressed(state)
        left = sorted(self._switches - known.keys())
        return [option for switch in left for option in self._to(corner ^ {switch})]

    def between(self, size: int) -> Iterator[Option]:
        """Yield what the switches lead to where so many are turned, nobody has seen which."""
        for onward, controls in ((size + 1, len(self._switches) - size), (size - 1, size)):
            if not controls:
                continue
            seen, corners = self._seen.get(onward, []), comb(len(self._switches), onward)
            for to in seen:
                yield Option(Fraction(controls, corners), 1, to)
            if onward in self.unseen:
                yield Option(Fraction(controls * (corners - len(seen)), corners), 1, self.unseen[onward])

    def turns(self, press: Press) -> bool:
        """Return whether a press of one control is one of a switch of the cube."""
        return len(press.labels) == 1 and (press.labels[0], 0) in self._switches

    def is_whole(self, size: int) -> bool:
        """Return whether so many are all of its switches."""
        return size == len(self._switches)

    def _to(self, corner: frozenset[Switch]) -> list[Option]:
        return [Option(Fraction(1), 1, self._states.get(corner) or self.unseen[len(corner)])]

    def _pressed(self, state: str) -> dict[Switch, str]:
        """Return where the switches lead that were pressed in a state by themselves."""
        single = [one for one in self._alone.get(state, ()) if len(one.labels) == 1]
        counted: Counter[str] = Counter()
        pressed = {}
        for one in sorted(single, key=lambda one: (one.labels, one.target)):
            switch = (one.labels[0], counted[one.labels[0]])
            if switch in self._switches:
                pressed[switch] = one.target
                counted[one.labels[0]] += 1
        return pressed

    def _named(self, labels: Sequence[str]) -> frozenset[Switch]:
        """Return the switches that were pressed in a row, none where one of them is no switch of this cube."""
        row = frozenset((name, place) for name, count in Counter(labels).items() for place in range(count))
        return row if row <= self._switches else frozenset()
