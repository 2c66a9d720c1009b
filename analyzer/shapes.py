"""What counts as the same value again: its characters, a name with or without accents, a number however grouped.

Each shape is a regular expression over bytes, in which every character of the value may be in any letter case and
composition, and a space may be a line break or a tag too.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from analyzer.spelling import any_case, as_it_is

Shape = Literal["text", "name", "number"]
"""How a value is known again.

``text`` is its characters in a row, wherever they stand. ``name`` is the same between the ends of words, with or
without accents, its parts joined by a space, a full stop, a hyphen or nothing; one of fewer than ``SHORTEST`` letters
only as it is written or in capitals, since it may be a word of the language as well. ``number`` is a telephone number
by its last eight digits, whatever groups them and stands before.
"""

SHORTEST = 4
"""Characters: what is shorter occurs everywhere by chance and cannot be replaced wherever it stands."""
SHORTEST_NAME = 2
"""Letters of the shortest name, which is looked for between the ends of words."""

_SUBSCRIBER = 8
"""Digits at the end of a number that tell one subscriber of a country from another; what stands before is a prefix."""

_TRANSLITERATED: Mapping[str, tuple[str, ...]] = {
    "ä": ("ae",), "ö": ("oe",), "ü": ("ue",), "ß": ("ss",), "å": ("aa",), "æ": ("ae",), "œ": ("oe",),
    "ø": ("oe", "o"), "ł": ("l",), "đ": ("d", "dj"), "ð": ("d",), "þ": ("th",),
}  # fmt: skip
"""Letters for which something else is written where a keyboard or a machine lacks them, besides the bare letter."""

_TAG, _ANY_TAG = b"<[^<>]{0,200}>", b"<[^<>]*>"
"""A tag between two words; and one however long, for RE2 counts no further than a thousand."""

_BLANK = as_it_is(" ") + b"|" + as_it_is("\u00a0")
_GAP = b"(?:" + _BLANK + rb"|[\t\r\n]|" + _TAG + b"){1,8}"
_NAME_GAP = b"(?:" + _GAP + b"|[._-])?"
_BETWEEN = b"(?:" + _BLANK + rb"|[.\-/()]|\xe2\x80[\x90-\x95\xaf]){0,4}"

_PREFIX = rb"(?<![0-9])(?:(?:[(+]|%2[Bb])?(?:[0-9]" + _BETWEEN + rb"){0,7})?"

_LETTER = rb"[A-Za-z0-9\x80-\xff]"
# Where a page sets words side by side, its text has them joined, and only a capital begins the next: CRCamille.
# A sign beyond ASCII ends in bytes that letters have too.
_BEGIN = re.compile(rb"(?:(?<!" + _LETTER + rb")|(?<=\xc2[\xa0-\xbf])|(?<=\xe2\x80[\x80-\xbf])|(?=[A-Z][a-z]))")
_ANYWHERE = re.compile(b"")
_END = rb"(?:(?!(?!\xc2[\xa0-\xbf]|\xe2\x80)" + _LETTER + rb")|(?<=[a-z])(?=[A-Z]))"


@dataclass(frozen=True)
class Sought:
    """What finds one value: ``pattern`` is its spellings, ``begin`` what must hold where one begins.

    The two are apart because the engine skips what cannot begin a match only where a match begins with plain bytes.
    ``trace`` is a pattern that occurs in every occurrence, without a look at what stands around.
    """

    pattern: re.Pattern[bytes]
    begin: re.Pattern[bytes]
    trace: bytes

    def occurrences(self, data: bytes) -> Iterator[re.Match[bytes]]:
        """Yield where the value stands, from left to right and not inside one another."""
        place = 0
        while found := self.pattern.search(data, place):
            begins = self.begin.match(data, found.start()) is not None
            place = found.end() if begins else found.start() + 1
            if begins:
                yield found

    def replaced(self, data: bytes, instead: Callable[[re.Match[bytes]], bytes]) -> bytes:
        """Return ``data`` with ``instead`` of each occurrence in its place."""
        kept, place = [], 0
        for found in self.occurrences(data):
            kept += [data[place : found.start()], instead(found)]
            place = found.end()
        return b"".join((*kept, data[place:])) if kept else data


def sought(value: str, shape: Shape, special: Collection[str], again: Collection[str] = ()) -> Sought:
    """Return what finds ``value`` in its shape.

    Parameters
    ----------
    value
        What is looked for.
    shape
        How it is known again.
    special
        Characters whose first spelling in what was found is to be kept, as the group ``c<code>_<number>``.
    again
        What else is the same value, where ``value`` has in it what looks like an escape.
    """
    if shape == "number":
        known = _number(value)
        return Sought(re.compile(_PREFIX + known + b"(?![0-9])"), _ANYWHERE, known)
    value = value.replace("\r\n", "\n")
    forms = dict.fromkeys((unicodedata.normalize("NFC", value), value, *again))
    each = _letter if shape == "name" and len(value) >= SHORTEST else any_case
    if shape == "name" and len(value) < SHORTEST:
        forms |= dict.fromkeys(_bare(form) for form in tuple(forms))
        forms |= dict.fromkeys(form.upper() for form in tuple(forms))
        each = as_it_is
    told = b"|".join(_row(form, number, each, special) for number, form in enumerate(forms))
    trace = told.replace(_TAG, _ANY_TAG)
    if shape == "name":
        return Sought(re.compile(b"(?:" + told + b")" + _END, re.DOTALL), _BEGIN, trace)
    return Sought(re.compile(told, re.DOTALL), _ANYWHERE, trace)


def _row(value: str, number: int, each: Callable[[str], bytes], special: Collection[str]) -> bytes:
    gap = _NAME_GAP if each is _letter else _GAP
    whole, named = b"", set()
    for one in value:
        spelled = gap if one == " " else each(one)
        if one in special and one not in named:
            named.add(one)
            spelled = b"(?P<c%d_%d>%s)" % (ord(one), number, spelled)
        whole += spelled
    return whole


def _letter(character: str) -> bytes:
    """Return a pattern for a letter of a name, with its accent, without it, or as it is transliterated."""
    others = dict.fromkeys((*_TRANSLITERATED.get(character.lower(), ()), _bare(character)))
    others.pop(character, None)
    plain = [b"".join(any_case(one) for one in other) for other in others]
    return b"(?:" + b"|".join((any_case(character), *plain)) + b")"


def _bare(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))


def _number(value: str) -> bytes:
    digits = [one for one in value if one.isdigit()]
    return _BETWEEN.join(any_case(one) for one in digits[-_SUBSCRIBER:])
