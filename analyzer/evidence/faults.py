"""What does not hold in a bundle, and where: the vocabulary of a check that failed."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

DIRECTORY = "the zip's directory"
"""The place of a fault that lies in no file: the central directory, its end, or bytes after it."""

PACKING = "the zip"
"""The place of a fault that lies in how all files are packed, and in none of them."""

SAID: Mapping[str, str] = MappingProxyType(
    {
        "changed": "was changed",
        "missing": "is missing",
        "extra": "was added",
        "refused": "is refused",
        "there twice": "is there twice",
        "out of order": "is out of order",
        "cut off": "is cut off",
        "repacked": "was repacked",
    }
)
"""How a sentence about a place begins, by the word with which what is wrong there does."""


class Fault(NamedTuple):
    """One thing that does not hold; ``place`` is a path in the bundle, ``DIRECTORY`` or ``PACKING``.

    ``what`` is a word of ``SAID`` with what shows it after a colon, or else words of its own.
    """

    place: str
    what: str

    def __str__(self) -> str:
        """Return the fault as one line, a sentence where it has a word for it."""
        word, colon, shown = self.what.partition(":")
        return f"{self.place} {SAID[word]}{colon}{shown}" if word in SAID else f"{self.place}: {self.what}"
