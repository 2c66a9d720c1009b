"""Values of a real person replaced by placeholders wherever they occur, however they are spelled.

A value that was typed into a field comes back in addresses, forms, JSON, scripts and pages, each of which spells some
of its characters in another way. Here every character is looked for in all its spellings at once, so that mixtures are
found too; and a placeholder takes the spelling that it finds.
"""

import base64
import binascii
import hashlib
import html
import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

from analyzer.layers import inside, inside_text
from analyzer.shapes import SHORTEST, SHORTEST_NAME, Shape, Sought, sought
from analyzer.sieve import Sieve
from analyzer.unseen import seen

_UNRESERVED = re.compile(r"[A-Za-z0-9._-]")
_PASSES = 8
_DEEPEST = 2
_LONG = 4096
"""Bytes of a text from which it is worth to prepare a look for all values at once."""
_HASHES = ("md5", "sha1", "sha256", "sha512")


@dataclass(frozen=True)
class Pseudonyms:
    """Values and what stands in for each.

    A value is found in any letter case and composition (NFC, NFD), in UTF-8 and Windows-1252, with any of its
    characters percent-encoded once or twice, or escaped as in HTML, JSON or JavaScript; with tags or signs in it that
    are not seen; inside base64, hexadecimal, gzip, zlib and UTF-16, one in another too; and as the hexadecimal MD5,
    SHA-1, SHA-256 or SHA-512 by which advertisers pass addresses on.

    Parameters
    ----------
    pairs
        Value -> placeholder. Placeholders hold letters, digits, ``.``, ``_`` and ``-`` of ASCII, which every format
        spells alike, and besides them only characters that the value has too, which are then spelled as found there.
    shapes
        Value -> how it is known again, for those that are more than the text they are.

    Raises
    ------
    ValueError
        If a value is shorter than ``SHORTEST``, or ``SHORTEST_NAME`` for a name; or a placeholder has other characters
        or contains a value.
    """

    pairs: Mapping[str, str]
    shapes: Mapping[str, Shape] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for value, placeholder in self.pairs.items():
            if len(value) < (SHORTEST_NAME if self.shapes.get(value) == "name" else SHORTEST):
                raise ValueError(f"a value of fewer than {SHORTEST} characters cannot be replaced everywhere")
            if any(not _UNRESERVED.fullmatch(one) and one not in value for one in placeholder):
                raise ValueError(f"the placeholder {placeholder!r} has a character that formats spell differently")
            if self._found_in(placeholder.encode()):
                raise ValueError(f"the placeholder {placeholder!r} contains a value that is to be replaced")

    def text(self, text: str) -> str:
        """Return ``text`` without the values."""
        return self.data(text.encode("utf-8", "surrogatepass")).decode("utf-8", "surrogatepass")

    def data(self, data: bytes) -> bytes:
        """Return ``data`` without the values; where none occurs, the same bytes.

        Raises
        ------
        ValueError
            If replacing makes a value anew over and over again.
        """
        return self._replaced(data, 0) if self.pairs else data

    def found(self, data: bytes) -> frozenset[str]:
        """Return the values that occur in ``data`` in any spelling."""
        return frozenset(self._found_in(data) if self.pairs else ())

    def _found_in(self, data: bytes, depth: int = 0) -> set[str]:
        suspects = self._suspects(data)
        unfolded = _unfolded(data) if suspects else b""
        found = {one.value for one in suspects if one.occurs_in(data, unfolded)}
        if view := seen(data):
            found |= {one.value for one in self._suspects(view.text) if one.stands_in(view.text)}
        if depth < _DEEPEST:
            if layer := (inside_text if depth else inside)(data):
                found |= self._found_in(layer.plain, depth + 1)
            for told in spelled_out(data):
                found |= {value for value in self._found_in(told, depth + 1) if len(value) >= SHORTEST}
        return found

    def _replaced(self, data: bytes, depth: int) -> bytes:
        for _ in range(_PASSES):
            before, suspects = data, self._suspects(data)
            for one in suspects:
                data = one.sought.replaced(data, one.spelled)
                for hashed, instead in one.hashes:
                    data = data.replace(hashed, instead).replace(hashed.upper(), instead.upper())
            data = self._as_seen(data)
            if depth < _DEEPEST:
                data = self._inside_base64(data, suspects, depth)
                data = self._inside(data, depth)
            if data == before:
                return before
        raise ValueError("replacing the values makes them anew; choose other placeholders")

    def _as_seen(self, data: bytes) -> bytes:
        """Return ``data`` without the values that stand there with something unseen in them."""
        if not (view := seen(data)):
            return data
        for one in self._suspects(view.text):
            ranges = [(*match.span(), one.spelled(match)) for match in one.sought.occurrences(view.text)]
            if ranges:
                data = view.replaced(ranges)
                view = seen(data)
                if not view:
                    return data
        return data

    def _inside(self, data: bytes, depth: int) -> bytes:
        if not (layer := (inside_text if depth else inside)(data)):
            return data
        plain = self._replaced(layer.plain, depth + 1)
        return data if plain == layer.plain else layer.around(plain)

    def _suspects(self, data: bytes) -> Sequence["_Wanted"]:
        """Return the values that ``data`` may hold; to tell is worth it in what is long, or for many short texts."""
        if len(data) < _LONG and "_sieve" not in self.__dict__:
            return self._wanted
        return [self._wanted[number] for number in self._sieve.suspects(data)]

    @cached_property
    def _sieve(self) -> Sieve:
        return Sieve([one.traces for one in self._wanted])

    def _inside_base64(self, data: bytes, suspects: Sequence["_Wanted"], depth: int) -> bytes:
        unfolded = _unfolded(data) if suspects else b""
        known = [one for one in suspects if any(core in unfolded for core in one.cores)]
        data = _LINES.sub(lambda lines: self._run(lines[0], known, depth), data)
        data = (_RUN if known else _LONG_RUN).sub(lambda run: self._run(run[0], known, depth), data)
        return _HEX.sub(lambda run: self._hexadecimal(run[0], depth), data)

    def _run(self, run: bytes, known: Sequence["_Wanted"], depth: int) -> bytes:
        """Return a run of base64 without the values in what it stands for; as it was where there are none.

        A run may begin with up to three characters that belong to what stands before it. What is no text is looked at
        only for values whose own base64 is ``known`` to be there.
        """
        for begin in range(4):
            decoded = _decoded(run[begin:])
            if not _reads(decoded):
                unfolded = _unfolded(decoded) if known else b""
                if not any(one.occurs_in(decoded, unfolded) for one in known):
                    continue
            bare = self._inner(decoded, depth)
            if bare != decoded:
                return run[:begin] + _encoded(bare, run[begin:])
        return run

    def _hexadecimal(self, run: bytes, depth: int) -> bytes:
        decoded = _from_hexadecimal(run)
        bare = self._inner(decoded, depth) if _reads(decoded) else decoded
        if bare == decoded:
            return run
        return (bare.hex().upper() if run.upper() == run else bare.hex()).encode()

    def _inner(self, data: bytes, depth: int) -> bytes:
        """Return what a run stands for without the values, but those that are there by chance."""
        return (
            data
            if all(len(value) < SHORTEST for value in self._found_in(data, depth + 1))
            else self._replaced(data, depth + 1)
        )

    @cached_property
    def _wanted(self) -> tuple["_Wanted", ...]:
        return tuple(
            _Wanted(value, self.pairs[value], self.shapes.get(value, "text"))
            for value in sorted(self.pairs, key=lambda one: (-len(one), one))
        )


@dataclass(frozen=True)
class Verbatim:
    """Long random values and what stands in for each: they have one letter case, and machines spell them in few ways.

    There may be hundreds in one recording, where a pattern each would take minutes.

    Parameters
    ----------
    pairs
        Value -> placeholder of letters, digits and hyphens.
    """

    pairs: Mapping[str, str]

    def text(self, text: str) -> str:
        """Return ``text`` without the values."""
        return self.data(text.encode("utf-8", "surrogatepass")).decode("utf-8", "surrogatepass")

    def data(self, data: bytes) -> bytes:
        """Return ``data`` without the values; where none occurs, the same bytes."""
        for spelled, placeholder in self._spellings:
            data = data.replace(spelled, placeholder)
        return data

    @cached_property
    def _spellings(self) -> tuple[tuple[bytes, bytes], ...]:
        spelled: dict[bytes, bytes] = {}
        for value in sorted(self.pairs, key=len, reverse=True):
            escaped = quote(value, safe="")
            json = value.replace("/", "\\/")
            for one in (value, escaped, escaped.lower(), quote(escaped, safe=""), html.escape(value), json):
                spelled.setdefault(one.encode(), self.pairs[value].encode())
        return tuple(spelled.items())


@dataclass(frozen=True)
class _Wanted:
    """One value: what finds all its spellings, and its traces in base64 and hashes."""

    value: str
    placeholder: str
    shape: Shape

    @cached_property
    def sought(self) -> Sought:
        """What finds it, with a group for each character of the placeholder that formats spell differently."""
        return sought(self.value, self.shape, self._special)

    @cached_property
    def _special(self) -> frozenset[str]:
        return frozenset(one for one in self.placeholder if not _UNRESERVED.fullmatch(one))

    def spelled(self, match: re.Match[bytes]) -> bytes:
        """Return the placeholder, each character spelled as the value's was."""
        groups = {name.partition("_")[0]: group for name, group in match.groupdict().items() if group is not None}
        return b"".join(groups.get(f"c{ord(one)}", one.encode()) for one in self.placeholder)

    def occurs_in(self, data: bytes, unfolded: bytes) -> bool:
        """Return whether the value occurs in any spelling, base64, which ``unfolded`` shows, and hashes included."""
        if self.stands_in(data) or any(h in data or h.upper() in data for h, _ in self.hashes):
            return True
        if not any(core in unfolded for core in self.cores):
            return False
        runs = (run[0][begin:] for run in _RUN.finditer(data) for begin in range(4))
        return any(self.stands_in(_decoded(run)) for run in runs)

    def stands_in(self, data: bytes) -> bool:
        """Return whether the value occurs in any spelling but base64 and hashes."""
        return next(self.sought.occurrences(data), None) is not None

    @cached_property
    def cores(self) -> tuple[bytes, ...]:
        """What of the value's base64 is there whatever stands before and after it, for each way it may be aligned.

        None for what is so short that any run of base64 holds it by chance.
        """
        if len(self.value) < SHORTEST:
            return ()
        found = []
        for value in dict.fromkeys((self.value, self.value.lower(), self.value.upper())):
            data = value.encode("utf-8", "surrogatepass")
            for ahead in range(3):
                core = base64.b64encode(bytes(ahead) + data)
                begin, end = (ahead * 8 + 5) // 6, (ahead + len(data)) * 8 // 6
                found += [core[begin:end], core[begin:end].translate(_URL_SAFE)]
        return tuple(dict.fromkeys(found))

    @cached_property
    def traces(self) -> tuple[bytes, ...]:
        """Patterns of which one is found wherever the value occurs in any spelling, base64 and hashes included."""
        hashes = (spelled for hashed, _ in self.hashes for spelled in (hashed, hashed.upper()))
        cores = (
            b"".join(_SIGNS.get(sign, re.escape(sign)) for (sign,) in struct.iter_unpack("c", core))
            for core in self.cores
        )
        return (self.sought.trace, *dict.fromkeys(hashes), *dict.fromkeys(cores))

    @cached_property
    def hashes(self) -> tuple[tuple[bytes, bytes], ...]:
        """Hexadecimal hashes of the value, as it is and as advertisers normalise it, with those of the placeholder."""
        pairs = ((self.value, self.placeholder), (self.value.strip().lower(), self.placeholder.strip().lower()))
        return tuple((_hash(name, value), _hash(name, instead)) for name in _HASHES for value, instead in pairs)


_URL_SAFE = bytes.maketrans(b"+/", b"-_")
_LINES = re.compile(rb"(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{60,76}(?:\r?\n|\\r\\n|\\n))+[A-Za-z0-9+/]{1,76}={0,2}")
"""Base64 as mail breaks it, also within a text of JSON."""
_BREAKS = re.compile(rb"\r?\n|\\r\\n|\\n")
_HEX = re.compile(rb"[0-9A-Fa-f]{12,}")
_LONG_RUN = re.compile(rb"[A-Za-z0-9+/_-]{12,}={0,2}")
"""Base64 that is long enough to look in it for more than the value's own, as it mostly is: without escapes."""
_UNREADABLE = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_RUN = re.compile(rb"(?:[A-Za-z0-9+_-]|\\?/|%(?:25)?2[BbFf]){4,}(?:=|%(?:25)?3[Dd]){0,2}")


def _reads(data: bytes) -> bool:
    """Return whether something holds text, or says that it is compressed, which little does by chance."""
    if not data or inside_text(data) is not None:
        return bool(data)
    if _UNREADABLE.search(data):
        return False
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def spelled_out(data: bytes) -> Iterator[bytes]:
    """Yield what reads as text of all that is base64 or hexadecimal in ``data``."""
    for run in (*_LINES.finditer(data), *_LONG_RUN.finditer(data)):
        yield from filter(_reads, (_decoded(run[0][begin:]) for begin in range(4)))
    for run in _HEX.finditer(data):
        if _reads(decoded := _from_hexadecimal(run[0])):
            yield decoded


def _from_hexadecimal(run: bytes) -> bytes:
    return b"" if len(run) % 2 else bytes.fromhex(run.decode())


def _decoded(run: bytes) -> bytes:
    plain = _plain(run)
    plain = plain[: len(plain) - (len(plain) % 4 == 1)]
    try:
        return base64.b64decode(plain + b"=" * (-len(plain) % 4))
    except binascii.Error:
        return b""


def _plain(run: bytes) -> bytes:
    """Return a run in the standard alphabet, without escapes and padding."""
    return _BREAKS.sub(b"", _unfolded(run)).rstrip(b"=").translate(_FROM_URL_SAFE)


def _unfolded(data: bytes) -> bytes:
    """Return ``data`` with the two signs of base64 that addresses and JSON escape as they are."""
    for sign, escaped in _ESCAPED_SIGNS:
        data = escaped.sub(sign, data)
    return data


_ESCAPES = {b"+": rb"%(?:25)?2[Bb]", b"/": rb"%(?:25)?2[Ff]|\\/", b"=": rb"%(?:25)?3[Dd]"}
_ESCAPED_SIGNS = tuple((sign, re.compile(escaped)) for sign, escaped in _ESCAPES.items())
_SIGNS = {sign: b"(?:" + re.escape(sign) + b"|" + escaped + b")" for sign, escaped in _ESCAPES.items()}
_FROM_URL_SAFE = bytes.maketrans(b"-_", b"+/")


def _encoded(data: bytes, like: bytes) -> bytes:
    """Return ``data`` in base64 with the alphabet, the padding and the escapes of ``like``."""
    spelled = base64.b64encode(data)
    if not like.endswith((b"=", b"%3D", b"%3d")) and len(_plain(like)) % 4:
        spelled = spelled.rstrip(b"=")
    if b"-" in like or b"_" in like:
        spelled = spelled.translate(_URL_SAFE)
    if b"%25" in like:
        return quote(quote(spelled, safe="")).encode()
    if b"%" in like:
        return quote(spelled, safe="").encode()
    return spelled.replace(b"/", b"\\/") if b"\\/" in like else spelled


def _hash(name: str, value: str) -> bytes:
    return hashlib.new(name, value.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest().encode()
