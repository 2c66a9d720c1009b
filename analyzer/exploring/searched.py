"""What a search has seen so far: its states, the presses between them, how each ended, and what was not looked at."""

from typing import Literal

from analyzer.exploring.blanks import in_the_way
from analyzer.exploring.intents import DECIDING, REFUSING, SAVING
from analyzer.exploring.states import Edge, Identity, State, Step
from analyzer.exploring.stored import Stored
from analyzer.exploring.switches import RADIOS, SWITCHES
from analyzer.exploring.verdict import Outcome, Verdict
from analyzer.saying import quoted

Goal = Literal["accept", "refuse"]

WANTED: dict[Goal, Outcome] = {"accept": "accepted", "refuse": "refused"}

NAMED = 3
"""How many of the fields are named that a page wants filled in."""


class Searched:
    """The explored graph; ``hit`` says of each thing that was not looked at how many clicks a way behind it has."""

    def __init__(self) -> None:
        self.states: list[State] = []
        self.edges: list[Edge] = []
        self.verdicts: dict[int, Verdict] = {}
        self.hit: dict[str, int] = {}
        self.spared: list[str] = []
        self._known: dict[Identity, State] = {}
        self._ways: dict[tuple[Step, ...], int] = {}
        self._lengths: set[int] = set()

    @property
    def root(self) -> State:
        """The state in which the page is when it was opened."""
        return self.states[0]

    @property
    def before(self) -> Stored:
        """What was stored when nothing had been pressed."""
        return self.root.looked.stored

    def known(self, identity: Identity) -> State | None:
        """Return the state of this identity, null where it was not seen yet."""
        return self._known.get(identity)

    def add(self, state: State, identity: Identity) -> None:
        """Add a state that was not seen before, and what of it cannot be looked at."""
        self.states.append(state)
        self._known[identity] = state
        self._lead(state)
        if state.looked.unread:
            self.note(f"what floats over s{state.number + 1}, which its scripts keep from being told", state.clicks + 1)
        asked = {choice.box for choice in state.offer.choices if choice.box}
        if state.looked.sealed & asked or (state.looked.sealed and not (state.number or state.offer.asks)):
            self.note(f"what is drawn or embedded in s{state.number + 1}, which tells of no control", state.clicks + 1)

    def shorten(self, state: State, way: tuple[Step, ...], at_once: int) -> None:
        """Lead to a state by a way that is shorter than the one that was known."""
        if self._ways.get(state.way) == state.number:
            del self._ways[state.way]
        state.way, state.at_once = way, at_once
        self._lead(state)

    def _lead(self, state: State) -> None:
        self._ways[state.way] = state.number
        self._lengths.add(len(state.way))

    def note(self, why: str, clicks: int) -> None:
        """Note what was not looked at, and how many clicks the shortest way has at least that it hides."""
        self.hit[why] = min(clicks, self.hit.get(why, clicks))

    def best(self, goal: Goal) -> State | None:
        """Return the state with the fewest clicks in which the goal is reached, as far as is known."""
        reached = [
            state
            for state in self.states
            if (verdict := self.verdicts.get(state.number)) and verdict.outcome == WANTED[goal]
        ]
        return min(reached, key=lambda one: (one.clicks, self.verdicts[one.number].by_label, one.number), default=None)

    def passed(self, state: State) -> list[int]:
        """Return the states that the way to ``state`` passes, start and end included, as far as they have a name."""
        # Of a way that turns hundreds of switches at once, few beginnings are ways themselves.
        begun = (state.way[:length] for length in sorted(self._lengths) if length <= len(state.way))
        return [number for way in begun if (number := self._ways.get(way)) is not None]

    def is_enough(self, clicks: int) -> bool:
        """Return whether no way of so many clicks can be shorter than what is found.

        A way that only its switches speak for is not believed before all that is as near was looked at: a tab may hide
        others, which were on. Nor is a refusal after a switch was moved: another may show what that one has left on.
        Nor is an acceptance by what saves switches: others may give more.
        """
        ways = [self.best(goal) for goal in WANTED]
        return all(way is not None and way.clicks + self._rests_on_switches(way) <= clicks for way in ways)

    def is_decided(self, state: State) -> bool:
        """Return whether a press that decides has stored all or nothing: to take that back is no way to the other."""
        verdict = self.verdicts.get(state.number)
        decided = verdict is not None and verdict.outcome in WANTED.values() and not verdict.by_label
        return decided and state.way[-1].intent in DECIDING

    def note_fields(self) -> None:
        """Note what lies behind what must be filled in."""
        for state in sorted(self.states, key=lambda one: one.clicks):
            fields = list(in_the_way(state, self.edges, self.states))
            fields = list(dict.fromkeys((*(state.offer.fields if self.root.offer.asks else ()), *fields)))
            if not fields:
                continue
            labels = [quoted(field) if field else "a field without a label" for field in fields[:NAMED]]
            named = ", ".join(labels) + (" and more" if len(fields) > NAMED else "")
            verb = "asks" if len(fields) == 1 else "ask"
            self.note(f"{named} {verb} for text, which explore never types", state.clicks + 1)

    def _rests_on_switches(self, state: State) -> bool:
        moved_one = any(step.spot.role in SWITCHES | RADIOS for step in state.way)
        saves = self.verdicts[state.number].by_label and state.way[-1].intent in SAVING
        more = SAVING if self.verdicts[state.number].outcome == "accepted" else REFUSING
        return saves or (moved_one and state.way[-1].intent in more)
