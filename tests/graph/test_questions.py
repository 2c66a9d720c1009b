import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from analyzer import counting
from analyzer.graph import (
    StepGraph,
    branching,
    build,
    dead_ends,
    describe,
    goals,
    loops,
    mandatory,
    shortest,
    shortest_path,
)
from analyzer.model import Walk
from tests import walks as drawn
from tests.routes import routes
from tests.tables import for_each
from tests.walks import (
    Act,
    Sketch,
    again,
    button,
    check,
    checkbox,
    click,
    click_label,
    dialog,
    fill,
    gathered_of,
    goto,
    in_tab,
    link,
    page,
    press,
    silent,
    textbox,
    walk_of,
)

HOME = page("Home", button("Settings"), button("Help"), button("Accept"))
SETTINGS = page("Settings", button("Privacy"), button("Home"))
HELP = page("Help", link("Back"), link("Contact"))
DONE = page("Done")


def graph_of(*walks: Walk) -> StepGraph:
    return build({walk.route: gathered_of(walk) for walk in walks})


def titles(graph: StepGraph, nodes: tuple[str, ...]) -> list[str]:
    labels = {node.id: node.label for node in describe(graph).nodes}
    return [labels[node] for node in nodes]


several = st.tuples(routes("refuse"), routes("accept"), routes("detour", most=4))


@given(several)
def test_the_shortest_way_is_at_most_what_was_walked(walks: tuple[Walk, ...]) -> None:
    graph = graph_of(*walks)
    for walk in walks:
        fewest = shortest(graph, walk.route)
        assert (fewest is None) == (walk.outcome not in {"reached", "uncertain"})
        if fewest is not None:
            assert 0 <= fewest <= sum(counting.clicks_of(step, walk) for step in walk.transitions)
            path = shortest_path(graph, walk.route)
            assert path[0] == graph.node_of[walk.route, 1]
            assert path[-1] == goals(graph)[walk.route]


@given(several)
def test_there_are_no_more_nodes_than_screens(walks: tuple[Walk, ...]) -> None:
    graph = graph_of(*walks)
    assert len(describe(graph).nodes) <= sum(len(walk.screens) for walk in walks)
    assert set(graph.node_of) == {(walk.route, screen.number) for walk in walks for screen in walk.screens}


@pytest.mark.lengthy
@given(several)
def test_every_walked_step_is_an_edge(walks: tuple[Walk, ...]) -> None:
    graph = graph_of(*walks)
    taken: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for source, target, edge in graph.graph.edges(data=True):
        for step in edge["taken"]:
            taken.setdefault(step, []).append((source, target))
    for walk in walks:
        for step in walk.transitions[1:]:
            ends = (graph.node_of[walk.route, step.source], graph.node_of[walk.route, step.target])
            assert ends in taken[walk.route, step.number]


@pytest.mark.lengthy
@given(several, st.permutations([0, 1, 2]))
def test_the_order_of_the_walks_does_not_matter(walks: tuple[Walk, ...], order: list[int]) -> None:
    assert describe(graph_of(*walks)) == describe(graph_of(*(walks[index] for index in order)))


@pytest.mark.lengthy
@given(several)
def test_what_is_mandatory_is_on_every_walked_way(walks: tuple[Walk, ...]) -> None:
    graph = graph_of(*walks)
    for walk in walks:
        needed = mandatory(graph, walk.route)
        assert set(needed) <= set(shortest_path(graph, walk.route))
        if needed:
            assert set(needed) <= {graph.node_of[walk.route, screen.number] for screen in walk.screens}


@given(several)
def test_no_screen_that_leads_to_a_goal_is_dead(walks: tuple[Walk, ...]) -> None:
    graph = graph_of(*walks)
    dead = set(dead_ends(graph))
    ends = {graph.node_of[walk.route, len(walk.screens)] for walk in walks if walk.outcome == "dead_end"}
    for route in goals(graph):
        assert not dead & set(shortest_path(graph, route)) - ends
    assert ends <= dead


@given(several)
def test_a_loop_has_two_screens_at_least_and_a_screen_one_loop_at_most(walks: tuple[Walk, ...]) -> None:
    found = loops(graph_of(*walks))
    assert all(len(loop) > 1 for loop in found)
    assert len({node for loop in found for node in loop}) == sum(map(len, found))


def test_a_detour_falls_away_from_the_shortest_way() -> None:
    lost = walk_of(HOME, click("Help"), HELP, click("Back"), HOME, click("Settings"), SETTINGS, click("Privacy"), DONE)
    graph = graph_of(lost)
    assert shortest(graph, "refuse") == 2
    assert titles(graph, shortest_path(graph, "refuse")) == ["Home", "Settings", "Done"]
    assert titles(graph, mandatory(graph, "refuse")) == ["Home", "Settings", "Done"]
    assert [titles(graph, loop) for loop in loops(graph)] == [["Home", "Help"]]
    assert dead_ends(graph) == ()


def test_another_walked_way_makes_a_screen_dispensable() -> None:
    long = walk_of(
        HOME, click("Settings"), SETTINGS, click("Privacy"), page("Form", button("Send")), click("Send"), DONE
    )
    short = walk_of(HOME, click("Help"), HELP, click("Contact"), page("Form", button("Send")), click("Send"), DONE,
                    route="detour")  # fmt: skip
    assert "Settings" in titles(graph_of(long), mandatory(graph_of(long), "refuse"))
    both = graph_of(long, short)
    assert titles(both, mandatory(both, "refuse")) == ["Home", "Form", "Done"]


def test_the_way_to_accept_is_no_way_to_refuse_where_both_end_on_the_same_page() -> None:
    shop = page("Shop", button("Cookies"))
    refusal = walk_of(HOME, click("Settings"), SETTINGS, click("Privacy"), shop)
    acceptance = walk_of(HOME, click("Accept"), shop, route="accept")
    graph = graph_of(refusal, acceptance)
    assert (shortest(graph, "refuse"), shortest(graph, "accept")) == (2, 1)


def test_a_goal_that_looks_like_the_start_is_still_reached_by_a_click() -> None:
    stored = walk_of(HOME, click("Accept"), HOME)
    assert shortest(graph_of(stored), "refuse") == 1


def test_silence_is_at_its_goal_at_the_start() -> None:
    graph = graph_of(walk_of(page("Home", button("Settings")), click("Settings"), DONE), silent())
    assert shortest(graph, "accept") == 0
    assert goals(graph)["accept"] == graph.start


@for_each(
    ("outcome", "expected"),
    [("dead_end", ["Settings", "Sorry"]), ("incomplete", []), ("stopped_before_commit", []), ("reached", [])],
)
def test_a_dead_end_is_where_no_walked_way_leads_on(outcome: str, expected: list[str]) -> None:
    stuck = walk_of(HOME, click("Settings"), SETTINGS, click("Privacy"), page("Sorry", "Not in your region"),
                    outcome=outcome)  # fmt: skip
    graph = graph_of(stuck, walk_of(HOME, click("Accept"), DONE, route="accept"))
    assert titles(graph, dead_ends(graph)) == expected


def test_a_mailbox_that_is_left_by_turning_to_the_other_tab_is_no_dead_end() -> None:
    form = page("Form", textbox("Code"), button("Send"))
    walk = walk_of(form, goto("x"), in_tab(2, page("Inbox")), goto("y"), in_tab(1, again("Form")), click("Send"), DONE)
    steps = [replace(step, source=1) if step.number == 3 else step for step in walk.transitions]
    graph = graph_of(replace(walk, transitions=tuple(steps)))
    assert dead_ends(graph) == ()
    assert "switch" in {edge.verb for edge in describe(graph).edges}


def test_what_was_offered_and_not_taken_leads_to_what_was_not_looked_at() -> None:
    graph = graph_of(walk_of(HOME, click("Settings"), DONE))
    offered = [(edge.label, edge.target) for edge in describe(graph).edges if not edge.taken]
    assert offered == [("Help", ""), ("Accept", "")]
    behind = [node for node, looked in graph.graph.nodes(data="looked") if not looked]
    assert len(behind) == len(set(behind)) == 2


def test_what_one_route_took_is_no_mere_offer() -> None:
    graph = graph_of(walk_of(HOME, click("Settings"), DONE), walk_of(HOME, click("Accept"), DONE, route="accept"))
    assert [edge.label for edge in describe(graph).edges if not edge.taken] == ["Help"]


@for_each("act", [fill("E-mail"), press("Enter", "E-mail")])
def test_typing_stays_where_it_is(act: Act) -> None:
    graph = graph_of(walk_of(page("Form", textbox("E-mail"), button("Send")), act, click("Send"), DONE))
    assert loops(graph) == ()
    assert len(describe(graph).nodes) == 2


def test_ticking_is_another_state() -> None:
    box: Sketch = page("Form", checkbox("News", checked=True), button("Save"))
    graph = graph_of(walk_of(box, check("News", to=False), click("Save"), DONE))
    assert len(describe(graph).nodes) == 3


def test_branching_is_what_each_screen_offers() -> None:
    graph = graph_of(walk_of(HOME, click("Settings"), SETTINGS, click("Privacy"), DONE))
    assert list(branching(graph).values()) == [3, 2, 0]


def test_the_graph_is_frozen() -> None:
    graph = graph_of(walk_of(HOME))
    assert nx.is_frozen(graph.graph)
    with pytest.raises(nx.NetworkXError):
        graph.graph.add_edge("a", "b")


def test_an_empty_walk_has_no_answers() -> None:
    graph = graph_of(walk_of(HOME, screens=(), transitions=(), outcome="incomplete"))
    assert describe(graph).nodes == ()
    assert shortest(graph, "refuse") is None
    assert shortest(graph, "accept") is None
    assert mandatory(graph, "refuse") == ()


def test_the_description_says_where_routes_start_and_end() -> None:
    graph = graph_of(walk_of(HOME, click("Settings"), DONE), walk_of(HOME, click("Accept"), DONE, route="accept"))
    described = describe(graph)
    assert [(node.label, node.start, node.reached, node.screens) for node in described.nodes] == [
        ("Home", True, (), ("refuse:1", "accept:1")),
        ("Done", False, ("refuse",), ("refuse:2",)),
        ("Done", False, ("accept",), ("accept:2",)),
    ]


def offers(*walks: Walk) -> list[str]:
    return [edge.label for edge in describe(graph_of(*walks)).edges if not edge.taken]


def test_what_is_offered_again_after_each_tick_on_one_page_is_one_option() -> None:
    form = page("Form", checkbox("News", checked=True), checkbox("Ads", checked=True), link("Help"), button("Save"))
    acts = (check("News", to=False), check("Ads", to=False), click("Save"), DONE)
    assert offers(walk_of(form, *acts)) == ["Help"]


def test_an_option_that_another_route_takes_in_another_state_of_the_page_is_no_mere_offer() -> None:
    form = page("Form", checkbox("Ads"), button("Accept"), button("Save"))
    refused = walk_of(form, check("Ads"), check("Ads", to=False), click("Save"), DONE)
    assert offers(refused, walk_of(form, click("Accept"), DONE, route="accept")) == []


def test_a_box_that_is_ticked_by_its_label_is_no_mere_offer() -> None:
    form = page("Form", checkbox("Ads"), button("Save"))
    assert offers(walk_of(form, click_label("Ads"), click("Save"), DONE)) == []


def test_controls_of_other_pages_dialogs_and_steps_are_other_options() -> None:
    walk = walk_of(
        page("One", link("Help"), button("Next")), click("Next"),
        drawn.step("Two", link("Help"), button("Next"), button("Save")), click("Save"),
        dialog("Sure?", button("Save"), button("Next")), click("Save"), DONE,
    )  # fmt: skip
    assert offers(walk) == ["Help", "Help", "Next", "Next"]
