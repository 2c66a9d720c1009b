"""Session secrets in recorded traffic: what a service uses to know this visit again, and nobody else may hold.

Cookies that a script cannot read, and random-looking values in cookies, hidden fields, queries, forms and scripts.
Short readable ones stay: a consent cookie is what a goal looks at.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import chain
from typing import Any
from urllib.parse import parse_qsl

from analyzer.model import Exchange, Socket

_SIGNS = re.compile(r"[\w.~+/=%:|-]{12,4096}", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_PIECE = re.compile(r"[A-Za-z0-9]+")
_NAMED = re.compile(
    rb"""["'](?:[\w-]*(?:csrf|xsrf|token|session|secret|auth|jwt|nonce)[\w-]*)["']\s*[:=,]\s*["']([^"'\s\\]{8,4096})["']""",
    re.IGNORECASE,
)
_LEAST_DIGITS = 14
"""More than the milliseconds since 1970 have."""
_LEAST_HIDDEN = 8
_LEAST_PIECE = 14
_LEAST_BITS = 3.0
_LETTERS_A_HUMP = 6
"""Words joined by capitals have longer ones, letters drawn by chance have one in four."""


def tokens_in(exchanges: Iterable[Exchange], sockets: Iterable[Socket] = ()) -> dict[str, str]:
    """Return a placeholder for each session secret, in the order in which they were met.

    Digits give way to as many digits, because a script may hold them as a number.
    """
    found: dict[str, str] = {}
    for value in chain(chain.from_iterable(map(_secrets, exchanges)), chain.from_iterable(map(_spoken, sockets))):
        if value not in found and not value.startswith("optout-"):
            number = len(found) + 1
            found[value] = f"9{number:0{len(value) - 1}d}" if value.isdigit() else f"optout-token-{number}"
    return found


def is_random(value: str) -> bool:
    """Return whether a value looks as if a machine had drawn it, and not as a word, a path or a sentence."""
    if not _SIGNS.fullmatch(value) or value.startswith(("http:", "https:", "/")):
        return False
    if _UUID.fullmatch(value) or (value.isdigit() and len(value) >= _LEAST_DIGITS):
        return True
    piece = max(_PIECE.findall(value), key=len, default="")
    humps = len(re.findall(r"[a-z][A-Z]", piece))
    mixed = any(c.isdigit() for c in piece) or humps * _LETTERS_A_HUMP >= len(piece)
    return len(piece) >= _LEAST_PIECE and mixed and _bits(piece) >= _LEAST_BITS


def values_sent(one: Exchange) -> Iterator[tuple[str, str]]:
    """Yield what a request says, by name: in its query, and in its form or JSON."""
    yield from parse_qsl(one.url.partition("#")[0].partition("?")[2], keep_blank_values=True, errors="replace")
    kind = next((value for name, value in one.asked if name.lower() == "content-type"), "")
    if "urlencoded" in kind:
        yield from parse_qsl(one.sent.decode(errors="replace"), keep_blank_values=True, errors="replace")
    elif "multipart/form-data" in kind:
        for name, value in re.findall(rb'name="([^"]*)"\r\n\r\n(.*?)\r\n--', one.sent, re.DOTALL):
            yield name.decode(errors="replace"), value.decode(errors="replace")
    elif "json" in kind or one.sent[:1] in {b"{", b"["}:
        try:
            yield from _strings("", json.loads(one.sent))
        except (ValueError, RecursionError):
            return


def values_said(data: bytes) -> Iterator[str]:
    """Yield what a message over a WebSocket says: the texts of its JSON, or all of it."""
    try:
        yield from (value for _, value in _strings("", json.loads(data)))
    except (ValueError, RecursionError):
        yield data.decode(errors="replace")


def _spoken(one: Socket) -> Iterator[str]:
    query = one.url.partition("#")[0].partition("?")[2]
    yield from (value for _, value in parse_qsl(query, errors="replace") if is_random(value))
    for message in one.messages:
        yield from filter(is_random, values_said(message.data) if message.sent else _named(message.data))


def _named(data: bytes) -> Iterator[str]:
    """Yield what scripts and JSON call a token, a secret or the like."""
    return (match.decode(errors="replace") for match in _NAMED.findall(data))


def _secrets(one: Exchange) -> Iterator[str]:
    for name, line in one.answered:
        if name.lower() == "set-cookie":
            value = line.partition(";")[0].partition("=")[2].strip().strip('"')
            hidden = "httponly" in line.lower() and len(value) >= _LEAST_HIDDEN and not value.isalpha()
            if hidden or is_random(value):
                yield value
    yield from (value for _, value in values_sent(one) if is_random(value))
    kind = next((value for name, value in one.answered if name.lower() == "content-type"), "")
    if any(word in kind for word in ("html", "json", "javascript")):
        if "html" in kind:
            yield from filter(is_random, _hidden_fields(one.body.decode(errors="replace")))
        yield from filter(is_random, _named(one.body))


def _strings(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(key, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(name, inner)
    elif isinstance(value, str):
        yield name, value


def _hidden_fields(page: str) -> list[str]:
    reader = _HiddenFields(convert_charrefs=True)
    reader.feed(page)
    return reader.values


class _HiddenFields(HTMLParser):
    """Collects the values of hidden fields, and what ``meta`` elements hold."""

    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.values: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and (given.get("type") or "").lower() == "hidden":
            self.values.append(given.get("value") or "")
        elif tag == "meta":
            self.values.append(given.get("content") or "")


def _bits(text: str) -> float:
    """Return the entropy of the signs of ``text`` in bits a sign (Shannon, 1948)."""
    return -sum(n / len(text) * math.log2(n / len(text)) for n in Counter(text).values())
