"""A recording performed with plain Playwright calls, so that whoever watches the page sees each of them.

What a step means follows the runner of puppeteer/replay 3.1.3 and the locators of Puppeteer 24 (Google, Apache-2.0),
which DevTools replays with, except that nothing a recording brings along is evaluated unless that was asked for.
"""

import contextlib
import re
import time
from collections import deque
from collections.abc import Iterator, Sequence
from typing import assert_never

from playwright.sync_api import Dialog, Frame, Locator, Page
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from analyzer.errors import WalkError
from analyzer.recordings.devtools import Recording, is_blank
from analyzer.recordings.holding import never_let_go
from analyzer.recordings.keys import is_on_keyboard, only_composes
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
    OnElement,
    Scroll,
    SetViewport,
    Step,
    WaitForElement,
    WaitForExpression,
    answer_of,
)
from analyzer.walking.failing import first_line
from analyzer.walking.performing.awaiting import wait_for
from analyzer.walking.performing.changing import change
from analyzer.walking.performing.clicking import click, opens_list
from analyzer.walking.performing.locating import StepError, located
from analyzer.walking.performing.targets import frame_of, frame_showing, page_of

DEFAULT_TIMEOUT_MS = 5_000
"""What DevTools waits for an element where the recording does not say."""
OPENING_TIMEOUT_MS = 30_000
"""What Puppeteer and Playwright wait for an address."""

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
    elsewhere = never_let_go(recording.steps)
    for number, step in enumerate(recording.steps, 1):
        if number - 1 in elsewhere:
            continue
        if isinstance(step, Close) and step.target == "main":
            return
        timeout = step.timeout or recording.timeout or DEFAULT_TIMEOUT_MS
        try:
            if evaluate and isinstance(step, WaitForExpression):
                frame_of(page, step.target, step.frame, timeout).wait_for_function(step.expression, timeout=timeout)
            else:
                _do(page, step, timeout, _before(recording.steps[: number - 1]), recording.steps[number:])
        except (StepError, PlaywrightError) as error:
            kind = step.__struct_config__.tag
            place = f"{recording.file}: step {number} of the recording"
            raise WalkError(f"{place}: {kind}: {_reason(error, timeout)}") from error


def _answer(dialog: Dialog, answers: deque[Answer]) -> None:
    answer = answers.popleft() if answers else Answer(accepted=False)
    if not answer.accepted:
        dialog.dismiss()
    elif dialog.type == "prompt":
        dialog.accept(answer.text)
    else:
        dialog.accept()


def _before(steps: Sequence[Step]) -> Step | None:
    """Return the last of ``steps`` that is something a person did."""
    return next((step for step in reversed(steps) if not isinstance(step, CustomStep | WaitForExpression)), None)


def _do(  # noqa: C901, PLR0912 - one case a type; mypy proves that none is missing
    main: Page, step: Step, timeout: float, before: Step | None, after: Sequence[Step]
) -> None:
    if isinstance(step, CustomStep | WaitForExpression):
        return
    if isinstance(step, KeyDown | KeyUp) and only_composes(step.key):
        return
    if isinstance(step, KeyUp):
        # Pressing it may have closed the page or the frame that it was pressed in.
        frame = page_of(main, step.target).main_frame
    elif isinstance(step, OnElement) and not isinstance(step, WaitForElement):
        frame = frame_showing(main, step, timeout)
    else:
        path = () if isinstance(step, KeyDown) else getattr(step, "frame", ())
        frame = frame_of(main, step.target, path, timeout)
    with _asserted(frame, step, timeout):
        match step:
            case Navigate():
                if not is_blank(step.url):
                    frame.goto(step.url, timeout=OPENING_TIMEOUT_MS)
            case Click() | DoubleClick():
                click(frame, step, timeout, opens_list=opens_list((step, *after)))
            case Hover():
                located(frame, step.selectors, timeout).hover(timeout=timeout)
            case Change():
                change(frame, step, before, timeout)
            case KeyDown():
                _key_down(frame.page, step.key)
            case KeyUp():
                if is_on_keyboard(step.key):
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
        if not any(event.url for event in step.asserted_events):
            return  # nor did the recorder see where it led: what begins a message leaves no page
        raise StepError(f"no navigation followed within {timeout / 1000:g} s") from error
    finally:
        page.remove_listener("framenavigated", note)


def _key_down(page: Page, key: str) -> None:
    if is_on_keyboard(key):
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
