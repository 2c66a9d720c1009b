"""The step graph as shapes with whole-number coordinates; the template only draws them."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from analyzer.reports.html.layout import Link, Place
from analyzer.reports.html.lettering import breadth, lines
from analyzer.reports.html.stepgraph import Passage, StepGraphView, Stop

WIDTH = 124
"""Width of a node in the picture's units, which are CSS pixels where the picture has room."""

_HEIGHT, _BETWEEN = 80, 72
"""Height of a node whose numbers and marks share a line, and the room under each for what hangs there."""

APART = 116
"""Room between two nodes in a row, where the words on a line stand."""

_EDGE, _TOP = 6, 22
_LINE, _INSET = 15, 9
_ARC, _RISE = 44, 30
_STOP = 22
"""How far the bar of a dead end reaches out of its node."""

_SIZES = {"number": 15, "mark": 13, "name": 13, "decoys": 13, "words": 14}
"""Sizes of letters by kind of text; the style sheet sets them, and those in bold a point smaller."""

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Text:
    """Lines of text of one kind, the first baseline at ``y``, each beginning, centred or ending at ``x``."""

    kind: str
    x: int
    y: int
    lines: tuple[str, ...]
    anchor: Anchor = "start"

    @property
    def extent(self) -> tuple[int, int]:
        """From where to where it reaches at most."""
        width = max((breadth(line) for line in self.lines), default=0) * _SIZES[self.kind] / 100
        left = self.x - width * {"start": 0, "middle": 0.5, "end": 1}[self.anchor]
        return math.floor(left), math.ceil(left + width)

    @property
    def top(self) -> int:
        """How far up it reaches."""
        return self.y - _LINE

    @property
    def bottom(self) -> int:
        """How far down it reaches."""
        return self.y + _LINE * (len(self.lines) - 1) + _EDGE


@dataclass(frozen=True)
class NodeShape:
    """A node: its top left corner, and what stands in it and under it."""

    stop: Stop
    x: int
    y: int
    texts: tuple[Text, ...]
    title: str


@dataclass(frozen=True)
class LinkShape:
    """A line with an arrow head, its caption, and everything it stands for as a title.

    ``box`` is from where to where it reaches: left, top, right, bottom.
    """

    passage: Passage
    path: str
    box: tuple[int, int, int, int]
    caption: Text | None
    title: str


@dataclass(frozen=True)
class Drawing:
    """A picture of ``width`` by ``height`` units that begins at ``left``, and the height of its nodes."""

    left: int
    width: int
    height: int
    tall: int
    nodes: tuple[NodeShape, ...]
    links: tuple[LinkShape, ...]


def drawing(view: StepGraphView) -> Drawing:
    """Draw a step graph from left to right: the walked path straight, side ways below it, loops as arcs above.

    The picture is as wide as what is written in it: no text is cut at its edge.
    """
    places = view.layout.places
    arcs = _levels(view)
    staying = any(source == target for source, target in arcs)
    base = _ARC + (_RISE if staying else 0)
    top = _TOP + (base + _RISE * max(arcs.values(), default=0) if arcs else 0)
    heads = {stop.id: _head(stop) for stop in view.stops}
    tall = _HEIGHT + _LINE * max((len(head.under) for head in heads.values()), default=0)
    grid = _Grid(top, tall)
    corner = {node: grid.corner(place) for node, place in places.items()}
    seen: set[Place] = set()
    links = []
    for passage in view.passages:
        if passage.link in arcs:
            links.append(_arc(passage, corner, base + _RISE * arcs[passage.link]))
        elif passage.back:
            links.append(_under(passage, corner, tall))
        else:
            links.append(_onward(passage, view.layout.ways[passage.link], grid, seen))
    nodes = tuple(_node(stop, heads[stop.id], corner[stop.id], tall) for stop in view.stops)
    texts = [*(text for node in nodes for text in node.texts), *(each.caption for each in links if each.caption)]
    ends = [corner[stop.id][0] + WIDTH + (_STOP if stop.dead_end else 0) for stop in view.stops]
    left = min((text.extent[0] for text in texts), default=0)
    right = max((*ends, *(text.extent[1] for text in texts)), default=0)
    return Drawing(
        left=min(left - _EDGE, 0),
        width=right + _EDGE - min(left - _EDGE, 0),
        height=max((*(y + tall + _EDGE for _, y in corner.values()), *(text.bottom for text in texts)), default=0),
        tall=tall,
        nodes=nodes,
        links=tuple(links),
    )


@dataclass(frozen=True)
class _Grid:
    """Where ranks and lanes lie: below the arcs, nodes so high."""

    top: int
    tall: int

    def corner(self, place: Place) -> tuple[int, int]:
        return _EDGE + place.rank * (WIDTH + APART), self.top + place.lane * (self.tall + _BETWEEN)

    def right(self, place: Place) -> tuple[int, int]:
        """Return the middle of the right side of what stands at a place."""
        x, y = self.corner(place)
        return x + WIDTH, y + self.tall // 2


@dataclass(frozen=True)
class _Head:
    """The numbers of a node, and its marks: in the same line, or in lines ``under`` it where that has no room."""

    numbers: tuple[str, ...]
    beside: str
    under: tuple[str, ...]


def _head(stop: Stop) -> _Head:
    room = WIDTH - 2 * _INSET
    numbers = lines(stop.numbers, 100 * room // _SIZES["number"], 2)
    marks = ", ".join(stop.marks)
    taken = sum(breadth(line) * _SIZES["number"] for line in numbers) + breadth(marks) * _SIZES["mark"]
    if len(numbers) < 2 and taken <= 100 * (room - _INSET):  # noqa: PLR2004 - one line, or none
        return _Head(numbers, marks, ())
    return _Head(numbers, "", (*numbers[1:], *lines(marks, _em(room), 2)))


def _levels(view: StepGraphView) -> dict[Link, int]:
    """Return how high each arc over the path rises: shorter ones lie inside longer ones."""
    places = view.layout.places
    arcs = [passage.link for passage in view.passages if _arched(view, passage.link)]
    arcs.sort(key=lambda link: (abs(places[link[0]].rank - places[link[1]].rank), places[link[0]].rank, link))
    moving = [link for link in arcs if link[0] != link[1]]
    return {link: 0 for link in arcs if link[0] == link[1]} | {link: level for level, link in enumerate(moving)}


def _arched(view: StepGraphView, link: Link) -> bool:
    source, target = (view.layout.places[node] for node in link)
    if source == target:
        return True
    on_path = source.lane == 0 == target.lane
    return on_path and (link in view.layout.loops or target.rank - source.rank > 1)


def _node(stop: Stop, head: _Head, corner: tuple[int, int], tall: int) -> NodeShape:
    x, y = corner
    title = ". ".join(part for part in (stop.numbers, stop.name, *stop.marks, stop.others) if part)
    below = y + 20 + _LINE * len(head.numbers[1:])
    marks = head.under[len(head.numbers[1:]) :]
    texts = (
        Text("number", x + _INSET, y + 20, head.numbers),
        Text("mark", x + WIDTH - _INSET, y + 19, (head.beside,), "end"),
        Text("mark", x + _INSET, below + _LINE, marks),
        Text("name", x + _INSET, below + _LINE * len(marks) + 20, lines(stop.called, _em(WIDTH - 2 * _INSET), 3)),
        Text("decoys", x + 4, y + tall + 30, lines(stop.others, _em(WIDTH), 3)),
    )
    return NodeShape(stop, x, y, tuple(text for text in texts if any(text.lines)), title)


def _onward(passage: Passage, way: tuple[Place, ...], grid: _Grid, seen: set[Place]) -> LinkShape:
    """Draw a line that turns only right after a node, so that each target has the space before it for its words."""
    end = way[-1]
    points = [grid.right(way[0])]
    for near, far in pairwise(way):
        turn = grid.right(near)[0] + 14
        if near.lane != far.lane:
            points += [(turn, grid.right(near)[1]), (turn, grid.right(far)[1])]
    left, level = grid.right(end)[0] - WIDTH, grid.right(end)[1]
    points.append((left - 3, level))
    caption = None
    if end not in seen:
        seen.add(end)
        written = _caption_lines(passage)
        caption = _caption(left - (APART - 14) // 2, level - 8 - _LINE * (len(written) - 1), written)
    return LinkShape(passage, _rounded(points), _box(points), caption, passage.title)


def _caption(x: int, y: int, written: tuple[str, ...]) -> Text:
    return Text("words", x, y, written, "middle")


def _caption_lines(passage: Passage) -> tuple[str, ...]:
    written = lines(passage.words[0], _em(APART - 20), 2 if passage.more else 3)
    return (*written, passage.more) if passage.more else written


def _rounded(points: list[tuple[int, int]], radius: int = 8) -> str:
    """Return the path through right-angled ``points`` with rounded corners."""
    parts = [f"M{points[0][0]},{points[0][1]}"]
    for before, (x, y), after in zip(points, points[1:], points[2:], strict=False):
        parts.append(f"L{_towards((x, y), before, radius)}Q{x},{y} {_towards((x, y), after, radius)}")
    parts.append(f"L{points[-1][0]},{points[-1][1]}")
    return "".join(parts)


def _towards(point: tuple[int, int], other: tuple[int, int], by: int) -> str:
    return ",".join(str(a + max(-by, min(by, b - a))) for a, b in zip(point, other, strict=True))


def _arc(passage: Passage, corner: Mapping[str, tuple[int, int]], height: int) -> LinkShape:
    (x1, y1), (x2, y2) = (corner[node] for node in passage.link)
    if passage.link[0] == passage.link[1]:
        middle, height = x1 + WIDTH // 2, 32
        path = f"M{middle - 16},{y1} C{middle - 22},{y1 - height} {middle + 22},{y1 - height} {middle + 16},{y1 - 3}"
        words = lines(_joined(passage.words), _em(WIDTH + APART), 1)
        box = _box([(middle - 22, y1 - height), (middle + 22, y1)])
        return LinkShape(passage, path, box, _caption(middle, y1 - height + 2, words), passage.title)
    start, end = (x1 + 24, x2 + WIDTH - 24) if x1 > x2 else (x1 + WIDTH - 24, x2 + 24)
    rise = height * 4 // 3
    path = f"M{start},{y1} C{start},{y1 - rise} {end},{y2 - rise} {end},{y2 - 3}"
    words = lines(_joined(passage.words), _em(abs(x1 - x2) - 40), 1)
    box = _box([(start, y1 - height), (end, y2)])
    return LinkShape(passage, path, box, _caption((start + end) // 2, y1 - height - 4, words), passage.title)


def _under(passage: Passage, corner: Mapping[str, tuple[int, int]], tall: int) -> LinkShape:
    """Draw a way back from beside the path, below the nodes."""
    (x1, y1), (x2, y2) = (corner[node] for node in passage.link)
    start, end = (x1 + 24, y1 + tall), (x2 + WIDTH - 12, y2 + tall)
    deep = max(start[1], end[1]) + 48
    path = f"M{start[0]},{start[1]} C{start[0]},{deep} {end[0]},{deep} {end[0]},{end[1] + 3}"
    at = ((start[0] + end[0]) // 2, (start[1] + 6 * deep + end[1]) // 8 + 14)
    words = lines(_joined(passage.words), _em(APART + 40), 1)
    return LinkShape(passage, path, _box([start, (end[0], deep)]), _caption(*at, words), passage.title)


def _box(points: Sequence[tuple[int, int]]) -> tuple[int, int, int, int]:
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


def _em(pixels: int) -> int:
    """Return a width in hundredths of the font size."""
    return 100 * pixels // _SIZES["name"]


def _joined(words: Iterable[str]) -> str:
    return " \N{MIDDLE DOT} ".join(words)
