"""What a wording rule is: a module with a manual, and a function from a reading to what it found."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Protocol

from analyzer.model import Reference
from analyzer.references import Hook
from analyzer.saying import Said
from analyzer.wording.intents import REFUSING
from analyzer.wording.lexicon import LOOSE
from analyzer.wording.normalising import Passage
from analyzer.wording.phrasebook import Hit, apart, starting

REFUSALS = REFUSING | {"cancel", "delete"}
"""What a control does whose label is about what one refuses, whatever it says."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words that a rule found: ``quote`` is exactly ``text[start:end]``; ``why`` names what matched.

    ``refs`` say what the rule rests on, ``against`` what can be said against the finding.
    """

    rule: str
    quote: str
    start: int
    end: int
    why: Said
    refs: tuple[Reference, ...]
    against: str


@dataclass(frozen=True, slots=True)
class Found:
    """The words ``first`` up to, not including, ``last``, and why."""

    first: int
    last: int
    why: Said


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as a rule sees it: its words, the hits of the rule's own slots, and what is known of its control.

    ``control`` is the intent of the control whose label the text is: what it does where that is known, else what its
    words say; "" for a control whose intent is open; null for running text. ``role`` is the control's role, "" where it
    is not known. ``beside`` holds the labels of the other answers on the same screen; null where they are not known.
    ``named`` tells whether the text names what one refuses.
    """

    passage: Passage
    language: str
    hits: tuple[Hit, ...]
    control: str | None
    role: str = ""
    beside: tuple[str, ...] | None = None
    named: bool = False

    @property
    def about(self) -> bool:
        """Whether this is about what one refuses: a refusal's label, or a text that names such a thing or its reader.

        Who speaks and who is spoken to counts for the rules that have a slot ``reader``.
        """
        return self.named or self.control in REFUSALS or bool(self.of("reader"))

    def settled(self) -> "Reading":
        """Return it with the loose hits, which any program has too, under their slot's name or left out."""
        if not any(hit.slot.endswith(LOOSE) for hit in self.hits):
            return self
        kept = (hit for hit in self.hits if self.about or not hit.slot.endswith(LOOSE))
        return replace(self, hits=tuple(hit._replace(slot=hit.slot.removesuffix(LOOSE)) for hit in kept))

    def of(self, *slots: str) -> tuple[Hit, ...]:
        """Return the hits of these slots; of two that overlap, the earlier, or the longer at the same place."""
        return apart(tuple(hit for hit in self.hits if hit.slot in slots))

    def telling(self, *slots: str) -> tuple[Hit, ...]:
        """Return the hits of these slots that share no word with one of ``spared``: phrases in which they mean none."""
        return apart(self._unspared(slots))

    def _unspared(self, slots: Collection[str]) -> tuple[Hit, ...]:
        spared = {place for hit in self.hits if hit.slot == "spared" for place in range(hit.first, hit.last)}
        return tuple(hit for hit in self.hits if hit.slot in slots and spared.isdisjoint(range(hit.first, hit.last)))

    def joined(self, one: str, other: str, beside: Sequence[Hit] = ()) -> Iterator[tuple[int, int]]:
        """Yield each part of a sentence, from word to word, that holds telling hits of both slots, in whatever order.

        What shares a word with a hit of ``beside``, which says it already, is left out.
        """
        ones, others = self.telling(one), self._unspared((other,))
        for first, last in self.passage.sentences() if ones and others else ():
            here = starting(ones, first, last)
            # Apart from one of them is enough: "requests may be refused" holds a request beside what is decided.
            there = [
                hit for hit in starting(others, first, last)
                if here and (here[0].last <= hit.first or hit.last <= here[-1].first)
            ]  # fmt: skip
            if here and there:
                start = min(hit.first for hit in (*here, *there))
                end = max(hit.last for hit in (*here, *there))
                if _clear(start, end, beside):
                    yield start, end

    def near(self, slot: str, other: str) -> Iterator[Hit]:
        """Yield each telling hit of a slot that has a telling hit of another in its sentence."""
        ones, others = self.telling(slot), self.telling(other)
        for first, last in self.passage.sentences() if ones and others else ():
            if starting(others, first, last):
                yield from starting(ones, first, last)

    def quote(self, hit: Hit) -> str:
        """Return the words of a hit as they stand in the text."""
        return self.passage.quote(hit.first, hit.last)


class Rule(Protocol):
    """A module of ``analyzer.wording.rules``; its docstring is its manual."""

    ID: str
    """Name of the rule and of its file."""
    TITLE: str
    """The rule in a few words."""
    HOOKS: tuple[Hook, ...]
    """What the rule rests on."""
    AGAINST: str
    """What can be said against a finding of this rule."""

    def find(self, reading: Reading) -> Iterator[Found]:
        """Yield what the rule finds, in order of place."""
        ...


def _clear(first: int, last: int, hits: Sequence[Hit]) -> bool:
    """Tell whether the words share none with hits that are in order and apart."""
    behind = bisect_right(hits, first, key=attrgetter("last"))
    return behind == len(hits) or last <= hits[behind].first
