"""What a press has led to: which state it is, and what of the way to it is kept beside what can be seen."""

from dataclasses import dataclass
from functools import cached_property

from analyzer.exploring.intents import ANSWERING, DECIDING, OPEN, SAVING
from analyzer.exploring.looked import Looked, Spot, found, signature, spot
from analyzer.exploring.reading import Reading
from analyzer.exploring.states import Identity, State, Step, out_of_sight, said_throughout, with_asked_anew
from analyzer.exploring.stored import Stored
from analyzer.exploring.switches import RADIOS, locked_on, radios
from analyzer.exploring.told import told

LEADING = frozenset({"settings", "object", "refuse", "refuse_partial"})
"""Intents of controls that lead to a page which is about the choice."""

ON = frozenset({"next", "submit", "save", "info", None})
"""Intents of controls that lead on from such a page to another."""


@dataclass(frozen=True)
class Arrival:
    """A page to which ``steps`` have led from ``source``, in a search that began at ``root``.

    ``switched`` is what the switches on the way gave when the last control was pressed.
    """

    root: State
    source: State
    steps: tuple[Step, ...]
    looked: Looked
    switched: dict[Spot, bool]
    reading: Reading

    @property
    def way(self) -> tuple[Step, ...]:
        """The whole way."""
        return (*self.source.way, *self.steps)

    @property
    def at_once(self) -> int:
        """How many clicks on the way turn a panel's switches together, after each first one."""
        return self.source.at_once + len(self.steps) - 1

    @property
    def last(self) -> Step:
        """The last press."""
        return self.steps[-1]

    @property
    def identity(self) -> Identity:
        """Which state it is."""
        return Identity(self.key, self._unread, self.said, out_of_sight(self.answered, self.looked))

    @cached_property
    def key(self) -> str:
        """What can be seen and read."""
        return signature(self.looked, self._before)

    @cached_property
    def opaque(self) -> bool:
        """Whether the last press stored something, and nothing that can be read."""
        return self.looked.stored.adds_to(self.source.looked.stored) and not self._left.leaves()

    @cached_property
    def said(self) -> str:
        """The answer that every notice on the way was given."""
        answers = self.last.intent in ANSWERING or (self.last.intent is None and self.reading.content)
        if self.key == self.source.key or not answers:
            return self.source.said
        return said_throughout(self.source.said, self.last, self.source.looked, self.looked)

    @cached_property
    def answered(self) -> frozenset[tuple[Spot, int | None]]:
        """What was settled on the way: options that were chosen, and switches where all are alike now.

        A switch by itself is passed over: each combination of them would be another state wherever one goes on to.
        """
        panel = self.reading.panel(self.looked.screen, self.source.offer.switches)
        alike = len(self.steps) > 1 or (self.last.spot in panel.states and panel.is_uniform)
        before = self.source.looked
        chosen = [found(before.screen, one.spot) for one in self.steps if one.spot.role in RADIOS]
        groups = radios(before.screen, self.source.offer.switches) if chosen else ()
        others = {
            (spot(before.screen, one), None)
            for group in groups
            for one in group
            if any(option in group for option in chosen)
        }
        return with_asked_anew(self.source.answered - others, before, self.looked) | {
            (one.spot, one.option)
            for one in self.steps
            if alike or one.option is not None or one.spot.role in RADIOS
        }  # fmt: skip

    @property
    def locked(self) -> tuple[str, ...]:
        """The optional purposes on the way that nobody can switch off, and what a notice was answered yes by."""
        agreed = self.said != self.source.said and self.last.intent == "accept"
        own = (self.last.label,) if agreed else ()
        return (self.source.locked or locked_on(self.source.looked.screen)) + own

    @property
    def led_here(self) -> bool:
        """Whether all of a page is in question: somebody who asked for settings was led there, or is there."""
        there, here = (one.screen.url.partition("#")[0] for one in (self.source.looked, self.looked))
        if there == here:
            return self.source.led_here
        chosen = self.looked.stored.since(self._before).leaves()
        return self.last.intent in LEADING or (self.source.led_here and not chosen and self.last.intent in ON)

    @property
    def opened(self) -> frozenset[str]:
        """The boxes that an answer or a saving in a box which asks has opened."""
        if self.last.intent not in DECIDING or not self.source.offer.asks:
            return frozenset()
        before, after = (
            {around.box for around in looked.around.values() if around.box}
            for looked in (self.source.looked, self.looked)
        )
        return frozenset(after - before)

    @property
    def _before(self) -> Stored:
        return self.root.looked.stored

    @cached_property
    def _left(self) -> Stored:
        """What the last press has left behind."""
        return self.looked.stored.since(self.source.looked.stored)

    @property
    def _unread(self) -> str | None:
        """What keeps states apart that look and store the same.

        That is what the page said was done, what a press that decides has sent, and, where the stored choice cannot be
        read, how the last control was called, and what the switches said that it saved.
        """
        intent = self.last.intent
        unread = intent or self.last.label if self.opaque else None
        sent = self._left.leaves_sent() if intent in DECIDING else {}
        if sent:
            unread = f"{unread} {sorted(sent.items())}"
        speaks = intent in DECIDING or (intent in OPEN and self.looked.stored.adds_to(self._before))
        said = told(self.looked.screen, self.root.looked.screen, self.reading.language).said if speaks else None
        unread = f"{unread} {said}" if said else unread
        if self.opaque and intent in SAVING:
            unread = f"{unread} {sorted(map(str, self.switched.items()))}"
        return unread
