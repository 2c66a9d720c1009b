"""The custody log: what was done to the evidence, each line naming the hash of the line before.

A line that was changed, left out or put in between breaks the chain. The times are those of the walk (of the page's
clock, on a mock); a seal has no clock of its own that anybody could check, so its line carries no time: a time stamp
beside the bundle says when it existed at the latest.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from analyzer import canonical
from analyzer.evidence.faults import Fault
from analyzer.model.record import Record
from analyzer.model.report import Sha256

FILE = "custody.jsonl"

FIRST = "0" * 64
"""What the first line names in place of a line before it."""

Done = Literal["recorded", "sealed", "redacted"]


class Line(Record, frozen=True, kw_only=True):
    """One act: what was ``done``, ``by`` which version of the tool, and ``at`` what time, null where there is none.

    ``files`` are the files that the act made or vouches for, path in the payload -> SHA-256; the last line that names
    a path is the one that counts. ``previous`` is the SHA-256 of the line before, newline included.
    """

    number: int
    previous: Sha256
    done: Done
    by: str
    at: str | None
    files: dict[str, Sha256]


def appended(log: bytes, done: Done, by: str, at: str | None, files: Mapping[str, str]) -> bytes:
    """Return ``log`` with one more line."""
    lines = log.splitlines(keepends=True)
    previous = canonical.sha256(lines[-1]) if lines else FIRST
    line = Line(number=len(lines) + 1, previous=previous, done=done, by=by, at=at, files=dict(files))
    return log + canonical.line(line)


def read(log: bytes) -> tuple[Line, ...]:
    """Return the lines of a log whose chain holds.

    Raises
    ------
    ValueError
        If a line is not one, or does not name the one before; the text says which.
    """
    previous, lines = FIRST, []
    for number, raw in enumerate(log.splitlines(keepends=True), start=1):
        try:
            line = msgspec.json.decode(raw, type=Line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise ValueError(f"line {number} is no line of a custody log") from error
        if line.number != number or line.previous != previous or raw != canonical.line(line):
            raise ValueError(f"line {number} does not follow from the line before: the chain is broken")
        previous = canonical.sha256(raw)
        lines.append(line)
    if not lines or lines[0].done != "recorded" or lines[-1].done == "recorded":
        raise ValueError("it does not lead from a recording to a seal")
    return tuple(lines)


def faults(log: bytes, hashes: Mapping[str, str], place: str) -> Iterator[Fault]:
    """Yield what the log called ``place`` says against the payload, path -> SHA-256, or what is wrong with itself."""
    try:
        lines = read(log)
    except ValueError as error:
        yield Fault(place, f"changed: {error}")
        return
    for name, sha256 in {name: sha256 for line in lines for name, sha256 in line.files.items()}.items():
        if hashes.get(name) != sha256:
            yield Fault(place, f"names another SHA-256 of {name} than it has")
