"""The fewest presses that turn everything off are found without trying all combinations."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from analyzer.exploring.looked import Looked, Spot, spot
from analyzer.exploring.meaning import answers_in, refuses_in
from analyzer.exploring.stored import Stored
from analyzer.exploring.switches import Panel, fewest, lets_on, required, says_yes, to_try
from tests.tables import for_each
from tests.walks import button, checkbox, page, radio

SPOTS = [Spot("switch", name, "", 0) for name in "abcdefgh"]


def test_a_master_switch_is_one_press() -> None:
    every = frozenset(SPOTS)
    moves = {one: frozenset({one}) for one in SPOTS[1:]} | {SPOTS[0]: every}
    assert fewest(every, moves) == (SPOTS[0],)


def test_what_moves_more_than_it_should_is_not_pressed() -> None:
    moves = {SPOTS[0]: frozenset(SPOTS[:3]), SPOTS[1]: frozenset({SPOTS[1]})}
    assert fewest(frozenset({SPOTS[1]}), moves) == (SPOTS[1],)


@given(st.sets(st.sampled_from(SPOTS), min_size=1), st.data())
def test_all_that_is_needed_moves_and_no_more_presses_than_switches(needed: set[Spot], data: st.DataObject) -> None:
    moves = {one: frozenset({one, *data.draw(st.sets(st.sampled_from(SPOTS)))}) for one in sorted(needed, key=str)}
    pressed = fewest(frozenset(needed), moves)
    reached = {spot for one in pressed for spot in (moves[one] if moves[one] <= needed else {one})}
    assert set(needed) <= reached
    assert len(pressed) <= len(needed)


def test_a_thousand_partners_are_not_tried_by_threes() -> None:
    partners = [Spot("switch", str(number), "", 0) for number in range(1000)]
    assert fewest(frozenset(partners), {one: frozenset({one}) for one in partners}) == tuple(partners)


def test_a_box_without_which_nothing_goes_on_is_told_from_a_page_that_waits_for_any_change() -> None:
    read, ads, films = SPOTS[:3]
    assert required({read: True, ads: False, films: False}) == {read}
    assert required({read: True, ads: True, films: True}) == frozenset()
    assert required({ads: False, films: False}) == frozenset()


def test_what_must_be_on_is_wanted_on_whatever_else_is_wanted() -> None:
    panel = Panel({SPOTS[0]: False, SPOTS[1]: True})
    assert panel.other_than(wanted=False) == {SPOTS[1]}
    assert panel.other_than(wanted=False, needed={SPOTS[0]}) == {SPOTS[0], SPOTS[1]}
    assert panel.other_than(wanted=True, needed={SPOTS[0]}) == {SPOTS[0]}
    assert not panel.is_uniform
    assert Panel(dict.fromkeys(SPOTS, False)).is_uniform


def test_a_switch_that_refuses_gives_what_it_is_of_while_it_is_off() -> None:
    names = {"Do not sell my personal information": False, "Analytics": True, "Necessary only": True}
    screen = page("Choices", *(checkbox(one, checked=True) for one in names)).draw([])
    spots = [spot(screen, one) for one in screen.controls]
    assert list(Panel.of(screen, spots, refuses_in("en")).states.values()) == list(names.values())


def test_of_many_switches_that_look_alike_a_few_are_tried_and_each_that_looks_otherwise() -> None:
    master = msgspec.structs.replace(checkbox("All", checked=True), frame=1)
    screen = page("Choices", *(checkbox(f"Partner {'ab'[n % 2]}", checked=True) for n in range(40)), master).draw([])
    spots = [spot(screen, one) for one in screen.controls]
    looked = Looked(screen, {}, Stored({}))
    first, second, *_, last, other = spots
    assert to_try(looked, Panel.of(screen, spots, refuses_in("en"))) == {first, second, last, other}
    few = Panel.of(screen, spots[:12], refuses_in("en"))
    assert to_try(looked, few) == set(spots[:12])


def test_something_can_be_pressed_only_once_it_is_enabled() -> None:
    save = button("Save")
    barred = page("Choices", msgspec.structs.replace(save, enabled=False)).draw(())
    free = page("Choices", save).draw(())
    assert lets_on(barred, free)
    assert not lets_on(barred, barred)
    assert not lets_on(free, free)


@for_each(
    ("options", "chosen", "says"),
    [
        (("Yes", "No"), 0, True),
        (("Yes", "No"), 1, False),
        (("Advertising", "Decline"), 0, True),
        (("Allow", "Reject", "Ask me later"), 0, True),
        (("Allow", "Reject", "Ask me later"), 2, None),
        (("Blue", "Red"), 0, None),
        (("Yes", "No"), 2, None),
    ],
)
def test_a_group_of_options_says_what_its_chosen_option_says_or_of_two_the_opposite_of_the_other(
    options: tuple[str, ...], chosen: int, *, says: bool | None
) -> None:
    group = [radio(name, "q", checked=place == chosen) for place, name in enumerate(options)]
    assert says_yes(group, answers_in("en")) is says
