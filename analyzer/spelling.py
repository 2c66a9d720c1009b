"""How others write text, and what that says: in addresses, HTML, scripts, style sheets and mail, and to an eye.

A backslash says one thing to a script and another to a style sheet, and an equals sign nothing to either but something
to mail: so there are two ways to undo escapes, ``CODE`` and ``SHEET``. ``EYE`` leaves out what is not seen, and takes
letters of another width or shape for the letters they are.
"""

import html
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from analyzer.linear import may_hold


@dataclass(frozen=True)
class Spelling:
    """One way to write text: what is written so, what a piece of that says, and what tells where there is none."""

    written: re.Pattern[bytes]
    says: Callable[[bytes], bytes]
    may_stand: Callable[[bytes], bool]


UNREADABLE = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
"""What no text has."""


def any_case(character: str) -> bytes:
    """Return a pattern over bytes for a character in every letter case and composition."""
    if character == "\n":
        return rb"(?:\r\n|\n|\r)"
    written = dict.fromkeys((character, character.lower(), character.upper(), character.title()))
    composed = dict.fromkeys(form for one in written for form in (one, unicodedata.normalize("NFD", one)))
    return _either(way for one in sorted(composed, key=len, reverse=True) for way in _ways(one))


def as_it_is(character: str) -> bytes:
    """Return a pattern over bytes for a character, in UTF-8 or Windows-1252; a space may be a form's."""
    return _either(_ways(character))


def _ways(text: str) -> list[bytes]:
    if text == " ":
        return [b" ", rb"\+"]
    return [re.escape(text.encode(*_ANY)), *([] if text.isascii() else filter(None, [text.encode("cp1252", "ignore")]))]


def _either(alternatives: Iterable[bytes]) -> bytes:
    return b"(?:" + b"|".join(dict.fromkeys(alternatives)) + b")"


_ANY = ("utf-8", "surrogatepass")
_H = b"[0-9A-Fa-f]"
_PAIR = b"(?i:d[89ab])" + _H + b"{2}%su(?i:d[c-f])" + _H + b"{2}"
"""A character beyond the first 65,536, as two units of UTF-16."""

_PERCENT = b"%(?:25)*(?:u(?:" + _PAIR % b"%(?:25)*" + b"|" + _H + b"{4})|" + _H + b"{2})"
_ENTITY = b"&(?:amp;)*(?:#[0-9]{1,8};?|#[xX]" + _H + b"{1,8};?|[A-Za-z][A-Za-z0-9]{1,31};)"
_SIGN = rb"[!-/:-@\[-`{-~]"
_SCRIPT = (
    rb"\\(?:u(?:" + _PAIR % rb"\\" + b"|" + _H + rb"{4}|\{" + _H + rb"{1,8}\})|x" + _H + b"{2}"
    rb"|[0-3][0-7]{2}|[0-7]{1,2}|[nrtbfv]|\r?\n|" + _SIGN + b")"
)
"""A backslash as C, JavaScript and JSON have it (ECMA-262, 12.9.4)."""
_STYLE = rb"\\" + _H + rb"{1,6}(?:\r\n|[ \t\r\n\f])?"
"""A backslash as CSS has it ("CSS Syntax", section 4.3.7)."""
_MAIL = (
    rb"=\r?\n|=" + _H + b"{2}(?==" + _H + b"{2})|(?<==" + _H + b"{2})=" + _H + b"{2}"
    b"|=(?:2" + _H + b"|3[A-Fa-f]|40|[57][B-Fb-f]|60|[89A-F][0-9A-F])"
)
"""How mail has what is not ASCII (RFC 2045, 6.7)."""

_TAGS = (
    b"a|abbr|acronym|b|bdi|bdo|big|cite|code|em|font|i|ins|kbd|label|mark|nobr|q|s|small|span|strong|sub|sup|tt|u|var"
    b"|wbr"
)
"""Elements that a line of text goes on through (WHATWG, "HTML", section 4.5, and their forerunners)."""
_UNSEEN = b"<!--[^>]{0,200}-->|</?(?i:" + _TAGS + rb")(?:[\s/][^<>]{0,500}?)?>"
_JOINED = rb"""'\s{0,4}\+\s{0,4}'|"\s{0,4}\+\s{0,4}"|`\s{0,4}\+\s{0,4}`"""
"""Two texts that a script puts together."""
_BEYOND = rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
"""A character beyond ASCII."""

_ASCII = 127
_OFTEN = 1 << 12
"""Escapes that are undone once; a page has few and has them often."""
_SHORT = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"v": b"\v"}
_UNITS = re.compile(b"u(" + _H + b"{4})")


@lru_cache(_OFTEN)
def _code(written: bytes) -> bytes:
    """Return what an escape says to a browser or a script."""
    first, said = written[:1], written[1:]
    if first == b"&":
        return html.unescape("&" + written.rpartition(b"&")[2].removeprefix(b"amp;").decode()).encode(*_ANY)
    if units := _UNITS.findall(written):
        return bytes.fromhex(b"".join(units).decode()).decode("utf-16-be", _ANY[1]).encode(*_ANY)
    if first == b"%" or said[:1] == b"x":
        return bytes.fromhex(written[-2:].decode())
    if said[:1] == b"u":
        return _character(said[2:-1])
    if said[:1].isdigit():
        return bytes((int(said, 8),))
    return b"" if said.endswith(b"\n") else _SHORT.get(said, said)


def _sheet(written: bytes) -> bytes:
    """Return what an escape says to a style sheet or a mail program."""
    said = written[1:].rstrip()
    if written[:1] == b"\\":
        return _character(said)
    return bytes.fromhex(said.decode())


def _eye(written: bytes) -> bytes:
    """Return what is seen of a tag, of what joins two texts, or of a character beyond ASCII."""
    return _seen(written) if written[0] > _ASCII else b""


@lru_cache(_OFTEN)
def _seen(written: bytes) -> bytes:
    """Return the ASCII that a character is a form of; nothing for one that Unicode ignores in text (UAX 44, 5.13)."""
    try:
        character = written.decode()
    except UnicodeDecodeError:
        return written
    if unicodedata.category(character) == "Cf" or unicodedata.name(character, "").startswith(_SELECTORS):
        return b""
    plain = unicodedata.normalize("NFKC", character)
    return plain.encode() if plain.isascii() else written


_SELECTORS = ("VARIATION SELECTOR", "COMBINING GRAPHEME JOINER", "HANGUL FILLER", "MONGOLIAN FREE VARIATION")


def _character(hexadecimal: bytes) -> bytes:
    number = int(hexadecimal, 16)
    return chr(number).encode(*_ANY) if number <= sys.maxunicode else b""


def _spelling(*ways: bytes, says: Callable[[bytes], bytes], mark: bytes = b"") -> Spelling:
    """Return the spelling of ``ways``; ``mark`` is what each holds, where they look at what stands around."""
    written = b"|".join(ways)
    return Spelling(re.compile(written), says, may_hold(mark or written))


CODE = _spelling(_PERCENT, _ENTITY, _SCRIPT, says=_code)
SHEET = _spelling(_STYLE, _MAIL, says=_sheet, mark=rb"\\" + _H + rb"|=[\r\n0-9A-Fa-f]")
EYE = _spelling(_UNSEEN, _JOINED, _BEYOND, says=_eye)


def respelled(packed: bytes, raw: bytes) -> bytes:
    """Return ``packed`` with the signs of base64 escaped as they are in ``raw``, which it is to stand instead of."""
    escaped = {CODE.says(one[0]): one[0] for one in CODE.written.finditer(raw)}
    ways = {sign: way for sign, way in escaped.items() if sign in _BASE64}
    for sign in _BASE64 if ways else ():
        for other, way in list(ways.items()):
            ways.setdefault(sign, _with_number(way, other, sign))
    return re.sub(rb"[+/=]", lambda one: ways.get(one[0], one[0]), packed)


_BASE64 = (b"+", b"/", b"=")


def _with_number(way: bytes, sign: bytes, other: bytes) -> bytes:
    """Return how ``other`` is escaped where ``sign`` is so."""
    for number in ("%02x", "%02X", "%d"):
        before, found, after = way.rpartition(b"%s" % (number % ord(sign)).encode())
        if found:
            return before + (number % ord(other)).encode() + after
    return other
