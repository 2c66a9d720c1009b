"""What a person typed while recording, replaced before anything is written.

A recording holds every typed value in plain text. Values that look like somebody's (e-mail address, telephone number,
password, name) give way to those of an invented person, wherever in the recording they occur; every other typed value
is named in a note, because only a person can tell a search word from a maiden name.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, quote_plus

import msgspec

from analyzer.recordings.devtools import Recording
from analyzer.recordings.selectors import shown
from analyzer.recordings.steps import Change, KeyDown, KeyUp, Step
from analyzer.recordings.strictjson import quoted

INVENTED: Mapping[str, str] = {
    "email": "camille.martin@mail.example",
    "phone": "06 39 98 01 23",
    "password": "Invented-password-1!",
    "name": "Camille Martin",
}
"""An invented person. The number is among those reserved for fiction (ARCEP, decision 2018-0881, France)."""

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}\.[^@\s.]{2,24}")
_NUMBER = re.compile(r"\+?[\d ().\-/]{8,40}")
_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?|\d{1,2}[./]\d{1,2}[./]\d{4}")
_LEAST_DIGITS = 8
_ATTRIBUTE_NAME = re.compile(r"[\[@]\s*[\w-]+\s*[~|^$*]?=")
_WORDS: Mapping[str, str] = {
    "password": r"pass|passwd|password|pwd|pin|mdp|mot.?de.?passe|passwort|kennwort|contrase|wachtwoord|has[lł]o",
    "email": r"e.?mail|courriel",
    "phone": r"phone|telephone|tel|t[eé]l[eé]phone|mobile|handy|telefon",
    "name": r"name|nom|pr[eé]nom|vorname|nachname|surname|nombre|apellidos?|cognome|naam|imi[eę]|nazwisko"
    r"|(first|last|full|user|family|given).?name",
}  # fmt: skip
_FIELDS = {kind: re.compile(rf"(?<![a-z])({words})(?![a-z])") for kind, words in _WORDS.items()}
_TYPED_BY_KEYS = 3
_SHORTEST = 4
"""Characters; what is shorter is replaced where it was typed, not wherever else it occurs."""
_WORDS_OF_THE_FORMAT = {"type", "key", "button", "deviceType", "operator"}
_CODES: tuple[Callable[[str], str], ...] = (str, lambda value: quote(value, safe=""), quote_plus)


@dataclass(frozen=True)
class Cleaned:
    """A recording without what looked like somebody's; ``persona`` holds the invented values that stand in for it."""

    recording: Recording
    persona: dict[str, str]
    notes: tuple[str, ...]


def cleaned(recording: Recording, persona: Mapping[str, str]) -> Cleaned:
    """Replace what looks like somebody's by the values of ``persona``, where it lacks one by ``INVENTED``."""
    stand_ins = {**INVENTED, **persona}
    used: dict[str, str] = {}
    replaced: dict[str, str] = {}
    notes = []
    for number, step in enumerate(recording.steps, 1):
        if not isinstance(step, Change) or step.value in {"", "on", "off", "true", "false"}:
            continue
        kind = kind_of(step)
        if kind is None:
            notes.append(
                f"step {number}: change: {quoted(step.value)} is kept as typed; replace it if it is somebody's"
            )
        else:
            used[kind] = replaced[step.value] = stand_ins[kind]
            notes.append(f"step {number}: change: the typed {kind} was replaced by an invented one")
    notes += _typed_by_keys(recording.steps)
    steps = tuple(_without(step, replaced) for step in recording.steps)
    return Cleaned(replace(recording, title=_text_without(recording.title, replaced), steps=steps), used, tuple(notes))


def kind_of(step: Change) -> str | None:
    """Return which key of ``INVENTED`` the typed value is like, or None where nothing points to a person."""
    return kind_in(_ATTRIBUTE_NAME.sub("[", " ".join(shown(selector) for selector in step.selectors)), step.value)


def kind_in(field: str, value: str) -> str | None:
    """Return the same for a ``value`` typed into a field that is described by these words."""
    field = field.lower()
    if _FIELDS["password"].search(field):
        return "password"
    if _EMAIL.fullmatch(value.strip()) or _FIELDS["email"].search(field):
        return "email"
    digits = sum(character.isdigit() for character in value)
    if _DATE.fullmatch(value):
        return None
    if (_NUMBER.fullmatch(value) and digits >= _LEAST_DIGITS) or (_FIELDS["phone"].search(field) and digits):
        return "phone"
    return "name" if _FIELDS["name"].search(field) else None


def field_like(words: str) -> str | None:
    """Return the key of ``INVENTED`` that the names and the label of a field ask for, or None."""
    return next((kind for kind, pattern in _FIELDS.items() if pattern.search(words.lower())), None)


def _typed_by_keys(steps: tuple[Step, ...]) -> list[str]:
    notes, text, first = [], "", 0
    for number, step in enumerate((*steps, None), 1):
        if isinstance(step, KeyDown) and len(step.key) == 1:
            first = first if text else number
            text += step.key
        elif not isinstance(step, KeyUp):
            if len(text) >= _TYPED_BY_KEYS:
                notes.append(
                    f"step {first}: keyDown: {quoted(text)} was typed key by key; replace it if it is somebody's"
                )
            text = ""
    return notes


def _without(step: Step, replaced: Mapping[str, str]) -> Step:
    if not replaced:
        return step
    if isinstance(step, Change) and step.value in replaced:
        step = msgspec.structs.replace(step, value=replaced[step.value])
    return msgspec.convert(_clean(msgspec.to_builtins(step), replaced), type=type(step))


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
    for old, new in sorted(replaced.items(), key=lambda pair: -len(pair[0])):
        if len(old) < _SHORTEST:
            continue
        for code in _CODES:
            text = re.sub(rf"(?<!\w){re.escape(code(old))}(?!\w)", code(new).replace("\\", r"\\"), text)
    return text
