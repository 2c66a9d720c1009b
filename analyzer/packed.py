"""What stands packed in a text: base64, hexadecimal, base32, numbers of bytes, text of two or four bytes a letter.

Any of these may be something else by chance, so that of what is unpacked only what reads as text or says that it is
compressed is looked into, and bytes in which something is known to be.
"""

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from functools import cached_property, partial

from analyzer.layers import Layer, embedded, inside_text
from analyzer.linear import may_hold
from analyzer.spelling import UNREADABLE

_ALIGNMENTS = 4
"""At how many places in a run base64 may begin: letters may stand right before it."""
_URL_SAFE, _FROM_URL_SAFE = bytes.maketrans(b"+/", b"-_"), bytes.maketrans(b"-_", b"+/")
_BREAKS = re.compile(rb"\r?\n")


@dataclass(frozen=True)
class Packed:
    """Where in a text something stands packed, and what it is."""

    begin: int
    end: int
    layer: Layer


@dataclass(frozen=True)
class Packing:
    """One way to pack: what may be so, at how many places in it that may begin, and how it is undone and done.

    What it is done ``like`` says which letters are used, and what is between them.
    """

    written: re.Pattern[bytes]
    places: int
    plain: Callable[[bytes], bytes]
    again: Callable[..., bytes]

    @cached_property
    def may_stand(self) -> Callable[[bytes], bool]:
        """What says of a text whether anything in it may be packed so."""
        return may_hold(self.written.pattern)


def packed(text: bytes, known: Callable[[bytes], bool], looked_at: set[bytes], *, short: bool) -> Iterator[Packed]:
    """Yield what stands packed in ``text`` and is worth to be looked into.

    Parameters
    ----------
    known
        Whether bytes that are no text hold what is looked for.
    looked_at
        What need not be looked into once more; what is, is added.
    short
        Whether to look into base64 that is shorter than what words look like too.
    """
    for packing, found in _candidates(text, looked_at, short=short):
        for place in range(packing.places):
            run = found[0][place:]
            plain = packing.plain(run)
            if reads(plain) or (plain and known(plain)):
                yield Packed(found.start() + place, found.end(), Layer(plain, partial(packing.again, like=run)))
    if UNREADABLE.search(text):
        yield from (Packed(*one) for one in embedded(text))


def _candidates(text: bytes, looked_at: set[bytes], *, short: bool) -> Iterator[tuple[Packing, re.Match[bytes]]]:
    broken = _BrokenLines()
    for run in (_SHORT_RUN if short else _RUN).finditer(text):
        if text.startswith((b"\n", b"\r\n"), run.end()) and (lines := broken.from_here(text, run)):
            yield _LINES, lines
        if run[0] not in looked_at:
            looked_at.add(run[0])
            yield _BASE64, run
            parts = _PART.finditer(text, *run.span()) if len(run[0]) <= _ADDRESS and b"/" in run[0] else ()
            yield from ((_BASE64, part) for part in parts)
            yield from ((_HEXADECIMAL, part) for part in _HEXADECIMAL.written.finditer(text, *run.span()))
            if whole := _BASE32.written.fullmatch(text, *run.span()):
                yield _BASE32, whole
    for packing in (*LAID_OUT, *(WIDE if b"\x00" in text else ())):
        if packing.may_stand(text):
            yield from ((packing, found) for found in packing.written.finditer(text))


class _BrokenLines:
    """Base64 that goes on over lines: each begins at one of few places in it, so that no more are told of."""

    def __init__(self) -> None:
        self._end = self._letters = 0
        self._told = set[int]()

    def from_here(self, text: bytes, run: re.Match[bytes]) -> re.Match[bytes] | None:
        """Return the lines that begin with ``run``, null where those told of before hold all that they do."""
        if run.start() >= self._end:
            self._told, self._letters = set(), 0
        place = self._letters % _ALIGNMENTS
        self._letters += len(run[0])
        lines = None if place in self._told else _LINES.written.match(text, run.start())
        if lines:
            self._told.add(place)
            self._end = max(self._end, lines.end())
        return lines


def reads(data: bytes) -> bool:
    """Return whether something is text, or says that it is compressed, which little does by chance."""
    if not data or UNREADABLE.search(data):
        return bool(data) and (inside_text(data) is not None or any(one.written.fullmatch(data) for one in WIDE))
    try:
        data.decode()
    except UnicodeDecodeError:
        return inside_text(data) is not None
    return True


def from_base64(run: bytes) -> bytes:
    """Return what a run in the alphabet of base64 stands for, without the padding and line breaks; nothing if none."""
    plain = _BREAKS.sub(b"", run).rstrip(b"=").translate(_FROM_URL_SAFE)
    plain = plain[: len(plain) - (len(plain) % 4 == 1)]
    try:
        return base64.b64decode(plain + b"=" * (-len(plain) % 4))
    except binascii.Error:
        return b""


def _base64(data: bytes, like: bytes) -> bytes:
    spelled, letters = base64.b64encode(data), _BREAKS.sub(b"", like)
    if not like.endswith(b"=") and len(letters) % 4:
        spelled = spelled.rstrip(b"=") + letters[len(letters) - (len(letters) % 4 == 1) :]
    return spelled.translate(_URL_SAFE) if b"-" in like or b"_" in like else spelled


def _from_base32(run: bytes) -> bytes:
    plain = run.rstrip(b"=").upper()
    try:
        return base64.b32decode(plain + b"=" * (-len(plain) % 8))
    except binascii.Error:
        return b""


def _base32(data: bytes, like: bytes) -> bytes:
    spelled = base64.b32encode(data)
    spelled = spelled if like.endswith(b"=") or not len(like) % 8 else spelled.rstrip(b"=")
    return spelled.lower() if like.islower() else spelled


def _from_hexadecimal(run: bytes) -> bytes:
    digits = _NO_HEX.sub(b"", run)
    return bytes.fromhex(digits[: len(digits) & ~1].decode())


def _hexadecimal(data: bytes, like: bytes) -> bytes:
    between = _NO_HEX.search(like)
    spelled = (data.hex(between[0].decode()) if between else data.hex()).encode()
    left = like[-1:] if not between and len(like) % 2 else b""
    return (spelled.upper() if like.upper() == like else spelled) + left


def _from_numbers(run: bytes) -> bytes:
    numbers = [int(one) for one in run.split(b",")]
    return bytes(numbers) if max(numbers) <= _BYTE else b""


def _numbers(data: bytes, like: bytes) -> bytes:
    between = _SEPARATOR.search(like)
    return (between[0] if between else b",").join(b"%d" % byte for byte in data)


def _from_words(run: bytes) -> bytes:
    try:
        return str(make_header(decode_header(run.decode()))).encode()
    except (HeaderParseError, LookupError, ValueError):
        return b""


def _words(data: bytes, like: bytes) -> bytes:  # noqa: ARG001 - one word holds what several did
    return b"=?utf-8?B?" + base64.b64encode(data) + b"?="


def _from_ascii85(run: bytes) -> bytes:
    try:
        return base64.a85decode(run, adobe=True)
    except ValueError:
        return b""


def _ascii85(data: bytes, like: bytes) -> bytes:  # noqa: ARG001 - as above
    return b"<~" + base64.a85encode(data) + b"~>"


_BYTE = 255
_NO_HEX = re.compile(rb"[^0-9A-Fa-f]")
_SEPARATOR = re.compile(rb"\s*,\s*")
_RUN, _SHORT_RUN = (re.compile(rb"[A-Za-z0-9+/_-]{%d,}={0,6}" % shortest) for shortest in (12, 4))
_ADDRESS = 2000
"""Letters of the longest address, as far as programs agree."""
_PART = re.compile(rb"[A-Za-z0-9]{12,}={0,2}")
"""What may be packed apart where signs of base64 part the words of an address."""
_BASE64 = Packing(_RUN, _ALIGNMENTS, from_base64, _base64)
_LINES = Packing(re.compile(rb"(?:[A-Za-z0-9+/]{60,76}\r?\n)+[A-Za-z0-9+/]{1,76}={0,2}"), 1, from_base64, _base64)
"""Base64 as mail breaks it."""
_BASE32 = Packing(re.compile(rb"(?:[A-Z2-7]{16,}|[a-z2-7]{16,})={0,6}"), 1, _from_base32, _base32)
_HEXADECIMAL = Packing(re.compile(rb"[0-9A-Fa-f]{12,}"), 2, _from_hexadecimal, _hexadecimal)
_WORD = rb"=\?[\w-]{1,40}\?[bBqQ]\?[!->@-~]{0,90}\?="
"""What is not ASCII in a header of mail (RFC 2047)."""
LAID_OUT = (
    Packing(re.compile(rb"[0-9A-Fa-f]{2}(?:[ :-][0-9A-Fa-f]{2}){5,}"), 1, _from_hexadecimal, _hexadecimal),
    Packing(re.compile(rb"[0-9]{1,3}(?:\s?,\s?[0-9]{1,3}){5,}"), 1, _from_numbers, _numbers),
    Packing(re.compile(_WORD + rb"(?:\s{1,9}" + _WORD + b")*"), 1, _from_words, _words),
    Packing(re.compile(rb"<~[!-u\sz]{5,}~>"), 1, _from_ascii85, _ascii85),
)
"""What is laid out in a way of its own."""


def _wide(coding: str, letters: bytes) -> Packing:
    return Packing(
        re.compile(letters), 1,
        lambda run: run.decode(coding).encode(), lambda data, **_: data.decode(errors="replace").encode(coding),
    )  # fmt: skip


_HIGH = rb"\x01-\x05\x1e\x20\x21"
"""The upper byte of letters beyond Latin-1: of Europe, and of signs of print."""
WIDE = (
    _wide("utf-32-le", rb"(?:[^\x00][\x00" + _HIGH + rb"]\x00\x00){3,}"),
    _wide("utf-32-be", rb"(?:\x00\x00[\x00" + _HIGH + rb"][^\x00]){3,}"),
    _wide("utf-16-le", rb"(?:[^\x00]\x00|[\x00-\xff][" + _HIGH + rb"]){4,}"),
    _wide("utf-16-be", rb"(?:\x00[^\x00]|[" + _HIGH + rb"][\x00-\xff]){4,}"),
)
