"""Switches, boxes and radio buttons: how few presses turn everything off, or everything on.

To search all combinations of twelve switches is to look at 4,096 states. Each is pressed once instead, to learn what
it moves beside itself; from that the fewest presses follow, and whether they do what they should is seen afterwards.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from analyzer.exploring.about import nobody_needs
from analyzer.exploring.looked import Looked, Spot, located
from analyzer.model import Control, Screen

EXACT = 3
"""Up to so many presses the fewest are found by trying all; beyond, by taking the switch that moves most first."""

MANY = 12
"""Up to so many switches that look alike each is tried by itself."""

SWITCHES = frozenset({"checkbox", "switch", "menuitemcheckbox", "slider"})
"""Roles of what is on or off; a slider of levels is off at its lower end, and pressed at the other one."""

TURNED = SWITCHES - {"slider"}
"""Roles of what every press turns over."""

RADIOS = frozenset({"radio", "menuitemradio"})


@dataclass(frozen=True)
class Panel:
    """The switches of a screen that a person can move, by where they stand: what each gives now, on or off.

    One whose own label refuses ("Do not sell my data") gives what it is of while it is off.
    """

    states: Mapping[Spot, bool]

    @classmethod
    def of(cls, screen: Screen, spots: Iterable[Spot], refuses: Callable[[Control], bool]) -> "Panel":
        """Read from a screen the switches that are in question; radio buttons are ``radios``."""
        controls = located(screen)
        there = ((one, controls.get(one)) for one in spots)
        return cls(
            {
                one: control.checked != refuses(control)
                for one, control in there
                if control and control.role in SWITCHES and control.enabled and control.checked is not None
            }
        )

    def __len__(self) -> int:
        return len(self.states)

    @property
    def on(self) -> int:
        """How many are on."""
        return sum(self.states.values())

    @property
    def is_uniform(self) -> bool:
        """Whether all are off, or all on."""
        return len(set(self.states.values())) == 1

    def other_than(self, *, wanted: bool, needed: Collection[Spot] = ()) -> frozenset[Spot]:
        """Return those that are not as wanted; those that are ``needed`` to go on are wanted on in any case."""
        return frozenset(one for one, state in self.states.items() if state != (wanted or one in needed))


def locked_on(screen: Screen) -> tuple[str, ...]:
    """Return the names of optional purposes whose switch is on and cannot be moved."""
    return tuple(filter(nobody_needs, map(_named, _locked(screen))))


def always_on(screen: Screen) -> frozenset[tuple[int, str]]:
    """Return the switches, by frame and name, that are on, cannot be moved, and have a name of nothing optional."""
    named = ((one.frame, _named(one)) for one in _locked(screen))
    return frozenset((frame, name) for frame, name in named if name and not nobody_needs(name))


def _locked(screen: Screen) -> Iterator[Control]:
    return (one for one in screen.controls if one.role in SWITCHES and one.checked and not one.enabled)


def _named(control: Control) -> str:
    return control.name or control.text


def lets_on(before: Screen, after: Screen) -> bool:
    """Return whether something can be pressed now that could not be pressed before."""
    barred = {(one.role, one.name, one.frame) for one in before.controls if not one.enabled}
    return any(one.enabled and (one.role, one.name, one.frame) in barred for one in after.controls)


def required(opens: Mapping[Spot, bool]) -> frozenset[Spot]:
    """Return the switches without which nothing goes on, such as "I have read this".

    ``opens`` says of each switch whether moving it let something be pressed. Where all do, what they open only waits
    for a change, whichever it is.
    """
    opening = frozenset(one for one, does in opens.items() if does)
    return opening if len(opening) < len(opens) else frozenset()


def to_try(looked: Looked, panel: Panel) -> frozenset[Spot]:
    """Return the switches that must be tried to know what all do: of many that look alike the first two and the last.

    One that moves the others stands before or after them, or looks otherwise.
    """
    kinds: dict[tuple[object, ...], list[Spot]] = {}
    controls = located(looked.screen)
    for one, is_on in panel.states.items():
        control = controls[one]
        around, box = looked.of(control), control.box
        kind = (control.role, control.frame, is_on, around.box, around.path.count("."), box.width, box.height)
        kinds.setdefault(kind, []).append(one)
    return frozenset(
        one for alike in kinds.values() for one in (alike if len(alike) <= MANY else (*alike[:2], alike[-1]))
    )


def moved(before: Panel, after: Panel) -> frozenset[Spot]:
    """Return the switches whose state a press has changed."""
    return frozenset(one for one, state in after.states.items() if before.states.get(one, state) != state)


def fewest(needed: frozenset[Spot], moves: Mapping[Spot, frozenset[Spot]]) -> tuple[Spot, ...]:
    """Return the fewest switches to press so that all of ``needed`` move, in the order in which they stand.

    Parameters
    ----------
    needed
        The switches that must move.
    moves
        What pressing a switch moves, itself included; one that nobody tried moves itself.

    Returns
    -------
    tuple of Spot
        Exact up to ``EXACT`` presses; beyond that each next press is the one that moves most of what is left
        (V. Chvatal, A Greedy Heuristic for the Set-Covering Problem, 1979).
    """
    order = {one: place for place, one in enumerate(moves)}
    wide = [one for one in moves if moves[one] <= needed and moves[one]]
    moved_by: dict[Spot, list[Spot]] = {one: [] for one in needed}
    for other in wide:
        for one in moves[other]:
            moved_by[one].append(other)
    for count in range(1, min(EXACT, len(needed)) + 1):
        ways = [sorted(order[one] for one in chosen) for chosen in _covers(needed, moves, moved_by, count)]
        if ways:
            standing = list(moves)
            return tuple(standing[place] for place in min(ways))
    left, pressed = set(needed), []
    # What one still moves never grows: whoever is first and moves as much as it last did moves most.
    most = [(-len(moves[one]), order[one], one) for one in wide]
    heapify(most)
    while left and most:
        before, place, best = heappop(most)
        if gain := len(moves[best] & left):
            if gain == -before:
                pressed.append(best)
                left -= moves[best]
            else:
                heappush(most, (-gain, place, best))
    return (*pressed, *sorted(left, key=lambda one: order.get(one, len(order))))


def _covers(
    left: frozenset[Spot], moves: Mapping[Spot, frozenset[Spot]], moved_by: Mapping[Spot, Sequence[Spot]], count: int
) -> Iterator[tuple[Spot, ...]]:
    """Yield what moves all that is left with so many presses: one of them must move what the fewest can move."""
    if not left:
        yield ()
    elif count:
        for one in min((moved_by[one] for one in left), key=len):
            for others in _covers(left - moves[one], moves, moved_by, count - 1):
                yield one, *others


Answer = Callable[[Control], bool | None]
"""Whether an option says yes or no, null where it says neither."""


def radios(screen: Screen, spots: Iterable[Spot]) -> tuple[tuple[Control, ...], ...]:
    """Return the groups of radio buttons of a screen that are in question, in the order in which they stand."""
    groups: dict[tuple[str, int], list[Control]] = {}
    controls = located(screen)
    for control in (controls.get(one) for one in spots):
        if control and control.role in RADIOS and control.enabled:
            groups.setdefault((control.group, control.frame), []).append(control)
    return tuple(tuple(members) for members in groups.values() if len(members) > 1)


def option(members: Sequence[Control], answer: Answer, *, wanted: bool) -> Control:
    """Return the option of a group that says what is wanted.

    Where none says so, the one that says nothing beside one that says the opposite; where nothing is said at all, the
    first stands for yes and the last for no, and what happens then shows whether that was right.
    """
    said = [answer(one) for one in members]
    for value in (wanted, None):
        if value in said and (value == wanted or (not wanted) in said):
            return members[said.index(value)]
    return members[0 if wanted else -1]


def says_yes(members: Sequence[Control], answer: Answer) -> bool | None:
    """Return whether the option of a group that is chosen says yes, null where none is, or what it says is open.

    Of two options, one that says nothing says the opposite of the other.
    """
    said = [answer(one) for one in members]
    if len(said) == 2 and None in said:  # noqa: PLR2004
        opposite = next((not one for one in said if one is not None), None)
        said = [opposite if one is None else one for one in said]
    return next((says for one, says in zip(members, said, strict=True) if one.checked), None)
