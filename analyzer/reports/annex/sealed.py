"""How far an annex can be checked: what was sealed, and who did what to it since it was recorded."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Act:
    """One line of the custody log: ``recorded``, ``sealed`` or ``redacted``, by which tool, and when.

    ``at`` is "" where the log names no time, ``previous`` the SHA-256 of the line before.
    """

    number: int
    done: str
    by: str
    at: str
    previous: str


@dataclass(frozen=True)
class Sealed:
    """A bundle: the name of its file, its SHA-256, and its custody log. All empty where nothing was sealed."""

    file: str = ""
    sha256: str = ""
    acts: tuple[Act, ...] = ()
