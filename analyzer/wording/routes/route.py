"""What a route rule is: a module with a manual, and a function from screens in order to what does not fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol

from analyzer.references import Hook
from analyzer.saying import Said
from analyzer.wording.language import settle
from analyzer.wording.lexicon import judges, load
from analyzer.wording.normalising import Passage, read
from analyzer.wording.phrasebook import Hit

STEM = 5
"""Letters by which two words count as one; a rule of judgement, since inflections stand at the end."""

LONG = 4
"""Letters that a word needs to carry meaning by itself; a rule of judgement."""


@dataclass(frozen=True, slots=True)
class Switch:
    """A control of a screen: its label, its role, and whether it is on, null where that does not apply."""

    label: str
    role: str
    checked: bool | None


@dataclass(frozen=True)
class Shown:
    """One screen of a route: the language it declares, its texts in reading order, and its controls.

    ``pressed`` is the label of the control that led on to the next screen, null where that is not known.
    """

    declared: str
    texts: tuple[str, ...]
    controls: tuple[Switch, ...]
    pressed: str | None = None

    @property
    def said(self) -> tuple[str, ...]:
        """Every text and every label."""
        return (*self.texts, *(control.label for control in self.controls))

    @cached_property
    def language(self) -> str:
        """The language that the screen is in, checked against its words; "" where it cannot be told."""
        return settle(self.declared, "\n".join(self.said))[0]

    def hits(self, topic: str, passage: Passage) -> tuple[Hit, ...]:
        """Return what a passage says of a topic of the screen's lexicon; nothing without a lexicon."""
        return load(self.language).says(topic, passage) if judges(self.language) else ()

    def stems(self, *texts: str) -> frozenset[str]:
        """Return the beginnings of the words that carry meaning.

        Those are the long ones that the lexicon does not list as ``empty`` (your, with, all) or as frequent, and the
        short ones that it lists as ``word``.
        """
        if not judges(self.language):
            return frozenset()
        return frozenset(stem for text in texts for stem in self._stems(read(text)))

    def head(self, text: str) -> str:
        """Return the beginning of the first word that carries meaning, "" where none does."""
        return next(self._stems(read(text)), "") if judges(self.language) else ""

    def _stems(self, passage: Passage) -> Iterator[str]:
        marks = self.hits("stems", passage)
        empty = {hit.first for hit in marks if hit.slot != "word"}
        short = {hit.first for hit in marks if hit.slot == "word"}
        frequent = _frequent(self.language)
        for place, word in enumerate(passage.words):
            if place in short or (len(word) >= LONG and place not in empty and word not in frequent):
                yield word[:STEM].removesuffix("s") if len(word) <= STEM else word[:STEM]


@lru_cache(maxsize=32)
def _frequent(language: str) -> frozenset[str]:
    return frozenset(read(load(language).source.frequent).words)


@dataclass(frozen=True, slots=True)
class Clash:
    """Words on the screen at ``screen`` (an index) that do not fit those shown before, and why."""

    screen: int
    quote: str
    why: Said


class RouteRule(Protocol):
    """A module of ``analyzer.wording.routes``; its docstring is its manual."""

    ID: str
    """Name of the rule and of its file."""
    TITLE: str
    """The rule in a few words."""
    HOOKS: tuple[Hook, ...]
    """What the rule rests on."""
    AGAINST: str
    """What can be said against a finding of this rule."""

    def find(self, screens: Sequence[Shown]) -> Iterator[Clash]:
        """Yield what the rule finds, in order of the screens."""
        ...
