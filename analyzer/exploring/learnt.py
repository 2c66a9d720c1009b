"""What a search has learnt of switches: what each gave at first, what pressing it moves, and which need no press."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from analyzer.exploring.about import nobody_needs
from analyzer.exploring.intents import SAVING
from analyzer.exploring.looked import Looked, Spot, label, located, spots
from analyzer.exploring.meaning import answers_in
from analyzer.exploring.reading import Reading
from analyzer.exploring.states import Edge, State, Step
from analyzer.exploring.switches import EXACT, SWITCHES, Panel, fewest, option, radios
from analyzer.model import Control
from analyzer.model.exploration import UNNAMED


@dataclass(frozen=True)
class Moves:
    """What pressing each switch of a panel moves, and where it led, from the state in which that was tried.

    ``still`` are those whose press changed nothing at all.
    """

    state: int
    moves: dict[Spot, frozenset[Spot]] = field(default_factory=dict)
    led: dict[Spot, int] = field(default_factory=dict)
    still: set[Spot] = field(default_factory=set)

    def assume(self, alike: Iterable[Spot]) -> None:
        """Take switches for such as move themselves, as others do that look like them."""
        self.moves.update({one: frozenset({one}) for one in alike})

    @property
    def stuck(self) -> frozenset[Spot]:
        """Those that cannot be moved though nothing says so, where others can."""
        return frozenset(self.still) if self.still < self.moves.keys() else frozenset()


class Learnt:
    """What is known of the switches of one search; ``required`` are those without which nobody can go on."""

    def __init__(self) -> None:
        self.required: set[Spot] = set()
        self._defaults: dict[Spot, bool] = {}
        self._panels: dict[frozenset[Spot], Moves] = {}
        self._aliases: dict[Spot, Spot] = {}
        self._switching: dict[tuple[int, int | None], list[Step]] = {}

    def see(self, given: Mapping[Spot, bool]) -> None:
        """Remember what switches gave where they were first seen."""
        for one, is_on in given.items():
            self._defaults.setdefault(one, is_on)

    def given(self, state: State, unfolded: dict[Spot, bool]) -> dict[Spot, bool]:
        """Return what each optional switch gave on the way to a state; one that was not on it, as it was first seen.

        ``unfolded`` is what those gave that lay folded where the last control was pressed. One that cannot be moved is
        one of what must be on, as one that says so is, unless its name tells otherwise.
        """
        left_out = self.required | {one for one in self._stuck if not nobody_needs(_named(one))}
        given = {**self._defaults, **unfolded, **state.switches}
        return {one: is_on for one, is_on in given.items() if one not in left_out}

    def has_unseen(self, state: State) -> bool:
        """Return whether a switch that was seen somewhere was not seen on the way to a state."""
        return not self._defaults.keys() <= state.switches.keys()

    def has_turned_off(self, state: State) -> bool:
        """Return whether a switch that was on when it was first seen is off in a state."""
        return any(self._defaults.get(one) and not is_on for one, is_on in state.switches.items())

    def keeps_unnamed(self, state: State) -> bool:
        """Return whether a switch is on in a state that cannot be moved and has no name to tell what it is of."""
        return any(state.switches.get(one) and not _named(one) for one in self._stuck)

    @property
    def _stuck(self) -> frozenset[Spot]:
        return frozenset(one for panel in self._panels.values() for one in panel.stuck)

    def begin(self, panel: Panel, state: State) -> Moves:
        """Return where it is written down what is learnt of a panel in a state."""
        moves = self._panels[frozenset(panel.states)] = Moves(state.number)
        return moves

    def moves(self, panel: Panel) -> Moves | None:
        """Return what is known of the switches of a panel, null where none was tried."""
        return self._panels.get(frozenset(panel.states))

    def knows(self, panel: Panel) -> bool:
        """Return whether the switches of a panel have been tried somewhere."""
        return frozenset(panel.states) in self._panels

    def is_mixture(self, state: State, reading: Reading) -> bool:
        """Return whether a state is one of the many combinations of switches that were each tried by themselves."""
        if not state.way or len(state.offer.switches) <= EXACT:
            return False
        panel = reading.panel(state.looked.screen, state.offer.switches)
        return state.way[-1].spot in panel.states and self.knows(panel)

    def plans(self, state: State, reading: Reading, edges: Sequence[Edge]) -> Iterator[tuple[Step, ...]]:
        """Yield the fewest presses that turn all switches of a state off, and all on, of those that matter."""
        looked = state.looked
        panel = reading.panel(looked.screen, state.offer.switches)
        learnt = self._panels[frozenset(panel.states)]
        idle = _idle(learnt, edges) if len(panel) > EXACT else frozenset()
        groups = radios(looked.screen, state.offer.switches)
        for wanted in (False, True):
            needed = panel.other_than(wanted=wanted, needed=self.required) - idle - learnt.stuck
            pressed = fewest(
                needed, {one: learnt.moves[one] for one in panel.states if one in needed & learnt.moves.keys()}
            )
            chosen = [option(members, answers_in(reading.language), wanted=wanted) for members in groups]
            there = located(looked.screen)
            controls = [there.get(one) for one in pressed if one in learnt.moves]
            controls += [control for control in chosen if not control.checked]
            where = spots(looked.screen)
            plan = tuple(switching(looked, one, where[one.key], reading) for one in controls if one)
            if len(plan) > 1 or (plan and (groups or learnt.state != state.number)):
                yield plan

    def note_alias(self, edge: Edge) -> None:
        """Note that a control around a switch does what the switch does: where both are offered, one is pressed."""
        first, step, between = edge.steps[0], edge.steps[-1], (edge.source, edge.target)
        if first.spot.role in SWITCHES:
            self._switching.setdefault(between, []).append(first)
        if len(edge.steps) > 1 or step.intent is not None or step.typed or step.spot.role in SWITCHES or not step.path:
            return
        for inner in self._switching.get(between, ()):
            if inner.frame == step.frame and inner.path.startswith(f"{step.path}."):
                self._aliases[step.spot] = inner.spot

    def repeats(self, where: Spot, state: State) -> bool:
        """Return whether pressing what stands there does what pressing a switch does that is offered in a state."""
        return self._aliases.get(where) in state.offer.switches


def _named(one: Spot) -> str:
    return one.name or one.text


def switching(looked: Looked, control: Control, where: Spot, reading: Reading) -> Step:
    """Return the press of a switch, which stands at ``where``; one without a name is called by the words beside it."""
    around, intent = looked.of(control), reading.meaning(control, "", ()).intent
    called = label(control) or around.beside or UNNAMED
    return Step(where, control.frame, around.path, called, intent)


def _idle(learnt: Moves, edges: Sequence[Edge]) -> frozenset[Spot]:
    """Return the switches that change nothing of what is saved, if others do."""
    saving = [
        edge for edge in edges if len(edge.steps) == 1 and edge.target is not None and edge.steps[0].intent in SAVING
    ]
    # Beside what is called after saving, an "OK" may accept whatever the switches say.
    plain = [edge for edge in saving if edge.steps[0].intent != "acknowledge"]
    saved = {(edge.source, edge.steps[0].spot): edge.target for edge in plain or saving}
    first = {where: target for (source, where), target in saved.items() if source == learnt.state}
    idle = set()
    for one, state in learnt.led.items():
        again = {where: saved[state, where] for where in first if (state, where) in saved}
        if again and all(first[where] == target for where, target in again.items()):
            idle.add(one)
    return frozenset(idle) if len(idle) < len(learnt.led) else frozenset()
