"""What was explored joins what was walked: the script's way beside the shortest that anybody knows."""

import networkx as nx
import pytest

from analyzer.exploring.beside import beside
from analyzer.graph import StepGraph, build, identity
from analyzer.graph.joining import REFUSED, join
from analyzer.model import Screen
from analyzer.model.exploration import Exploration, Found, Press
from tests.walks import Sketch, button, click, gathered_of, page, silent, walk_of

HOME = page("Home", button("Settings"), button("Notices"))
SETTINGS = page("Settings", button("Privacy"))
PRIVACY = page("Privacy", button("Object"))
NOTICES = page("Notices", button("Object"))
DONE = page("Done")
WALK = walk_of(
    HOME, click("Settings"), SETTINGS, click("Privacy"), PRIVACY, click("Object"), DONE, route="refuse"
)  # fmt: skip
STEPS = build({"refuse": gathered_of(WALK), "accept": gathered_of(silent())})


def screen(sketch: Sketch) -> Screen:
    return walk_of(sketch).screens[0]


def state(number: int, sketch: Sketch, clicks: int, outcome: str = "") -> Found:
    return Found(
        id=f"s{number}", title="", url="", clicks=clicks, asks=False, outcome=outcome, why="", offers=2, tried=1,
        left_out=0, like="", ended=bool(outcome), identity=identity(screen(sketch)),
    )  # fmt: skip


def press(source: int, target: int, label: str) -> Press:
    there = f"s{target}" if target else ""
    return Press(source=f"s{source}", target=there, labels=(label,), intent=None, clicks=1, why="")


def explored(nodes: list[Found], presses: list[Press]) -> Exploration:
    return Exploration(
        format="optout-exploration-1", url="", language="en", accept=None, refuse=None, found_ui=True,
        hides_from_automation=False, states=len(nodes), truncated=False, bounds=(), spared=(), findings=(),
        nodes=tuple(nodes), presses=tuple(presses),
    )  # fmt: skip


SHORTCUT = explored(
    [state(1, HOME, 0), state(2, NOTICES, 1), state(3, DONE, 2, "refused")],
    [press(1, 2, "Notices"), press(2, 3, "Object"), press(1, 0, "Help")],
)


def test_a_shorter_way_that_was_explored_is_the_shortest_and_the_script_was_longer_by_it() -> None:
    found = beside(STEPS, SHORTCUT)
    assert (found.scripted, found.shortest, found.common) == (3, 2, 2)
    # Four screens, all different, three of them needed: the root of (4/4 - 1)^2 + (3/4 - 1)^2.
    assert found.lostness == 0.25


def test_the_script_stays_the_shortest_where_nothing_shorter_was_explored() -> None:
    found = beside(STEPS, explored([state(1, HOME, 0)], []))
    assert (found.scripted, found.shortest, found.lostness, found.common) == (3, 3, 0.0, 1)


def test_a_way_may_be_walked_at_first_and_explored_at_last() -> None:
    late = explored([state(1, SETTINGS, 0), state(2, DONE, 1, "refused")], [press(1, 2, "Stop")])
    assert beside(STEPS, late).shortest == 2


def test_of_states_that_look_the_same_one_is_the_walked_screen_and_a_look_is_no_refusal() -> None:
    twins = explored(
        [state(1, HOME, 0), state(2, SETTINGS, 1), state(3, SETTINGS, 2), state(4, DONE, 1)],
        [press(1, 2, "Settings"), press(2, 3, "Save"), press(1, 4, "Look")],
    )
    joined = join(STEPS, twins)
    assert {"s3", "s4"} <= set(joined.graph)
    assert not {"s1", "s2"} & set(joined.graph)
    assert joined.shortest == 3


def test_the_joined_graph_is_one_frozen_multigraph_that_says_what_was_walked_and_what_explored() -> None:
    joined = join(STEPS, SHORTCUT)
    assert nx.is_frozen(joined.graph)
    seen = {edge["label"]: edge["seen"] for _, target, edge in joined.graph.edges(data=True) if target != REFUSED}
    assert (seen["Settings"], seen["Notices"]) == ("walked", "explored")
    assert "Help" not in seen


def test_a_script_that_ends_in_a_dead_end_was_not_lost_on_the_way_to_anything() -> None:
    dead = walk_of(HOME, click("Settings"), SETTINGS, route="refuse", outcome="dead_end")
    steps: StepGraph = build({"refuse": gathered_of(dead)})
    nothing = beside(steps, explored([state(1, HOME, 0)], []))
    assert (nothing.shortest, nothing.lostness) == (None, None)
    assert beside(steps, SHORTCUT).shortest == 2


def test_without_a_walked_refusal_nothing_can_be_joined() -> None:
    with pytest.raises(KeyError):
        join(build({"accept": gathered_of(silent())}), SHORTCUT)
