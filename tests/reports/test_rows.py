"""The picture of a step graph on paper: in rows that a sheet has room for, and nothing of it lost between them."""

from collections import Counter
from itertools import pairwise

from hypothesis import given

from analyzer.reports.html.drawing import Drawing, drawing
from analyzer.reports.html.layout import Link, layered
from analyzer.reports.html.rows import rows
from analyzer.reports.html.stepgraph import Passage, StepGraphView, Stop
from tests.reports.test_layout import graphs

SHEET = 680
"""CSS pixels between the margins of an upright sheet of A4."""

LEAST = 8 / 0.75
"""Eight points, in CSS pixels: what footnotes are printed in."""


def drawn(nodes: tuple[str, ...], links: list[Link], path: list[str]) -> Drawing:
    layout = layered(nodes, links, path)
    stops = tuple(
        Stop(node, str(number), f"Screen {node}", f"Screen {node}", (), "", "", False, "3 options not taken", ())  # noqa: FBT003
        for number, node in enumerate(layout.places, start=1)
    )
    passages = tuple(
        Passage(link, ("Go on to the settings",), "", "Go on", "refuse", link[1], link in layout.loops)
        for link in (*layout.ways, *layout.loops)
    )
    return drawing(StepGraphView(stops, passages, layout))


def chain(length: int) -> Drawing:
    nodes = tuple(f"n{number}" for number in range(length))
    return drawn(nodes, list(pairwise(nodes)), list(nodes))


def test_a_picture_that_has_room_beside_each_other_has_no_rows() -> None:
    assert rows(chain(3)) == ()
    assert len(rows(chain(4))) == 2


def test_sixteen_boxes_are_printed_in_letters_that_can_be_read() -> None:
    found = rows(chain(16))
    assert [len(row.nodes) for row in found] == [3, 3, 3, 3, 3, 1]
    assert all(12 * min(1, SHEET / row.width) >= LEAST for row in found)


@given(graphs())
def test_every_box_and_every_word_stands_in_one_row_and_whole(
    graph: tuple[tuple[str, ...], list[Link], list[str]],
) -> None:
    whole = drawn(*graph)
    found = rows(whole)
    if not found:
        return
    assert Counter(node.stop.id for row in found for node in row.nodes) == Counter(node.stop.id for node in whole.nodes)
    said = Counter(link.passage.link for row in found for link in row.links if link.caption)
    assert said == Counter(link.passage.link for link in whole.links if link.caption)
    for row in found:
        texts = [text for node in row.nodes for text in node.texts]
        texts += [link.caption for link in row.links if link.caption]
        for text in texts:
            assert row.left <= text.extent[0]
            assert text.extent[1] <= row.left + row.width
            assert row.top <= text.top
            assert text.bottom <= row.top + row.height
        for node in row.nodes:
            assert row.top <= node.y
            assert node.y + whole.tall <= row.top + row.height


@given(graphs())
def test_every_line_is_seen_wherever_it_passes(graph: tuple[tuple[str, ...], list[Link], list[str]]) -> None:
    whole = drawn(*graph)
    found = rows(whole)
    for link in whole.links if found else ():
        shown = [row for row in found if link.passage.link in {each.passage.link for each in row.links}]
        assert min(row.left for row in shown) <= link.box[0]
        assert max(row.left + row.width for row in shown) >= link.box[2]
        assert all(row.top <= link.box[1] and link.box[3] <= row.top + row.height for row in shown)
