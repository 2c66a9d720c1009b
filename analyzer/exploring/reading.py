"""How the pages of one search are read: in which language, and whether what only wants to be closed asks, too."""

from collections.abc import Iterable
from dataclasses import dataclass

from analyzer.exploring.choices import Offer, offered
from analyzer.exploring.looked import Looked, Spot, spot
from analyzer.exploring.meaning import Meaning, answers_in, meaning_in, refuses_in
from analyzer.exploring.switches import Panel, radios, says_yes
from analyzer.model import Screen


@dataclass(frozen=True)
class Reading:
    """A ``language``; ``content`` says that a box which can only be closed or passed by asks (``choices.offered``)."""

    language: str
    content: bool = False

    @property
    def meaning(self) -> Meaning:
        """What a control means."""
        return meaning_in(self.language)

    def offer(self, looked: Looked, *, led_here: bool, opened: frozenset[str] = frozenset()) -> Offer:
        """Return what a page offers; ``opened`` are boxes that a decision in a box which asks has opened."""
        return offered(looked, self.meaning, led_here=led_here, content=self.content, opened=opened)

    def panel(self, screen: Screen, spots: Iterable[Spot]) -> Panel:
        """Return the switches of a screen that are in question."""
        return Panel.of(screen, spots, refuses_in(self.language))

    def given(self, screen: Screen, spots: Iterable[Spot]) -> dict[Spot, bool]:
        """Return what each switch of a screen gives now, and each group of options that answer, by its first."""
        groups = {spot(screen, one[0]): says_yes(one, answers_in(self.language)) for one in radios(screen, spots)}
        answered = {one: says for one, says in groups.items() if says is not None}
        return {**self.panel(screen, spots).states, **answered}
