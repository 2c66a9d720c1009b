"""Where the entries of somebody's HAR lie in its file, so that it need not be in memory to be read.

Brackets outside of texts are counted, in pieces of the file. Nothing else is looked at: each entry is read as JSON by
whoever wants it, and what stands around them is read here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import msgspec

from analyzer.recordings.har.limits import MOST_ENTRIES

_BEGIN = re.compile(rb'"entries"\s{0,99}:\s{0,99}\[')
_BETWEEN = re.compile(rb'(?:[^"\[\]{}]++|"[^"\\]*+(?:\\.[^"\\]*+)*+")*+', re.DOTALL)
"""What is passed over up to the next bracket: texts, and what is neither."""
_REST_OF_A_TEXT = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_READ = 1 << 20
_AROUND = 8 << 20
"""Bytes of the longest that may stand before or after the entries."""
_GAP = 1 << 12
"""Bytes of the longest that may stand between two entries."""
_MOST_BRACKETS = 10_000_000
"""Two hundred an entry in the longest recording; ten times as many would take a minute to count."""
_OPENING, _TEXT = b"{[", b'"'
_MARK = "optout: here are the entries"


@dataclass(frozen=True)
class Spans:
    """Where each entry begins and ends, at most one more than may be; and the log that they are in, without them."""

    entries: tuple[tuple[int, int], ...]
    log: dict[str, Any]


def spans(stream: BinaryIO) -> Spans | None:
    """Return where the entries of a HAR lie; null where that is not sure, and the whole must be read to tell."""
    stream.seek(0)
    head = stream.read(_AROUND)
    begin = _BEGIN.search(head)
    if begin is None:
        return None
    stream.seek(begin.end())
    places = _Places(stream, begin.end())
    try:
        entries = tuple(places)
    except ValueError:
        return None
    if len(entries) > MOST_ENTRIES:
        return Spans(entries, {})
    stream.seek(places.end)
    rest = stream.read(_AROUND + 1)
    frame = head[: begin.end()].removeprefix(b"\xef\xbb\xbf") + b'"%s"' % _MARK.encode() + rest
    try:
        whole = msgspec.json.decode(frame)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    log = whole.get("log") if isinstance(whole, dict) else None
    if len(rest) > _AROUND or not isinstance(log, dict) or log.get("entries") != [_MARK]:
        return None
    return Spans(entries, log)


class _Places:
    """The places of a list's elements, each an object or a list; ``end`` is where the list ends, once they are told.

    Raises ``ValueError`` where the list has no end, or holds something else.
    """

    def __init__(self, stream: BinaryIO, at: int) -> None:
        self._stream, self.end = stream, at

    def __iter__(self) -> Iterator[tuple[int, int]]:
        depth, start, told = 0, 0, 0
        for number, (at, bracket, gap) in enumerate(self._brackets()):
            if number > _MOST_BRACKETS:
                raise ValueError
            if depth == 0:
                closing = bracket == ord("]")
                wanted = b"," if told and not closing else b""
                if len(gap) == _GAP or gap.strip(b" \t\r\n") != wanted or bracket == ord("}"):
                    raise ValueError
                if closing:
                    self.end = at
                    return
                start = at
            depth += 1 if bracket in _OPENING else -1
            if depth == 0:
                yield start, at + 1
                told += 1
                if told > MOST_ENTRIES:
                    return
        raise ValueError

    def _brackets(self) -> Iterator[tuple[int, int, bytes]]:
        """Yield each bracket outside of texts, where it lies, and what stands before it, as far as it is short."""
        begin, in_text, escaped, gap = self.end, False, False, b""
        for piece in iter(lambda: self._stream.read(_READ), b""):
            at = int(escaped)
            while at < len(piece):
                if in_text:
                    rest = _REST_OF_A_TEXT.match(piece, at)
                    if rest is None:
                        break
                    in_text, at = False, rest.end()
                between = _BETWEEN.match(piece, at)
                end = between.end() if between else at
                gap = (gap + piece[at : min(end, at + _GAP)])[:_GAP]
                if end == len(piece):
                    at = end
                elif piece[end] == ord(_TEXT):
                    in_text, at = True, end + 1
                    gap += _TEXT
                else:
                    yield begin + end, piece[end], gap
                    at, gap = end + 1, b""
            escaped = in_text and _ends_in_escape(piece, at)
            begin += len(piece)


def _ends_in_escape(piece: bytes, at: int) -> bool:
    """Return whether the text that goes on behind ``piece``, in it since ``at``, does so in the middle of an escape."""
    text = piece[at:]
    return (len(text) - len(text.rstrip(b"\\"))) % 2 == 1
