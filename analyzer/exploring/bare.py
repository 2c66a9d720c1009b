"""What can be pressed though nothing marks it as a control: only its words, or a script that listens, say so.

A ``<div>`` without role, hand or tab stop is operated by whoever reads on it what pressing it does. Its words alone
tell, since a script may listen anywhere around it; what is listened to by itself counts in a box that floats, whatever
it says.
"""

import re
from collections.abc import Collection, Sequence

import msgspec

from analyzer.exploring.choices import ASKING
from analyzer.exploring.intents import ANSWERING
from analyzer.exploring.meaning import Meaning
from analyzer.model import Box, Control

_SENTENCES = re.compile(r"[.!?;\u037e]\s+\S|[?;\u037e]\s*$")
"""What is told or asked, and not what is pressed: several sentences, or a question."""

IN_BOX = ASKING | {"dismiss"}
"""Intents of words that are pressed in a box that floats, or beside an answer."""


class Bare(msgspec.Struct, frozen=True):
    """An element that nothing marks as a control, and the floating box around it, 0 where there is none.

    ``listens`` says that a script listens to presses of it, and of nothing in it; ``drawn`` are the attributes that may
    then say whether it is on. ``href`` is where an area of an image map leads: that is a control whatever it is called.
    ``form`` is that around it (``looked.Around``).
    """

    key: int
    box: int
    text: str
    path: str
    words: str
    tag: str
    listens: bool
    drawn: str
    x: int
    y: int
    width: int
    height: int
    href: str = ""
    form: str = ""

    def control(self, frame: int) -> Control:
        """Return it as the control that it is for a person."""
        words = " ".join(self.words.split())
        return Control(
            key=f"{frame}.{self.key}", role="link" if self.href else "", name=words, text=words, tag=self.tag,
            kind=self.tag, required=False, invalid=False, checked=None, expanded=None, enabled=True, filled=False,
            options=0, group="", href=self.href, inline=False, tab_index=-1, region="", dialog=None, frame=frame,
            language="", box=Box(x=self.x, y=self.y, width=self.width, height=self.height), in_viewport=True,
            colour=None, background=None, border=None, font_size=None, font_weight=None,
        )  # fmt: skip


def pressable(found: Sequence[Bare], meaning: Meaning, named: Collection[tuple[int, str]]) -> list[Bare]:
    """Return which of them a person would press.

    ``named`` are the boxes and labels of the controls beside them: words that only repeat one speak of it. Of those
    that lie in one another the innermost counts, unless the outer one is listened to and says the same.
    """
    meant = {one: meaning(one.control(0), one.text, ()).intent for one in found}
    beside = {_around(one) for one in found if meant[one] in ANSWERING}
    told = [
        one for one in found if _is_told(one, meant[one], beside=_around(one) in beside)
        and (one.box, one.words) not in named
    ]  # fmt: skip
    kept: list[Bare] = []
    for one in sorted(told, key=lambda one: one.path.count("."), reverse=True):
        inner = [other for other in kept if other.path.startswith(f"{one.path}.")]
        if all(one.listens and meant[other] == meant[one] for other in inner):
            kept = [other for other in kept if other not in inner] + [one]
    # What says what it does is no switch, and a style that the pointer leaves on it tells nothing.
    return [msgspec.structs.replace(one, drawn="") if meant[one] else one for one in found if one in kept]


def _around(one: Bare) -> str:
    """Return where what holds the element and those beside it stands."""
    return one.path.rpartition(".")[0]


def _is_told(one: Bare, intent: str | None, *, beside: bool) -> bool:
    if one.href or (one.listens and one.box > 0):
        return True
    return not _SENTENCES.search(one.words) and intent in (IN_BOX if one.box or beside else ANSWERING)
