"""Ratings of flows by people, read strictly from a TOML file, so that they can stand beside what is measured.

A file holds one scale and the answers on it. ``[scale]`` has ``id``, ``name`` and ``source`` (where its items are
published: the System Darkness Scale, or one's own), ``items`` (their wordings), ``low`` and ``high`` (the ends of every
answer), ``level`` (``nominal``, ``ordinal`` or ``interval``), and ``reversed`` (numbers of the items, from 1, on which
a high answer means ease). Each ``[[ratings]]`` has ``flow`` (an id), ``rater`` (a pseudonym) and ``values``, an answer
an item in their order, ``"-"`` where there is none.

A rating is the mean of its answers, reversed where that is said, on the scale 0 (no friction) to 100.
"""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

from analyzer import storage
from analyzer.errors import InputError
from analyzer.handwritten import LARGEST, tables
from analyzer.ranking.alpha import Level, alpha

FULL = 100
"""A rating at the darkest end of every item."""

MISSING = "-"

_SCALE = ("id", "name", "source", "items", "low", "high", "level", "reversed")
_RATING = ("flow", "rater", "values")


@dataclass(frozen=True, slots=True)
class Scale:
    """A questionnaire: its items, the ends of an answer, and which items are turned round, numbered from 1."""

    id: str
    name: str
    source: str
    items: tuple[str, ...]
    low: Fraction
    high: Fraction
    level: Level
    reversed: frozenset[int]


@dataclass(frozen=True, slots=True)
class Rating:
    """One person's answers about one flow, an item each, already turned round; None where there is none."""

    flow: str
    rater: str
    values: tuple[Fraction | None, ...]


@dataclass(frozen=True, slots=True)
class Ratings:
    """A scale and all answers on it, in the order of the file."""

    scale: Scale
    ratings: tuple[Rating, ...]

    @property
    def flows(self) -> tuple[str, ...]:
        """Every rated flow, once."""
        return tuple(dict.fromkeys(one.flow for one in self.ratings))

    def mean(self, flow: str) -> Fraction | None:
        """Return the mean over raters of their means over items, 0 to 100; None where nobody answered."""
        means = [mean for one in self.ratings if one.flow == flow and (mean := self._mean(one)) is not None]
        return sum(means, Fraction(0)) / len(means) if means else None

    def raters(self, flow: str) -> int:
        """Return how many people rated a flow."""
        return sum(one.flow == flow and self._mean(one) is not None for one in self.ratings)

    def agreement(self) -> Fraction | None:
        """Return Krippendorff's alpha of the ratings, at the level of intervals: means of answers are no ranks."""
        return alpha([self._means(flow) for flow in self.flows], "interval")

    def agreement_on(self, item: int) -> Fraction | None:
        """Return Krippendorff's alpha on one item, counted from 1, at the level that the scale states."""
        answers = {flow: [one.values[item - 1] for one in self.ratings if one.flow == flow] for flow in self.flows}
        return alpha(
            [[value for value in values if value is not None] for values in answers.values()], self.scale.level
        )

    def _means(self, flow: str) -> list[Fraction]:
        return [mean for one in self.ratings if one.flow == flow and (mean := self._mean(one)) is not None]

    def _mean(self, rating: Rating) -> Fraction | None:
        given = [value for value in rating.values if value is not None]
        if not given:
            return None
        return FULL * (sum(given, Fraction(0)) / len(given) - self.scale.low) / (self.scale.high - self.scale.low)


def read_ratings(path: Path) -> Ratings:
    """Return the ratings in a file.

    Raises
    ------
    InputError
        If it cannot be read or is not what it must be; the line names file, table and key.
    """
    file = tables(storage.read_file(path, LARGEST), str(path))
    _keys(file, ("scale", "ratings"), str(path))
    scale = _scale(file["scale"], f"{path}: [scale]")
    if not isinstance(file["ratings"], list) or not file["ratings"]:
        raise InputError(f"{path}: ratings: at least one [[ratings]] is expected")
    ratings = tuple(
        _rating(table, scale, f"{path}: [[ratings]] {number}") for number, table in enumerate(file["ratings"], start=1)
    )
    for (flow, rater), times in Counter((one.flow, one.rater) for one in ratings).items():
        if times > 1:
            raise InputError(f"{path}: {rater} rates {flow} {times} times; keep one")
    return Ratings(scale, ratings)


def _scale(table: Any, place: str) -> Scale:
    _keys(table, _SCALE, place)
    items = table["items"]
    if not isinstance(items, list) or not items or not all(isinstance(item, str) and item for item in items):
        raise InputError(f"{place}: items: a list of at least one wording is expected")
    low, high = (_number(table[key], f"{place}: {key}") for key in ("low", "high"))
    if low >= high:
        raise InputError(f"{place}: low must be below high")
    if table["level"] not in get_args(Level):
        raise InputError(f"{place}: level: one of {', '.join(get_args(Level))} is expected, not {table['level']!r}")
    turned = table["reversed"]
    if not isinstance(turned, list) or not all(type(one) is int and 1 <= one <= len(items) for one in turned):
        raise InputError(f"{place}: reversed: numbers of items from 1 to {len(items)} are expected")
    return Scale(
        id=_text(table["id"], f"{place}: id"),
        name=_text(table["name"], f"{place}: name"),
        source=_text(table["source"], f"{place}: source"),
        items=tuple(items),
        low=low,
        high=high,
        level=table["level"],
        reversed=frozenset(turned),
    )


def _rating(table: Any, scale: Scale, place: str) -> Rating:
    _keys(table, _RATING, place)
    values = table["values"]
    if not isinstance(values, list) or len(values) != len(scale.items):
        raise InputError(f"{place}: values: a list of {len(scale.items)} is expected, one an item")
    return Rating(
        flow=_text(table["flow"], f"{place}: flow"),
        rater=_text(table["rater"], f"{place}: rater"),
        values=tuple(_value(value, scale, number, place) for number, value in enumerate(values, start=1)),
    )


def _value(value: Any, scale: Scale, item: int, place: str) -> Fraction | None:
    if value == MISSING:
        return None
    number = _number(value, f"{place}: values: item {item}")
    if not scale.low <= number <= scale.high:
        raise InputError(f"{place}: values: item {item}: {value} is not from {scale.low} to {scale.high}")
    return scale.low + scale.high - number if item in scale.reversed else number


def _keys(table: Any, expected: tuple[str, ...], place: str) -> None:
    if not isinstance(table, Mapping):
        raise InputError(f"{place}: a table is expected")
    for key in table:
        if key not in expected:
            raise InputError(f"{place}: unknown key {key!r}; known are: {', '.join(expected)}")
    for key in expected:
        if key not in table:
            raise InputError(f"{place}: key {key!r} is missing")


def _number(value: Any, place: str) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise InputError(f"{place}: a number is expected, not {value!r}")
    return Fraction(str(value))


def _text(value: Any, place: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{place}: a text is expected, not {value!r}")
    return value
