"""Screenshots in the report: each kept once, shown as often as needed, with the acted control outlined."""

import base64
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from analyzer.model import Box, ScreenCard
from analyzer.saying import NOTHING, Said, say

_PNG = b"\x89PNG\r\n\x1a\n"
_MARGIN = 6
"""Pixels between a control and its outline."""

_AROUND = (220, 110)
"""Pixels of surroundings that a crop keeps on each side, so that one sees where the control stands."""


@dataclass(frozen=True)
class Picture:
    """One image, embedded once under ``id`` as a ``data:`` address."""

    id: str
    address: Markup
    width: int
    height: int


@dataclass(frozen=True)
class View:
    """A look at a picture: ``frame`` is the visible part, ``image`` the picture's place, ``outline`` the control.

    All three are in CSS pixels of the document. ``where`` says in words where a control is that cannot be seen.
    """

    picture: str
    image: Box
    frame: Box
    outline: Box | None
    where: Said


def embedded(cards: Iterable[ScreenCard], images: Callable[[str], bytes]) -> tuple[Mapping[str, str], list[Picture]]:
    """Return which picture each screenshot is, by its path, and the pictures, equal ones once.

    A file that is no PNG is left out: its card then says that there is no picture.
    """
    by_path: dict[str, str] = {}
    by_data: dict[bytes, Picture] = {}
    for card in cards:
        if not card.screenshot or card.screenshot in by_path:
            continue
        data = images(card.screenshot)
        if not data.startswith(_PNG):
            continue
        if data not in by_data:
            # Letters, digits and three marks: nothing in it is to be escaped, and it is too long to look for that.
            address = Markup("data:image/png;base64,") + Markup(base64.b64encode(data).decode())  # noqa: S704
            size = card.viewport
            by_data[data] = Picture(f"picture-{len(by_data) + 1}", address, size.width, size.height)
        by_path[card.screenshot] = by_data[data].id
    return by_path, list(by_data.values())


def whole(card: ScreenCard, picture: str, control: Box | None) -> View:
    """Return the whole screenshot with the control outlined where it can be seen."""
    where = _where(control, card.viewport) if control else NOTHING
    return View(picture, card.viewport, card.viewport, _outline(control) if control and not where else None, where)


def crop(card: ScreenCard, picture: str, control: Box) -> View | None:
    """Return the surroundings of a control, or nothing where the screenshot does not show it."""
    outer = card.viewport
    if _where(control, outer):
        return None
    wide, high = _AROUND
    left = max(outer.x, control.x - wide)
    top = max(outer.y, control.y - high)
    right = min(outer.x + outer.width, control.x + control.width + wide)
    bottom = min(outer.y + outer.height, control.y + control.height + high)
    return View(picture, outer, Box(x=left, y=top, width=right - left, height=bottom - top), _outline(control), NOTHING)


def _outline(control: Box) -> Box:
    return Box(
        x=control.x - _MARGIN,
        y=control.y - _MARGIN,
        width=max(control.width, 0) + 2 * _MARGIN,
        height=max(control.height, 0) + 2 * _MARGIN,
    )


def _where(control: Box, outer: Box) -> Said:
    """Say where a control lies that no pixel of the screenshot shows; "" for one that is seen at least in part."""
    right, bottom = control.x + max(control.width, 1), control.y + max(control.height, 1)
    if control.y >= outer.y + outer.height:
        return say("below the fold, {many:,} pixels further down", many=bottom - outer.y - outer.height)
    if bottom <= outer.y:
        return say("above what is visible, {many:,} pixels further up", many=outer.y - control.y)
    if control.x >= outer.x + outer.width or right <= outer.x:
        return say("beside what is visible")
    return NOTHING
