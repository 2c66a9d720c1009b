"""What a search has seen is found again however it was come by."""

from hypothesis import given
from hypothesis import strategies as st

from analyzer.exploring.choices import Offer
from analyzer.exploring.looked import Looked, Spot
from analyzer.exploring.searched import Searched
from analyzer.exploring.states import Identity, State, Step
from analyzer.exploring.stored import Stored
from tests.walks import page, walk_of

OFFER = Offer(asks=True, choices=(), switches=(), left_out=0, cut=0)
STEPS = [Step(Spot("button", name, name, 0), 0, "1.0", name, None) for name in "abc"]

ways = st.lists(st.lists(st.sampled_from(STEPS), min_size=1, max_size=5).map(tuple), max_size=8)


def found(searched: Searched, way: tuple[Step, ...]) -> State:
    looked = Looked(walk_of(page("Page", "Text")).screens[0], {}, Stored({}))
    state = State(len(searched.states), str(len(searched.states)), looked, way, OFFER, [], led_here=True)
    searched.add(state, Identity(state.key))
    return state


@given(ways, st.data())
def test_a_way_passes_every_state_that_a_beginning_of_it_leads_to_also_once_ways_were_shortened(
    given_ways: list[tuple[Step, ...]], data: st.DataObject
) -> None:
    searched = Searched()
    found(searched, ())
    for way in dict.fromkeys(given_ways):
        found(searched, way)
    for state in data.draw(st.lists(st.sampled_from(searched.states), max_size=3)):
        if state.way and (shorter := state.way[1:]) not in {one.way for one in searched.states}:
            searched.shorten(state, shorter, 0)
    for state in searched.states:
        beginnings = [state.way[:length] for length in range(len(state.way) + 1)]
        by_way = {one.way: one.number for one in searched.states}
        assert searched.passed(state) == [by_way[one] for one in beginnings if one in by_way]
