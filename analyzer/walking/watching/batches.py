"""One outermost action with all that happened inside it, written down as transitions.

Actions made inside another one (in a handler of a dialog, a pop-up, an overlay) count as well; the page is looked at
once, when the outermost has ended. Their order is the order in which the page reported them. Each step leads to the
browser's dialog that followed it; the last one leads to the screen that was captured.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec
from playwright.sync_api import Page

from analyzer.model import Action, Answer, Screen, Target
from analyzer.walking.watching import naming
from analyzer.walking.watching.describing import describe
from analyzer.walking.watching.diary import Diary
from analyzer.walking.watching.given import given
from analyzer.walking.watching.holding import Held
from analyzer.walking.watching.reports import Report
from analyzer.walking.watching.tabs import BrowserDialog
from analyzer.walking.watching.wrapping import Call

Step = tuple[Action, Call | BrowserDialog]
"""An action, and what it was: a call, or the answer to a dialog."""


@dataclass
class Batch:
    """What happened; ``reports`` are those that no call accounts for, ``running`` counts calls under way.

    A dialog comes with how many reports had come in when it opened, its own included.
    """

    calls: list[Call] = field(default_factory=list)
    dialogs: list[tuple[int, BrowserDialog]] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    running: int = 0

    def hear(self, report: Report, page: Page) -> None:
        """Give a report to the call that caused it: the innermost under way on its page, or the last one there."""
        calls = [call for call in self.calls if call.page is page]
        running = [call for call in calls if not call.done]
        (running[-1] if running else calls[-1] if calls else self).reports.append(report)

    @property
    def only_waits(self) -> bool:
        """Whether nothing was done but waiting."""
        return all(call.verb == "wait" for call in self.calls)


def write(
    batch: Batch,
    diary: Diary,
    after: Screen,
    seen_on: Callable[[Page], Screen | None],
    held: Held,
    show: Callable[[BrowserDialog, Screen], Screen],
) -> None:
    """Write the batch's transitions and tally its activations.

    Parameters
    ----------
    batch, diary
        What happened, and where it is written.
    after
        The screen captured, or the one before if there was nothing left to capture.
    seen_on
        Returns the screen on which a page was acted on, or None if that one was not captured.
    held
        What is pressed and not yet let go.
    show
        Returns a dialog as a screen on top of another.
    """
    steps: list[Step] = []
    for one in _in_order(batch):
        if isinstance(one, BrowserDialog):
            steps.append((Answer(dialog=one.type, accepted=one.accepted, characters=len(one.text)), one))
            continue
        before = seen_on(one.page)
        seen = describe(one, before, held)
        diary.tally(one.verb, seen.activations if seen else 0, one.reports)
        if seen:
            steps.append((_placed(seen.action, before), one))
    diary.tally("wait", 0, batch.reports)
    _chain(steps, diary, after, show)


def _in_order(batch: Batch) -> list[Call | BrowserDialog]:
    happened: list[tuple[int, Call | BrowserDialog]] = [*batch.dialogs]
    happened += [(_when(call), call) for call in batch.calls]
    return [one for _, one in sorted(happened, key=lambda pair: pair[0])]


def _when(call: Call) -> int:
    """Return when a call acted: at its first report; opening a page acts before anything on that page is reported."""
    if call.verb == "open":
        return call.begun
    return min((told.number for told in call.reports), default=call.begun)


def _chain(steps: list[Step], diary: Diary, after: Screen, show: Callable[[BrowserDialog, Screen], Screen]) -> None:
    before = diary.last
    resting = before or after
    at = before.number if before else 0
    for place, (action, one) in enumerate(steps):
        if isinstance(one, BrowserDialog) and place == 0:
            diary.screens.append(show(one, resting))
            at = diary.screens[-1].number
        if place + 1 == len(steps):
            shown = after
        elif isinstance(following := steps[place + 1][1], BrowserDialog):
            shown = show(following, resting)
        else:
            shown = resting
        if shown is not resting or before is None:
            diary.screens.append(shown)
        diary.step(action, at, shown.number, given(one, len(diary.transitions) + 1))
        at = shown.number


def _placed(action: Action, before: Screen | None) -> Action:
    """Return ``action`` with its element where the screen shows it: inside a frame the page knows only half the way."""
    on: Target | None = getattr(action, "on", None)
    if on is None or on.frame == 0:
        return action
    shown = naming.of_control(before, on.key)
    return msgspec.structs.replace(action, on=msgspec.structs.replace(on, box=shown.box)) if shown else action
