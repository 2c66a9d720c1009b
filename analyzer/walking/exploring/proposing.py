"""What could be done next in a state of a flow, by who knows the person and her mailbox, and no way."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from analyzer.counting.shown import is_new
from analyzer.exploring.answers import sought
from analyzer.exploring.looked import Spot, found, label, spot, spots, unfolded
from analyzer.exploring.plans import Plan, plans, within_reach
from analyzer.exploring.scent import FAIR, GOOD, STRONG, Aim
from analyzer.exploring.states import POINTER, SOUGHT, State, Step
from analyzer.flows import Flow
from analyzer.model import Control
from analyzer.saying import quoted
from analyzer.walking.exploring.ground import Ground, origin
from analyzer.walking.exploring.menus import Menu
from analyzer.walking.exploring.person import Person
from analyzer.walking.exploring.visit import Visit

MAILBOX = Spot("", "mailbox", "", 0)
"""Where the mailbox stands among what could be pressed: it is another channel, and no control of the service."""

FAMILIAR = 2
"""What it costs more to try what could be pressed on the same screen before: a press is made for what comes of it."""


class Proposing:
    """Proposes plans in states of ``flow``; ``spared`` is what was not proposed on purpose.

    ``note`` is told what is in the way, and how many clicks the shortest way has at least that it hides; ``pointed``
    that the pointer was laid on something in a state.
    """

    def __init__(  # noqa: PLR0913 - who proposes knows the flow, the person, and where she is
        self, flow: Flow, ground: Ground, aim: Aim, language: str, visit: Visit, person: Person, *,
        note: Callable[[str, int], None], pointed: Callable[[State], None],
    ) -> None:  # fmt: skip
        self.spared: list[str] = []
        self._flow, self._ground, self._language, self._aim = flow, ground, language, aim
        self._visit, self._person, self._note, self._pointed = visit, person, note, pointed

    def plans(self, state: State, steps: tuple[Step, ...]) -> Iterator[Plan]:
        """Yield what could be done in a state to which ``steps`` have led."""
        looked = state.looked
        controls = within_reach(looked)
        # A message that starts the route is its first screen, and the link in it the first click.
        channels = self._flow.site.channels.keys() - {origin(self._ground.start)}
        elsewhere = origin(looked.screen.url) in channels
        for plan in plans(looked, self._aim, self._language, self._typed(state, controls)):
            control = found(looked.screen, plan.steps[-1].spot)
            leads = control.href if control else ""
            if leads.startswith(("http:", "https:")) and not self._ground.allows(leads):
                self.spared.append(f"{quoted(plan.steps[-1].label)} was not pressed: it leads to another origin")
                continue
            if leads.startswith(("mailto:", "tel:", "sms:")):
                self.spared.append(f"{quoted(plan.steps[-1].label)} was not pressed: it leaves the browser")
                continue
            yield replace(plan, steps=tuple(replace(step, elsewhere=elsewhere) for step in plan.steps))
        for control in controls:
            if control.role == "searchbox" and sought(self._aim.topics, self._language):
                where, path = spot(looked.screen, control), looked.of(control).path
                yield Plan(GOOD, (Step(where, control.frame, path, label(control), None, typed=SOUGHT),))
        for place in self._menus(state):
            under = Spot("", place.words, place.path, 0)
            yield Plan(FAIR, (Step(under, 0, place.path, place.words, None, typed=POINTER),))
        if self._sends(steps) and not elsewhere and self._person.mailbox:
            answer_comes = any(step.typed == "email" for step in steps)
            cost = STRONG if answer_comes else FAIR
            yield Plan(
                cost, (Step(MAILBOX, 0, "", self._flow.site.channels[self._person.mailbox], None, elsewhere=True),)
            )

    def _menus(self, state: State) -> list[Menu]:
        """Return the places of a page under which more could be pressed."""
        places, tried = self._visit.menus.under(0, 0)
        if tried:
            self._pointed(state)
        return places

    def _typed(self, state: State, controls: list[Control]) -> dict[str, str]:
        """Return what the fields of a screen are answered with; what nobody knows is noted as what is in the way."""
        typed, missed = self._person.typed(state.looked, controls)
        for why in missed:
            self._note(why, state.clicks + 1)
        return typed

    @staticmethod
    def _sends(steps: tuple[Step, ...]) -> bool:
        return any(step.fills for step in steps) or (bool(steps) and steps[-1].intent == "submit")


def fresh_first(offered: list[Plan], state: State, source: State | None) -> Iterator[Plan]:
    """Yield the plans that a press has made possible, then those that were there before it; see ``unfolded``."""
    before, after = source.looked if source else None, state.looked
    known = set(spots(before.screen).values()) if before and not is_new(before.screen, after.screen) else set()
    dropped = before is not None and unfolded(before, after)
    for plan in offered:
        if plan.steps[-1].spot not in known:
            yield plan
        elif not dropped:
            yield replace(plan, effort=plan.effort + FAMILIAR)
