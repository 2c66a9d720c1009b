"""What a seed promises."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.mazes.drawing import maze
from tests.mazes.model import Host, Kind, Maze, Storage
from tests.mazes.rendering import render
from tests.mazes.wording import LANGUAGES, words
from tests.tables import for_each

seeds = st.integers(0, 10**9)


@given(seeds)
def test_the_same_seed_is_the_same_maze_and_the_same_bytes(seed: int) -> None:
    assert maze(seed) == maze(seed)
    assert render(maze(seed)) == render(maze(seed))


def test_a_seed_means_the_same_maze_on_every_machine() -> None:
    drawn = maze(7)
    assert (drawn.language, drawn.depth, drawn.storage, drawn.traits[0]) == ("it", 2, "tcf", "choice")


@given(seeds, st.sampled_from(LANGUAGES), st.integers(1, 5), st.sampled_from(("spa", "push", "pages")))
def test_what_is_given_is_not_drawn(seed: int, language: str, depth: int, travel: str) -> None:
    drawn = maze(seed, language=language, depth=depth, travel=travel, host="plain", flaw="none")
    assert (drawn.language, drawn.depth, drawn.looks.travel) == (language, depth, travel)


def test_a_parameter_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TypeError, match="no such parameter of a maze: dept"):
        maze(1, dept=3)


@given(seeds)
def test_every_screen_can_be_told_by_its_controls_and_every_control_by_its_name(seed: int) -> None:
    drawn = maze(seed)
    screens = [tuple(sorted(c.label for c in screen.controls)) for screen in drawn.screens if not screen.whole]
    assert len(set(screens)) == len(screens)
    for screen in drawn.screens:
        names = [control.label for control in screen.controls if control.kind != "nameless"]
        assert all(names)
        assert len(set(names)) == len(names)


@given(seeds)
def test_every_way_leads_to_a_screen_that_exists(seed: int) -> None:
    drawn = maze(seed)
    names = {screen.id for screen in drawn.screens} | {"", "closed"}
    controls = [control for screen in drawn.screens for control in screen.controls] + list(drawn.page)
    assert all(control.effect.to in names and control.otherwise.to in names for control in controls)


@given(seeds)
def test_pages_reach_for_nothing_outside_themselves(seed: int) -> None:
    for content in render(maze(seed)).values():
        comments = content.count(b"// ")
        assert content.count(b"//") == comments


@for_each("language", LANGUAGES)
def test_each_language_says_every_word_in_its_own_way(language: str) -> None:
    labels, texts = words(language)
    english, in_english = words("en")
    assert {word: len(said) for word, said in labels.items()} == {word: len(said) for word, said in english.items()}
    assert texts.keys() == in_english.keys()
    everything = [label for said in labels.values() for label in said]
    assert all(label and label == label.strip() for label in everything)


@for_each("language", LANGUAGES)
def test_no_label_accepts_in_one_word_list_and_refuses_in_another(language: str) -> None:
    labels, _ = words(language)
    accepting = {*labels["accept"], *labels["keep"]}
    refusing = {*labels["refuse"], *labels["necessary"], *labels["sure"]}
    assert not accepting & refusing


@pytest.mark.lengthy
def test_a_few_hundred_seeds_hold_everything_that_can_be_drawn() -> None:
    drawn = [maze(seed) for seed in range(300)]
    kinds = {control.kind for each in drawn for screen in each.screens for control in screen.controls}
    assert kinds == set(get_args(Kind))
    assert {each.storage for each in drawn} == set(get_args(Storage))
    assert {each.language for each in drawn} == set(LANGUAGES)
    assert {each.depth for each in drawn} == {1, 2, 3, 4, 5}
    assert {each.looks.host for each in drawn} == set(get_args(Host))
    assert {trait for each in drawn for trait in each.traits} >= {
        "flaw:absent",
        "flaw:locked",
        "flaw:lie",
        "ask",
        "menu",
    }


def test_a_page_says_what_it_stored_where_labels_mislead_and_storage_cannot_be_read() -> None:
    liars = [
        maze(seed, storage=kept, says=False, decoys=("lying_refusal",))
        for seed in range(20)
        for kept in ("opaque", "tcf")
    ]
    assert all(each.looks.says for each in liars if _lies(each))
    assert any(_lies(each) for each in liars)


def _lies(drawn: Maze) -> bool:
    return any(c.word == "refuse" and c.effect.stores == "all" for screen in drawn.screens for c in screen.controls)
