"""What is tried next from a state: what to press, where to lay the pointer, what to scroll or wait for."""

from collections.abc import Iterator

from analyzer.exploring.choices import ASKING, Choice
from analyzer.exploring.looked import Spot, label, signature, spot
from analyzer.exploring.searched import Searched
from analyzer.exploring.states import POINTER, SCROLL, WAIT, Edge, State, Step
from analyzer.model import Control
from analyzer.saying import quoted
from analyzer.walking.exploring.ground import Ground
from analyzer.walking.exploring.menus import Menu
from analyzer.walking.exploring.place import Place
from analyzer.walking.exploring.visit import Visit


class Offering:
    """Knows what may be pressed on a ``ground``, and what was waited for already."""

    def __init__(self, visit: Visit, ground: Ground, searched: Searched, place: Place) -> None:
        self._visit, self._ground, self._searched, self._place = visit, ground, searched, place
        self._awaited: set[Spot] = set()

    def steps(self, state: State) -> Iterator[tuple[Step, int]]:
        """Yield each step that may be made in a state, with its rank; what may not is written down."""
        for choice in state.offer.choices:
            where = state.looked.of(choice.control).path
            step = Step(
                choice.spot, choice.control.frame, where, choice.label, choice.intent, option=choice.option,
                stays=self._leads_out(choice),
            )  # fmt: skip
            if why := self._withheld(choice, heard=step.stays and not state.looked.of(choice.control).leads):
                self._searched.edges.append(Edge(state.number, None, (step,), why))
                self._searched.spared.append(f"{quoted(choice.label)} was {why}")
            else:
                yield step, choice.rank
        for frame, place in self._menus(state):
            under = Spot("", place.words, place.path, frame)
            yield Step(under, frame, place.path, place.words, None, typed=POINTER), 0
        if barred := self._barred(state):
            where = state.looked.of(barred).path
            scrolls = self._visit.hands.scrolls(barred)
            waiting = spot(state.looked.screen, barred)
            if scrolls or waiting not in self._awaited:
                self._awaited.add(waiting)
                typed = SCROLL if scrolls else WAIT
                yield Step(waiting, barred.frame, where, label(barred), None, typed=typed), 0

    def _withheld(self, choice: Choice, *, heard: bool) -> str:
        """Return why a control is not pressed, "" where it is; ``heard`` says that a script may hear of a link.

        One that leads out is pressed then, if it decides in a box that asks, and all controls may be pressed.
        """
        leads = choice.control.href
        if self._leads_out(choice) and not (heard and self._ground.commits and choice.box and choice.intent in ASKING):
            return "not pressed: it leads to another origin"
        if leads.startswith(("mailto:", "tel:", "sms:")):
            return "not pressed: it leaves the browser"
        if not self._ground.commits and (choice.commits or (choice.intent is None and not (choice.box or leads))):
            return "not pressed: it may commit"
        return ""

    def _leads_out(self, choice: Choice) -> bool:
        leads = choice.control.href
        return leads.startswith(("http:", "https:")) and not self._ground.allows(leads)

    def _menus(self, state: State) -> list[tuple[int, Menu]]:
        """Return the places, by frame, under which more could be pressed: of what asks, or else of the page."""
        boxes = {choice.box for choice in state.offer.choices if choice.box}
        asked = {(int(box.partition(".")[0]), box.partition(".")[2]) for box in boxes} or {(0, "frame")}
        found = [
            (frame, self._visit.menus.under(frame, 0 if box == "frame" else int(box))) for frame, box in sorted(asked)
        ]
        if any(tried for _, (_, tried) in found):
            looked = self._visit.eyes.look()
            if signature(looked, self._searched.before) != state.key:
                self._place.leave()  # what the pointer changed has not changed back
        return [(frame, place) for frame, (places, _) in found for place in places]

    def _barred(self, state: State) -> Control | None:
        """Return a control of what asks that cannot be pressed, one where something around it can be scrolled first."""
        boxes = {choice.box for choice in state.offer.choices if choice.box} | state.offer.boxes
        barred = [
            one
            for one in state.looked.screen.controls
            if not one.enabled and one.role == "button" and state.looked.of(one).box in boxes
        ]
        return next(filter(self._visit.hands.scrolls, barred), barred[0] if barred else None)
