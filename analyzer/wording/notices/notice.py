"""What a notice rule is: a module with a manual, and a function from a notice to what it lacks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Protocol

from analyzer.references import Hook
from analyzer.saying import Said
from analyzer.wording.intents import REFUSING, intent
from analyzer.wording.lexicon import load
from analyzer.wording.normalising import Passage, read
from analyzer.wording.phrasebook import Hit

RIGHTS = ("objection", "refusal", "withdrawal", "erasure", "cancellation", "ccpa_opt_out")
"""Topics of the lexicons that name a right."""

_ANSWERS = REFUSING | {"cancel", "delete"}
_NO = frozenset({"no", "non", "nein", "nee", "nao", "nie"})
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")


@dataclass(frozen=True)
class Notice:
    """A whole notice: its headline, its body with paragraphs parted by line breaks, and the labels of its controls.

    ``controls`` stand by themselves, ``links`` in a sentence of the body.
    """

    headline: str
    body: str
    controls: tuple[str, ...]
    language: str
    links: tuple[str, ...] = ()

    @cached_property
    def text(self) -> str:
        """Headline and body, parted by a line break."""
        return f"{self.headline}\n{self.body}" if self.headline else self.body

    @cached_property
    def passage(self) -> Passage:
        """The words of ``text``."""
        return read(self.text)

    @property
    def opening(self) -> str:
        """The headline, else the first sentence: what an absence is quoted from."""
        found = _SENTENCE.search(self.body)
        return self.headline.strip() or (found.group().strip() if found else "")

    def hits(self, topic: str, passage: Passage | None = None) -> tuple[Hit, ...]:
        """Return what ``passage``, else the whole text, says of a topic of the lexicon."""
        return load(self.language).says(topic, self.passage if passage is None else passage)

    def rights(self, text: str) -> tuple[str, ...]:
        """Return the words of a text that name a right, in the order of the topics."""
        return self._named(text, RIGHTS)

    def ways(self, text: str) -> tuple[str, ...]:
        """Return the words of a text that name a right, or another way to say no ("ask for a person instead")."""
        return self._named(text, (*RIGHTS, "way"))

    def _named(self, text: str, topics: Sequence[str]) -> tuple[str, ...]:
        asked = None if text == self.text else read(text)
        words = asked or self.passage
        return tuple(words.quote(hit.first, hit.last) for topic in topics for hit in self.hits(topic, asked))

    def answers_no(self) -> bool:
        """Tell whether a control refuses, or names a right."""
        return any(self._refuses(label) for label in self.controls)

    def _refuses(self, label: str) -> bool:
        bare = frozenset(read(label).words) <= _NO
        return bare or intent(label, self.language).intent in _ANSWERS or bool(self.ways(label))

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The sentences of ``passage``, each the words ``first`` up to, not including, ``last``."""
        words, breaks = self.passage.words, self.passage.breaks
        starts = [place for place in range(len(words)) if place == 0 or breaks[place] == "."]
        return tuple(pairwise([*starts, len(words)]))


@dataclass(frozen=True, slots=True)
class Lack:
    """What a notice rule found: words that the notice does have, and what was looked for."""

    quote: str
    why: Said


class NoticeRule(Protocol):
    """A module of ``analyzer.wording.notices``; its docstring is its manual."""

    ID: str
    """Name of the rule and of its file."""
    TITLE: str
    """The rule in a few words."""
    HOOKS: tuple[Hook, ...]
    """What the rule rests on."""
    AGAINST: str
    """What can be said against a finding of this rule."""

    def find(self, notice: Notice) -> Iterator[Lack]:
        """Yield what the rule finds; at most one."""
        ...
