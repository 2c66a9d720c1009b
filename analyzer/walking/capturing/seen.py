"""What the observer returns for one frame, as types: decoded strictly, because a hostile page may have written it."""

import re
from typing import Annotated

import msgspec
from msgspec import Meta

from analyzer.model import Box

UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters and lone surrogates: neither belongs in a canonical file."""

UNWANTED_ESCAPE = re.compile(r"(\\\\)|\\u(?:00[01][0-9a-fA-F]|00[7-9][0-9a-fA-F]|[dD][89a-fA-F][0-9a-fA-F]{2})")
"""The same as JSON escapes; the first group keeps an escaped backslash from being taken for the start of one.

``JSON.stringify`` writes the pair of a real character as itself, so an escaped surrogate is a lone one.
"""

Text = Annotated[str, Meta(max_length=20_000)]
Colour = Annotated[str, Meta(pattern="^#[0-9a-f]{6}$")]
Size = Annotated[float, Meta(ge=0, le=100_000)]
Weight = Annotated[int, Meta(ge=1, le=1000)]
Level = Annotated[int, Meta(ge=0, le=6)]


class _Seen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class SeenBlock(_Seen, frozen=True):
    """A ``Block`` before its frame is placed: ``at`` is its position in reading order, ``box`` in its own document."""

    at: int
    key: int
    text: Text
    tag: Text
    level: Level
    region: Text
    dialog: int | None
    language: Text
    box: Box
    in_viewport: bool


class SeenControl(_Seen, frozen=True):
    """A ``Control`` before its frame is placed."""

    at: int
    key: int
    role: Text
    name: Text
    text: Text
    tag: Text
    kind: Text
    required: bool
    invalid: bool
    checked: bool | None
    expanded: bool | None
    enabled: bool
    filled: bool
    options: int
    group: Text
    href: Text
    inline: bool
    tab_index: int
    region: Text
    dialog: int | None
    language: Text
    box: Box
    in_viewport: bool
    colour: Colour | None
    background: Colour | None
    border: Colour | None
    font_size: Size | None
    font_weight: Weight | None


class SeenFrame(_Seen, frozen=True):
    """A frame element: ``index`` is its number among the window's frames, -1 within a shadow root.

    ``x`` and ``y`` are where its content begins; ``shown`` says whether a person can see it.
    """

    key: int
    index: int
    shown: bool
    x: int
    y: int
    at: int
    region: Text
    language: Text
    dialog: int | None


class Seen(_Seen, frozen=True):
    """All that one frame shows.

    ``caret`` says that one blinks in a field. ``dom`` is the stored page, cut inside the tag of each frame element in
    their order.
    """

    index: int
    skipped: bool
    url: str = ""
    title: str = ""
    language: str = ""
    viewport: Box = Box(x=0, y=0, width=0, height=0)
    height: int = 0
    dialogs: tuple[str, ...] = ()
    focus: int | None = None
    caret: bool = False
    blocks: tuple[SeenBlock, ...] = ()
    controls: tuple[SeenControl, ...] = ()
    frames: tuple[SeenFrame, ...] = ()
    dom: tuple[str, ...] = ("",)
    limits: tuple[str, ...] = ()


def decode(told: object) -> Seen | None:
    """Return what a frame told, or None if it is not what the observer tells.

    Lone surrogates and control characters are dropped wherever they stand.
    """
    if not isinstance(told, str):
        return None
    clean = UNWANTED.sub("", told)
    if "\\u" in clean:
        clean = UNWANTED_ESCAPE.sub(r"\1", clean)
    try:
        seen = msgspec.json.decode(clean, type=Seen)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return None
    return seen if len(seen.dom) == len(seen.frames) + 1 else None
