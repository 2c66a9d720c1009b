"""The dates, durations and counts that a statement on the way names."""

import math
from collections.abc import Iterator, Sequence

from analyzer.wording.normalising import Passage
from analyzer.wording.phrasebook import Hit
from analyzer.wording.routes.route import Shown

_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0}
_HALF = 0.5

FOR_EVER = math.inf
"""A duration without end."""


def dates(screen: Shown, passage: Passage) -> Iterator[tuple[str, str]]:
    """Yield day and month of each date; days stand beside the month, before or behind it."""
    for hit in screen.hits("deadline", passage):
        if hit.slot != "month":
            continue
        near = [word for word in passage.words[max(hit.first - 2, 0) : hit.first + 2] if word[:1].isdigit()]
        if near:
            day = "".join(letter for letter in near[0] if letter.isdigit())
            yield "date", f"{day} {passage.words[hit.first]}"


def durations(hits: Sequence[Hit], passage: Passage) -> Iterator[tuple[str, str | float]]:
    """Yield each duration in days, and each day of the week as a date; the number stands right before its unit."""
    numbers = {hit.first: float(hit.slot.removeprefix("n_")) for hit in hits if hit.slot.startswith("n_")}
    numbers |= {place: float(word) for place, word in enumerate(passage.words) if word.isdecimal() and word.isascii()}
    numbers |= {hit.first: _HALF for hit in hits if hit.slot == "half"}
    for hit in hits:
        if hit.slot == "weekday":
            yield "date", passage.words[hit.first]
        elif hit.slot == "now":
            yield "span", 0.0
        elif hit.slot == "ever":
            yield "span", FOR_EVER
        elif hit.slot in _DAYS:
            beside, before = numbers.get(hit.first - 1), numbers.get(hit.first - 2)
            near = [one for one in (beside, None if before == 1 else before) if one is not None]
            if near:
                yield "span", (_HALF if _HALF in near else near[0]) * _DAYS[hit.slot]


def counts(screen: Shown, passage: Passage) -> Iterator[tuple[str, float]]:
    """Yield each number with the thing it counts, by the stem of the word behind it."""
    for place, word in enumerate(passage.words[:-1]):
        if word.isdecimal() and word.isascii():
            for stem in screen.stems(passage.quote(place + 1, place + 2)):
                yield f"count {stem}", float(word)
