"""The fewest presses that turn everything off are found without trying all combinations."""

from hypothesis import given
from hypothesis import strategies as st

from analyzer.exploring.looked import Spot
from analyzer.exploring.switches import fewest

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
