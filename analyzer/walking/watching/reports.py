"""What the page tells of events on it, read strictly: it comes from a page, so it is hostile until it is typed."""

from typing import Annotated, Literal

import msgspec

from analyzer.model import Box, Target

_Short = Annotated[str, msgspec.Meta(max_length=200)]
_Name = Annotated[str, msgspec.Meta(max_length=20_000)]
_Pixels = Annotated[int, msgspec.Meta(ge=-10_000_000, le=10_000_000)]

LONGEST = 100_000
"""Characters of the longest report that is read."""


class _Box(msgspec.Struct, frozen=True):
    x: _Pixels
    y: _Pixels
    width: _Pixels
    height: _Pixels


class Told(msgspec.Struct, frozen=True):
    """The element an event fell on, as the page's observer describes it; ``key`` counts within its frame."""

    key: Annotated[int, msgspec.Meta(ge=0)]
    role: _Short
    name: _Name
    tag: _Short
    kind: _Short
    box: _Box

    def target(self, frame: int) -> Target:
        """Return it as the vocabulary has it, in frame number ``frame``."""
        box = Box(x=self.box.x, y=self.box.y, width=max(self.box.width, 0), height=max(self.box.height, 0))
        return Target(
            key=f"{frame}.{self.key}",
            role=self.role,
            name=self.name,
            tag=self.tag,
            kind=self.kind,
            frame=frame,
            box=box,
        )


class Event(msgspec.Struct, frozen=True):
    """One event as told; ``right`` and ``down`` are pixels scrolled."""

    type: Literal[
        "click", "auxclick", "dblclick", "pointerdown", "pointerup", "keydown", "input", "change", "submit", "focusin",
        "dragstart", "drop", "hover", "scroll",
    ]  # fmt: skip
    trusted: bool
    detail: int
    pointer: Literal["", "mouse", "touch", "pen"]
    button: int
    echo: bool
    evaluated: bool
    key: _Short
    target: Told | None
    right: _Pixels = 0
    down: _Pixels = 0


class Report(msgspec.Struct, frozen=True):
    """An event in the order in which events came in (``number``), and the target in the walk's own terms."""

    number: int
    event: Event
    target: Target | None

    @property
    def activates(self) -> bool:
        """Whether a pointer pressed something: keyboard activations and a label's echo on its field do not."""
        event = self.event
        return event.type in {"click", "auxclick"} and event.trusted and bool(event.pointer) and not event.echo


_decoder = msgspec.json.Decoder(Event)


def read(told: object) -> Event | None:
    """Return the event that ``told`` is, or None if it is not one."""
    if not isinstance(told, str) or len(told) > LONGEST:
        return None
    try:
        return _decoder.decode(told)
    except msgspec.DecodeError:
        return None
