"""The vocabulary of a maze: screens, controls, what they do, and the state somebody is in.

Everything a visitor can change is a variable with a small number: a purpose that is on or off, an accordion that is
open, a tab, a tick. A control is shown and enabled by guards on variables, so that one rule covers them all.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal[
    "button", "link", "div", "span", "submit", "icon", "nameless",
    "checkbox", "switch", "slider", "radios", "select",
    "accordion", "details", "tab",
]  # fmt: skip
"""How a control is made. ``div`` has no role, ``span`` has one by attribute, ``icon`` shows a cross and has a name,
``nameless`` is a drawing in a button, ``slider`` is a checkbox that cannot be seen, in a label that can."""

Shape = Literal["banner", "modal", "wall", "page"]
Host = Literal["plain", "iframe", "shadow", "slot"]
Travel = Literal["spa", "push", "pages"]
Carry = Literal["query", "session", "cookie"]
Storage = Literal[
    "word", "json", "local", "bang", "array", "bits", "granted", "base64", "tcf", "opaque", "post",
]  # fmt: skip
Place = Literal["body", "actions", "corner", "menu", "page"]
"""Where a control stands: in the dialog's text, its row of actions, its corner, its hover menu, or outside it."""

CLOSED = "closed"
"""The screen without a dialog: after a choice, or after a dialog was closed without one."""


@dataclass(frozen=True)
class Guard:
    """True while the variable has one of the values."""

    variable: str
    among: tuple[int, ...]


@dataclass(frozen=True)
class Effect:
    """What a control does, in this order: sets, flips, stores or moves; ``resets`` is what leaving a page forgets."""

    to: str = ""
    sets: tuple[tuple[str, int], ...] = ()
    flips: tuple[str, ...] = ()
    stores: Literal["", "all", "none", "toggles"] = ""
    resets: bool = False


@dataclass(frozen=True)
class Option:
    """One of the answers of a radio group or a native select."""

    label: str
    sets: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Control:
    """Something to press. ``word`` is what the label says in the key of the word lists, whatever the control does."""

    kind: Kind
    label: str
    word: str
    effect: Effect = Effect()
    place: Place = "actions"
    options: tuple[Option, ...] = ()
    chosen: str = ""
    """The variable whose value is the number of the chosen option."""
    shown: Guard | None = None
    enabled: Guard | None = None
    fixed: bool = False
    asks: str = ""
    """The question of a browser dialog; "OK" has the effect, and "Cancel" has the other."""
    otherwise: Effect = Effect()


@dataclass(frozen=True)
class Screen:
    """A layer of the dialog or, if ``whole``, a page of its own without one."""

    id: str
    title: str
    text: str
    controls: tuple[Control, ...]
    whole: bool = False
    tells: bool = False
    """Whether the text says which purposes are on."""


@dataclass(frozen=True)
class Looks:
    """What does not change where the ways lead, only how hard they are to see and to press."""

    shape: Shape
    host: Host
    travel: Travel
    carry: Carry
    late_ms: int
    """Until controls react, after each document."""
    shown_ms: int
    """Until the dialog shows, after each document."""
    restless: tuple[Literal["feed", "counter", "token"], ...]
    says: bool
    """Whether the page says afterwards what was stored."""
    pings: bool
    """Whether the page fetches something for each purpose that is allowed."""
    folded: bool
    """Whether actions stand below the fold of the dialog."""
    role: bool
    """Whether the dialog says that it is one."""


@dataclass(frozen=True)
class Maze:
    """A consent dialog and the page around it."""

    seed: int
    language: str
    depth: int
    looks: Looks
    storage: Storage
    names: tuple[str, str, str]
    """The key of what is stored, and its words for everything and for nothing."""
    variables: tuple[tuple[str, int], ...]
    purposes: tuple[str, ...]
    """The variables that are optional purposes."""
    screens: tuple[Screen, ...]
    page: tuple[Control, ...] = ()
    """What stands outside the dialog, to be reached where the dialog does not cover the page."""
    traits: tuple[str, ...] = ()
    """What was drawn into it, for a table of misses."""

    @property
    def start(self) -> str:
        return self.screens[0].id

    def screen(self, name: str) -> Screen:
        return next(screen for screen in self.screens if screen.id == name)


class State(NamedTuple):
    """Where somebody is: the screen, the variables in their order, and what is stored (a purpose each) or None."""

    screen: str
    values: tuple[int, ...]
    stored: tuple[bool, ...] | None
