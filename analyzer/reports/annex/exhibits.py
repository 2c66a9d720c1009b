"""The exhibits of an annex, numbered once: E1..En are the screens, F1..Fm the findings that point at them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from analyzer.model import Box, Finding, Measurement, Reference, Report, ScreenCard, Step, Walk
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
    """The control that was operated, in parts of the picture (0 to 100)."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Exhibit:
    """One screen of one route: how it looked, what it says, what was done on it, and the hashes of both files.

    ``picture`` is a ``data:`` address, "" where there is none. ``left_out`` counts words that are not printed.
    """

    number: int
    route: str
    screen: ScreenCard
    picture: str
    outline: Outline | None
    steps: tuple[Step, ...]
    texts: tuple[Text, ...]
    left_out: int

    @property
    def anchor(self) -> str:
        """Its name within the annex."""
        return f"E{self.number}"


@dataclass(frozen=True)
class Found:
    """One finding with its number and the exhibit that shows it, null where it is about the whole."""

    number: int
    finding: Finding
    exhibit: Exhibit | None

    @property
    def anchor(self) -> str:
        """Its name within the annex."""
        return f"F{self.number}"


@dataclass(frozen=True)
class Ground:
    """What one rule of a measure found, the texts it rests on, and what speaks against it."""

    measurement: Measurement
    rule: str
    refs: tuple[Reference, ...]
    against: str
    found: tuple[Found, ...]


def exhibits(report: Report, walks: Mapping[str, Walk], images: Callable[[str], bytes]) -> tuple[Exhibit, ...]:
    """Return the screens of all routes in the order they were met, refusal first."""
    by_path, kept = pictures.embedded((card for way in report.routes.values() for card in way.screens), images)
    address = {one.id: one.address for one in kept}
    found: list[Exhibit] = []
    for name in ordered(report.routes):
        way = report.routes[name]
        for card in way.screens:
            steps = tuple(step for step in way.steps if step.source == card.number)
            texts, left_out = _printed(_texts(walks.get(name), card.number))
            box = next((step.box for step in steps if step.box), None)
            picture = address.get(by_path.get(card.screenshot, ""), "")
            outline = _outline(box, card.viewport) if box and picture else None
            found.append(Exhibit(len(found) + 1, name, card, picture, outline, steps, texts, left_out))
    return tuple(found)


def grounds(report: Report, shown: tuple[Exhibit, ...]) -> tuple[Ground, ...]:
    """Return the findings by rule, those of the measure that adds most points first, each with its exhibit."""
    points = {each.measure: each.points for each in report.score.contributions} if report.score else {}
    by_place = {(one.route, one.screen.number): one for one in shown}
    rules: list[Ground] = []
    number = 0
    for measurement in sorted(report.measurements, key=lambda each: -points.get(each.id, 0)):
        for (rule, refs, against), same in groupby(measurement.findings, lambda one: (one.rule, one.refs, one.against)):
            found = []
            for finding in same:
                number += 1
                found.append(Found(number, finding, by_place.get((finding.route, _screen(report, finding)))))
            rules.append(Ground(measurement, rule, refs, against, tuple(found)))
    return tuple(rules)


def _screen(report: Report, finding: Finding) -> int:
    """Return the screen a finding is about: the one it names, or the one its step was done on."""
    if finding.screen is not None:
        return finding.screen
    steps = report.routes[finding.route].steps if finding.route in report.routes else ()
    return next((step.source for step in steps if step.number == finding.step), 0)


def _texts(walk: Walk | None, number: int) -> Iterator[Text]:
    """Yield what a screen says: running text in reading order, then names of controls that are not in it already."""
    screen = next((one for one in walk.screens if one.number == number), None) if walk else None
    if walk is None or screen is None:
        return
    said = set()
    for block in screen.blocks:
        if words := " ".join(block.text.split()):
            said.add(words)
            yield Text(words, block.language or screen.language or walk.flow.language, "")
    for control in screen.controls:
        words = " ".join((control.name or control.text).split())
        if words and words not in said:
            said.add(words)
            language = control.language or screen.language or walk.flow.language
            yield Text(words, language, control.role or control.tag)


def _printed(texts: Iterator[Text]) -> tuple[tuple[Text, ...], int]:
    """Return as many texts as there is room for, and how many words the others have."""
    kept, taken, left_out = [], 0, 0
    for text in texts:
        words = len(text.words.split())
        if taken + words > _MOST_WORDS or left_out:
            left_out += words
        else:
            taken += words
            kept.append(text)
    return tuple(kept), left_out


def _outline(control: Box, seen: Box) -> Outline | None:
    """Return where the control lies on the picture, or nothing where the picture does not show it."""
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
    )
