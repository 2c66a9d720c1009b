"""Where a refusal tells a person which data it is about, or that it never does."""

import re
from collections.abc import Iterator

from analyzer.model import Scope, Screen, Told, Walk

_AROUND = 80
"""How many characters of the text around the words are quoted on either side."""


def told(walk: Walk) -> tuple[Told, ...]:
    """Return for each kind of data of the flow the first screen of ``walk`` that names it; pure.

    Words are compared without regard to case and to how white space is set; the words of a control count like those
    of running text.
    """
    return tuple(_told(scope, walk) for scope in walk.flow.scope)


def _told(scope: Scope, walk: Walk) -> Told:
    shown = {screen.number: screen for screen in walk.screens}
    for transition in walk.transitions:
        screen = shown.get(transition.target)
        for text, language in _texts(screen) if screen else ():
            if quote := _quote(scope.text, text):
                return Told(
                    what=scope.what,
                    used=scope.used,
                    quote=quote,
                    language=language or walk.flow.language,
                    step=transition.number,
                    screen=transition.target,
                )
    return Told(what=scope.what, used=scope.used, quote="", language="", step=None, screen=None)


def _texts(screen: Screen) -> Iterator[tuple[str, str]]:
    """Return what a screen says, each text with its language."""
    for block in screen.blocks:
        yield block.text, block.language or screen.language
    for control in screen.controls:
        yield control.name, control.language or screen.language


def _quote(wanted: str, shown: str) -> str:
    sought, text = _plain(wanted), _plain(shown)
    found = re.search(re.escape(sought), text, re.IGNORECASE)
    return _cut(text, *found.span()) if found else ""


def _cut(text: str, start: int, end: int) -> str:
    """Return the words with some of what stands around them, whole words only."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before, after = text[first:start], text[end:last]
    if first:
        before = "… " + before.partition(" ")[2]
    if last < len(text):
        after = after.rpartition(" ")[0] + " …"
    return f"{before}{text[start:end]}{after}"


def _plain(text: str) -> str:
    return " ".join(text.split())
