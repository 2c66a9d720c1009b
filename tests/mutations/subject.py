"""What is mutated: a flow in its first language, walked and judged as it stands, and the pages it was served."""

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from functools import cached_property

from bs4 import BeautifulSoup, Tag

from analyzer import counting
from analyzer.counting.places import seen
from analyzer.flows import Flow
from analyzer.mocks import Request, Response
from analyzer.model import Block, Control, Finding, Report, Screen, Transition, Walk
from analyzer.storage import Gathered
from tests.mutations.mocks import is_page

_TELLING = ("id", "name", "href", "type")


@dataclass(frozen=True)
class Mark:
    """What tells an element of a page from others: its looks, and which of how many that look alike it is."""

    looks: tuple[str, ...]
    place: int
    many: int

    @classmethod
    def of(cls, tag: Tag) -> "Mark":
        *_, page = tag.parents
        alike = [other for other in page.find_all(tag.name) if _looks(other) == _looks(tag)]
        return cls(_looks(tag), next(place for place, other in enumerate(alike) if other is tag), len(alike))

    def on(self, page: BeautifulSoup) -> list[Tag]:
        """Return the one element of a page that bears the mark; none where as many look alike as on another page."""
        alike = [tag for tag in page.find_all(self.looks[0]) if _looks(tag) == self.looks]
        return [alike[self.place]] if len(alike) == self.many else []


def _looks(tag: Tag) -> tuple[str, ...]:
    """Return an element's tag, the attributes that tell it apart, and its words where it is pressed."""
    told = [f"{name}={tag[name]}" for name in _TELLING if tag.has_attr(name)]
    if tag.get("type") in ("radio", "checkbox"):
        told.append(f"value={tag.get('value')}")
    return (tag.name, *told, words_of(tag) if tag.name in ("a", "button") else "")


@dataclass(frozen=True)
class Act:
    """A step of the refusal on a control of the service, the control's element, and the label the script knows it by.

    ``key`` is "" where no statement names the label alone.
    """

    step: Transition
    screen: Screen
    after: Screen
    control: Control
    tag: Tag
    mark: Mark
    key: str

    @property
    def url(self) -> str:
        """The address of the page acted on, as a service sees it."""
        return self.screen.url.partition("#")[0]

    @property
    def label(self) -> str:
        return self.control.name or self.control.text


@dataclass(frozen=True)
class Subject:
    """A flow as it stands. ``served`` are all requests of its refusal, ``accepting`` those of its acceptance."""

    flow: Flow
    language: str
    report: Report
    gathered: Gathered
    served: tuple[tuple[Request, Response], ...]
    accepting: tuple[tuple[Request, Response], ...]

    @property
    def walk(self) -> Walk:
        return self.gathered.walk

    @cached_property
    def script(self) -> str:
        """The refusal's script."""
        script = self.flow.routes["refuse"].script
        return script.read_text(encoding="utf-8") if script and script.suffix == ".py" else "def refuse(page): ..."

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """The steps on controls that are found on the page as it was served, in order."""
        return tuple(act for step in self.walk.transitions for act in self._act(step) if self.elements(act))

    def stored(self, screen: int, key: str) -> Tag | None:
        """Return a control's element in the page as it was kept."""
        page = BeautifulSoup(self.gathered.doms.get(screen, ""), "html.parser")
        return page.select_one(f'[data-optout-key="{key}"]')

    def elements(self, act: Act) -> list[Tag]:
        """Return what an act was on, once for each time that its page was served with it."""
        return [tag for page in self.pages(act.url) for tag in act.mark.on(page)]

    def pages(self, url: str = "") -> Iterator[BeautifulSoup]:
        """Return the pages that were served to the refusal, those at ``url`` or all."""
        return (page for address, page in self._pages if not url or address == url)

    def words(
        self, rewritten: Callable[[Screen, Block], str] = lambda _, block: block.text, without: Container[int] = ()
    ) -> int:
        """Return the words the refusal shows, each text once, with texts rewritten or screens left out."""
        screens = [screen for _, _, screen in seen(self.walk) if screen.number not in without]
        return sum(map(words_in, {" ".join(rewritten(one, block).split()) for one in screens for block in one.blocks}))

    def findings(self, measure: str) -> tuple[Finding, ...]:
        (answer,) = (one for one in self.report.measurements if one.id == measure)
        return answer.findings

    @property
    def depths(self) -> dict[int, int]:
        """The paragraph that each link in running text stands in, by step."""
        numbers = (
            (one.step or 0, re.search(r"paragraph (\d+)$", one.message)) for one in self.findings("hidden_in_text")
        )
        return {step: int(number[1]) if number else 1 for step, number in numbers}

    def value(self, measure: str) -> float | None:
        (answer,) = (one for one in self.report.measurements if one.id == measure)
        return answer.value

    @cached_property
    def _pages(self) -> list[tuple[str, BeautifulSoup]]:
        pages = ((asked.url, answered.body) for asked, answered in self.served if is_page(answered))
        return [(url, BeautifulSoup(body, "html.parser")) for url, body in pages]

    def _act(self, step: Transition) -> Iterator[Act]:
        on = counting.target_of(step)
        if on is None or not step.source:
            return
        screen = counting.screen_of(self.walk, step.source)
        if counting.is_channel(screen, self.walk) or on.frame:
            return
        tag = self.stored(screen.number, on.key)
        control = next((one for one in screen.controls if (one.key, one.frame) == (on.key, on.frame)), None)
        if tag is not None and control is not None:
            after, key = counting.screen_of(self.walk, step.target), self._key(on.name)
            yield Act(step, screen, after, control, tag, Mark.of(tag), key)

    def _key(self, name: str) -> str:
        labels = self.flow.labels.get(self.language, {})
        asked = [key for key in labels if f"labels['{key}']" in self.script or f'labels["{key}"]' in self.script]
        same = [key for key in asked if labels[key].casefold() == name.casefold()]
        like = [key for key in asked if labels[key].casefold() in name.casefold()]
        return same[0] if len(same) == 1 else like[0] if len(like) == 1 else ""


def words_in(text: str) -> int:
    """Return the number of words: what stands between spaces and holds a letter or a digit."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def words_of(tag: Tag) -> str:
    return " ".join(tag.get_text().split())
