"""What does not hold in a bundle, and where: the vocabulary of a check that failed."""

from typing import NamedTuple

DIRECTORY = "the zip's directory"
"""The place of a fault that lies in no file: the central directory, its end, or bytes after it."""


class Fault(NamedTuple):
    """One thing that does not hold; ``place`` is a path in the bundle or ``DIRECTORY``."""

    place: str
    what: str

    def __str__(self) -> str:
        """Return the fault as one line."""
        return f"{self.place}: {self.what}"
