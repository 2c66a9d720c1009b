"""What of a live visit is kept: never a password, nor what a session is known by.

A password is known before anything that shows it is written: the persona names it, or a field for one holds it. What
it gives way to is what a person's recording has in its place, and the same everywhere, so that the visit still fits its
traffic when it is walked again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Frame, Page

from analyzer import storage
from analyzer.errors import WalkError
from analyzer.model import Exchange, Input, Press, Screen, Socket, Transition, Walk
from analyzer.model.record import Record
from analyzer.pseudonyms import Pseudonyms, Verbatim
from analyzer.recordings.acts import Field
from analyzer.recordings.cleaning import cleaned, password_field, secretless, secrets_of, unspoken
from analyzer.recordings.fieldnames import field_like
from analyzer.recordings.standins import StandIns, stand_ins
from analyzer.recordings.tokens import tokens_in, values_sent
from analyzer.saying import say
from analyzer.walking.loaded import loaded

_R = TypeVar("_R", bound=Record)

_MOST = 50
"""Passwords of one visit; a page that shows more means to keep us busy."""

_SAID = frozenset(
    {"url", "title", "text", "name", "href", "group", "language", "options", "failure", "unexplained", "origin"}
)
"""Keys of a walk under which what a page or a script says stands; all others hold words and numbers of ours."""

_SHOWN = say("a password was shown: no screenshot")

_HELD = """() => {
  const held = [], roots = [document];
  while (roots.length) {
    const root = roots.pop();
    for (const one of root.querySelectorAll("*")) {
      if (one.shadowRoot) roots.push(one.shadowRoot);
      if (!["input", "textarea"].includes(one.localName) || !one.value) continue;
      const label = [one.getAttribute("aria-label"), ...[...(one.labels ?? [])].map(label => label.textContent)];
      held.push({
        value: String(one.value).slice(0, 1000), kind: one.type, name: `${one.name} ${one.id}`.slice(0, 200),
        label: label.filter(Boolean).join(" ").slice(0, 200), complete: String(one.autocomplete).slice(0, 100),
      });
    }
  }
  return JSON.stringify(held.slice(0, 1000));
}"""


class _Holding(Record, frozen=True, kw_only=True):
    """A field with something in it."""

    value: str
    kind: str
    name: str
    label: str
    complete: str

    @property
    def is_secret(self) -> bool:
        return self.kind == "password" or field_like(f"{self.name} {self.label} {self.complete}") == "password"


@dataclass(frozen=True)
class Kept:
    """A walk with what it put in and what went over the wire, fit to be written."""

    walk: Walk
    inputs: tuple[Input, ...]
    traffic: tuple[Exchange, ...]
    sockets: tuple[Socket, ...]


class Keeping:
    """Knows the passwords of one visit as they turn up, and keeps them out of what is written."""

    def __init__(self, persona: Mapping[str, str]) -> None:
        self._secret: dict[tuple[str, str], Field] = {}
        self._half: set[str] = set()
        for value, field in secrets_of(persona):
            self._learn(value, field.name)

    def fit(self, page: Page, screen: Screen, dom: str) -> tuple[Screen, str, bool]:
        """Return a screen and its stored page without passwords, and whether its screenshot may be kept.

        No screenshot is kept where one is shown, or where a frame does not tell what its fields hold.

        Raises
        ------
        WalkError
            If there are more passwords than anybody has, or one cannot be replaced.
        """
        fields = [self._held(frame) for frame in loaded(page.frames)]
        known, instead = self._known()
        shown = [held.value for field in fields for held in field or () if held.kind != "password"]
        short = {value for _, value in instead.where_typed}
        texts = [msgspec.json.encode(screen), dom.encode(), *(value.encode() for value in shown)]
        if None not in fields and not any(map(known.found, texts)) and short.isdisjoint(shown):
            return screen, dom, True
        screen = _without(screen, known)
        return replace(screen, limits=(*screen.limits, _SHOWN)), known.text(dom), False

    def whole(
        self,
        walk: Walk,
        inputs: Sequence[Input],
        traffic: Sequence[Exchange],
        sockets: Sequence[Socket],
        folder: Path,
    ) -> Kept:
        """Return all of a visit without passwords and session secrets; its stored pages in ``folder`` follow.

        Raises
        ------
        StorageError
            If a stored page cannot be written again.
        WalkError
            As for ``fit``.
        """
        walk, inputs = by_keys(walk, inputs)
        typed_into = {one.number: getattr(one.action, "on", None) for one in walk.transitions}
        for one in inputs:
            if one.text and getattr(typed_into.get(one.number), "kind", "") == "password":
                self._learn(one.text, "")
        known, instead = self._known()
        whole = (one for one in traffic if not any(value in self._half for _, value in values_sent(one)))
        first = [cleaned(one, known, instead) for one in whole]
        secrets = Verbatim(tokens_in(first, sockets))
        return Kept(
            walk=_pages_again(_walk(_walk(walk, known), secrets), secrets, folder),
            inputs=tuple(_input(one, known, instead) for one in inputs),
            traffic=tuple(secretless(one, secrets) for one in first),
            sockets=tuple(unspoken(one, known, secrets) for one in sockets),
        )

    @property
    def secrets(self) -> frozenset[str]:
        """What is known for a password or a code."""
        return frozenset(value for value, _ in self._secret)

    def text(self, text: str) -> str:
        """Return a line without passwords."""
        return self._known()[0].text(text)

    def _held(self, frame: Frame) -> list[_Holding] | None:
        try:
            held = msgspec.json.decode(frame.evaluate(_HELD), type=list[_Holding])
        except (PlaywrightError, msgspec.DecodeError):
            return None  # it has gone, or has changed what this calls
        for one in held:
            if one.is_secret:
                self._learn(one.value, one.name)
        return held

    def _learn(self, value: str, name: str) -> None:
        """Note a password; what stood in its field while it was typed is no password of its own."""
        for half in [one for one in self._secret if one[1] == name and one[0] != value and value.startswith(one[0])]:
            self._half.add(half[0])
            del self._secret[half]
        if value.strip():
            self._secret.setdefault((value, name), password_field(name))

    def _known(self) -> tuple[Pseudonyms, StandIns]:
        secret = tuple((value, field) for (value, _), field in self._secret.items())
        if len(secret) > _MOST:
            raise WalkError(f"more than {_MOST} different passwords stood in fields; nothing more of the visit is kept")
        return _replacing(secret)


@lru_cache(maxsize=2)
def _replacing(secret: tuple[tuple[str, Field], ...]) -> tuple[Pseudonyms, StandIns]:
    instead = stand_ins(secret)
    try:
        return Pseudonyms(instead.everywhere), instead
    except ValueError as error:
        raise WalkError(f"a password cannot be kept out of what is written ({error}); choose another one") from error


def _walk(walk: Walk, instead: Pseudonyms | Verbatim) -> Walk:
    """Return a walk with what was seen replaced, and what it was to be as it was."""
    return replace(_without(walk, instead), flow=walk.flow, goal=walk.goal, environment=walk.environment)


def _without(record: _R, instead: Pseudonyms | Verbatim) -> _R:
    """Return a record with all that a page or a script says in it replaced."""
    return msgspec.convert(_replaced(msgspec.to_builtins(record), instead, ""), type(record))


def _replaced(value: Any, instead: Pseudonyms | Verbatim, key: str) -> Any:
    if isinstance(value, str):
        return instead.text(value) if key in _SAID else value
    if isinstance(value, dict):
        return {name: _replaced(inner, instead, name) for name, inner in value.items()}
    return [_replaced(inner, instead, key) for inner in value] if isinstance(value, list | tuple) else value


def by_keys(walk: Walk, inputs: Sequence[Input]) -> tuple[Walk, tuple[Input, ...]]:
    """Return a walk that types a password at once where it was typed key by key: a record must not spell it."""
    said = {one.number: one for one in inputs}
    told: list[Transition] = []
    first = 0
    for one in walk.transitions:
        press = one.action
        if not (isinstance(press, Press) and press.on and press.on.kind == "password" and _is_sign(press)):
            first = 0
            told.append(one)
            continue
        first = first or one.number
        before = said.get(first, Input(number=first, text="")).text or ""
        said[first] = Input(number=first, text=before + press.keys[-1:] * press.count)
        told.append(replace(one, action=replace(press, keys="")))
    return replace(walk, transitions=tuple(told)), tuple(said[number] for number in sorted(said))


def _is_sign(press: Press) -> bool:
    return len(press.keys.removeprefix("Shift+")) == 1


def _input(one: Input, known: Pseudonyms, instead: StandIns) -> Input:
    if not one.text:
        return one
    short = {value: placeholder for (_, value), placeholder in instead.where_typed.items()}
    return replace(one, text=short.get(one.text) or known.text(one.text))


def _pages_again(walk: Walk, secrets: Verbatim, folder: Path) -> Walk:
    """Return a walk whose stored pages hold no session secrets: what those are is known only at its end."""
    screens = []
    for screen in walk.screens:
        dom = screen.dom
        if dom is not None:
            data = storage.read_file(folder / dom.file)
            if (plain := secrets.data(data)) != data:
                dom = storage.write_exhibit(folder, dom.file, plain)
        screens.append(replace(screen, dom=dom))
    return replace(walk, screens=tuple(screens))
