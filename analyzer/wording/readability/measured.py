"""What a rule of readability is: a module with a manual, and a function from a text to what is hard in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from analyzer.references import Hook
from analyzer.saying import Said


@dataclass(frozen=True, slots=True)
class Hard:
    """A place ``text[start:end]`` that is hard to read, and the numbers that say so."""

    start: int
    end: int
    why: Said


class ReadabilityRule(Protocol):
    """A module of ``analyzer.wording.readability``; its docstring is its manual."""

    ID: str
    """Name of the rule and of its file."""
    TITLE: str
    """The rule in a few words."""
    HOOKS: tuple[Hook, ...]
    """What the rule rests on."""
    AGAINST: str
    """What can be said against a finding of this rule."""

    def find(self, text: str, language: str) -> Iterator[Hard]:
        """Yield what the rule finds, in order of place."""
        ...
