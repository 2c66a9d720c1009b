"""Sentences of ours with places in them: written in English here, and heard again by whoever speaks another language.

What is judged is stored as English sentences, whatever language its reader speaks: the same walk gives the same bytes.
So that a report can still say them otherwise, each is made from a template whose places tell by their format what fills
them:

========================  ==============================================================================
``{many:,}``, ``{x:.1f}`` a number, written as the format says; ``{x:number}`` as people write one
``{label}``               words of others, kept as they are
``{why:said}``            a sentence or a word of ours, with a translation of its own
``{names:listed}``        several such: "a, b and c"
``{each:apart}``          several such: "a; b"
``{codes:tongues}``       languages, by their English names: "French and Dutch"
``{place:country}``       a country, by its English name
``{date:day}``            a date as it is stored: "2025-05-20", "2025-05", "2025", "unknown"
``{what:english}``        words of others in English: a flow's author, a browser, a script; some may be known
``{route:way}``           a way by its name: one of the two that every flow has, or another as its flow calls it
========================  ==============================================================================
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import Any, NewType

Said = NewType("Said", str)
"""A sentence made from a template of ours."""

NOTHING = Said("")
"""No sentence: there is nothing to say."""

NUMBER, LISTED, APART = "number", "listed", "apart"
KINDS = frozenset({"said", LISTED, APART, "tongues", "country", "day", "english", "way"})

_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")


def say(template: str, /, **places: object) -> Said:
    """Return a template with its places filled."""
    return Said(_Writer().vformat(template, (), places))


def say_many(one: str, many: str, /, count: float, **places: object) -> Said:
    """Return the template for one thing or for several, as ``count`` says; both have a place of that name."""
    return say(one if count == 1 else many, count=count, **places)


def listed(parts: Sequence[str]) -> str:
    """Return ``a``, ``a and b``, ``a, b and c``; "" for nothing."""
    if len(parts) < 2:  # noqa: PLR2004 - a list of one needs no "and"
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def number(value: float) -> str:
    """Return a number as people write it: no decimals where there are none, commas between thousands."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def quoted(words: str) -> str:
    """Return words of others as a sentence quotes them."""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{words}\N{RIGHT DOUBLE QUOTATION MARK}"


def unlisted(text: str) -> tuple[str, ...]:
    """Return what ``listed`` made a list of, where no part holds a comma or an "and" of its own."""
    begin, _, last = text.rpartition(" and ")
    return (*begin.split(", "), last) if begin else (last,)


@dataclass(frozen=True)
class Place:
    """One place of a template: the words before it, its name, and its format."""

    before: str
    name: str
    kind: str


@dataclass(frozen=True)
class Template:
    """A template taken apart: its places in order, and the words after the last."""

    text: str
    places: tuple[Place, ...]
    after: str

    @property
    def weight(self) -> int:
        """How much of it is words: of two templates that fit, the heavier says more about a sentence."""
        return len(self.after) + sum(len(place.before) for place in self.places)

    @property
    def anchor(self) -> str:
        """Its longest words without a place: a sentence that has not even these was made from another."""
        return max((self.after, *(place.before for place in self.places)), key=len)

    @property
    def quotes(self) -> int:
        """How many of its places take whatever stands there."""
        return sum(not place.kind for place in self.places)

    def heard(self, sentence: str) -> Mapping[str, str] | None:
        """Return what fills the places of a sentence made from this template; null where it was made from another.

        Each place takes as little as it can, so that this takes no longer than a search for the words between.
        """
        found: dict[str, str] = {}
        at = 0
        for number, place in enumerate(self.places):
            if not sentence.startswith(place.before, at):
                return None
            at += len(place.before)
            following = self.places[number + 1].before if number + 1 < len(self.places) else None
            end = len(sentence) - len(self.after) if following is None else sentence.find(following, at)
            if end < at:
                return None
            value = _filling(sentence[at:end], place.kind)
            if value is None:
                return None
            found[place.name], at = value, end
        return found if sentence[at:] == self.after else None


@cache
def template(text: str) -> Template:
    """Take a template apart."""
    places, before = [], ""
    for words, name, kind, _ in Formatter().parse(text):
        if name is None:
            before += words
        else:
            places.append(Place(before + words, name, kind or ""))
            before = ""
    return Template(text, tuple(places), before)


def is_number(kind: str) -> bool:
    """Tell whether a place of this kind holds a number."""
    return bool(kind) and kind not in KINDS


def is_written_number(words: str) -> bool:
    """Tell whether words are a number as a template writes it."""
    return _NUMBER.fullmatch(words) is not None


def _filling(words: str, kind: str) -> str | None:
    """Return what stands in a place, as it was before it was written there; null where it cannot be of that kind."""
    return words if not is_number(kind) or is_written_number(words) else None


class _Writer(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == NUMBER:
            return number(value)
        if format_spec == LISTED:
            return listed(value)
        if format_spec == APART:
            return "; ".join(value)
        return str(value) if format_spec in KINDS else format(value, format_spec)
