"""What a site keeps of a choice, read without knowing who wrote it.

Consent tools store a choice as JSON, as a list of ``name=true``, as words (``granted``, ``denied``, ``all``), as a list
of the accepted categories, encoded for an address or in base64, and often with a time and a random id beside it. Here
such values become *leaves*: a path and what stands there. What changes by itself (times, ids, counters) is left out.
"""

import base64
import binascii
import contextlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import unquote_plus

from analyzer.exploring.about import names_consent
from analyzer.exploring.tcf import purposes

YES = frozenset({
    "true", "yes", "y", "1", "on", "given", "full", "all", "grant", "granted", "accept", "accepted", "acceptall",
    "accept_all", "allow", "allowed", "allowall", "allow_all", "consent", "consented", "agree", "agreed",
    "optin", "opt-in", "opt_in", "enable", "enabled", "oui", "ja", "sim", "tak", "sí", "sì",
})  # fmt: skip
NO = frozenset({
    "false", "no", "n", "0", "off", "none", "deny", "denied", "denyall", "deny_all", "reject", "rejected", "rejectall",
    "reject_all", "refuse", "refused", "decline", "declined", "disallow", "disallowed", "disable", "disabled",
    "optout", "opt-out", "opt_out", "objected", "withdrawn", "revoked", "forbidden", "blocked", "minimal", "required",
    "basic",
    "necessary", "essential", "onlynecessary", "only_necessary", "necessaryonly", "necessary_only", "essentialonly",
    "strictly_necessary", "functional_only", "non", "nein", "nee", "nej", "não", "nao", "nie",
})  # fmt: skip
"""Words that programs write for a choice, whatever language the page speaks: English ones mostly, and yes and no."""

LEVELS = frozenset({"full", "minimal", "basic"})
"""Words among these that name a level, and say by nothing but their order what is given."""

DEEPEST = 8
"""How deep values are unfolded; what lies deeper is kept as it is."""

MOST = 2000
"""How many leaves one value may have; what comes after them is not looked at."""

LONGEST = 20_000
"""Characters of one value that are looked at."""

LIST = "/[]"
"""Ends the path of a leaf that says that a list stands there: what is not named in it was not chosen."""

_DIGITS = frozenset(range(2, 10))
_ANSWERS = frozenset({"true", "false", "yes", "no", "y", "n", "on", "off", "1", "0"})
"""Words that answer, and name nothing: a list of them holds one answer a place."""

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d.*)?|[A-Z][a-z]{2},? .*\d\d:\d\d:\d\d.*")
_PAIR = re.compile(r"([\w.\-\[\]]{1,100})[=:](.{0,2000})", re.DOTALL)
_SEPARATORS = ("&", "!", ";", "|", "~", ",", " ")
_BETWEEN_PAIRS = (*_SEPARATORS[:-1], ".", " ")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
_OBJECT = re.compile(r"\s*\{(.*)\}\s*", re.DOTALL)
"""An object as a program writes it, which is no JSON: ``{stamp:'x',statistics:false}``."""
_CONSENT_MODE = re.compile(r"G1([01])([01])")
_US_PRIVACY = re.compile(r"1[YN-]([YN])[YN-]")
_FLAG = re.compile(r"([A-Za-z]{2,40})[-:=]([01])")
_BETWEEN_FLAGS = re.compile(r"[_|,;~!& ]")
_BITS = re.compile(r"[01]{2,64}")
"""One yes or no a place, as some tools write them; a number seldom has no other digits."""
_SURELY_BITS = 4
"""Digits up to which it may be a number all the same, unless its name says that it keeps a choice."""
_PLAIN = re.compile(r"[a-z][\w.-]*[=:][\w.:=,;&|! -]*", re.IGNORECASE | re.ASCII)
"""What may have been written in base64 and is no JSON: a pair or several; no random bytes look like that."""

_WORD = re.compile(r"[a-z0-9_-]+", re.IGNORECASE)

Value = bool | str
"""A leaf: yes or no where the value says so, else its text."""


@dataclass(frozen=True)
class Stored:
    """What lies in cookies and storage at one moment: ``place name`` -> value, as the browser gives it.

    ``sent`` are the bodies and queries of what was sent since the page was opened, oldest first.
    """

    entries: Mapping[str, str]
    sent: tuple[str, ...] = ()

    def since(self, before: "Stored") -> "Stored":
        """Return what is new or other than ``before``; what was removed is the empty text."""
        changed = {name: value for name, value in self.entries.items() if before.entries.get(name) != value}
        gone = {name: "" for name in before.entries if name not in self.entries}
        return Stored(changed | gone, self.sent[len(before.sent) :])

    def adds_to(self, before: "Stored") -> bool:
        """Return whether something is stored under a name that was not there before."""
        return bool(self.entries.keys() - before.entries.keys())

    def levels(self) -> frozenset[str]:
        """Return the entries that are nothing but the name of a level."""
        return frozenset(name for name, text in self.entries.items() if text.strip("\"' ").casefold() in LEVELS)

    def leaves(self) -> dict[str, Value]:
        """Return the leaves of all entries, by path."""
        return {path: value for name, text in self.entries.items() for path, value in leaves(text, name)}

    def leaves_sent(self) -> dict[str, Value]:
        """Return the leaves of what was sent; of two with one path the later counts."""
        return {path: value for text in self.sent for path, value in leaves(text, "sent")}


def leaves(text: str, path: str) -> Iterator[tuple[str, Value]]:
    """Yield path and value of everything in ``text`` that does not change by itself."""
    yield from islice(_unfolded(text[:LONGEST], path, 0), MOST)


def polarity(text: str) -> bool | None:
    """Return what a single word says, null where it says neither yes nor no."""
    word = text.strip().strip("\"'").casefold()
    return True if word in YES else False if word in NO else None


def is_volatile(text: str) -> bool:
    """Return whether a value changes by itself: a time, a random id, a number that counts."""
    text = text.strip()
    if _UUID.fullmatch(text) or _DATE.fullmatch(text):
        return True
    if re.fullmatch(r"\d{2,}(\.\d+)?", text):
        return True
    digits = sum(character.isdigit() for character in text)
    return len(text) >= 8 and digits >= 2 and re.fullmatch(r"[0-9a-zA-Z_.\-]+={0,2}", text) is not None  # noqa: PLR2004


def _unfolded(value: Any, path: str, depth: int) -> Iterator[tuple[str, Value]]:
    if isinstance(value, bool):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in list(value.items())[:MOST]:
            yield from _unfolded(inner, f"{path}/{key}", depth + 1) if depth < DEEPEST else ((path, "..."),)
    elif isinstance(value, list):
        yield from _members(value, path, depth)
    elif isinstance(value, int | float):
        yield from _number(value, path)
    elif isinstance(value, str):
        yield from _text(value, path, depth)


def _number(value: float, path: str) -> Iterator[tuple[str, Value]]:
    """Read nought and one as no and yes, and another single digit, which may be a level, as its text."""
    if value in {0, 1}:
        yield path, bool(value)
    elif value in _DIGITS:
        yield path, str(int(value))


def _members(values: list[Any], path: str, depth: int) -> Iterator[tuple[str, Value]]:
    """Read a list of names or numbers as what was chosen; one of answers, or of anything else, as its items."""
    if values and all(isinstance(item, str) and item.casefold() in _ANSWERS for item in values):
        yield from ((f"{path}/{place}", item.casefold() in YES) for place, item in enumerate(values[:MOST]))
        return
    yield f"{path}{LIST}", "list"
    if _is_numbering(values):
        yield from ((f"{path}/[{number}]", True) for number in values[:MOST])
        return
    for place, item in enumerate(values[:MOST]):
        if isinstance(item, str) and _WORD.fullmatch(item) and not purposes(item):
            if not is_volatile(item):
                yield f"{path}/[{item}]", True
        elif depth < DEEPEST:
            yield from _unfolded(item, f"{path}/{place}", depth + 1)


def _is_numbering(values: list[Any]) -> bool:
    """Return whether a list names what was chosen by number, each once: ``[1, 2, 3]``, and not ``[1, 0, 0]``."""
    whole = [value for value in values if isinstance(value, int) and not isinstance(value, bool)]
    unique = len(whole) == len(values) == len(set(whole))
    return unique and (whole == [1] or max(whole, default=0) > 1)


def _text(text: str, path: str, depth: int) -> Iterator[tuple[str, Value]]:
    if depth >= DEEPEST or not text:
        return
    if _BITS.fullmatch(text) and (len(text) > _SURELY_BITS or names_consent(path.partition(" ")[2])):
        yield from ((f"{path}/{place}", bit == "1") for place, bit in enumerate(text))
        return
    word, inner = polarity(text), _decoded(text)
    if word is not None:
        yield path, word
    elif inner is not None:
        yield from _unfolded(inner, path, depth + 1)
    elif told := _signal(text.strip()):
        yield from ((f"{path}/{name}", given) for name, given in told.items())
    elif not is_volatile(text):
        yield from _written(text, path, depth)


def _signal(text: str) -> dict[str, bool]:
    """Return what a short writing says that many services share, or flags such as ``ads-1_maps-0``; empty for others.

    These are the consent string of the advertising industry (``tcf``), Google's of consent mode (``G1``, then a digit
    each for advertising and analytics), and the US Privacy String (IAB, version 1: its third letter says opted out).
    """
    if consented := purposes(text):
        return {f"purpose {number}": given for number, given in consented.items()}
    if mode := _CONSENT_MODE.fullmatch(text):
        return {"ad_storage": mode[1] == "1", "analytics_storage": mode[2] == "1"}
    if privacy := _US_PRIVACY.fullmatch(text):
        return {"opt-out": privacy[1] == "Y"}
    flags = [_FLAG.fullmatch(part) for part in _BETWEEN_FLAGS.split(text)]
    return {flag[1]: flag[2] == "1" for flag in flags if flag} if len(flags) > 1 and all(flags) else {}


def _written(text: str, path: str, depth: int) -> Iterator[tuple[str, Value]]:
    """Read what is no word, no other writing of something, and does not change by itself."""
    if pairs := _pairs(text) or _pairs(_OBJECT.sub(r"\1", text)):
        for key, value in pairs:
            if key.isalpha() and (word := polarity(key)) is not None and is_volatile(value):
                # "reject:1795865708123": what was chosen, and when.
                yield path, word
            else:
                yield from _text(value, f"{path}/{key}", depth + 1)
    elif listed := _listed(text):
        yield from _members(listed, path, depth)
    else:
        yield path, text


def _decoded(text: str) -> Any:
    """Return what ``text`` is another writing of, null where it is none."""
    stripped = text.strip()
    if stripped[:1] in {"{", "["} or (stripped[:1] == stripped[-1:] == '"' and len(stripped) > 1):
        # Some writers encode the quotes and leave the brackets: that is read below.
        with contextlib.suppress(ValueError, RecursionError):
            return json.loads(stripped)
    if "%" in text and (plain := unquote_plus(text)) != text:
        return plain
    if _BASE64.fullmatch(stripped):
        try:
            raw = base64.b64decode(stripped + "=" * (-len(stripped) % 4), altchars=b"-_", validate=True).decode()
        except (binascii.Error, ValueError):
            return None
        if raw[:1] in {"{", "["} or _PLAIN.fullmatch(raw):
            return raw
    return None


def _pairs(text: str) -> list[tuple[str, str]]:
    """Return the pairs of a text such as ``!ads=false!video=true``, ``a:1,b:0`` or ``gpc=0&groups=C0001:1,C0002:0``."""
    for separator in _BETWEEN_PAIRS:
        parts = [part.strip() for part in text.split(separator) if part.strip()]
        matches = [_PAIR.fullmatch(part) for part in parts]
        if parts and all(matches) and (separator in text or separator == _BETWEEN_PAIRS[-1]):
            return [(match[1], match[2]) for match in matches if match]
    return []


def _listed(text: str) -> list[str]:
    """Return the words of a text such as ``necessary,analytics`` or ``ads|video``."""
    for separator in _SEPARATORS:
        parts = [part.strip() for part in text.split(separator) if part.strip()]
        if len(parts) > 1 and all(_WORD.fullmatch(part) for part in parts):
            return parts
    return []
