"""What is too much for a recording of one procedure, and how what is wrong with one is told."""

from analyzer.errors import InputError
from analyzer.recordings import strictjson

LARGEST = 256 << 20
"""Bytes of the largest HAR that is read; a long recording with videos stays below."""

MOST_ENTRIES = 50_000
"""Requests of the longest HAR that is read; an hour of clicking makes a few thousand."""

DEEPEST = 64
"""Levels of nesting; a HAR needs eight, what browsers add to it a few more."""

ABOVE = 3
"""Levels above an entry, which lies in a list in two objects."""

NOTHING = "holds no answered request; record again with contents (HAR with content)"
BROKEN = (ValueError, OverflowError)
"""What an entry raises that is not what it must be; msgspec's and base64's errors are ValueErrors."""


def in_words(error: Exception) -> str:
    """Return what is wrong, on one line."""
    return " ".join(str(error).split())


def check_size(size: int, file: str) -> None:
    """Refuse contents that are too much in all."""
    if size > LARGEST:
        raise InputError(f"{file}: holds more than {LARGEST >> 20} MB of contents: not a recording of one procedure")


def nothing_beside(name: str) -> bytes:
    """Refuse a content that lies in a file of its own: ours never do."""
    raise InputError(
        f"{strictjson.quoted(name)} holds a content and is not in the HAR; record again with embedded content"
    )
