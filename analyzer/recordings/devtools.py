"""The JSON that Chrome's DevTools Recorder exports, read strictly.

A recording is somebody's file: it is bounded, its code is never evaluated, and every error names the file, the step
(from 1), its type and the key. What no walk could perform is refused here, by name, before a browser starts.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args
from urllib.parse import urlsplit

import msgspec

from analyzer.errors import InputError
from analyzer.recordings import strictjson
from analyzer.recordings.addresses import is_page
from analyzer.recordings.keys import can_be_pressed
from analyzer.recordings.selectors import parts, shown
from analyzer.recordings.steps import (
    Change,
    Click,
    CustomStep,
    DoubleClick,
    KeyDown,
    KeyUp,
    Milliseconds,
    Navigate,
    OnElement,
    Scroll,
    Step,
    answer_of,
)
from analyzer.recordings.strictjson import kind, quoted

NOTE = "optout:"
"""Custom steps whose name begins so are ours: answers to browser dialogs, and notes for people that do nothing."""

_TYPES: dict[str, type[Step]] = {step.__struct_config__.tag: step for step in get_args(Step)}
_SOURCE_MAP = re.compile(rb"\n//# recorderSourceMap=[A-Za-z0-9+/=,]*\s*\Z")
_BLANK = re.compile(
    r"about:(blank|newtab)|chrome-search://local-ntp/.*"
    r"|(chrome|edge|brave|opera|vivaldi)://(new-?tab(-page)?(-third-party)?|startpage(shared)?|vivaldi-webui/startpage.*)/?"
)
_A_FILE = "C:\\fakepath\\"
"""What browsers put before the name of a chosen file, on every system (WHATWG, "HTML", section 4.10.5.4)."""
_T = TypeVar("_T")


@dataclass(frozen=True)
class Recording:
    """One recording: ``file`` is where it came from, as messages name it; ``timeout`` is in milliseconds."""

    file: str
    title: str
    timeout: float | None
    selector_attribute: str
    steps: tuple[Step, ...]

    @property
    def start(self) -> str:
        """The first address that is opened, "" where there is none."""
        opened = (step.url for step in self.steps if isinstance(step, Navigate) and not is_blank(step.url))
        return next(opened, "")

    def plain(self) -> dict[str, Any]:
        """Return what the recording says as builtins: nothing that is at its default, numbers with two decimals."""
        head: dict[str, Any] = {"title": self.title}
        if self.timeout is not None:
            head["timeout"] = round(self.timeout, 2)
        if self.selector_attribute:
            head["selectorAttribute"] = self.selector_attribute
        return {**head, "steps": [_rounded(msgspec.to_builtins(step)) for step in self.steps]}


def load(path: Path) -> Recording:
    """Read the recording in ``path``.

    Raises
    ------
    InputError
        If it cannot be read, is not such a recording, or holds a step that cannot be performed.
    """
    return parse(strictjson.read_bytes(path), str(path))


def parse(data: bytes, file: str) -> Recording:
    """Read a recording from bytes; ``file`` is its name in messages.

    Raises
    ------
    InputError
        As for ``load``.
    """
    content = strictjson.decode(_SOURCE_MAP.sub(b"", data), file)
    if not isinstance(content, dict):
        raise InputError(f"{file}: a recording is an object with title and steps, not {kind(content)}")
    if content.keys().isdisjoint({"title", "steps"}):
        raise InputError(f"{file}: neither a recording of DevTools (title, steps) nor a HAR (log)")
    head = _converted(content, _Head, file)
    steps = tuple(_step(step, f"{file}: step {number}") for number, step in enumerate(head.steps, 1))
    return Recording(file, head.title, head.timeout, head.selector_attribute, steps)


def unusable(step: Step) -> tuple[str, ...]:
    """Return a line for each of a step's alternatives that asks for what no page can be asked for, and why."""
    lines = []
    for selector in step.selectors if isinstance(step, OnElement | Scroll) else ():
        try:
            parts(selector)
        except ValueError as error:
            lines.append(f"selector {quoted(shown(selector))}: {error}")
    return tuple(lines)


def is_blank(url: str) -> bool:
    """Return whether ``url`` is the empty page at which a recording in a new tab begins."""
    return _BLANK.fullmatch(url) is not None


class _Head(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    title: str
    steps: list[Any]
    timeout: Milliseconds | None = None
    selector_attribute: str = ""


def _step(content: Any, place: str) -> Step:
    if not isinstance(content, dict):
        raise InputError(f"{place}: expected an object, got {kind(content)}")
    if "type" not in content:
        raise InputError(f"{place}: missing key 'type'")
    name = content["type"]
    if not isinstance(name, str) or name not in _TYPES:
        what = quoted(name) if isinstance(name, str) else kind(name)
        raise InputError(f"{place}: unknown type {what}; there are {', '.join(_TYPES)}")
    place = f"{place}: {name}"
    step = _converted(content, _TYPES[name], place)
    _refuse_what_cannot_be_performed(step, place)
    return step


def _refuse_what_cannot_be_performed(step: Step, place: str) -> None:
    if isinstance(step, CustomStep) and not step.name.startswith(NOTE):
        raise InputError(
            f"{place}: {quoted(step.name)} belongs to another tool and cannot be performed; remove the step"
        )
    try:
        answer_of(step)
    except msgspec.ValidationError as error:
        raise InputError(f"{place}: parameters: {_in_our_words(str(error))}") from error
    if isinstance(step, Click | DoubleClick) and step.button in {"back", "forward"}:
        raise InputError(f"{place}: the mouse button {step.button!r} cannot be pressed; use a navigate step instead")
    if isinstance(step, KeyDown | KeyUp) and not can_be_pressed(step.key):
        raise InputError(f"{place}: no keyboard here has a key {quoted(step.key)}; remove the step")
    if isinstance(step, Change) and step.value.startswith(_A_FILE):
        raise InputError(
            f"{place}: a file was chosen, which a recording does not hold; remove the step, or write a script"
        )
    if isinstance(step, Navigate) and not (is_blank(step.url) or is_page(step.url)):
        raise InputError(f"{place}: {quoted(step.url)} is not an http or https address that can be opened")
    _refuse_what_is_no_address(step, place)
    useless = unusable(step)
    if useless and len(useless) == len(getattr(step, "selectors", ())):
        raise InputError(f"{place}: {useless[0]}")


def _refuse_what_is_no_address(step: Step, place: str) -> None:
    for event in step.asserted_events:
        if event.url and not _can_be_split(event.url):
            raise InputError(f"{place}: assertedEvents: {quoted(event.url)} is no address")
    if not _can_be_split(step.target):
        raise InputError(f"{place}: target: {quoted(step.target)} is no address")


def _can_be_split(url: str) -> bool:
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


def _converted(content: Any, wanted: type[_T], place: str) -> _T:
    try:
        return msgspec.convert(content, type=wanted, strict=True)
    except msgspec.ValidationError as error:
        raise InputError(f"{place}: {_in_our_words(str(error))}") from error


_PLACED = re.compile(r"(?P<what>.*?)(?: - at `\$\.?(?P<where>.*)`)?", re.DOTALL)
_SENTENCES = (
    (re.compile(r"Object contains unknown field `(.*)`", re.DOTALL), "unknown key"),
    (re.compile(r"Object missing required field `(.*)`", re.DOTALL), "missing key"),
    (re.compile(r"Invalid enum value '(.*)'", re.DOTALL), "unknown value"),
)
_NAMES = {"str": "text", "float": "number", "int": "whole number", "array": "list", "bool": "true or false"}


def _in_our_words(message: str) -> str:
    """Turn msgspec's sentence into ours: the key first, then what is wrong with it."""
    match = _PLACED.fullmatch(message)
    what, where = (match["what"], match["where"]) if match else (message, None)
    for pattern, words in _SENTENCES:
        if known := pattern.fullmatch(what):
            what = f"{words} {quoted(known[1])}"
            break
    else:
        what = re.sub(r"\w+", lambda word: _NAMES.get(word[0], word[0]), what.replace("`", ""))
        what = what[:1].lower() + what[1:]
    return f"{where}: {what}" if where else what


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 2)
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    return [_rounded(inner) for inner in value] if isinstance(value, list | tuple) else value
