"""A recording performed with plain Playwright calls, so that whoever watches the page sees each of them.

What a step means follows the runner of puppeteer/replay 3.1.3 and the locators of Puppeteer 24 (Google, Apache-2.0),
which DevTools replays with, except that nothing a recording brings along is evaluated unless that was asked for.
"""

import contextlib
import mimetypes
import re
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, assert_never

from playwright.sync_api import Dialog, FilePayload, Frame, Locator, Page
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from analyzer.errors import WalkError
from analyzer.recordings.devtools import Recording, is_blank
from analyzer.recordings.keys import only_composes
from analyzer.recordings.standins import is_stand_in_file, stand_in_file
from analyzer.recordings.steps import (
    Answer,
    Change,
    Click,
    Close,
    CustomStep,
    DoubleClick,
    EmulateNetworkConditions,
    Hover,
    KeyDown,
    KeyUp,
    Navigate,
    Scroll,
    SetViewport,
    Step,
    WaitForElement,
    WaitForExpression,
    answer_of,
)
from analyzer.walking.failing import first_line
from analyzer.walking.performing.awaiting import wait_for
from analyzer.walking.performing.locating import StepError, count, located
from analyzer.walking.performing.targets import frame_of

DEFAULT_TIMEOUT_MS = 5_000
"""What DevTools waits for an element where the recording does not say."""
OPENING_TIMEOUT_MS = 30_000
"""What Puppeteer and Playwright wait for an address."""

_BUTTONS: Mapping[str, Literal["left", "middle", "right"]] = {
    "primary": "left",
    "auxiliary": "middle",
    "secondary": "right",
}
_REASONS = re.compile(
    r"<.{1,200}> (?:from <.{1,200}> )?intercepts pointer events|element is not \w+|element is outside of the viewport"
)


def perform(page: Page, recording: Recording, *, evaluate: bool = False) -> None:
    """Do on ``page`` what ``recording`` says, step by step; closing the main page ends it, with the page left open.

    ``waitForExpression`` is code from outside and passed over, unless ``evaluate`` asks for it. Dialogs of the browser
    are answered in the recorded order; without a recorded answer they are dismissed.

    Raises
    ------
    WalkError
        If a step cannot be done: ``refuse.json: step 4: click: nothing matches aria/Je refuse within 5 s``.
    """
    answers = deque(answer for step in recording.steps if (answer := answer_of(step)))
    if answers:
        page.context.on("dialog", lambda dialog: _answer(dialog, answers))
    for number, step in enumerate(recording.steps, 1):
        if isinstance(step, Close) and step.target == "main":
            return
        timeout = step.timeout or recording.timeout or DEFAULT_TIMEOUT_MS
        try:
            if evaluate and isinstance(step, WaitForExpression):
                frame_of(page, step.target, step.frame, timeout).wait_for_function(step.expression, timeout=timeout)
            else:
                _do(page, step, timeout, opens_list=_opens_list(recording.steps[number - 1 :]))
        except (StepError, PlaywrightError) as error:
            kind = step.__struct_config__.tag
            raise WalkError(f"{recording.file}: step {number}: {kind}: {_reason(error, timeout)}") from error


def _answer(dialog: Dialog, answers: deque[Answer]) -> None:
    answer = answers.popleft() if answers else Answer(accepted=False)
    if not answer.accepted:
        dialog.dismiss()
    elif dialog.type == "prompt":
        dialog.accept(answer.text)
    else:
        dialog.accept()


def _do(main: Page, step: Step, timeout: float, *, opens_list: bool) -> None:  # noqa: C901, PLR0912 - one case a type; mypy proves that none is missing
    if isinstance(step, CustomStep | WaitForExpression):
        return
    if isinstance(step, KeyDown | KeyUp) and only_composes(step.key):
        return
    frame = frame_of(main, step.target, getattr(step, "frame", ()), timeout)
    with _asserted(frame, step, timeout):
        match step:
            case Navigate():
                if not is_blank(step.url):
                    frame.goto(step.url, timeout=OPENING_TIMEOUT_MS)
            case Click() | DoubleClick():
                _click(frame, step, timeout, opens_list=opens_list)
            case Hover():
                located(frame, step.selectors, timeout).hover(timeout=timeout)
            case Change():
                _change(frame, located(frame, step.selectors, timeout), step.value, timeout)
            case KeyDown():
                _key_down(frame.page, step.key)
            case KeyUp():
                if _has_key(step.key):
                    frame.page.keyboard.up(step.key)
            case Scroll():
                _scroll(frame, step, timeout)
            case SetViewport():
                frame.page.set_viewport_size({"width": round(step.width), "height": round(step.height)})
            case EmulateNetworkConditions():
                _slow_down(frame.page, step)
            case WaitForElement():
                wait_for(frame, step, timeout)
            case Close():
                frame.page.close()
            case _:
                assert_never(step)


@contextlib.contextmanager
def _asserted(frame: Frame, step: Step, timeout: float) -> Iterator[None]:
    """After the step, wait for the navigation that the recorder saw follow it, wherever it led."""
    if isinstance(step, Navigate) or not step.asserted_events:
        yield
        return
    page, went = frame.page, []
    awaited = {frame, page.main_frame}
    page.on("framenavigated", note := lambda gone: went.append(gone) if gone in awaited else None)
    try:
        yield
        if not went and not page.is_closed():
            page.wait_for_event("framenavigated", lambda gone: gone in awaited, timeout=timeout)
        if not page.is_closed():
            page.wait_for_load_state(timeout=OPENING_TIMEOUT_MS)
    except PlaywrightTimeoutError as error:
        if "framenavigated" not in error.message:
            raise
        raise StepError(f"no navigation followed within {timeout / 1000:g} s") from error
    finally:
        page.remove_listener("framenavigated", note)


def _click(frame: Frame, step: Click | DoubleClick, timeout: float, *, opens_list: bool) -> None:
    element = located(frame, step.selectors, timeout)
    if opens_list and _is(frame, element, "select"):
        return  # choosing, the next step, opens the list itself
    position = _position(element, step)
    if step.device_type == "touch":
        for _ in range(2 if isinstance(step, DoubleClick) else 1):
            element.tap(position=position, timeout=timeout)
        return
    act = element.dblclick if isinstance(step, DoubleClick) else element.click
    act(button=_BUTTONS[step.button], delay=step.duration, position=position, timeout=timeout)


def _position(element: Locator, step: Click | DoubleClick) -> Any:
    """Return where in the element to click; its middle where the recorded place is no longer inside."""
    x, y = step.offset_x, step.offset_y
    box = element.bounding_box()
    if x is None or y is None or box is None or not (0 <= x < box["width"] and 0 <= y < box["height"]):
        return None
    return {"x": x, "y": y}


def _change(frame: Frame, element: Locator, value: str, timeout: float) -> None:
    if _is(frame, element, "select"):
        element.select_option(value, timeout=timeout)
    elif _is(frame, element, "input[type=checkbox], input[type=radio], [role=checkbox], [role=radio], [role=switch]"):
        element.set_checked(value not in {"", "false"}, timeout=timeout)
    elif _is(frame, element, "input[type=file]"):
        if not is_stand_in_file(value):
            raise StepError("a recording does not hold the file that was chosen; write this route as a script")
        element.set_input_files([_invented(name) for name in value.split("\n")], timeout=timeout)
    else:
        element.fill(value, timeout=timeout)


def _invented(name: str) -> FilePayload:
    kind, _ = mimetypes.guess_type(name)
    return FilePayload(name=name, mimeType=kind or "application/octet-stream", buffer=stand_in_file(name))


def _has_key(key: str) -> bool:
    """Return whether the keyboard, which has the American layout, has ``key``; other characters are typed at once."""
    return len(key) > 1 or key.isascii()


def _key_down(page: Page, key: str) -> None:
    if _has_key(key):
        page.keyboard.down(key)
    else:
        page.keyboard.insert_text(key)


def _scroll(frame: Frame, step: Scroll, timeout: float) -> None:
    """Turn the wheel, as a person would, then set the exact place, which the wheel need not reach."""
    scrolled = located(frame, step.selectors, timeout) if step.selectors else frame.locator(":root")
    right, down = (there - here for there, here in zip((step.x, step.y), _place(scrolled), strict=True))
    if not right and not down:
        return
    if step.selectors:
        scrolled.hover(timeout=timeout)
    elif scrolled.evaluate(_OVER_A_SCROLLED_PART):
        frame.page.mouse.move(0, 0)
    frame.page.mouse.wheel(right, down)
    before = None
    for _ in range(_LOOKS_AT_A_SCROLL):  # a wheel scrolls smoothly, whatever the page's clock says
        if before == (before := _place(scrolled)):
            break
        time.sleep(_BETWEEN_LOOKS)
    scrolled.evaluate("(e, [left, top]) => e.scrollTo({left, top, behavior: 'instant'})", [step.x, step.y])


def _place(scrolled: Locator) -> tuple[float, float]:
    left, top = scrolled.evaluate("e => [e.scrollLeft, e.scrollTop]")
    return left, top


def _slow_down(page: Page, step: EmulateNetworkConditions) -> None:
    session = page.context.new_cdp_session(page)
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": not step.download and not step.upload,
            "downloadThroughput": step.download,
            "uploadThroughput": step.upload,
            "latency": step.latency,
        },
    )


def _is(frame: Frame, element: Locator, css: str) -> bool:
    return count(element.and_(frame.locator(f"css={css}"))) > 0


def _opens_list(steps: Sequence[Step]) -> bool:
    """Return whether the first step may be the click that opens a native list whose choice is the next step."""
    click, *others = steps
    following = next((step for step in others if not isinstance(step, WaitForExpression | CustomStep)), None)
    return (
        isinstance(click, Click)
        and isinstance(following, Change)
        and (click.target, click.frame) == (following.target, following.frame)
        and not set(click.selectors).isdisjoint(following.selectors)
    )


def _reason(error: Exception, timeout: float) -> str:
    """Return one line for what went wrong; Playwright's own messages carry a log of many."""
    if isinstance(error, StepError) or not isinstance(error, PlaywrightError):
        return str(error)
    if isinstance(error, PlaywrightTimeoutError):
        found = _REASONS.findall(error.message)
        return f"found, but not possible within {timeout / 1000:g} s: {found[-1]}" if found else first_line(error)
    return first_line(error)


_LOOKS_AT_A_SCROLL = 20
_BETWEEN_LOOKS = 0.05
_OVER_A_SCROLLED_PART = """() => [...document.querySelectorAll(':hover')].some(e =>
  e !== document.scrollingElement && e !== document.documentElement
  && (e.scrollHeight > e.clientHeight || e.scrollWidth > e.clientWidth)
  && /auto|scroll/.test(getComputedStyle(e).overflow))"""
