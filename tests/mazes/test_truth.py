"""What the shortest ways of a maze promise."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.mazes.decoys import BRANCHES, DECOYS, Decoy, detour
from tests.mazes.drawing import maze
from tests.mazes.model import Control, Effect, Guard, Looks, Maze, Option, Screen
from tests.mazes.moving import beginning, moves
from tests.mazes.truth import truth
from tests.tables import for_each

seeds = st.integers(0, 10**9)
LOOKS = Looks("modal", "plain", "spa", "query", 0, 0, (), says=False, pings=False, folded=False, role=True)


@given(seeds)
def test_refusing_takes_as_many_clicks_as_the_maze_is_deep_or_more(seed: int) -> None:
    drawn = maze(seed, flaw="none")
    refuse = truth(drawn).refuse
    assert refuse
    assert refuse.clicks >= drawn.depth


@pytest.mark.lengthy
@given(seeds)
def test_accepting_is_always_possible(seed: int) -> None:
    assert truth(maze(seed)).accept


@given(seeds)
def test_accepting_takes_one_click_where_the_first_screen_accepts(seed: int) -> None:
    accept = truth(maze(seed, accepts_late=False)).accept
    assert accept
    assert accept.clicks == 1


@given(seeds, st.sampled_from(("absent", "locked", "lie")))
def test_refusing_is_impossible_where_it_was_drawn_so(seed: int, flaw: str) -> None:
    assert truth(maze(seed, flaw=flaw)).refuse is None


@given(seeds)
def test_each_shortest_way_can_be_walked_and_ends_in_what_it_claims(seed: int) -> None:
    drawn = maze(seed)
    answers = truth(drawn)
    for best, goal in ((answers.refuse, False), (answers.accept, True)):
        for way in best.ways if best else ():
            state = beginning(drawn)
            for move in way:
                assert move in moves(drawn, state)
                state = move.to
            assert set(state.stored or ()) == {goal}
            assert sum(move.clicks for move in way) == best.clicks if best else False


@given(seeds, st.sampled_from([*DECOYS.values(), *BRANCHES, detour]), st.randoms(use_true_random=False))
def test_a_decoy_never_shortens_a_refusal(seed: int, decoy: Decoy, rng: Random) -> None:
    drawn = maze(seed, flaw="none")
    before, after = truth(drawn).refuse, truth(decoy(drawn, rng)).refuse
    assert before
    assert after
    assert after.clicks == before.clicks


@given(seeds, st.sampled_from([*DECOYS.values(), *BRANCHES]), st.randoms(use_true_random=False))
def test_a_decoy_never_makes_an_impossible_refusal_possible(seed: int, decoy: Decoy, rng: Random) -> None:
    assert truth(decoy(maze(seed, flaw="absent"), rng)).refuse is None


@given(seeds)
def test_without_the_last_press_of_its_shortest_ways_a_refusal_is_longer_or_impossible(seed: int) -> None:
    drawn = maze(seed, flaw="none")
    before = truth(drawn).refuse
    assert before
    assume(not before.more)
    last = {id(way[-1].control) for way in before.ways}
    screens = tuple(
        replace(screen, controls=tuple(control for control in screen.controls if id(control) not in last))
        for screen in drawn.screens
    )
    after = truth(replace(drawn, screens=screens)).refuse
    assert after is None or after.clicks > before.clicks


def test_toggles_are_a_click_each_and_a_master_switch_is_one_for_all() -> None:
    toggles = tuple(Control("checkbox", name, "purposes", Effect(flips=(name,))) for name in ("ads", "media"))
    save = Control("button", "Save", "save", Effect(stores="toggles"))
    master = Control("switch", "All", "master", Effect(flips=("ads", "media")))
    by_hand = truth(_one_screen(*toggles, save)).refuse
    by_master = truth(_one_screen(*toggles, master, save)).refuse
    assert by_hand
    assert by_hand.labels == (("media", "ads", "Save"), ("ads", "media", "Save")) or len(by_hand.labels) == 2
    assert by_hand.clicks == 3
    assert by_master
    assert by_master.labels == (("All", "Save"),)


@for_each(("kind", "clicks"), [("select", 3), ("radios", 2)])
def test_a_native_select_is_two_clicks_and_a_radio_one(kind: str, clicks: int) -> None:
    options = (Option("None", (("ads", 0), ("media", 0))), Option("All", (("ads", 1), ("media", 1))))
    asked = Control(kind, "Your choice", "choice", chosen="choice", options=options)  # type: ignore[arg-type]
    save = Control("button", "Save", "save", Effect(stores="toggles"))
    refuse = truth(_one_screen(asked, save, choice=1)).refuse
    assert refuse
    assert refuse.clicks == clicks


def test_the_answer_to_a_browser_dialog_is_a_click() -> None:
    refuse = Control("button", "Refuse", "refuse", Effect(stores="none"), asks="Sure?")
    keep = Control("button", "Refuse", "refuse", Effect(stores="all"), asks="Keep?", otherwise=Effect(stores="none"))
    for control in (refuse, keep):
        best = truth(_one_screen(control)).refuse
        assert best
        assert (best.clicks, best.labels) == (2, (("Refuse",),))


def test_what_a_menu_holds_is_one_click() -> None:
    menu = Control("button", "Options", "menu", place="menu")
    item = Control("link", "Refuse", "refuse", Effect(stores="none"), "menu")
    best = truth(_one_screen(menu, item)).refuse
    assert best
    assert best.labels == (("Refuse",),)


def test_what_is_hidden_or_disabled_costs_the_click_that_changes_that() -> None:
    tick = Control("checkbox", "Read", "read", Effect(flips=("tick",)))
    opener = Control("accordion", "More", "more", Effect(flips=("open",)))
    refuse = Control(
        "button", "Refuse", "refuse", Effect(stores="none"), shown=Guard("open", (1,)), enabled=Guard("tick", (1,))
    )
    best = truth(_one_screen(tick, opener, refuse, tick=0, open=0)).refuse
    assert best
    assert best.clicks == 3


def test_accepting_first_and_refusing_later_is_no_refusal() -> None:
    accept = Control("button", "Accept", "accept", Effect(stores="all"))
    maze_ = _one_screen(accept)
    withdraw = Control("link", "Settings", "settings", Effect(to="start"), "page")
    assert truth(replace(maze_, page=(withdraw,))).refuse is None


def _one_screen(*controls: Control, **variables: int) -> Maze:
    screen = Screen("start", "Cookies", "We use cookies.", controls)
    start = (("ads", 1), ("media", 1), *variables.items())
    return Maze(0, "en", 1, LOOKS, "json", ("consent", "all", "none"), start, ("ads", "media"), (screen,))
