"""What a person typed while recording, replaced before anything is written.

A recording holds every typed value in plain text. Values that look like somebody's (e-mail address, telephone number,
password, name) give way to those of an invented person, wherever in the recording they occur; every other typed value
is named in a note, because only a person can tell a search word from a maiden name.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from urllib.parse import quote, quote_plus

import msgspec

from analyzer.recordings.devtools import Recording
from analyzer.recordings.fieldnames import asks_for_something_else, is_surely_secret, kind_in
from analyzer.recordings.secrecy import SigningIn
from analyzer.recordings.selectors import shown
from analyzer.recordings.steps import Change, KeyDown, KeyUp, Navigate, Step
from analyzer.recordings.strictjson import quoted

INVENTED: Mapping[str, str] = {
    "email": "camille.martin@mail.example",
    "phone": "06 39 98 01 23",
    "password": "Invented-password-1!",
    "name": "Camille Martin",
}
"""An invented person. The number is among those reserved for fiction (ARCEP, decision 2018-0881, France)."""

_ATTRIBUTE_NAME = re.compile(r"[\[@]\s*[\w-]+\s*[~|^$*]?=")
_LABEL = re.compile(r"^(aria|text)/", re.MULTILINE)
_TYPED_BY_KEYS = 3
_SHORTEST = 4
"""Characters; what is shorter is replaced where it was typed, not wherever else it occurs."""
_MASK = frozenset("0x")
"""What stands for the digits and all other signs of what was typed key by key."""
_WORDS_OF_THE_FORMAT = {"type", "key", "button", "deviceType", "operator"}
_CODES: tuple[Callable[[str], str], ...] = (str, lambda value: quote(value, safe=""), quote_plus)


@dataclass(frozen=True)
class Cleaned:
    """A recording without what looked like somebody's; ``persona`` holds the invented values that stand in for it."""

    recording: Recording
    persona: dict[str, str]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Typing:
    """A text typed into one field: which steps typed it, at once or key by key, and what the field is called."""

    steps: tuple[int, ...]
    text: str
    field: str
    described: bool
    by_keys: bool


def cleaned(recording: Recording, persona: Mapping[str, str]) -> Cleaned:
    """Replace what looks like somebody's by the values of ``persona``, where it lacks one by ``INVENTED``."""
    stand_ins = {**INVENTED, **persona}
    used: dict[str, str] = {}
    replaced: dict[str, str] = {}
    steps, notes, signing_in = list(recording.steps), [], SigningIn()
    for one in _typings(recording.steps):
        if one is None:
            signing_in.left()
            continue
        kind = kind_in(one.field, one.text)
        secret = signing_in.typed(one.text, kind, described=one.described)
        place = f"step {one.steps[0] + 1}: {'keyDown' if one.by_keys else 'change'}"
        if one.by_keys and (kind == "password" or secret):
            for at in one.steps:
                steps[at] = _masked(steps[at])
            notes.append(f"{place}: what may be a password was typed key by key and replaced")
        elif one.by_keys:
            notes.append(f"{place}: {quoted(one.text)} was typed key by key; replace it if it is somebody's")
        elif kind is None and not secret:
            notes.append(f"{place}: {quoted(one.text)} is kept as typed; replace it if it is somebody's")
        else:
            used[kind or "password"] = replaced[one.text] = stand_ins[kind or "password"]
            looked = "what may be a password" if secret else f"the typed {kind}"
            notes.append(f"{place}: {looked} was replaced by an invented one")
    told = tuple(_without(step, replaced) for step in steps)
    title = _text_without(recording.title, replaced)
    return Cleaned(replace(recording, title=title, steps=told), used, tuple(notes))


def passwords(recording: Recording) -> Iterator[tuple[int, str]]:
    """Yield what a recording types into fields that are surely for passwords, each with the number of its first step.

    What was masked is none.
    """
    for one in _typings(recording.steps):
        if one and is_surely_secret(one.field) and not (one.by_keys and is_mask(one.text)):
            yield one.steps[0] + 1, one.text


def is_mask(text: str) -> bool:
    """Return whether a text is what stands for one that was typed key by key."""
    return set(text) <= _MASK


def _typings(steps: Sequence[Step]) -> Iterator[_Typing | None]:
    """Yield what was typed, in order, and null where another address was opened."""
    field = ""
    for pressed, run in groupby(enumerate(steps), lambda one: isinstance(one[1], KeyDown | KeyUp)):
        if pressed:
            keys = [(at, step) for at, step in run if isinstance(step, KeyDown | KeyUp) and len(step.key) == 1]
            text = "".join(step.key for _, step in keys if isinstance(step, KeyDown))
            if len(text) >= _TYPED_BY_KEYS:
                yield _Typing(tuple(at for at, _ in keys), text, *_said_of(field), by_keys=True)
            continue
        for at, step in run:
            field = "\n".join(shown(selector) for selector in getattr(step, "selectors", ()))
            if isinstance(step, Navigate):
                yield None
            elif isinstance(step, Change) and step.value not in {"", "on", "off", "true", "false"}:
                yield _Typing((at,), step.value, *_said_of(field), by_keys=False)


def _said_of(selectors: str) -> tuple[str, bool]:
    """Return the words that describe a field, and whether it has a label or a name that says what it is for."""
    words = _ATTRIBUTE_NAME.sub("[", selectors)
    return words, bool(_LABEL.search(selectors)) or asks_for_something_else(words)


def _masked(step: Step) -> Step:
    return msgspec.structs.replace(step, key="0" if step.key.isdigit() else "x") if hasattr(step, "key") else step


def kind_of(step: Change) -> str | None:
    """Return which key of ``INVENTED`` the typed value is like, or None where nothing points to a person."""
    return kind_in(_ATTRIBUTE_NAME.sub("[", " ".join(shown(selector) for selector in step.selectors)), step.value)


def _without(step: Step, replaced: Mapping[str, str]) -> Step:
    if not replaced:
        return step
    told = msgspec.convert(_clean(msgspec.to_builtins(step), replaced), type=type(step))
    if isinstance(step, Change) and step.value in replaced:
        return msgspec.structs.replace(told, value=replaced[step.value])
    return told


def _clean(value: Any, replaced: Mapping[str, str], key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _clean(inner, replaced, name) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(inner, replaced, key) for inner in value]
    if not isinstance(value, str) or key in _WORDS_OF_THE_FORMAT or value == "main":
        return value
    if key == "selectors" and not value.startswith(("aria/", "text/")):
        # The name of a field may equal what was typed into it, as in #password; an address never does.
        return _text_without(value, {old: new for old, new in replaced.items() if "@" in old})
    return _text_without(value, replaced)


def _text_without(text: str, replaced: Mapping[str, str]) -> str:
    """Replace what was typed in one go: what stands in for one text may hold another, or the same again."""
    known = {old: new for old, new in replaced.items() if len(old) >= _SHORTEST}
    codes = {code(old): code(new) for old, new in known.items() for code in reversed(_CODES)}
    if not codes:
        return text
    longest_first = "|".join(map(re.escape, sorted(codes, key=len, reverse=True)))
    return re.sub(rf"(?<!\w)(?:{longest_first})(?!\w)", lambda found: codes[found.group()], text)
