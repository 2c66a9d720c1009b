"""The exhibits of an annex, numbered once: E1..En are the screens, each printed once however often it was met."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from analyzer.counting import words_in
from analyzer.model import Box, Report, RouteReport, ScreenCard, Step, Walk
from analyzer.reports.comparison import ordered
from analyzer.reports.html import pictures

_MOST_WORDS = 700
"""Words of a screen that are printed; the stored page, whose hash stands beside them, has all."""


@dataclass(frozen=True)
class Text:
    """A piece of interface text as the screen shows it, in its own language; ``role`` is a control's, else ""."""

    words: str
    language: str
    role: str


@dataclass(frozen=True)
class Outline:
    """A control that was operated, in parts of the picture (0 to 100), and the route and step that did so."""

    left: float
    top: float
    width: float
    height: float
    route: str
    step: int


@dataclass(frozen=True)
class Place:
    """Where on a route a screen was met, and what was done there."""

    route: str
    screen: ScreenCard
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Repeated:
    """How many words to read of a screen are not printed again, because the exhibit of this number has them."""

    exhibit: int
    words: int

    @property
    def anchor(self) -> str:
        """The name of that exhibit within the annex."""
        return f"E{self.exhibit}"


@dataclass(frozen=True)
class Exhibit:
    """One screen: how it looked, what it says, where it was met and what was done on it, the hashes of both files.

    ``places`` are more than one where picture and stored page are the same, byte by byte. ``picture`` is a ``data:``
    address, "" where there is none. ``texts`` are those that no exhibit before shows; ``left_out`` counts words for
    which there is no room.
    """

    number: int
    places: tuple[Place, ...]
    picture: str
    outlines: tuple[Outline, ...]
    texts: tuple[Text, ...]
    repeated: tuple[Repeated, ...]
    left_out: int

    @property
    def anchor(self) -> str:
        """Its name within the annex."""
        return f"E{self.number}"

    @property
    def screen(self) -> ScreenCard:
        """The screen where it was met first."""
        return self.places[0].screen

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of its texts, in order."""
        return tuple(dict.fromkeys(text.language for text in self.texts))


def exhibits(report: Report, walks: Mapping[str, Walk], images: Callable[[str], bytes]) -> tuple[Exhibit, ...]:
    """Return the screens of all routes in the order they were met, refusal first, each once."""
    by_path, kept = pictures.embedded((card for way in report.routes.values() for card in way.screens), images)
    address = {one.id: one.address for one in kept}
    shown: dict[Text, int] = {}
    found = []
    for number, places in enumerate(_places(report), start=1):
        card = places[0].screen
        texts, repeated, left_out = _printed(_texts(walks.get(places[0].route), card.number), shown)
        shown |= dict.fromkeys(texts, number)
        picture = address.get(by_path.get(card.screenshot, ""), "")
        outlines = tuple(_outlines(places)) if picture else ()
        found.append(Exhibit(number, places, picture, outlines, texts, repeated, left_out))
    return tuple(found)


def _places(report: Report) -> list[tuple[Place, ...]]:
    """Return where each screen was met, those together whose picture and stored page are the same."""
    by_content: dict[tuple[str, ...], list[Place]] = {}
    for name in ordered(report.routes):
        way = report.routes[name]
        for card in way.screens:
            steps = tuple(step for step in way.steps if step.source == card.number)
            by_content.setdefault(_content(name, card), []).append(Place(name, card, steps))
    return [tuple(places) for places in by_content.values()]


def _content(route: str, card: ScreenCard) -> tuple[str, ...]:
    """Return what a screen is known by: both its files and its address, or itself alone where a file is missing."""
    if card.sha256 and card.dom_sha256:
        return card.sha256, card.dom_sha256, card.url
    return route, str(card.number)


def at(shown: Sequence[Exhibit], route: str, number: int) -> Exhibit | None:
    """Return the exhibit of a screen of a route, null where there is none."""
    places = ((one, place) for one in shown for place in one.places)
    return next((one for one, place in places if (place.route, place.screen.number) == (route, number)), None)


def stepped(
    way: RouteReport, name: str, shown: Sequence[Exhibit]
) -> tuple[tuple[Step, Exhibit | None, Exhibit | None], ...]:
    """Return the steps of a route, each with the exhibits on which it began and ended."""
    return tuple((step, at(shown, name, step.source), at(shown, name, step.target)) for step in way.steps)


def _texts(walk: Walk | None, number: int) -> Iterator[Text]:
    """Yield what a screen says: running text in reading order, then names of controls that are not in it already."""
    screen = next((one for one in walk.screens if one.number == number), None) if walk else None
    if walk is None or screen is None:
        return
    said = set()
    for block in screen.blocks:
        words = " ".join(block.text.split())
        if words and words not in said:
            said.add(words)
            yield Text(words, block.language or screen.language or walk.flow.language, "")
    for control in screen.controls:
        words = " ".join((control.name or control.text).split())
        if words and words not in said:
            said.add(words)
            language = control.language or screen.language or walk.flow.language
            yield Text(words, language, control.role or control.tag)


def _printed(texts: Iterator[Text], shown: Mapping[Text, int]) -> tuple[tuple[Text, ...], tuple[Repeated, ...], int]:
    """Return as many texts as there is room for that no exhibit before has, what those have, and the rest's words."""
    kept: list[Text] = []
    taken = left_out = 0
    repeated: dict[int, int] = {}
    for text in texts:
        words = words_in(text.words)
        if text in shown:
            repeated[shown[text]] = repeated.get(shown[text], 0) + (0 if text.role else words)
        elif taken + words > _MOST_WORDS or left_out:
            left_out += words
        else:
            taken += words
            kept.append(text)
    return tuple(kept), tuple(Repeated(*one) for one in sorted(repeated.items()) if one[1]), left_out


def _outlines(places: Sequence[Place]) -> Iterator[Outline]:
    """Yield the control that was operated first at each place, as far as the picture shows it."""
    for place in places:
        step = next((step for step in place.steps if step.box), None)
        if step and step.box and (outline := _outline(step.box, place, step.number)):
            yield outline


def _outline(control: Box, place: Place, step: int) -> Outline | None:
    seen = place.screen.viewport
    left, top = control.x - seen.x, control.y - seen.y
    right, bottom = left + max(control.width, 1), top + max(control.height, 1)
    if right <= 0 or bottom <= 0 or left >= seen.width or top >= seen.height or not (seen.width and seen.height):
        return None
    left, top = max(left, 0), max(top, 0)
    return Outline(
        round(100 * left / seen.width, 2),
        round(100 * top / seen.height, 2),
        round(100 * (min(right, seen.width) - left) / seen.width, 2),
        round(100 * (min(bottom, seen.height) - top) / seen.height, 2),
        place.route,
        step,
    )
