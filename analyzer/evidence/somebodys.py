"""What in a run is somebody's: addresses, names, codes, what was logged in with, and what a session is known by.

Found by where it stands and how it looks; whoever redacts adds what only a person can tell.
"""

import fnmatch
import html
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

import msgspec

from analyzer.model import Exchange, Goal, Input, Walk
from analyzer.pseudonyms import texts
from analyzer.recordings.fieldnames import kind_in
from analyzer.shapes import SHORTEST, SHORTEST_NAME, Shape

Kind = Literal["email", "phone", "name", "password", "code", "cookie", "token", "authorization", "typed", "chosen"]

_EMAIL = re.compile(r"[\w.+-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,62}\.)+[a-z]{2,24}", re.IGNORECASE | re.ASCII)
_FIELD = re.compile(rb"<input\b(?:[^<>]|<(?!input\b))*>", re.IGNORECASE)
_HIDDEN = re.compile(r"\btype\s*=\s*[\"']?hidden\b", re.IGNORECASE)
_VALUE = re.compile(r"\bvalue\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_TOKEN = re.compile(r"[\w.~+/=-]{16,4096}", re.ASCII)
_CODE = re.compile(r"(?<![a-z])(code|kode|kod|c[oó]digo|codice|otp|pin)(?![a-z])")
_SENTENCE = 3
"""Words from which what was typed is somebody's own text, whatever the field: a search is shorter."""
_PARTICLES = frozenset({
    "al", "da", "das", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du", "el", "la", "le", "les",
    "lo", "ten", "ter", "van", "von", "zu",
})  # fmt: skip
"""Parts of names that are words of every text."""
_LOCAL = 6
"""Characters of the shortest local part of somebody's address that is removed where it stands alone."""
_DIGITS = 8
"""Digits of the shortest telephone number that is removed however it is grouped."""
_LEAST_BITS = 3.0
"""Shannon entropy a character above which a run of signs is no word: English text has some 2.6 to 3 in 16 letters."""


def somebodys(walk: Walk, inputs: Mapping[int, Input], exchanges: Iterable[Exchange]) -> dict[str, Kind]:
    """Return what of a walk is somebody's, value -> kind; what is too short to be replaced everywhere is left out."""
    found: dict[str, Kind] = {}
    for value, kind in (*typed(walk, inputs), *_seen(walk), *_sent(exchanges, walk.goal)):
        if len(value) >= (SHORTEST_NAME if kind == "name" else SHORTEST):
            found.setdefault(value, kind)
    return found


def names(full: str) -> list[str]:
    """Return the parts of a full name that are removed alone too; initials and particles are not."""
    parts = [part for part in re.split(r"[\s,.-]+", full) if len(part) >= SHORTEST_NAME and part.isalpha()]
    parts = [part for part in parts if part.lower() not in _PARTICLES and (len(part) >= SHORTEST or part[0].isupper())]
    return parts if len(parts) > 1 or parts != [full] else []


def again(value: str, kind: Kind) -> dict[str, Shape]:
    """Return what else to look for where a person typed ``value``, and how each is known again.

    A name without its accents, a telephone number in other groups, the part of an address that stands for the person.
    """
    if kind == "name":
        return {value: "name"}
    if kind == "phone" and sum(one.isdigit() for one in value) >= _DIGITS:
        return {"".join(one for one in value if one.isdigit()): "number"}
    local = " ".join(part for part in re.split(r"[._+-]+", value.partition("@")[0]) if part)
    return {local: "name"} if kind == "email" and "@" in value and len(local) >= _LOCAL else {}


def emails(data: bytes) -> set[str]:
    """Return the e-mail addresses in a text, however they are escaped or packed there."""
    return {found for text in texts(data) for found in _plain_emails(text)}


def _plain_emails(data: bytes) -> set[str]:
    if b"@" not in data:
        return set()
    return {found.rstrip(".") for found in _EMAIL.findall(data.decode(errors="replace"))}


def is_token(value: str) -> bool:
    """Return whether a value looks like one drawn by a machine: long, without spaces, digits and letters mixed."""
    mixed = any(one.isdigit() for one in value) and any(one.isalpha() for one in value)
    if not mixed or not _TOKEN.fullmatch(value):
        return False
    shares = [count / len(value) for count in Counter(value).values()]
    return -sum(share * math.log2(share) for share in shares) >= _LEAST_BITS


def kept_for(goal: Goal, name: str, value: str) -> bool:
    """Return whether a cookie is what the goal looks at: the choice that was stored, and not a person."""
    return bool(goal.cookie) and fnmatch.fnmatchcase(f"{name}={value}", goal.cookie)


def typed(walk: Walk, inputs: Mapping[int, Input]) -> Iterator[tuple[str, Kind]]:
    """Yield what of a person was typed on a walk, and the parts of names."""
    for step in walk.transitions:
        given, on = inputs.get(step.number), getattr(step.action, "on", None)
        if given is None or not given.text or on is None:
            continue
        field = f"{on.kind} {on.name}"
        kind = kind_in(field, given.text) or ("code" if _CODE.search(field.lower()) else None)
        if kind is None and len(given.text.split()) >= _SENTENCE:
            kind = "typed"
        if kind is not None:
            yield given.text, msgspec.convert(kind, Kind)
            yield from ((part, "name") for part in names(given.text) if kind == "name")


def _seen(walk: Walk) -> Iterator[tuple[str, Kind]]:
    for screen in walk.screens:
        texts = [screen.url, screen.title, *(block.text for block in screen.blocks)]
        texts += [part for control in screen.controls for part in (control.name, control.text, control.href)]
        for text in texts:
            for address in emails(text.encode("utf-8", "surrogatepass")):
                yield address, "email"


def _sent(exchanges: Iterable[Exchange], goal: Goal) -> Iterator[tuple[str, Kind]]:
    for one in exchanges:
        for name, value in (*one.asked, *one.answered):
            yield from _in_header(name.lower(), value, goal)
        for _, value in parse_qsl(urlsplit(one.url).query):
            if is_token(value):
                yield value, "token"
        for body in (one.sent, one.body):
            for address in emails(body):
                yield address, "email"
            for found in _FIELD.finditer(body):
                field = found[0].decode(errors="replace")
                value = html.unescape("".join(next(iter(_VALUE.findall(field)), ("", "", ""))))
                if _HIDDEN.search(field) and is_token(value):
                    yield value, "token"


def _in_header(name: str, value: str, goal: Goal) -> Iterator[tuple[str, Kind]]:
    if name in {"authorization", "proxy-authorization"}:
        yield value, "authorization"
    if name not in {"cookie", "set-cookie"}:
        return
    for cookie, held in cookies(value).items():
        if is_token(held) and not kept_for(goal, cookie, held):
            yield held, "cookie"


def cookies(header: str) -> dict[str, str]:
    """Return the cookies of a ``Cookie`` or ``Set-Cookie`` header, name -> value; what is no cookie is none."""
    try:
        return {name: held.value for name, held in SimpleCookie(header).items()}
    except CookieError:
        return {}
