"""Several frames as one screen: every box on the page's own document, every text in reading order."""

import html
from dataclasses import dataclass
from typing import Any, TypeVar

from analyzer.model import Block, Box, Control
from analyzer.saying import say
from analyzer.walking.capturing.seen import Seen, SeenBlock, SeenControl, SeenFrame


@dataclass(frozen=True)
class View:
    """One frame as seen, and the frames inside it by the key of their element."""

    number: int
    seen: Seen
    inner: dict[int, "View"]

    @property
    def caret(self) -> bool:
        """Whether a caret blinks in it or in a frame inside it."""
        return self.seen.caret or any(view.caret for view in self.inner.values())


@dataclass(frozen=True)
class _Place:
    """Where a frame stands on the page: how far its document lies from the page's, and what its content inherits."""

    frame: int
    right: int
    down: int
    window: Box
    region: str
    language: str
    dialog: int | None
    first_dialog: int


class Placed:
    """What all frames of a page show together; ``view`` is the top frame."""

    def __init__(self, view: View) -> None:
        window = view.seen.viewport
        top = _Place(frame=0, right=0, down=0, window=window, region="", language="", dialog=None, first_dialog=0)
        self.dialogs: list[str] = []
        self.blocks, self.controls = _contents(view, top, self.dialogs)
        self.focus = _focus(view)
        self.limits = _limits(view)
        self.page = _stored(view)


def _contents(view: View, place: _Place, dialogs: list[str]) -> tuple[list[Block], list[Control]]:
    """Return the blocks and controls of a frame and of those inside it, in reading order; ``dialogs`` grows."""
    dialogs.extend(view.seen.dialogs)
    blocks = [(block.at, [_block(block, place)]) for block in view.seen.blocks]
    controls = [(control.at, [_control(control, place)]) for control in view.seen.controls]
    for element in view.seen.frames:
        inner = view.inner.get(element.key)
        if inner is not None:
            inner_blocks, inner_controls = _contents(inner, _inside(place, element, inner, len(dialogs)), dialogs)
            blocks.append((element.at, inner_blocks))
            controls.append((element.at, inner_controls))
    return _in_order(blocks), _in_order(controls)


Item = TypeVar("Item")


def _in_order(parts: list[tuple[int, list[Item]]]) -> list[Item]:
    return [item for _, items in sorted(parts, key=lambda part: part[0]) for item in items]


def _inside(place: _Place, element: SeenFrame, view: View, first_dialog: int) -> _Place:
    scrolled = view.seen.viewport
    return _Place(
        frame=view.number,
        right=place.right + element.x - scrolled.x,
        down=place.down + element.y - scrolled.y,
        window=place.window,
        region=element.region or place.region,
        language=element.language or place.language,
        dialog=_dialog(element.dialog, place),
        first_dialog=first_dialog,
    )


def _dialog(own: int | None, place: _Place) -> int | None:
    return place.dialog if own is None else own + place.first_dialog


def _moved(box: Box, place: _Place) -> Box:
    return Box(x=box.x + place.right, y=box.y + place.down, width=box.width, height=box.height)


def _meet(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def _common(seen: SeenBlock | SeenControl, place: _Place) -> dict[str, Any]:
    """Return the fields of a record that its frame's place changes."""
    box = _moved(seen.box, place)
    return {
        "key": f"{place.frame}.{seen.key}",
        "region": seen.region or place.region,
        "dialog": _dialog(seen.dialog, place),
        "language": seen.language or place.language,
        "box": box,
        "in_viewport": seen.in_viewport and _meet(box, place.window),
    }


def _block(seen: SeenBlock, place: _Place) -> Block:
    return Block(text=seen.text, tag=seen.tag, level=seen.level, **_common(seen, place))


_SAME = tuple(name for name in SeenControl.__struct_fields__ if name in Control.__struct_fields__)


def _control(seen: SeenControl, place: _Place) -> Control:
    fields = {name: getattr(seen, name) for name in _SAME} | _common(seen, place)
    return Control(**fields, frame=place.frame)


def _focus(view: View) -> str | None:
    key = view.seen.focus
    if key is None:
        return None
    inner = _focus(view.inner[key]) if key in view.inner else None
    return inner or f"{view.number}.{key}"


def _limit(frame: int, limit: str) -> str:
    return say("frame {frame:d}: {limit:said}", frame=frame, limit=limit) if frame else limit


def _limits(view: View) -> tuple[str, ...]:
    own = tuple(_limit(view.number, limit) for limit in view.seen.limits)
    return sum((_limits(inner) for inner in view.inner.values()), own)


def _stored(view: View) -> str:
    """Return the page as one file, each frame's page within its element; the observer cut it inside those tags."""
    parts = [view.seen.dom[0]]
    for element, rest in zip(view.seen.frames, view.seen.dom[1:], strict=True):
        inner = view.inner.get(element.key)
        if inner is not None:
            content = html.escape(_stored(inner))
            parts.append(f' data-optout-frame="{inner.number}" sandbox="" srcdoc="{content}"')
        parts.append(rest)
    return "".join(parts)
