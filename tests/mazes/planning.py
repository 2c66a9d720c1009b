"""The parameters of a maze, each drawn from the seed unless it is given."""

from dataclasses import dataclass, fields
from random import Random
from typing import Any, Literal

from tests.mazes.model import Carry, Host, Kind, Shape, Storage, Travel
from tests.mazes.wording import LANGUAGES

Ending = Literal["button", "cross", "toggles", "groups", "choice", "select"]
"""What refuses: a button, a closing cross, toggles and a save, a radio group a purpose, one radio group, one select."""

Veil = Literal["none", "accordion", "details", "tabs", "tick", "menu"]
"""What stands before the ending: to be opened, changed to, ticked or hovered."""

Flaw = Literal["none", "absent", "locked", "lie"]
"""Why refusing is impossible: no way, a purpose that cannot be switched off, a refusal that stores acceptance."""


@dataclass(frozen=True)
class Plan:
    """What a maze is built from."""

    language: str
    depth: int
    branching: int
    ending: Ending
    veil: Veil
    flaw: Flaw
    purposes: int
    toggle: Kind
    preselected: bool
    master: bool
    shape: Shape
    host: Host
    travel: Travel
    carry: Carry
    storage: Storage
    late_ms: int
    shown_ms: int
    restless: tuple[Literal["feed", "counter", "token"], ...]
    says: bool
    pings: bool
    folded: bool
    role: bool
    asks: Literal["", "ask", "ask_keep"]
    accepts_late: bool
    """Whether the first screen has no control that accepts."""
    decoys: tuple[str, ...]


def planned(rng: Random, decoys: tuple[str, ...], given: dict[str, Any]) -> Plan:
    """Draw a plan; what is given wins, and what cannot go together is put right in favour of it."""
    unknown = set(given) - {field.name for field in fields(Plan)}
    if unknown:
        raise TypeError(f"no such parameter of a maze: {', '.join(sorted(unknown))}")
    drawn: dict[str, Any] = {
        "language": rng.choice(LANGUAGES),
        "depth": rng.choices((1, 2, 3, 4, 5), (25, 40, 18, 10, 7))[0],
        "branching": rng.choices((0, 1, 2, 3), (3, 4, 2, 1))[0],
        "ending": rng.choices(("button", "cross", "toggles", "groups", "choice", "select"), (38, 4, 36, 8, 8, 6))[0],
        "veil": rng.choices(("none", "accordion", "details", "tabs", "tick", "menu"), (60, 10, 8, 8, 8, 6))[0],
        "flaw": rng.choices(("none", "absent", "locked", "lie"), (92, 3, 3, 2))[0],
        "purposes": rng.choices((1, 2, 3, 4), (1, 4, 5, 3))[0],
        "toggle": rng.choice(("checkbox", "switch", "slider")),
        "preselected": rng.random() < 0.45,
        "master": rng.random() < 0.35,
        "shape": rng.choices(("banner", "modal", "wall", "page"), (35, 35, 15, 15))[0],
        "host": rng.choices(("plain", "iframe", "shadow", "slot"), (64, 12, 12, 12))[0],
        "travel": rng.choices(("spa", "push", "pages"), (50, 20, 30))[0],
        "carry": rng.choice(("query", "session", "cookie")),
        "storage": rng.choice(
            (
                "word",
                "word",
                "json",
                "json",
                "local",
                "bang",
                "array",
                "bits",
                "granted",
                "base64",
                "tcf",
                "opaque",
                "post",
            )
        ),
        "late_ms": rng.choices((0, 300, 1500, 3000), (60, 15, 15, 10))[0],
        "shown_ms": rng.choices((0, 400, 1200, 3000), (55, 20, 15, 10))[0],
        "restless": tuple(kind for kind in ("feed", "counter", "token") if rng.random() < 0.2),
        "says": rng.random() < 0.4,
        "pings": rng.random() < 0.3,
        "folded": rng.random() < 0.2,
        "role": rng.random() < 0.6,
        "asks": rng.choices(("", "ask", "ask_keep"), (94, 4, 2))[0],
        "accepts_late": rng.random() < 0.1,
        "decoys": tuple(rng.sample(decoys, k=rng.choices((0, 1, 2, 3, 4), (10, 25, 30, 20, 15))[0])),
    }
    return _consistent(drawn | given, given)


def _consistent(drawn: dict[str, Any], given: dict[str, Any]) -> Plan:
    def put(*, when: bool, **values: Any) -> None:
        if when:
            drawn.update({name: value for name, value in values.items() if name not in given})

    put(when=drawn["host"] == "iframe", travel="spa")
    put(when=drawn["host"] == "iframe" and drawn["travel"] != "spa", host="plain")
    put(when=drawn["ending"] == "cross" and drawn["depth"] > 1, ending="button")
    put(when=drawn["flaw"] == "locked", ending="toggles")
    put(when=drawn["flaw"] == "lie", ending="button")
    put(when=drawn["flaw"] == "absent", depth=min(drawn["depth"], 2))
    put(when=drawn["veil"] == "tabs" or drawn["flaw"] == "locked", purposes=max(drawn["purposes"], 2))
    put(when=drawn["veil"] == "tabs" and drawn["ending"] != "toggles", veil="accordion")
    put(when=drawn["veil"] == "menu" and drawn["ending"] != "button", veil="none")
    put(when=drawn["ending"] == "cross", veil="none")
    put(when=drawn["ending"] != "toggles" or drawn["purposes"] == 1 or drawn["flaw"] == "locked", master=False)
    put(when=drawn["ending"] != "button" or drawn["flaw"] != "none", asks="")
    return Plan(**drawn)
