"""How a HAR of ours lies in its file: an entry after another, each on lines of its own.

So one is written and read an entry at a time, and what is in memory is the largest entry and not the recording. What is
written is canonical JSON, the same bytes as of the whole at once; what is laid out otherwise is told from it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from analyzer import canonical
from analyzer.errors import InputError

_NONE = b'\n  "entries": []'
_BEGIN, _ENTRY = b'  "entries": [\n', b"   {\n"
_LAST, _MORE = b"   }\n", b"   },\n"
_ENDS = (b"  ]\n", b"  ],\n")
_AROUND = 1 << 20
"""Bytes of the largest frame: what stands before and after the entries is small."""


@dataclass(frozen=True)
class Span:
    """Where an entry lies in its file, in bytes."""

    start: int
    length: int

    def read(self, path: Path) -> bytes:
        """Return the entry.

        Raises
        ------
        InputError
            If the file cannot be read.
        """
        try:
            with path.open("rb") as file:
                file.seek(self.start)
                return file.read(self.length)
        except OSError as error:
            raise InputError(f"{path}: {error.strerror or error}") from error


def written(log: Mapping[str, Any], entries: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """Yield a HAR of this log and these entries, as ``canonical.text`` would write it at once."""
    before, _, after = canonical.text({"log": {**log, "entries": []}}).partition(_NONE)
    yield before + _NONE[:-1]
    between = b"\n"
    for entry in entries:
        yield between + b"   " + canonical.text(entry)[:-1].replace(b"\n", b"\n   ")
        between = b",\n"
    yield (b"]" if between == b"\n" else b"\n  ]") + after


def spans(path: Path) -> tuple[Span, ...] | None:
    """Return where the entries of a HAR lie, null where it is not laid out as ``written`` does it.

    That nothing but entries lies between is certain; whether each is one has still to be looked at.

    Raises
    ------
    InputError
        If the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            frame = bytearray()
            for line in iter(file.readline, b""):
                if line == _BEGIN:
                    break
                frame += line
                if len(frame) > _AROUND:
                    return None
            found = _entries(file.tell(), iter(file.readline, b""))
            rest = file.read(_AROUND)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
    if found is None:
        return None
    entries, end = found
    frame += _NONE[1:] + end[len(b"  ]") :] + rest
    return entries if _is_frame(bytes(frame)) else None


def _entries(at: int, lines: Iterator[bytes]) -> tuple[tuple[Span, ...], bytes] | None:
    """Return where entries lie, of which the first begins ``at``, and the line that ends them."""
    found: list[Span] = []
    start, inside, more = at, False, True
    for line in lines:
        at += len(line)
        if inside:
            if line in (_LAST, _MORE):
                inside, more = False, line == _MORE
                found.append(Span(start, at - start - (len(b",\n") if more else len(b"\n"))))
        elif more and line == _ENTRY:
            start, inside = at - len(line), True
        else:
            return (tuple(found), line) if line in _ENDS and not more else None
    return None


def _is_frame(frame: bytes) -> bool:
    """Tell whether a file without its entries is canonical, and its entries those of the log."""
    if frame.count(_NONE) != 1:
        return False
    try:
        value = msgspec.json.decode(frame)
        laid_out = msgspec.json.format(frame, indent=1) + b"\n" == frame
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    log = value.get("log") if isinstance(value, dict) else None
    return laid_out and isinstance(log, dict) and log.get("entries") == []
