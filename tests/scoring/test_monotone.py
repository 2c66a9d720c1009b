"""More friction never lowers the score: over generated walks and their step graphs, under the profile of every right.

The score is a mean over what was measured, so the promise is about friction that leaves the set of measured measures as
it is; ``docs/validation.md`` says what happens where it does not.
"""

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from analyzer.measures import measure_all
from analyzer.model import Measurement, Right, Wait, Walk
from analyzer.scoring.policy import newest
from analyzer.scoring.score import score
from tests.measures.graphs import graph_of
from tests.tables import for_each
from tests.walks import (
    MAILBOX,
    Act,
    Sketch,
    button,
    click,
    fill,
    flow_with,
    goto,
    link,
    page,
    paragraph,
    silent,
    textbox,
    walk_of,
)

Part = tuple[Act | Sketch, ...]

PAGES: tuple[Part, ...] = (
    (page("Settings", "Here you can change what you like", link("Next page")), click("Next page")),
    (page("Privacy", paragraph("You have the right to object to this"), button("Object")), click("Object")),
    (page("Form", textbox("E-mail", required=True), button("Next")), fill("E-mail", 20), click("Next")),
)
FRICTION: dict[str, Part] = {
    "a click and a screen": (page("More", "Some more words about it", link("Next page")), click("Next page")),
    "a required text field": (
        page("Why", textbox("Reason", required=True), button("Next")), fill("Reason", 60), click("Next"),
    ),
    "a renewed login": (
        page("Log in", textbox("Password", kind="password", required=True), button("Next")),
        fill("Password", 12), click("Next"),
    ),
    "a detour to a mailbox": (
        page("Code", textbox("Code", required=True), button("Next")), goto("mail"),
        page("Inbox", "Your code is 123456", url=f"{MAILBOX}/inbox"), goto("back"),
        page("Code", textbox("Code", required=True), button("Next")), fill("Code", 6), click("Next"),
    ),
    "a way on below the fold": (page("Long", "Words " * 400, link("Next page", in_viewport=False)), click("Next page")),
}  # fmt: skip
ENDS: Part = (page("Object", "You have the right to object", button("Object")), click("Object"), page("Done", "Done"))


def walked(parts: list[Part], right: Right, waits: int = 0) -> Walk:
    wait = Wait(what="decision", low_hours=100.0, high_hours=200.0, source="the page")
    walk = walk_of(*(one for part in (*parts, ENDS) for one in part))
    return replace(walk, flow=flow_with(right=right, waits=(wait,) * (1 + waits)))


def answers(walk: Walk) -> tuple[Measurement, ...]:
    return measure_all(graph_of(walk, replace(silent(), flow=walk.flow)))


def total(measured: tuple[Measurement, ...], right: Right, *, dead_end: bool = False) -> float:
    return score(measured, newest().under(right), dead_end=dead_end).total


def measured_set(measured: tuple[Measurement, ...]) -> set[str]:
    return {one.id for one in measured if one.outcome == "measured"}


RIGHTS = st.sampled_from(get_args(Right))
ROUTES = st.lists(st.sampled_from(PAGES), max_size=4)


@pytest.mark.lengthy
@for_each("friction", FRICTION.values())
def test_each_friction_alone_raises_the_score_of_a_short_route(friction: Part) -> None:
    right: Right = "objection"

    assert total(answers(walked([friction], right)), right) > total(answers(walked([], right)), right)


@pytest.mark.lengthy
@settings(max_examples=25, deadline=None)
@given(ROUTES, st.sampled_from(list(FRICTION.values())), RIGHTS, st.data())
def test_friction_put_anywhere_into_a_route_never_lowers_the_score(
    route: list[Part], friction: Part, right: Right, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(route)))
    before, after = answers(walked(route, right)), answers(walked([*route[:at], friction, *route[at:]], right))

    assert measured_set(before) == measured_set(after)
    assert total(after, right) >= total(before, right)


@pytest.mark.lengthy
@settings(max_examples=8, deadline=None)
@given(ROUTES, RIGHTS, st.integers(1, 5))
def test_waiting_longer_never_lowers_the_score(route: list[Part], right: Right, more: int) -> None:
    before, after = answers(walked(route, right)), answers(walked(route, right, more))

    assert total(after, right) >= total(before, right)


@pytest.mark.lengthy
def test_the_same_route_that_ends_in_nothing_is_scored_above_the_one_that_arrives() -> None:
    for right in get_args(Right):
        walk = walked([PAGES[0], *FRICTION.values()], right)
        ended = replace(walked([PAGES[0]], right), outcome="dead_end")
        assert total(answers(ended), right, dead_end=True) > total(answers(walk), right)
