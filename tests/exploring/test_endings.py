"""How a search ended follows from what each of its states left behind, and from what stood there at the start."""

from dataclasses import replace

import pytest

from analyzer.exploring.choices import Choice, Offer
from analyzer.exploring.endings import has_ended, judged
from analyzer.exploring.learnt import Learnt
from analyzer.exploring.looked import Looked, Spot
from analyzer.exploring.reading import Reading
from analyzer.exploring.searched import Searched
from analyzer.exploring.states import Identity, State, Step
from analyzer.exploring.stored import Stored
from tests.walks import button, page, walk_of


def state(number: int, stored: str, *intents: str) -> State:
    looked = Looked(walk_of(page("Garden", "Soil")).screens[0], {}, Stored({"cookie choice": stored}))
    way = tuple(Step(Spot("button", one, one, 0), 0, "1.0", one, one) for one in intents)
    offer = Offer(asks=not way, choices=(), switches=(), left_out=0, cut=0)
    return State(number, str(number), looked, way, offer, [], led_here=True, intents=set(intents))


def test_who_leaves_a_yes_that_stood_there_and_that_a_refusal_turns_has_accepted() -> None:
    searched = Searched()
    for one in (state(0, "yes"), state(1, "yes", "accept"), state(2, "no", "refuse")):
        searched.add(one, Identity(one.key))
    verdicts = judged(searched, Reading("en"), Learnt())
    assert {number: one.outcome for number, one in verdicts.items()} == {1: "accepted", 2: "refused"}
    assert not verdicts[1].by_label


@pytest.mark.parametrize(("role", "beside", "ended"), [
    ("checkbox", ("save",), False), ("switch", ("acknowledge",), False),
    ("checkbox", (), True), ("checkbox", ("info",), True), ("button", ("save",), True),
])  # fmt: skip
def test_a_switch_that_keeps_something_beside_what_saves_may_have_decided_nothing_yet(
    role: str, beside: tuple[str, ...], *, ended: bool
) -> None:
    searched = Searched()
    root, moved = state(0, ""), state(1, "no", "toggle")
    moved.way = (Step(Spot(role, "Ads", "Ads", 0), 0, "1.0", "Ads", None),)
    control = walk_of(page("Garden", button("Anything"))).screens[0].controls[0]
    choices = tuple(Choice(control, Spot("button", one, one, 0), one, 0, "") for one in beside)
    moved.offer = replace(moved.offer, asks=False, choices=choices)
    for one in (root, moved):
        searched.add(one, Identity(one.key))
    assert has_ended(moved, searched) is ended


def test_what_a_page_noted_of_its_switches_is_no_answer_of_the_page_after_it() -> None:
    searched = Searched()
    root, moved, sure, sent = (state(number, kept) for number, kept in enumerate(("", "no", "no", "denied")))
    control = walk_of(page("Garden", button("Save"))).screens[0].controls[0]
    save = Choice(control, Spot("button", "Save", "Save", 0), "save", 0, "")
    switch, saved, again = (
        Step(Spot(role, name, name, 0), 0, "1.0", name, intent)
        for role, name, intent in (("radio", "Off", None), ("button", "Save", "save"), ("button", "Sure", "refuse"))
    )
    for one, way in ((root, ()), (moved, (switch,)), (sure, (switch, saved)), (sent, (switch, saved, again))):
        one.way = way
        one.offer = replace(one.offer, asks=False, choices=(save,) if one is moved else ())
        searched.add(one, Identity(one.key))
    assert [has_ended(one, searched) for one in (moved, sure, sent)] == [False, False, True]
