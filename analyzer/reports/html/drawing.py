"""The step graph as shapes with whole-number coordinates; the template only draws them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from analyzer.reports.html.layout import Link, Place
from analyzer.reports.html.lettering import lines
from analyzer.reports.html.stepgraph import Passage, StepGraphView, Stop

WIDTH, HEIGHT = 124, 80
"""Size of a node in the picture's units, which are CSS pixels where the picture has room."""

_GAP, _ROW = 116, 152
_EDGE, _TOP = 6, 22
_SIZE = 13
"""Size of the letters; the style sheet sets the same."""

_TAIL = 40
_ARC, _RISE = 44, 30


@dataclass(frozen=True)
class Caption:
    """Text around a point: its lines, centred, the first baseline at ``y``."""

    x: int
    y: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class NodeShape:
    """A node: its top left corner and what stands in it."""

    stop: Stop
    x: int
    y: int
    lines: tuple[str, ...]
    mark: str
    title: str


@dataclass(frozen=True)
class LinkShape:
    """A line with an arrow head, its caption, and everything it stands for as a title."""

    passage: Passage
    path: str
    caption: Caption | None
    title: str


@dataclass(frozen=True)
class Drawing:
    """A picture of ``width`` by ``height`` units."""

    width: int
    height: int
    nodes: tuple[NodeShape, ...]
    links: tuple[LinkShape, ...]


def drawing(view: StepGraphView) -> Drawing:
    """Draw a step graph from left to right: the walked path straight, side ways below it, loops as arcs above."""
    places = view.layout.places
    arcs = _levels(view)
    staying = any(source == target for source, target in arcs)
    base = _ARC + (_RISE if staying else 0)
    top = _TOP + (base + _RISE * max(arcs.values(), default=0) if arcs else 0)
    corner = {node: (_EDGE + place.rank * (WIDTH + _GAP), top + place.lane * _ROW) for node, place in places.items()}
    seen: set[Place] = set()
    links = []
    for passage in view.passages:
        if passage.link in arcs:
            links.append(_arc(passage, corner, base + _RISE * arcs[passage.link]))
        elif passage.back:
            links.append(_under(passage, corner))
        else:
            links.append(_onward(passage, view.layout.ways[passage.link], top, seen))
    last = max((place.rank for place in places.values()), default=0)
    tail = 40 if any(stop.dead_end and places[stop.id].rank == last for stop in view.stops) else 0
    at = [(stop, corner[stop.id]) for stop in view.stops]
    bottom = max((y + HEIGHT + (_TAIL if stop.others else _EDGE) for stop, (_, y) in at), default=0)
    words = (each.caption.y + _EDGE for each in links if each.caption)
    return Drawing(
        width=2 * _EDGE + last * (WIDTH + _GAP) + WIDTH + tail,
        height=max(bottom, *words, 0),
        nodes=tuple(_node(*each) for each in at),
        links=tuple(links),
    )


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


def _node(stop: Stop, corner: tuple[int, int]) -> NodeShape:
    x, y = corner
    title = ". ".join(part for part in (stop.numbers, stop.name, *stop.marks, stop.others) if part)
    return NodeShape(stop, x, y, lines(stop.called, _em(WIDTH - 16), 3), ", ".join(stop.marks), title)


def _onward(passage: Passage, way: tuple[Place, ...], top: int, seen: set[Place]) -> LinkShape:
    """Draw a line that turns only right after a node, so that each target has the space before it for its words."""
    start, end = way[0], way[-1]
    x, y = _right(start, top)
    points = [(x, y)]
    for near, far in pairwise(way):
        turn = _right(near, top)[0] + 14
        if near.lane != far.lane:
            points += [(turn, _right(near, top)[1]), (turn, _right(far, top)[1])]
    left = _right(end, top)[0] - WIDTH
    points.append((left - 3, _right(end, top)[1]))
    caption = None
    if end not in seen:
        seen.add(end)
        written = _caption_lines(passage)
        caption = Caption(left - (_GAP - 14) // 2, points[-1][1] - 8 - 15 * (len(written) - 1), written)
    return LinkShape(passage, _rounded(points), caption, passage.title)


def _caption_lines(passage: Passage) -> tuple[str, ...]:
    written = lines(passage.words[0], _em(_GAP - 20), 2 if passage.more else 3)
    return (*written, passage.more) if passage.more else written


def _right(place: Place, top: int) -> tuple[int, int]:
    return _EDGE + place.rank * (WIDTH + _GAP) + WIDTH, top + place.lane * _ROW + HEIGHT // 2


def _rounded(points: list[tuple[int, int]], radius: int = 8) -> str:
    """Return the path through right-angled ``points`` with rounded corners."""
    parts = [f"M{points[0][0]},{points[0][1]}"]
    for before, (x, y), after in zip(points, points[1:], points[2:], strict=False):
        parts.append(f"L{_towards((x, y), before, radius)}Q{x},{y} {_towards((x, y), after, radius)}")
    parts.append(f"L{points[-1][0]},{points[-1][1]}")
    return "".join(parts)


def _towards(point: tuple[int, int], other: tuple[int, int], by: int) -> str:
    return ",".join(str(a + max(-by, min(by, b - a))) for a, b in zip(point, other, strict=True))


def _arc(passage: Passage, corner: dict[str, tuple[int, int]], height: int) -> LinkShape:
    (x1, y1), (x2, y2) = (corner[node] for node in passage.link)
    if passage.link[0] == passage.link[1]:
        middle, height = x1 + WIDTH // 2, 32
        path = f"M{middle - 16},{y1} C{middle - 22},{y1 - height} {middle + 22},{y1 - height} {middle + 16},{y1 - 3}"
        words = lines(_joined(passage.words), _em(WIDTH + _GAP), 1)
        return LinkShape(passage, path, Caption(middle, y1 - height + 2, words), passage.title)
    start, end = (x1 + 24, x2 + WIDTH - 24) if x1 > x2 else (x1 + WIDTH - 24, x2 + 24)
    rise = height * 4 // 3
    path = f"M{start},{y1} C{start},{y1 - rise} {end},{y2 - rise} {end},{y2 - 3}"
    words = lines(_joined(passage.words), _em(abs(x1 - x2) - 40), 1)
    return LinkShape(passage, path, Caption((start + end) // 2, y1 - height - 4, words), passage.title)


def _under(passage: Passage, corner: dict[str, tuple[int, int]]) -> LinkShape:
    """Draw a way back from beside the path, below the nodes."""
    (x1, y1), (x2, y2) = (corner[node] for node in passage.link)
    start, end = (x1 + 24, y1 + HEIGHT), (x2 + WIDTH - 12, y2 + HEIGHT)
    deep = max(start[1], end[1]) + 48
    path = f"M{start[0]},{start[1]} C{start[0]},{deep} {end[0]},{deep} {end[0]},{end[1] + 3}"
    at = ((start[0] + end[0]) // 2, (start[1] + 6 * deep + end[1]) // 8 + 14)
    return LinkShape(passage, path, Caption(*at, lines(_joined(passage.words), _em(_GAP + 40), 1)), passage.title)


def _em(pixels: int) -> int:
    """Return a width in hundredths of the font size."""
    return 100 * pixels // _SIZE


def _joined(words: Iterable[str]) -> str:
    return " \N{MIDDLE DOT} ".join(words)
