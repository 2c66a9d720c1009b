"""Which of several recorded answers a request asks for, where one address has answers of more than one kind.

A service answers with the part that ``Range`` asks for (RFC 9110, section 14), and in the format that ``Accept`` asks
for (section 12). Both tell requests apart only where the recording has answers that differ so: browsers write
``Accept`` in ways that change from version to version.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.model import Exchange
from analyzer.model.traffic import Headers

_ASKED = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
_ANSWERED = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15}|\*)")
_OK, _PARTIAL = 200, 206


@dataclass(frozen=True)
class Recorded:
    """One answer of a recording: all of it but its contents, how long its body is, and its ``number`` there."""

    head: Exchange
    size: int
    number: int


@dataclass(frozen=True)
class Part:
    """An answer made of some bytes of the body that has this ``number`` in a recording."""

    number: int
    status: int
    answered: Headers
    begin: int
    end: int


def fitting(answers: Sequence[Recorded], asked: Headers) -> Sequence[Recorded]:
    """Return those of ``answers`` that a request with headers ``asked`` asks for; none where all are other parts."""
    said = value(asked, "range")
    whole = [one for one in answers if one.head.status != _PARTIAL]
    parts = [one for one in answers if one.head.status == _PARTIAL and value(one.head.asked, "range") == said]
    fit = parts or whole
    if len({_kind(one) for one in fit}) > 1 and len({value(one.head.asked, "accept") for one in fit}) > 1:
        named = {word.partition(";")[0].strip().lower() for word in value(asked, "accept").split(",")}
        same = [one for one in fit if value(one.head.asked, "accept") == value(asked, "accept")]
        fit = same or [one for one in fit if _kind(one) in named] or fit
    return fit


def part(answers: Sequence[Recorded], asked: Headers) -> Part | None:
    """Return the answer to a request for a part that nobody asked for while recording, out of what was; else None.

    Which parts of a film a browser asks for changes from visit to visit; what is in them does not.
    """
    said = value(asked, "range")
    if any(value(one.head.asked, "range") == said for one in answers) or not (said or _only_parts(answers)):
        return None
    for one in answers:
        first, size = _place(one)
        begin, end = _bounds(said, size) if said else (0, size)
        if size and first <= begin < end <= first + one.size:
            others = tuple(pair for pair in one.head.answered if pair[0].lower() != "content-range")
            told = (("content-range", f"bytes {begin}-{end - 1}/{size}"),) if said else ()
            return Part(one.number, _PARTIAL if said else _OK, (*others, *told), begin - first, end - first)
    return None


def value(headers: Headers, wanted: str) -> str:
    """Return the first value of a header, or ""."""
    return next((text for name, text in headers if name.lower() == wanted), "")


def _only_parts(answers: Sequence[Recorded]) -> bool:
    return all(one.head.status == _PARTIAL for one in answers)


def _kind(one: Recorded) -> str:
    return value(one.head.answered, "content-type").partition(";")[0].strip().lower()


def _place(one: Recorded) -> tuple[int, int]:
    """Return where the body of an answer begins in what it is of, and how long that is; 0 where it does not say."""
    answered = one.head.answered
    if one.head.status == _OK and value(answered, "accept-ranges").strip().lower() == "bytes":
        return 0, one.size
    said = _ANSWERED.fullmatch(value(answered, "content-range").strip())
    if one.head.status != _PARTIAL or said is None or int(said[2]) - int(said[1]) + 1 != one.size or said[3] == "*":
        return 0, 0
    return int(said[1]), int(said[3])


def _bounds(said: str, size: int) -> tuple[int, int]:
    """Return the first byte that is asked for and the one after the last; the same twice where none is."""
    asked = _ASKED.fullmatch(said.strip())
    if asked is None or not (asked[1] or asked[2]):
        return 0, 0
    if not asked[1]:
        return max(size - int(asked[2]), 0), size
    return int(asked[1]), min(int(asked[2]) + 1, size) if asked[2] else size
