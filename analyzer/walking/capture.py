"""One screen: what a person sees and can do at this moment, its screenshot, and its page as a file that runs nothing.

One ``evaluate`` a frame that can be seen, and one screenshot over CDP. Reading order is the order of the flat tree
(shadow roots in place of their hosts' children, slots filled); CSS ``order`` is not followed. Closed shadow roots
cannot be seen. An edge without a border has the colour of what it encloses.
"""

import base64
import contextlib
import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from playwright.sync_api import CDPSession, Frame, Page
from playwright.sync_api import Error as PlaywrightError

from analyzer import storage
from analyzer.errors import WalkError
from analyzer.model import Block, Box, Control, Screen
from analyzer.walking import observer
from analyzer.walking.seen import Seen, SeenBlock, SeenControl, SeenFrame, decode

ATTEMPTS = 3
"""How often a page that navigates under our eyes is looked at again."""

MOST = 10_000
"""How many blocks, and how many controls, one screen keeps."""

MOST_FRAMES = 100
"""How many frames one screen looks into."""

_ASK = "options => window.__optout ? window.__optout.capture(options) : null"


@dataclass(frozen=True)
class Moment:
    """Where in the walk a screen stands; see ``Screen`` for what each number counts."""

    number: int
    page: int
    document: int
    at: int


@dataclass
class Frames:
    """The numbers of one page's frames: 0 is the top frame, the others count from 1 as they are first seen."""

    page: Page
    _numbers: dict[Frame, int] = field(default_factory=dict)

    def number(self, frame: Frame) -> int:
        """Return the frame's number; it stays the same for as long as the page is open."""
        if frame == self.page.main_frame:
            return 0
        for other in self.page.frames[1:]:
            self._numbers.setdefault(other, len(self._numbers) + 1)
        return self._numbers.setdefault(frame, len(self._numbers) + 1)

    def key(self, frame: Frame, told: int) -> str:
        """Return the key of an element that the observer of ``frame`` calls ``told``."""
        return f"{self.number(frame)}.{told}"


@dataclass(frozen=True)
class _View:
    """One frame as seen, and the frames inside it by the key of their element."""

    number: int
    seen: Seen
    inner: dict[int, "_View"]


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


def capture(page: Page, cdp: CDPSession, folder: Path, moment: Moment, frames: Frames) -> Screen:
    """Look at ``page`` once; write its screenshot and stored page below ``folder`` and return the screen.

    Raises
    ------
    WalkError
        If the page goes on navigating, was closed, or does not let itself be photographed.
    StorageError
        If an exhibit cannot be written.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            view = _look(page.main_frame, frames, last=attempt == ATTEMPTS)
            shot = cdp.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})
            break
        except PlaywrightError as error:
            if page.is_closed() or attempt == ATTEMPTS:
                raise WalkError(f"screen {moment.number}: cannot be captured: {_first_line(error)}") from error
            with contextlib.suppress(PlaywrightError):
                page.wait_for_load_state("domcontentloaded")
    return _screen(view, moment, folder, base64.b64decode(shot["data"]))


def _first_line(error: PlaywrightError) -> str:
    return (error.message.splitlines() or ["no reason given"])[0]


def _look(frame: Frame, frames: Frames, *, last: bool, shown: Mapping[str, bool] | None = None) -> _View:
    """Ask one frame what it shows, then those inside it that can be seen (``shown``: their indices, for the frame)."""
    number = frames.number(frame)
    options = {"frame": number, "shown": shown}
    told = frame.evaluate(_ASK, options)
    limits: tuple[str, ...] = ()
    if told is None:
        frame.evaluate(observer.script())
        told = frame.evaluate(_ASK, options)
        limits = ("the observer came late: what happened before was not noticed",)
    seen = decode(told)
    if seen is None:
        unread = "could not be read: its answer is not what was asked for"
        return _View(number, Seen(index=-1, skipped=False, url=frame.url[:1000], limits=(unread,)), {})
    inner = {}
    if any(element.shown for element in seen.frames):
        visible = {str(element.index): True for element in seen.frames if element.shown}
        for child in islice(frame.child_frames, MOST_FRAMES):
            try:
                view = _look(child, frames, last=last, shown=visible)
                if not view.seen.skipped:
                    inner[_element_key(child, view, seen)] = view
            except PlaywrightError:
                if not last and not child.is_detached():
                    raise
                limits += ("a frame inside it could not be read: it kept changing",)
        if len(frame.child_frames) > MOST_FRAMES:
            limits += (f"{len(frame.child_frames) - MOST_FRAMES} frames inside it were not looked at",)
    return _View(number, msgspec.structs.replace(seen, limits=seen.limits + limits), inner)


def _element_key(frame: Frame, view: _View, parent: Seen) -> int:
    for element in parent.frames:
        if element.index == view.seen.index >= 0:
            return element.key
    key = frame.frame_element().evaluate("element => window.__optout.keyOf(element)")
    return key if isinstance(key, int) else 0


def _screen(view: _View, moment: Moment, folder: Path, png: bytes) -> Screen:
    seen = view.seen
    top = _Place(frame=0, right=0, down=0, window=seen.viewport, region="", language="", dialog=None, first_dialog=0)
    dialogs: list[str] = []
    blocks, controls = _contents(view, top, dialogs)
    limits = _limits(view)
    for what, kept in (("blocks of text", blocks), ("controls", controls)):
        if len(kept) > MOST:
            limits += (f"{len(kept) - MOST} of {len(kept)} {what} were not kept",)
    name = f"screens/{moment.number:03d}"
    return Screen(
        number=moment.number,
        page=moment.page,
        document=moment.document,
        at=moment.at,
        url=seen.url,
        title=seen.title,
        language=seen.language,
        viewport=seen.viewport,
        height=seen.height,
        dialogs=tuple(dialogs),
        browser_dialog="",
        focus=_focus(view),
        blocks=tuple(blocks[:MOST]),
        controls=tuple(controls[:MOST]),
        screenshot=storage.write_exhibit(folder, f"{name}.png", png),
        dom=storage.write_exhibit(folder, f"{name}.html", _stored(view).encode()),
        limits=limits,
    )


def _contents(view: _View, place: _Place, dialogs: list[str]) -> tuple[list[Block], list[Control]]:
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


def _inside(place: _Place, element: SeenFrame, view: _View, first_dialog: int) -> _Place:
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


def _focus(view: _View) -> str | None:
    key = view.seen.focus
    if key is None:
        return None
    inner = _focus(view.inner[key]) if key in view.inner else None
    return inner or f"{view.number}.{key}"


def _limits(view: _View) -> tuple[str, ...]:
    where = f"frame {view.number}: " if view.number else ""
    own = tuple(where + limit for limit in view.seen.limits)
    return sum((_limits(inner) for inner in view.inner.values()), own)


def _stored(view: _View) -> str:
    """Return the page as one file, each frame's page within its element; the observer cut it inside those tags."""
    parts = [view.seen.dom[0]]
    for element, rest in zip(view.seen.frames, view.seen.dom[1:], strict=True):
        inner = view.inner.get(element.key)
        if inner is not None:
            content = html.escape(_stored(inner))
            parts.append(f' data-optout-frame="{inner.number}" sandbox="" srcdoc="{content}"')
        parts.append(rest)
    return "".join(parts)
