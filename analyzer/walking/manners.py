"""How a live service is visited: slowly, under one's own name, and without committing to anything unless told to."""

from dataclasses import dataclass
from importlib.metadata import version

PAUSE_MS = 1000
"""Real time between two actions: a person is not quicker, and nobody's service notices the visit."""

READING = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that ask and change nothing (RFC 9110, section 9.2.1)."""


@dataclass(frozen=True)
class Manners:
    """What a visitor of a live service may do: ``commit`` to what cannot be taken back; ``contact`` says who visits."""

    commit: bool
    contact: str = ""

    def agent(self, own: str) -> str:
        """Return the user agent of the visit: the browser's ``own``, and ours."""
        who = f" (+{self.contact})" if self.contact else ""
        return f"{own} optout/{version('optout')}{who}"
