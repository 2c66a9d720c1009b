import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from analyzer.reports.html.layout import Layout, Link, Place, layered

NODES = tuple("abcdefghij")


@st.composite
def graphs(draw: st.DrawFn) -> tuple[tuple[str, ...], list[Link], list[str]]:
    nodes = NODES[: draw(st.integers(1, len(NODES)))]
    some = st.sampled_from(nodes)
    return nodes, draw(st.lists(st.tuples(some, some), max_size=30)), draw(st.lists(some, max_size=8))


def drawn(graph: tuple[tuple[str, ...], list[Link], list[str]]) -> Layout:
    return layered(*graph)


@given(graphs())
def test_no_two_nodes_share_a_place(graph: tuple[tuple[str, ...], list[Link], list[str]]) -> None:
    places = drawn(graph).places
    assert set(places) == set(graph[0])
    assert len(set(places.values())) == len(places)


@given(graphs())
def test_every_link_either_leads_on_to_a_higher_rank_or_is_a_loop(
    graph: tuple[tuple[str, ...], list[Link], list[str]],
) -> None:
    layout = drawn(graph)
    assert set(layout.ways) | set(layout.loops) == set(graph[1])
    assert not set(layout.ways) & set(layout.loops)
    for (source, target), way in layout.ways.items():
        assert (way[0], way[-1]) == (layout.places[source], layout.places[target])
        assert all(near.rank < far.rank for near, far in pairwise(way))


@given(graphs())
def test_the_walked_path_is_a_straight_line_that_leads_on(
    graph: tuple[tuple[str, ...], list[Link], list[str]],
) -> None:
    layout, path = drawn(graph), list(dict.fromkeys(graph[2]))
    assert [layout.places[node].lane for node in path] == [0] * len(path)
    assert all(layout.places[near].rank < layout.places[far].rank for near, far in pairwise(path))
    assert all(place.lane > 0 for node, place in layout.places.items() if node not in path)


@given(graphs())
def test_a_link_passes_no_node_but_its_ends(graph: tuple[tuple[str, ...], list[Link], list[str]]) -> None:
    layout = drawn(graph)
    taken = set(layout.places.values())
    passed = [place for way in layout.ways.values() for place in way[1:-1]]
    assert not taken & set(passed)
    assert len(passed) == len(set(passed))


@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_in_which_links_are_given_does_not_matter(
    graph: tuple[tuple[str, ...], list[Link], list[str]], chance: random.Random
) -> None:
    nodes, links, path = graph
    shuffled = list(links)
    chance.shuffle(shuffled)
    assert layered(nodes, shuffled, path) == layered(nodes, links, path)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30))
def test_a_graph_without_cycles_has_no_loops(pairs: list[tuple[int, int]]) -> None:
    links = [(NODES[min(pair)], NODES[max(pair)]) for pair in pairs if pair[0] != pair[1]]
    assert layered(NODES, links, ()).loops == ()


def test_a_rank_is_the_longest_way_from_the_start() -> None:
    layout = layered("abcd", [("a", "d"), ("a", "b"), ("b", "c"), ("c", "d")], "ad")
    assert layout.places == {"a": Place(0, 0), "d": Place(3, 0), "b": Place(1, 1), "c": Place(2, 1)}


def test_the_recorded_order_says_which_link_of_a_cycle_leads_back() -> None:
    assert layered("abc", [("a", "b"), ("b", "c"), ("c", "a")], "abc").loops == (("c", "a"),)
    assert layered("abc", [("a", "b"), ("b", "c"), ("c", "a")], "cab").loops == (("b", "c"),)


def test_what_was_walked_twice_stands_once_and_leads_back() -> None:
    layout = layered("abcd", [("a", "b"), ("b", "c"), ("c", "b"), ("b", "d")], "abcbd")
    assert layout.loops == (("c", "b"),)
    assert [layout.places[node].rank for node in "abcd"] == [0, 1, 2, 3]


def test_decoys_are_ordered_below_what_they_hang_on() -> None:
    links = [("a", "b"), ("b", "c"), ("a", "x"), ("x", "p"), ("b", "y")]
    layout = layered(("a", "b", "c", "x", "y", "p"), links, "abc")
    assert layout.places["y"].lane < layout.places["p"].lane
    assert layout.lanes == 3


def test_an_empty_graph_has_an_empty_layout() -> None:
    assert layered((), (), ()) == Layout({}, {}, (), 0, 0)
