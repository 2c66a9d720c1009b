"""What changes in a recording on its way into a flow, and what it tells about its end."""

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

import msgspec

from analyzer.model import Goal
from analyzer.recordings.devtools import Recording, is_blank, unusable
from analyzer.recordings.holding import never_let_go
from analyzer.recordings.keys import only_composes
from analyzer.recordings.steps import (
    LONGEST_PRESS_MS,
    Change,
    Click,
    Close,
    DoubleClick,
    KeyDown,
    Navigate,
    SetViewport,
    Step,
    WaitForExpression,
)

_NO_PHONE = 600
"""CSS pixels from which on a window is wider than a phone held upright (Material Design 3, "Window size classes")."""
_ABOUT_A_STEP = re.compile(r"step (\d+): ")


def from_its_start(recording: Recording, start: str) -> tuple[Recording, tuple[str, ...]]:
    """Return the recording without the empty page of a new tab, opened at ``start`` where it opens nothing itself."""
    notes = []
    steps = list(recording.steps)
    for number, step in enumerate(recording.steps, 1):
        if isinstance(step, Navigate) and is_blank(step.url):
            steps.remove(step)
            notes.append(f"step {number}: navigate: the empty page of a new tab was left out")
    if not recording.start and start:
        first = next((n for n, step in enumerate(steps) if not isinstance(step, SetViewport)), len(steps))
        steps.insert(first, Navigate(url=start))
        notes.append(f"the recording opens no page; it now begins at the flow's start, {start}")
    return replace(recording, steps=tuple(steps)), tuple(notes)


def moved(recording: Recording, origin: str) -> tuple[Recording, tuple[str, ...]]:
    """Return the recording with the origin at which it starts replaced by ``origin``, wherever it is an address."""
    recorded = origin_of(recording.start)
    if not origin or recorded == origin:
        return recording, ()
    steps = tuple(_step_moved(step, recorded, origin) for step in recording.steps)
    return replace(recording, steps=steps), (f"addresses at {recorded} are now at {origin}",)


def goal_of(recording: Recording) -> Goal | None:
    """Return the address that the recorder saw the last action lead to; None where it saw nothing of the kind.

    The query is left out, because it often names a session.
    """
    acting = Click | DoubleClick | Change | KeyDown
    last = next((step for step in reversed(recording.steps) if isinstance(step, acting)), None)
    urls = [event.url for event in last.asserted_events if event.url] if last else []
    if not urls or not urls[-1].startswith(("http://", "https://")):
        return None
    reached = urlunsplit((*urlsplit(urls[-1])[:3], "", ""))
    started = urlunsplit((*urlsplit(recording.start)[:3], "", ""))
    return None if reached == started else Goal(url=f"{reached}*")


def passed_over(recording: Recording) -> tuple[str, ...]:
    """Return a line for each step that walking will pass over or do differently."""
    notes = []
    elsewhere = never_let_go(recording.steps)
    for number, step in enumerate(recording.steps, 1):
        kind = step.__struct_config__.tag
        notes += [f"step {number}: {kind}: {one}; it is passed over, others are left" for one in unusable(step)]
        if number - 1 in elsewhere and isinstance(step, KeyDown):
            notes.append(
                f"step {number}: keyDown: {step.key} was never let go, as on the way to another window; "
                "the walk passes it over"
            )
        if isinstance(step, Click | DoubleClick) and (step.duration or 0) > LONGEST_PRESS_MS:
            notes.append(f"step {number}: {kind}: held for longer than anybody presses; it is taken for a plain one")
        if isinstance(step, WaitForExpression):
            notes.append(f"step {number}: waitForExpression: code from outside, not evaluated; the walk does not wait")
        if isinstance(step, KeyDown) and only_composes(step.key):
            notes.append(f"step {number}: keyDown: {step.key} writes nothing by itself; the walk passes it over")
        if isinstance(step, Close) and step.target == "main":
            notes.append(f"step {number}: close: the route ends here, with the page left open so that it can be read")
            break
    return tuple(notes)


def in_order(notes: Iterable[str]) -> tuple[str, ...]:
    """Return lines about the whole recording first, then those about its steps, as the steps follow one another."""

    def place(note: str) -> int:
        step = _ABOUT_A_STEP.match(note)
        return int(step[1]) if step else 0

    return tuple(sorted(notes, key=place))


def on_a_phone(recording: Recording) -> bool:
    """Return whether the recording was made with a phone's window.

    The recorder never notes that a window is a phone's; that it is narrow and was tapped tells it.
    """
    windows = [step for step in recording.steps if isinstance(step, SetViewport)]
    tapped = any(isinstance(step, Click | DoubleClick) and step.device_type == "touch" for step in recording.steps)
    return any(one.is_mobile or one.has_touch or (tapped and one.width < _NO_PHONE) for one in windows)


def origin_of(url: str) -> str:
    """Return ``scheme://host[:port]`` of a web address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _step_moved(step: Step, recorded: str, origin: str) -> Step:
    def there(url: str) -> str:
        rest = url.removeprefix(recorded)
        return origin + rest if rest != url and rest[:1] in {"", "/", "?", "#"} else url

    events = tuple(
        msgspec.structs.replace(event, url=there(event.url)) if event.url else event for event in step.asserted_events
    )
    step = msgspec.structs.replace(step, target=there(step.target), asserted_events=events)
    return msgspec.structs.replace(step, url=there(step.url)) if isinstance(step, Navigate) else step
