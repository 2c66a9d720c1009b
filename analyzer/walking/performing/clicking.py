"""The clicks of a recording, where in the element they fell, and with what."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Frame, Locator
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from analyzer.recordings.steps import LONGEST_PRESS_MS, Change, Click, CustomStep, DoubleClick, Step, WaitForExpression
from analyzer.walking.performing.locating import located, matches

_BUTTONS: Mapping[str, Literal["left", "middle", "right"]] = {
    "primary": "left",
    "auxiliary": "middle",
    "secondary": "right",
}
_COVERED = "intercepts pointer events"
_NO_TOUCH = "does not support tap"


def click(frame: Frame, step: Click | DoubleClick, timeout: float, *, opens_list: bool) -> None:
    """Click where the recorder saw it; in the middle of the element where something else now lies at that place.

    Where the browser has no touch screen, what was tapped is clicked, as DevTools does it always.

    Raises
    ------
    StepError
        If no such element can be seen.
    """
    element = located(frame, step.selectors, timeout)
    if opens_list and matches(frame, element, "select"):
        return  # choosing, the next step, opens the list itself
    place = _position(element, step)
    try:
        _press(element, step, place, timeout)
    except PlaywrightTimeoutError as error:
        if place is None or _COVERED not in error.message:
            raise
        _press(element, step, None, timeout)


def opens_list(steps: Sequence[Step]) -> bool:
    """Return whether the first step may be the click that opens a native list whose choice is the next step."""
    first, *others = steps
    following = next((step for step in others if not isinstance(step, WaitForExpression | CustomStep)), None)
    return (
        isinstance(first, Click)
        and isinstance(following, Change)
        and (first.target, first.frame) == (following.target, following.frame)
        and not set(first.selectors).isdisjoint(following.selectors)
    )


def _press(element: Locator, step: Click | DoubleClick, place: Any, timeout: float) -> None:
    twice = isinstance(step, DoubleClick)
    if step.device_type == "touch":
        try:
            for _ in range(2 if twice else 1):
                element.tap(position=place, timeout=timeout)
        except PlaywrightError as error:
            if _NO_TOUCH not in error.message:
                raise
        else:
            return
    act = element.dblclick if twice else element.click
    held = step.duration if (step.duration or 0) <= LONGEST_PRESS_MS else None
    act(button=_BUTTONS[step.button], delay=held, position=place, timeout=timeout)


def _position(element: Locator, step: Click | DoubleClick) -> Any:
    """Return where in the element to click; its middle where the recorded place is no longer inside."""
    x, y = step.offset_x, step.offset_y
    box = element.bounding_box()
    if x is None or y is None or box is None or not (0 <= x < box["width"] and 0 <= y < box["height"]):
        return None
    return {"x": x, "y": y}
