"""An earlier walk done again from its record: the same actions on the same elements, with what was put in then.

An element is found by the key that the observer gave it, which counts the elements of a document as they were met; so
what stands elsewhere, or in another order, is not found, and the walk is no reproduction. One that is met only as it is
acted on, a label, is the one that is described as it was then.
"""

from collections import deque
from collections.abc import Mapping
from typing import Any, assert_never

import msgspec
from playwright.sync_api import Dialog, ElementHandle, FilePayload, Page
from playwright.sync_api import Error as PlaywrightError

from analyzer.errors import WalkError
from analyzer.model import (
    Action,
    Answer,
    Check,
    Choose,
    Click,
    Drag,
    Fill,
    Focus,
    History,
    Hover,
    Input,
    Open,
    Pause,
    Press,
    Scroll,
    Target,
    Transition,
    Upload,
    Walk,
)
from analyzer.walking.capturing.capture import Frames
from analyzer.walking.watching.wrapping import unwatched

MOST_ACTS = 2_000
"""Acts of the longest walk that is done again; a press of one key is one."""
LONGEST_PAUSE_MS = 3_600_000
"""The longest countdown that is waited for."""

_FIND = """({ key, ...wanted }) => {
  const observer = window.__optout;
  return observer ? observer.elementOf(key) ?? observer.elementLike(wanted) : null;
}"""


def repeat(page: Page, walk: Walk, inputs: Mapping[int, Input]) -> None:
    """Do on ``page``, where the start is open, what ``walk`` did there after opening it.

    Raises
    ------
    WalkError
        If an action cannot be done again: ``step 4: click: link 'Object' is not where it was``; or if there are more
        than anybody does, or one waits for longer than anybody does.
    """
    check_bounds(walk)
    again = _Again(page, walk, inputs)
    for transition in walk.transitions[1:]:
        try:
            again.do(transition)
        except PlaywrightError as error:
            kind = transition.action.__struct_config__.tag
            first = (error.message.splitlines() or ["no reason given"])[0]
            raise WalkError(f"step {transition.number}: {kind}: {first}") from error


def check_bounds(walk: Walk) -> None:
    """Refuse a walk that nobody would ever see the end of.

    Raises
    ------
    WalkError
        In one line that says what is too much.
    """
    acts = sum(map(_acts, walk.transitions))
    if acts > MOST_ACTS:
        raise WalkError(f"{acts} acts: no procedure takes more than {MOST_ACTS}")
    for one in walk.transitions:
        if isinstance(one.action, Pause) and one.action.milliseconds > LONGEST_PAUSE_MS:
            raise WalkError(f"step {one.number}: wait: longer than an hour")


def _acts(transition: Transition) -> int:
    action = transition.action
    return action.count if isinstance(action, Press) and action.keys else 1


class _Again:
    """The pages of the walk under way, in the order in which they opened, and the answers still to give."""

    def __init__(self, page: Page, walk: Walk, inputs: Mapping[int, Input]) -> None:
        self._walk, self._inputs = walk, inputs
        self._pages = [page]
        self._frames: dict[Page, Frames] = {}
        self._answers = deque(one for one in walk.transitions if isinstance(one.action, Answer))
        page.context.on("page", self._opened)
        if self._answers:
            page.context.on("dialog", self._answer)

    def do(self, transition: Transition) -> None:
        """Do one action; an answer to a dialog was given while the dialog stood open."""
        action, given = transition.action, self._inputs.get(transition.number, Input(number=transition.number))
        number = self._walk.screens[transition.source - 1].page
        if isinstance(action, Open):
            number = self._walk.screens[transition.target - 1].page
            if number > len(self._pages):
                self._opened(self._pages[0].context.new_page())
        if number > len(self._pages):
            raise WalkError(f"step {transition.number}: page {number} did not open")
        page = self._pages[number - 1]
        on: Target | None = getattr(action, "on", None)
        element = self._element(page, on, transition.number) if on else None
        if element is not None:
            _on_element(element, action, given, self._other(page, action, transition.number))
        else:
            _on_page(page, self._pages[self._walk.screens[transition.target - 1].page - 1], action, given)
        with unwatched():
            for one in self._pages:
                self._number_frames(one)

    def _other(self, page: Page, action: Action, step: int) -> ElementHandle | None:
        return self._element(page, action.to, step) if isinstance(action, Drag) and action.to else None

    def _element(self, page: Page, target: Target, step: int) -> ElementHandle:
        with unwatched():
            frames = self._number_frames(page)
            for frame in page.frames:
                if frames.number(frame) == target.frame and target.key:
                    found = frame.evaluate_handle(_FIND, _wanted(target)).as_element()
                    if found is not None:
                        return found
        raise WalkError(f"step {step}: {target.role or target.tag} {target.name!r} is not where it was")

    def _number_frames(self, page: Page) -> Frames:
        frames = self._frames.setdefault(page, Frames(page))
        for frame in page.frames if not page.is_closed() else ():
            frames.number(frame)
        return frames

    def _opened(self, page: Page) -> None:
        if page not in self._pages:
            self._pages.append(page)

    def _answer(self, dialog: Dialog) -> None:
        if not self._answers:
            dialog.dismiss()
            return
        step = self._answers.popleft()
        if isinstance(step.action, Answer) and step.action.accepted:
            given = self._inputs.get(step.number)
            dialog.accept(given.text or "") if given else dialog.accept()
        else:
            dialog.dismiss()


def _wanted(target: Target) -> dict[str, Any]:
    described = {"tag": target.tag, "role": target.role, "name": target.name}
    return {"key": int(target.key.rpartition(".")[2]), **described, **msgspec.to_builtins(target.box)}


def _on_element(element: ElementHandle, action: Action, given: Input, to: ElementHandle | None) -> None:  # noqa: C901, PLR0912 - one case an action
    place = {"x": given.position[0], "y": given.position[1]} if given.position else None
    match action:
        case Click(pointer="touch"):
            element.tap(position=place)  # type: ignore[arg-type]  # a mapping of this shape
        case Click(pointer="script"):
            element.dispatch_event("dblclick" if action.times == 2 else "click")  # noqa: PLR2004 - two is double
        case Click(times=2):
            element.dblclick(button=action.button, position=place)  # type: ignore[arg-type]
        case Click():
            element.click(button=action.button, click_count=action.times, position=place)  # type: ignore[arg-type]
        case Fill():
            element.fill(given.text or "")
        case Press(keys=""):
            element.type(given.text or "")
        case Press():
            for _ in range(action.count):
                element.press(action.keys)
        case Choose():
            element.select_option(label=list(action.options))
        case Check():
            element.set_checked(action.to)
        case Upload():
            element.set_input_files(
                [FilePayload(name=one.name, mimeType=one.type, buffer=one.data) for one in given.files]
            )
        case Hover():
            element.hover(position=place)  # type: ignore[arg-type]
        case Focus():
            element.focus()
        case Drag():
            _drag(element, to)
        case _:
            raise WalkError(f"step {given.number}: {action.__struct_config__.tag} cannot be done again on an element")


def _on_page(page: Page, target: Page, action: Action, given: Input) -> None:  # noqa: C901, PLR0912 - the same
    match action:
        case Open():
            target.goto(action.url)
        case History():
            {"back": page.go_back, "forward": page.go_forward, "reload": page.reload}[action.how]()
        case Press(keys=""):
            page.keyboard.type(given.text or "")
        case Press():
            for _ in range(action.count):
                page.keyboard.press(action.keys)
        case Scroll():
            page.mouse.wheel(action.right, action.down)
        case Pause():
            page.wait_for_timeout(action.milliseconds)
        case Focus() if given.page == "close":
            page.close()
        case Focus() if given.page == "front":
            target.bring_to_front()
        case Focus():
            page.locator(":focus").blur()
        case Answer():
            return
        case Click() | Fill() | Choose() | Check() | Upload() | Hover() | Drag():
            raise WalkError(f"step {given.number}: {action.__struct_config__.tag}: on what is not known")
        case _:
            assert_never(action)


def _drag(element: ElementHandle, to: ElementHandle | None) -> None:
    start, end = element.bounding_box(), to.bounding_box() if to else None
    frame = element.owner_frame()
    if frame is None or start is None or end is None:
        raise WalkError("a drag to nowhere in particular cannot be done again")
    mouse = frame.page.mouse
    mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    mouse.down()
    mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=2)
    mouse.up()
