"""Where is explored: the page, who is there, and what may be pressed and reached."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from analyzer.walking.browsers.browser import Setting

_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Bounds:
    """How far is searched: ``states`` looked at, ``clicks`` of a way, ``seconds`` of real time.

    A page that is silent for ``silence`` seconds is left, and so is what goes on for as long after the time is over.
    """

    states: int = 250
    clicks: int = 8
    seconds: float = 120.0
    silence: float = 10.0


@dataclass(frozen=True)
class Ground:
    """The page at ``start``, in a ``setting``; ``language`` is the one that was asked for, "" where none was.

    ``origins`` are those that may be entered; ``commits`` says whether what commits may be pressed.
    """

    start: str
    setting: Setting
    language: str
    origins: frozenset[str]
    commits: bool

    def allows(self, url: str) -> bool:
        """Return whether a document may be entered."""
        return origin(url) in self.origins


def origin(url: str) -> str:
    """Return the origin of an address, "" where it has none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}".lower() if parts.scheme in {"http", "https"} else ""


def is_here(url: str) -> bool:
    """Return whether an address is one of this machine."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return host in _HERE or host.endswith(".localhost")
