"""The picture of a step graph in rows, for paper: a sheet is not as wide as a long way, and nobody scrolls it.

Each row shows some of the layers, and the room before its first, in which the words on what leads there stand. Lines
that go on are cut at its edge and come in again at the next, as slurs do in music.
"""

from dataclasses import dataclass, replace
from math import ceil

from analyzer.reports.html.drawing import APART, WIDTH, Drawing, LinkShape, NodeShape, Text

_ACROSS = 3
"""Layers in a row: so many are as wide as an upright sheet of A4, at letters of nine points."""

_MARGIN = 4


@dataclass(frozen=True)
class Row:
    """Part of a picture: where it begins, how large it is, and what of the picture is in it."""

    left: int
    top: int
    width: int
    height: int
    nodes: tuple[NodeShape, ...]
    links: tuple[LinkShape, ...]


def rows(drawing: Drawing) -> tuple[Row, ...]:
    """Return a picture in rows, as even as can be; nothing where all of it has room beside each other."""
    corners = sorted({node.x for node in drawing.nodes})
    if len(corners) <= _ACROSS:
        return ()
    size = ceil(len(corners) / ceil(len(corners) / _ACROSS))
    parts = [corners[at : at + size] for at in range(0, len(corners), size)]
    borders = [drawing.left, *(part[0] - APART // 2 for part in parts[1:]), drawing.left + drawing.width]
    return tuple(_row(drawing, part, borders[at], borders[at + 1]) for at, part in enumerate(parts))


def _row(drawing: Drawing, corners: list[int], begin: int, end: int) -> Row:
    """Return the row of the nodes at ``corners``, whose words stand between ``begin`` and ``end``."""
    left = begin if begin == drawing.left else corners[0] - APART
    right = end if end == drawing.left + drawing.width else corners[-1] + WIDTH + APART // 4
    nodes = tuple(node for node in drawing.nodes if node.x in corners)
    links = tuple(
        _within(link, left, right, owned=link.caption is not None and begin <= link.caption.x < end)
        for link in drawing.links
        if link.box[0] < right and link.box[2] > left
    )
    texts = [*(text for node in nodes for text in node.texts), *(link.caption for link in links if link.caption)]
    tops = [*(node.y for node in nodes), *(link.box[1] for link in links), *(text.top for text in texts)]
    feet = [
        *(node.y + drawing.tall for node in nodes),
        *(link.box[3] for link in links),
        *(text.bottom for text in texts),
    ]
    top = min(tops) - _MARGIN
    reach = max((right, *(node.x + WIDTH + _MARGIN for node in nodes), *(text.extent[1] for text in texts)))
    return Row(left, top, reach - left, max(feet) + _MARGIN - top, nodes, links)


def _within(link: LinkShape, left: int, right: int, *, owned: bool) -> LinkShape:
    """Return a line with its words only where they stand in this row, moved as far as keeps them whole."""
    if link.caption is None or not owned:
        return replace(link, caption=None)
    begin, end = link.caption.extent
    by = max(left - begin, 0) or min(right - end, 0)
    return replace(link, caption=_moved(link.caption, by))


def _moved(text: Text, by: int) -> Text:
    return replace(text, x=text.x + by)
