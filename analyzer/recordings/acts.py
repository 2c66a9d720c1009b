"""What a person did, as their browser told it, and the steps of a recording that this makes.

A browser tells more than people mean: two clicks before a double click, every letter while a word is typed. Here that
becomes what the person would say they did.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from analyzer.model import Record
from analyzer.recordings.steps import (
    ANSWER,
    Answer,
    Change,
    Click,
    Close,
    CustomStep,
    DoubleClick,
    KeyDown,
    KeyUp,
    Navigate,
    Navigation,
    Scroll,
    Selector,
    Step,
)

Position = Annotated[float, Meta(ge=-1_000_000, le=1_000_000)]


class Field(Record, frozen=True, kw_only=True):
    """What a field says of itself: its HTML type, names, label, what ``autocomplete`` asks for, and its ``maxlength``.

    ``longest`` is 0 where there is no limit.
    """

    kind: str
    name: str
    label: str
    complete: str
    longest: int


class Told(Record, frozen=True, kw_only=True):
    """One act as the page's script tells it.

    ``key`` tells elements of one document apart; 0 where the act is on none. ``x`` and ``y`` are CSS pixels from the
    element's corner for clicks, and the position reached for scrolling.
    """

    type: Literal["click", "double", "type", "choose", "file", "press", "scroll"]
    key: int
    selectors: tuple[Selector, ...]
    button: Annotated[int, Meta(ge=0, le=4)]
    x: Position
    y: Position
    touch: bool
    value: str
    pressed: Annotated[str, Meta(max_length=40)]
    field: Field | None


class Answered(Record, frozen=True, kw_only=True):
    """A dialog of the browser's own was answered; ``value`` is what was typed into it."""

    accepted: bool
    value: str


PROMPT = Field(kind="text", name="", label="", complete="", longest=0)
"""The field of a browser dialog."""


class Went(Record, frozen=True, kw_only=True):
    """A page's top frame got another address; ``asked`` says that the person did that with the browser itself."""

    url: str
    asked: bool


class Left(Record, frozen=True, kw_only=True):
    """The person closed a window that the page had opened."""


@dataclass(frozen=True)
class Act:
    """Something that happened, and where: ``target`` and ``frame`` are those of a step in a recording."""

    target: str
    frame: tuple[int, ...]
    what: Told | Answered | Went | Left


def steps_of(start: str, acts: Sequence[Act]) -> tuple[Step, ...]:
    """Return the steps of a recording in which ``acts`` happened after ``start`` was opened."""
    steps: list[Step] = [Navigate(url=start)]
    for act in _meant(acts):
        match act.what:
            case Told():
                steps += _steps(act, act.what)
            case Answered():
                given = Answer(accepted=act.what.accepted, text=act.what.value)
                steps.append(CustomStep(name=ANSWER, parameters=msgspec.to_builtins(given), target=act.target))
            case Went(asked=True):
                steps.append(Navigate(url=act.what.url, target=act.target))
            case Went():
                _lead(steps, act, act.what.url)
            case Left():
                steps.append(Close(target=act.target))
    return tuple(steps)


def typed(acts: Sequence[Act]) -> tuple[tuple[str, Field], ...]:
    """Return the values that were left in fields, in the order in which they were typed, with their fields.

    For files it is their names.
    """
    meant = [act.what for act in _meant(acts)]
    kept = [what for what in meant if isinstance(what, Told)]
    answers = ((what.value, PROMPT) for what in meant if isinstance(what, Answered) and what.value)
    return (
        *answers,
        *(
            (value, told.field)
            for told in kept
            if told.field and told.type in {"type", "file"}
            for value in (told.value.split("\n") if told.type == "file" else [told.value])
            if value
        ),
    )


def half_typed(acts: Sequence[Act]) -> frozenset[str]:
    """Return what stood in fields for a moment while values were typed, and was not left there."""
    every = {act.what.value for act in acts if isinstance(act.what, Told) and act.what.type == "type"}
    return frozenset(every - {value for value, _ in typed(acts)})


def _meant(acts: Sequence[Act]) -> list[Act]:
    """Return the acts without those that a later one makes part of itself."""
    meant: list[Act] = []
    for act in acts:
        while meant and _swallows(act, meant):
            meant.pop()
        if not _again(act, meant):
            meant.append(act)
    while meant and isinstance(meant[-1].what, Told) and meant[-1].what.type == "scroll":
        meant.pop()
    return meant


def _swallows(act: Act, before: Sequence[Act]) -> bool:
    last, told = before[-1], act.what
    if not isinstance(told, Told) or not isinstance(last.what, Told) or not _same_place(act, last):
        return False
    same = told.key == last.what.key
    if told.type in {"type", "scroll", "choose"}:
        return same and last.what.type == told.type
    return told.type == "double" and same and last.what.type == "click"


def _again(act: Act, before: Sequence[Act]) -> bool:
    """Return whether a field only tells once more, on leaving it, what was typed into it a while ago."""
    told = act.what
    if not isinstance(told, Told) or told.type != "type":
        return False
    for other in reversed(before):
        if isinstance(other.what, Told) and other.what.type == "type" and _same_place(act, other):
            if other.what.key == told.key:
                return other.what.value == told.value
        elif isinstance(other.what, Went):
            break
    return False


def _same_place(one: Act, other: Act) -> bool:
    return (one.target, one.frame) == (other.target, other.frame)


def _steps(act: Act, told: Told) -> tuple[Step, ...]:
    on: dict[str, Any] = {"target": act.target, "frame": act.frame, "selectors": told.selectors}
    if told.type in {"click", "double"}:
        pointer = {**on, "button": _BUTTONS[told.button], "offsetX": told.x, "offsetY": told.y}
        pointer["deviceType"] = "touch" if told.touch else "mouse"
        if told.type == "double":
            return (msgspec.convert(pointer, DoubleClick),)
        return (msgspec.convert(pointer, Click),)
    if told.type == "scroll":
        return (msgspec.convert({**on, "x": told.x, "y": told.y}, Scroll),)
    if told.type == "press":
        keys = told.pressed.split("+") if len(told.pressed) > 1 else [told.pressed]
        downs: list[Step] = [KeyDown(target=act.target, key=key) for key in keys]
        return (*downs, *(KeyUp(target=act.target, key=key) for key in reversed(keys)))
    return (msgspec.convert({**on, "value": told.value}, Change),)


def _lead(steps: list[Step], act: Act, url: str) -> None:
    """Note on the last step of this page that it led somewhere."""
    for number in range(len(steps) - 1, 0, -1):
        step = steps[number]
        if isinstance(step, KeyUp | CustomStep):
            continue
        if step.target == act.target and isinstance(step, Click | DoubleClick | Change | KeyDown):
            event = Navigation(type="navigation", url=url)
            steps[number] = msgspec.structs.replace(step, asserted_events=(event,))
        return


_BUTTONS = ("primary", "auxiliary", "secondary", "back", "forward")
