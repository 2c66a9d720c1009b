"""More friction never lowers the score: over generated walks and their step graphs, under the profile of every right.

The score is a mean over what was measured, so the promise is about friction that leaves the set of measured measures as
it is. Where it does not, the promise is about the least that the score can be over the whole weight of the policy.
"""

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from analyzer.measures import measure_all
from analyzer.model import Box, Measurement, Right, Wait, Walk
from analyzer.scoring.policy import newest
from analyzer.scoring.score import filled, score
from tests.measures.graphs import graph_of
from tests.tables import for_each
from tests.walks import (
    MAILBOX,
    Act,
    Sketch,
    button,
    checkbox,
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
    "many options": (page("Hub", *(link(f"Thing {one}") for one in range(40)), link("Next page")), click("Next page")),
    "a box ticked in advance": (
        page("Choices", checkbox("Personalised ads", checked=True), button("Next")), click("Next"),
    ),
    "a field that nobody needs": (page("About", textbox("Nickname"), button("Next")), click("Next")),
    "a form that marks one field of two": (
        page("Form", textbox("Phone", required=True), textbox("Name"), button("Next")),
        fill("Phone", 9), fill("Name", 20), click("Next"),
    ),
    "a control that no key reaches": (page("Map", button("Next", tab_index=-1)), click("Next")),
    "a control to be pressed three times": (page("Slow", button("Next")), click("Next", times=3)),
}  # fmt: skip
WIDE = Box(x=0, y=0, width=900, height=90)
TELLING: tuple[Part, ...] = (
    (page("Both", button("Accept all"), button("Refuse all"), link("Next page")), click("Next page")),
    (page("Both", button("Accept all", box=WIDE), button("Refuse all"), link("Next page")), click("Next page")),
)
"""Friction by which one more measure can tell: answers that lead nowhere."""
UNREAD: Part = (page("Paġna", paragraph("Din il-paġna"), link("Next page"), language="mt"), click("Next page"))
"""Friction by which some can tell no more: a page in a language without a lexicon."""
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
@settings(max_examples=25, deadline=None)
@given(ROUTES, st.sampled_from([*FRICTION.values(), *TELLING]), RIGHTS, st.data())
def test_friction_by_which_more_can_be_told_never_lowers_what_the_score_is_at_least(
    route: list[Part], friction: Part, right: Right, data: st.DataObject
) -> None:
    policy, at = newest().under(right), data.draw(st.integers(0, len(route)))
    before, after = answers(walked(route, right)), answers(walked([*route[:at], friction, *route[at:]], right))

    assert measured_set(before) <= measured_set(after)
    assert filled(after, policy).least >= filled(before, policy).least


def test_what_can_be_told_no_more_leaves_the_score_between_its_bounds() -> None:
    right: Right = "objection"
    before, after = answers(walked([PAGES[0]], right)), answers(walked([PAGES[0], UNREAD], right))
    known, whole = filled(before, newest().under(right)), filled(after, newest().under(right))

    assert measured_set(after) < measured_set(before)
    assert whole.least < total(after, right) < whole.most
    assert whole.most >= known.most


def test_a_short_wait_that_is_declared_lowers_no_bound_although_it_lowers_the_score() -> None:
    right: Right = "objection"
    route = walked([PAGES[0], FRICTION["a renewed login"]], right)
    silent_on_waits = replace(route, flow=replace(route.flow, waits=()))
    short = Wait(what="mail", low_hours=0.0, high_hours=1.0, source="the page")
    with_wait = replace(route, flow=replace(route.flow, waits=(short,)))
    before, after = answers(silent_on_waits), answers(with_wait)
    policy = newest().under(right)

    assert total(after, right) < total(before, right)
    assert filled(after, policy).least == filled(before, policy).least


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
