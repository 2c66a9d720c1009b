"""Several switches turned one after the other, as somebody meets them who presses one control at a time.

A search presses such a row at once, and has not seen what lies between. Each press of one of the switches goes a step
on or, pressed again, a step back: with m of them that is the walk of P. and T. Ehrenfest (1907) between two urns. What
else stands there was not tried in between: it is taken to lead where it leads from where the row begins.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from analyzer.model.exploration import Press

Alone = Mapping[str, Sequence[Press]]
"""The presses of one control each, by the state in which they were made."""


@dataclass(frozen=True)
class Option:
    """What can be picked in a state: for how many controls it stands, what it costs in clicks, and where it leads."""

    weight: Fraction
    clicks: int
    to: str


Options = dict[str, list[Option]]
"""By state."""


def is_followed(row: Press, alone: Alone) -> bool:
    """Return whether presses of one control each were seen to lead where ``row`` does."""
    reached = {row.source}
    for label in row.labels:
        reached = {one.target for state in reached for one in alone.get(state, ()) if one.labels == (label,)}
    return row.target in reached


class Between:
    """What can be picked beside what is known, so that ``row`` is pressed one control at a time.

    ``unseen`` are the states in between, in which the same stands as where the row begins; ``options`` come from them
    and lead to them. ``others`` is what can be picked where the row begins beside its switches. Nothing is picked in
    ``endings``.
    """

    def __init__(self, row: Press, alone: Alone, others: Sequence[Option], endings: Collection[str]) -> None:
        self.unseen = [f"{row.source} > {row.target} {done:06}" for done in range(1, row.controls)]
        self.options: Options = {}
        self._row, self._alone, self._endings = row, alone, endings
        pressed = {one.labels[0]: one.target for one in alone.get(row.source, ()) if {*one.labels[:1]} & {*row.labels}}
        self._seen = [to for to in pressed.values() if to != row.source]
        self._lead(row.source, row.controls - len(pressed), 1, seen=False)
        for label, to in pressed.items():
            if to != row.source:
                left = [one for one in row.labels if one != label]
                self._lead(to, len(left) - self._tried(to, left), 2)
                self._lead(to, 1 - self._tried(to, [label]), 0)
        for done, state in enumerate(self.unseen, 1):
            self._lead(state, row.controls - done, done + 1)
            self._lead(state, done, done - 1)
            self.options[state] += others
        self._lead(row.target, row.controls - self._tried(row.target, row.labels), row.controls - 1)

    def _lead(self, state: str, controls: int, done: int, *, seen: bool = True) -> None:
        """Let so many controls of a state lead to where so many switches are turned, be it to what was ``seen``."""
        if controls <= 0 or state in self._endings:
            return
        options = self.options.setdefault(state, [])
        steps, first = self._row.controls, self._seen if seen and done == 1 else []
        options += [Option(Fraction(controls, steps), 1, to) for to in first]
        if left := steps - len(first):
            to = {0: self._row.source, steps: self._row.target}.get(done) or self.unseen[done - 1]
            options.append(Option(Fraction(controls * left, steps), 1, to))

    def _tried(self, state: str, labels: Iterable[str]) -> int:
        """Return how many of these are known to lead somewhere from a state by themselves."""
        return len({one.labels[0] for one in self._alone.get(state, ()) if len(one.labels) == 1} & set(labels))
