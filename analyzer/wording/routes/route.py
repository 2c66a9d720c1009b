"""What a route rule is: a module with a manual, and a function from screens in order to what does not fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from analyzer.references import Hook
from analyzer.wording.language import settle
from analyzer.wording.lexicon import judges, load
from analyzer.wording.normalising import read


@dataclass(frozen=True, slots=True)
class Switch:
    """A control of a screen: its label, its role, and whether it is on, null where that does not apply."""

    label: str
    role: str
    checked: bool | None


@dataclass(frozen=True, slots=True)
class Shown:
    """One screen of a route: the language it declares, its texts in reading order, and its controls."""

    declared: str
    texts: tuple[str, ...]
    controls: tuple[Switch, ...]

    @property
    def said(self) -> tuple[str, ...]:
        """Every text and every label."""
        return (*self.texts, *(control.label for control in self.controls))

    @property
    def language(self) -> str:
        """The language that the screen is in, checked against its words; "" where it cannot be told."""
        return settle(self.declared, "\n".join(self.said))[0]

    def names(self, topic: str) -> Iterator[tuple[str, str]]:
        """Yield what the screen says of a topic of its lexicon, as (slot, words); nothing without a lexicon."""
        if not judges(self.language):
            return
        book = load(self.language).topics[topic]
        for text in self.said:
            passage = read(text)
            for hit in book.hits(passage):
                yield hit.slot, passage.quote(hit.first, hit.last)


@dataclass(frozen=True, slots=True)
class Clash:
    """Words on the screen at ``screen`` (an index) that do not fit those shown before, and why."""

    screen: int
    quote: str
    why: str


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
