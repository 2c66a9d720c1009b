"""What of a live visit is kept: never a password, nor what a session is known by.

What stands in for one is the same wherever it stood, so that the tape still knows the requests.
"""

import fnmatch
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from analyzer import canonical, storage
from analyzer.model import Exchange, Exhibit, Goal, Input, Screen, Transition, Walk
from analyzer.pseudonyms import Pseudonyms, Verbatim
from analyzer.recordings.tokens import session_cookies
from analyzer.shapes import SHORTEST

PASSWORD = "optout-password"  # noqa: S105 - what stands in for one
"""Typed again where the visit is replayed, so that the tape still knows the request."""

_KEPT_BACK = frozenset({"authorization", "cookie", "proxy-authorization"})

SHOWN = "shows a password: its picture was not kept"
"""The limit of a screen on which what was typed as a password could be read."""


def passwords(inputs: Sequence[Input], transitions: Sequence[Transition]) -> dict[int, str]:
    """Return what was typed into fields for passwords, by the number of the step."""
    typed_into = {one.number: getattr(one.action, "on", None) for one in transitions}
    return {one.number: one.text for one in inputs if _is_secret(typed_into.get(one.number)) and one.text}


def kept(
    inputs: Sequence[Input], secret: Mapping[int, str], traffic: Sequence[Exchange], goal: Goal
) -> tuple[tuple[Input, ...], tuple[Exchange, ...]]:
    """Return what was put in and what went over the wire, fit to be written.

    A password shorter than ``SHORTEST`` characters is replaced where it was typed only: the request that sent it keeps
    no body then. Of the cookies, the choice that ``goal`` looks at stays as it was.
    """
    spelled = _spelled(secret)
    short = [text.encode() for text in secret.values() if len(text) < SHORTEST]
    known = Verbatim(_known_by(traffic, goal))
    return (
        tuple(replace(one, text=PASSWORD) if one.number in secret else _input(one, spelled) for one in inputs),
        tuple(_exchange(one, spelled, known, short) for one in traffic),
    )


def concealed(walk: Walk, folder: Path, secret: Mapping[int, str]) -> Walk:
    """Return a walk whose texts and stored pages hold no password, and no picture where one could be read.

    Raises
    ------
    StorageError
        If a page cannot be written anew.
    """
    spelled = _spelled(secret)
    if not spelled.pairs:
        return walk
    screens = tuple(_screen(screen, folder, spelled) for screen in walk.screens)
    return msgspec.json.decode(spelled.data(canonical.text(replace(walk, screens=screens))), type=Walk)


def _screen(screen: Screen, folder: Path, spelled: Pseudonyms) -> Screen:
    texts = [block.text for block in screen.blocks] + [control.text for control in screen.controls]
    if screen.screenshot and spelled.found("\n".join(texts).encode("utf-8", "surrogatepass")):
        (folder / screen.screenshot.file).unlink(missing_ok=True)
        screen = replace(screen, screenshot=None, limits=(*screen.limits, SHOWN))
    return replace(screen, dom=_page(screen.dom, folder, spelled))


def _page(dom: Exhibit | None, folder: Path, spelled: Pseudonyms) -> Exhibit | None:
    if dom is None:
        return None
    data = storage.read_exhibit(folder, dom)
    clean = spelled.data(data)
    return dom if clean == data else storage.write_exhibit(folder, dom.file, clean)


def _spelled(secret: Mapping[int, str]) -> Pseudonyms:
    return Pseudonyms({text: PASSWORD for text in secret.values() if len(text) >= SHORTEST})


def _known_by(traffic: Iterable[Exchange], goal: Goal) -> dict[str, str]:
    """Return what stands in for each cookie by which the service knows this visit again."""
    found: dict[str, str] = {}
    for one in traffic:
        for name, value in session_cookies(one):
            chosen = goal.cookie and fnmatch.fnmatchcase(f"{name}={value}", goal.cookie)
            if not chosen and value not in found:
                found[value] = f"optout-cookie-{len(found) + 1}"
    return found


def _is_secret(on: object) -> bool:
    return getattr(on, "kind", "") == "password"


def _input(one: Input, spelled: Pseudonyms) -> Input:
    return replace(one, text=spelled.text(one.text)) if one.text else one


def _exchange(one: Exchange, spelled: Pseudonyms, known: Verbatim, short: Sequence[bytes]) -> Exchange:
    sent = b"" if any(text in one.sent for text in short) else known.data(spelled.data(one.sent))
    asked = [(name, _told(value, spelled, known)) for name, value in one.asked if name.lower() not in _KEPT_BACK]
    return replace(
        one,
        url=_told(one.url, spelled, known),
        asked=tuple(asked),
        sent=sent,
        answered=tuple((name, _told(value, spelled, known)) for name, value in one.answered),
        body=known.data(spelled.data(one.body)),
    )


def _told(text: str, spelled: Pseudonyms, known: Verbatim) -> str:
    return known.text(spelled.text(text))
