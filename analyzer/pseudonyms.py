"""Values of a real person replaced by placeholders wherever they occur, however they are spelled.

A value that was typed into a field comes back in addresses, forms, JSON, scripts and pages, each of which spells some
of its characters in another way, and in what is packed in those. So it is looked for in all that the bytes say
(``analyzer.readings``) and hold (``analyzer.packed``), and replaced in the bytes where it was found; a placeholder
takes the spelling that it finds.
"""

import base64
import hashlib
import html
import re
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

from analyzer.layers import inside, inside_text
from analyzer.packed import Packed, packed
from analyzer.readings import Reading, readings
from analyzer.shapes import SHORTEST, SHORTEST_NAME, Shape, Sought, sought
from analyzer.sieve import Sieve
from analyzer.spelling import respelled

_UNRESERVED = re.compile(r"[A-Za-z0-9._-]")
_PASSES = 8
_DEEPEST = 5
"""Packed one in another."""
_REACH, _REACH_OF_A_LETTER = 256, 4
"""Bytes that belong to an escape because a value may stand there: a letter is followed by a tag at most here and there.
"""
_LONG = 4096
"""Bytes of a text from which it is worth to prepare a look for all values at once."""
_HASHES = ("md5", "sha1", "sha256", "sha512")


@dataclass(frozen=True)
class Pseudonyms:
    """Values and what stands in for each.

    A value is found in any letter case and composition (NFC, NFD), in UTF-8, UTF-16, UTF-32 and Windows-1252; escaped
    as in addresses, HTML, JSON, scripts, style sheets and mail, one in another; with tags or signs in it that are not
    seen; in base64, base32, hexadecimal and what is compressed, one in another too; and as the hexadecimal MD5, SHA-1,
    SHA-256 or SHA-512 by which advertisers pass addresses on.

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
        found, looked_at = set[str](), set[bytes]()
        for reading in readings(data, self._reach):
            suspects = self._suspects(reading.text)
            found |= {one.value for one in suspects if one.stands_in(reading.text)}
            if depth < _DEEPEST:
                for one in self._packed(reading.text, suspects, looked_at):
                    found |= {v for v in self._found_in(one.layer.plain, depth + 1) if len(v) >= SHORTEST}
        if depth < _DEEPEST and (layer := (inside_text if depth else inside)(data)):
            found |= self._found_in(layer.plain, depth + 1)
        return found

    def _replaced(self, data: bytes, depth: int) -> bytes:
        for _ in range(_PASSES):
            told = self._told(data, depth)
            if told == data:
                return data
            data = told
        raise ValueError("replacing the values makes them anew; choose other placeholders")

    def _told(self, data: bytes, depth: int) -> bytes:
        """Return ``data`` without the values that its readings have, the longest first where one stands in another."""
        changes, looked_at = [], set[bytes]()
        for reading in readings(data, self._reach):
            suspects = self._suspects(reading.text)
            for one in suspects:
                changes += [(-len(one.value), *reading.instead(*place)) for place in one.occurrences(reading)]
            for inner in self._packed(reading.text, suspects, looked_at) if depth < _DEEPEST else ():
                if (plain := self._inner(inner.layer.plain, depth)) is not None:
                    told = respelled(inner.layer.around(plain), reading.lay(inner.begin, inner.end))
                    changes.append((0, *reading.instead(inner.begin, inner.end, told)))
        if changes:
            return _changed(data, changes)
        if depth < _DEEPEST and (layer := (inside_text if depth else inside)(data)):
            plain = self._replaced(layer.plain, depth + 1)
            return data if plain == layer.plain else layer.around(plain)
        return data

    def _packed(self, text: bytes, suspects: Sequence["_Wanted"], looked_at: set[bytes]) -> Iterator[Packed]:
        known = [one for one in suspects if one.packed_in(text)]
        return packed(text, lambda data: any(one.stands_in(data) for one in known), looked_at, short=bool(known))

    def _inner(self, data: bytes, depth: int) -> bytes | None:
        """Return what is packed in a text without the values; null where none is there but by chance."""
        told = self._replaced(data, depth + 1)
        if told == data or all(len(value) < SHORTEST for value in self._found_in(data, depth + 1)):
            return None
        return told

    def _suspects(self, data: bytes) -> Sequence["_Wanted"]:
        """Return the values that ``data`` may hold; to tell is worth it in what is long, or for many short texts."""
        if len(data) < _LONG and "_sieve" not in self.__dict__:
            return self._wanted
        return [self._wanted[number] for number in self._sieve.suspects(data)]

    @cached_property
    def _sieve(self) -> Sieve:
        return Sieve([one.traces for one in self._wanted])

    @cached_property
    def _reach(self) -> int:
        return _REACH + _REACH_OF_A_LETTER * max(map(len, self.pairs), default=0)

    @cached_property
    def _wanted(self) -> tuple["_Wanted", ...]:
        return tuple(
            _Wanted(value, self.pairs[value], self.shapes.get(value, "text"))
            for value in sorted(self.pairs, key=lambda one: (-len(one), one))
        )


def _changed(data: bytes, changes: Sequence[tuple[int, int, int, bytes]]) -> bytes:
    """Return ``data`` with each change that meets none before it in order: its rank, where, and what stands there."""
    begins: list[int] = []
    made: list[tuple[int, int, bytes]] = []
    for _, begin, end, told in sorted(set(changes)):
        at = bisect(begins, begin)
        if (at == 0 or made[at - 1][1] <= begin) and (at == len(made) or end <= begins[at]):
            begins.insert(at, begin)
            made.insert(at, (begin, end, told))
    parts, done = [], 0
    for begin, end, told in made:
        parts += [data[done:begin], told]
        done = end
    return b"".join((*parts, data[done:]))


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
    """One value: what finds it in a text, and its traces in hashes and in what is packed."""

    value: str
    placeholder: str
    shape: Shape

    def occurrences(self, reading: Reading) -> Iterator[tuple[int, int, bytes]]:
        """Yield from where to where the value or a hash of it stands, and what is to stand there."""
        for match in self._sought.occurrences(reading.text):
            yield *match.span(), self._spelled(match, reading)
        for hashed, instead in self._hashes:
            for match in re.finditer(b"(?i:" + hashed + b")", reading.text) if hashed in reading.text.lower() else ():
                yield *match.span(), instead if match[0].islower() else instead.upper()

    def stands_in(self, data: bytes) -> bool:
        """Return whether the value or a hash of it occurs in a text."""
        return next(self.occurrences(Reading(data)), None) is not None

    def packed_in(self, text: bytes) -> bool:
        """Return whether a text has in it what the value is when packed, whatever stands before and after it."""
        return any(core in text for core in self._cores)

    @cached_property
    def traces(self) -> tuple[bytes, ...]:
        """Patterns of which one is found wherever the value occurs, packed or hashed."""
        hashes = (spelled for hashed, _ in self._hashes for spelled in (hashed, hashed.upper()))
        return (self._sought.trace, *dict.fromkeys(hashes), *map(re.escape, self._cores))

    @cached_property
    def _sought(self) -> Sought:
        return sought(self.value, self.shape, self._special, self._again)

    @property
    def _again(self) -> list[str]:
        """What is left of the value where something in it looks like an escape, and is undone with those around it."""
        texts = [one.text.decode(errors="replace") for one in readings(self.value.encode(*_ANY), _REACH)]
        return [one for one in texts[1:] if len(one) >= SHORTEST] if self.shape == "text" else []

    @cached_property
    def _special(self) -> frozenset[str]:
        return frozenset(one for one in self.placeholder if not _UNRESERVED.fullmatch(one))

    def _spelled(self, match: re.Match[bytes], reading: Reading) -> bytes:
        """Return the placeholder, each character spelled as the value's was."""
        spelled = {
            name.partition("_")[0]: reading.lay(*match.span(name))
            for name, group in match.groupdict().items()
            if group is not None
        }
        return b"".join(spelled.get(f"c{ord(one)}", one.encode()) for one in self.placeholder)

    @cached_property
    def _cores(self) -> tuple[bytes, ...]:
        """What of the value's base64 is there whatever stands before and after it, and what of its hexadecimal.

        None for what is so short that any run of base64 holds it by chance.
        """
        if len(self.value) < SHORTEST:
            return ()
        found = []
        for value in dict.fromkeys((self.value, self.value.lower(), self.value.upper())):
            data = value.encode(*_ANY)
            for ahead in range(3):
                core = base64.b64encode(bytes(ahead) + data)
                begin, end = (ahead * 8 + 5) // 6, (ahead + len(data)) * 8 // 6
                found += [core[begin:end], core[begin:end].translate(_URL_SAFE)]
            found += [data.hex().encode(), data.hex().upper().encode()]
        return tuple(dict.fromkeys(found))

    @cached_property
    def _hashes(self) -> tuple[tuple[bytes, bytes], ...]:
        """Hexadecimal hashes of the value, as it is and as advertisers normalise it, with those of the placeholder."""
        pairs = ((self.value, self.placeholder), (self.value.strip().lower(), self.placeholder.strip().lower()))
        return tuple((_hash(name, value), _hash(name, instead)) for name in _HASHES for value, instead in pairs)


_URL_SAFE = bytes.maketrans(b"+/", b"-_")
_ANY = ("utf-8", "surrogatepass")


def texts(data: bytes, depth: int = _DEEPEST) -> Iterator[bytes]:
    """Yield all that ``data`` says, what is packed in it included, however deep."""
    looked_at = set[bytes]()
    for reading in readings(data, _REACH):
        yield reading.text
        for one in packed(reading.text, lambda _: False, looked_at, short=False) if depth else ():
            yield from texts(one.layer.plain, depth - 1)
    if depth and (layer := (inside if depth == _DEEPEST else inside_text)(data)):
        yield from texts(layer.plain, depth - 1)


def _hash(name: str, value: str) -> bytes:
    return hashlib.new(name, value.encode(*_ANY), usedforsecurity=False).hexdigest().encode()
