"""What a browser tells of a person, and what the person would say they did."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from analyzer.recordings import devtools
from analyzer.recordings.acts import Act, Field, Left, Told, Went, half_typed, steps_of, typed
from analyzer.recordings.steps import Change, Click, Close, DoubleClick, KeyDown, KeyUp, Navigate, Scroll

START = "https://club.test/"
EMAIL = Field(kind="email", name="email ", label="E-mail", complete="", longest=0)


def told(kind: str, key: int = 1, **more: object) -> Act:
    plain = {
        "type": kind, "key": key, "selectors": [f"#e{key}"] if key else [], "button": 0, "x": 1, "y": 2,
        "touch": False, "value": "", "pressed": "", "field": None,
    }  # fmt: skip
    where = more.pop("target", "main")
    return Act(str(where), (), msgspec.convert({**plain, **more}, Told))


def writes(text: str, key: int = 1) -> list[Act]:
    return [told("type", key, value=text[:n], field=EMAIL) for n in range(1, len(text) + 1)]


def went(url: str, *, asked: bool = False, target: str = "main") -> Act:
    return Act(target, (), Went(url=url, asked=asked))


def kinds(*acts: Act) -> list[type]:
    return [type(step) for step in steps_of(START, acts)]


def test_a_word_is_one_change_and_its_beginnings_are_half_typed() -> None:
    acts = [told("click"), *writes("word"), told("type", value="word", field=EMAIL)]
    assert kinds(*acts) == [Navigate, Click, Change]
    assert typed(acts) == (("word", EMAIL),)
    assert half_typed(acts) == {"w", "wo", "wor"}


def test_leaving_a_field_later_does_not_type_it_again() -> None:
    acts = [*writes("ab"), told("click", 2), told("type", value="ab", field=EMAIL), told("click", 3)]
    assert kinds(*acts) == [Navigate, Change, Click, Click]


def test_a_field_that_is_typed_into_twice_is_two_changes() -> None:
    acts = [*writes("ab"), *writes("cd", 2), told("type", value="x", field=EMAIL)]
    assert [step.value for step in steps_of(START, acts) if isinstance(step, Change)] == ["ab", "cd", "x"]


def test_two_clicks_and_a_double_click_are_a_double_click() -> None:
    assert kinds(told("click"), told("click"), told("double")) == [Navigate, DoubleClick]
    assert kinds(told("click", 2), told("click"), told("click"), told("double")) == [Navigate, Click, DoubleClick]


def test_scrolling_is_where_it_came_to_rest_and_what_follows_nothing_is_left_out() -> None:
    acts = [told("scroll", 0, y=10), told("scroll", 0, y=90), told("click"), told("scroll", 0, y=5)]
    steps = steps_of(START, acts)
    assert [type(step) for step in steps] == [Navigate, Scroll, Click]
    assert isinstance(steps[1], Scroll)
    assert steps[1].y == 90


def test_a_key_goes_down_and_up_with_the_one_that_is_held() -> None:
    steps = steps_of(START, [told("press", 0, pressed="Shift+Tab")])
    keys = [(type(step), step.key) for step in steps if isinstance(step, KeyDown | KeyUp)]
    assert keys == [(KeyDown, "Shift"), (KeyDown, "Tab"), (KeyUp, "Tab"), (KeyUp, "Shift")]


def test_where_an_act_led_stands_on_it_and_what_the_person_asked_for_is_a_step() -> None:
    acts = [told("press", 0, pressed="Enter"), went(f"{START}a"), went(f"{START}b", asked=True)]
    steps = steps_of(START, acts)
    assert [type(step) for step in steps] == [Navigate, KeyDown, KeyUp, Navigate]
    assert steps[1].asserted_events[0].url == f"{START}a"


def test_where_another_window_went_does_not_stand_on_an_act_of_this_one() -> None:
    acts = [told("click"), went(f"{START}b", target=f"{START}a")]
    assert not steps_of(START, acts)[1].asserted_events


def test_a_window_that_was_opened_is_closed_by_its_address() -> None:
    (_, step) = steps_of(START, [Act(f"{START}terms", (), Left())])
    assert step == Close(target=f"{START}terms")


acts = st.lists(
    st.one_of(
        st.builds(told, st.sampled_from(["click", "double", "choose", "scroll"]), st.integers(1, 2)),
        st.builds(
            lambda value, key: told("type", key, value=value, field=EMAIL), st.text(max_size=3), st.integers(1, 2)
        ),
        st.builds(lambda key: told("press", 0, pressed=key), st.sampled_from(["Enter", "Tab", " ", "Shift+Tab"])),
        st.builds(lambda asked: went(START, asked=asked), st.booleans()),
    ),
    max_size=12,
)


@given(acts)
def test_whatever_was_done_is_a_recording_that_can_be_performed(acts: list[Act]) -> None:
    recording = devtools.Recording("r.json", "r", None, "", steps_of(START, acts))
    assert devtools.parse(msgspec.json.encode(recording.plain()), "r.json").steps == recording.steps


@given(acts)
def test_what_was_typed_is_either_left_in_a_field_or_half_typed(acts: list[Act]) -> None:
    every = {act.what.value for act in acts if isinstance(act.what, Told) and act.what.type == "type"}
    left = {value for value, _ in typed(acts)}
    assert left | half_typed(acts) | {""} == every | {""}
    assert not left & half_typed(acts)
