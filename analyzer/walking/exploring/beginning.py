"""The first look at a page: its language, and what asks there, for a while, always, or when somebody begins to read."""

from dataclasses import replace

from analyzer.exploring.choices import Offer
from analyzer.exploring.looked import Looked
from analyzer.exploring.meaning import spoken
from analyzer.exploring.reading import Reading
from analyzer.walking.exploring.visit import Visit


def first_look(visit: Visit, start: str, language: str) -> tuple[Looked, Offer]:
    """Open the page at ``start`` and look at it; if nothing asks, at once as well, and when somebody has begun to read.

    What asks at once and is gone soon after takes silence for an answer: from then on the visit makes haste. Or it
    reads on where it must. Its pages are read as this one is; ``language`` was asked for.

    Raises
    ------
    WalkError
        If it cannot be opened.
    """
    visit.going.open(start)
    looked, offer = _listened(visit, language)
    if offer.asks:
        return looked, offer
    at_first = visit.reading
    visit.hasten(start, looked.stored)
    soon, early = _listened(visit, language)
    if early.asks:
        return soon, early
    visit.reading = at_first
    visit.take_time()
    visit.going.read_on()
    further, late = _listened(visit, language)
    if late.asks:
        return further, late
    visit.going.stop_reading()
    visit.reading = at_first
    return looked, offer


def _listened(visit: Visit, language: str) -> tuple[Looked, Offer]:
    """Look at the start; note its language, and whether its content and no dialog asks."""
    looked, read_in = visit.eyes.look(), visit.reading.language
    visit.reading = reading = Reading(spoken(looked, language))
    if reading.language != read_in:
        looked = visit.eyes.look()
    offer = reading.offer(looked, led_here=True)
    if offer.asks:
        return looked, offer
    of_content = replace(reading, content=True)
    content = of_content.offer(looked, led_here=True)
    if not content.asks:
        return looked, offer
    visit.reading = of_content
    return looked, content
