import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from analyzer.graph import identity, title_of
from analyzer.graph.identity import place
from analyzer.model import Screen
from tests.tables import for_each
from tests.walks import (
    Sketch,
    Thing,
    alert,
    button,
    checkbox,
    click,
    dialog,
    goto,
    heading,
    link,
    page,
    paragraph,
    select,
    textbox,
    walk_of,
)


def seen(*things: Thing, url: str = "") -> Screen:
    return walk_of(page("Home", *things, url=url)).screens[0]


def over(sketch: Sketch) -> Screen:
    return walk_of(page("Home", button("Go")), click("Go"), sketch).screens[-1]


def posts(many: int) -> list[Thing]:
    return [thing for number in range(many) for thing in (heading(f"Post {number}", 2), link(f"Post {number}"),
                                                          button("Like"), button("Comment"))]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(seen(textbox("E-mail")), seen(textbox("E-mail", filled=True)), id="typed text"),
        pytest.param(seen("Nine people like this"), seen("Ten people liked this"), id="running text"),
        pytest.param(seen(button("Accept all 1,432 partners")), seen(button("Accept all 1,433 partners")), id="digits"),
        pytest.param(seen(*posts(3)), seen(*posts(7)), id="a longer feed"),
        pytest.param(seen(url="https://a.test/u/17?s=1#x"), seen(url="https://a.test/u/4?s=2"), id="ids and query"),
        pytest.param(
            seen(url="https://a.test/t/0123abcd0123abcd0123"), seen(url="https://a.test/t/f123abcd0123abcdf123"),
            id="tokens",
        ),
        pytest.param(over(dialog("Closes in 9 s")), over(dialog("Closes in 10 s")), id="a countdown"),
        pytest.param(seen(button("A", in_viewport=True)), seen(button("A", in_viewport=False)), id="scrolling"),
    ],
)  # fmt: skip
def test_what_does_not_make_another_state(one: Screen, other: Screen) -> None:
    assert identity(one) == identity(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(seen(checkbox("News")), seen(checkbox("News", checked=True)), id="a tick"),
        pytest.param(seen(button("More", expanded=False)), seen(button("More", expanded=True)), id="an opened part"),
        pytest.param(seen(textbox("E-mail")), seen(textbox("E-mail", invalid=True)), id="a rejected field"),
        pytest.param(seen(button("Send")), seen(button("Send", enabled=False)), id="a disabled button"),
        pytest.param(seen(select("Country", text="France")), seen(select("Country", text="Spain")), id="a choice"),
        pytest.param(seen(button("Accept")), seen(button("Agree")), id="another wording"),
        pytest.param(seen(heading("One", 2)), seen(heading("Two", 2)), id="another heading"),
        pytest.param(seen(), over(dialog("Cookies")), id="an open dialog"),
        pytest.param(seen(), over(alert("Sure?")), id="a dialog of the browser"),
        pytest.param(over(alert("Sure?")), over(alert("Really?")), id="another question"),
        pytest.param(seen(url="https://a.test/x"), seen(url="https://b.test/x"), id="another origin"),
        pytest.param(seen(url="https://a.test/x"), seen(url="https://a.test/y"), id="another page"),
    ],
)  # fmt: skip
def test_what_makes_another_state(one: Screen, other: Screen) -> None:
    assert identity(one) != identity(other)


@given(st.text(max_size=40))
def test_any_address_has_a_place(url: str) -> None:
    assert place(f"https://a.test/{url}") == place(f"https://a.test/{url}")
    assert isinstance(place(url), str)


@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.integers(1, 4))
def test_a_repeated_sequence_counts_as_one(names: list[str], times: int) -> None:
    once, often = (seen(*(button(name) for _ in range(many) for name in names)) for many in (1, times))
    assert identity(often) == identity(once)


@for_each(
    ("screen", "title"),
    [
        (seen(), "Home"),
        (over(dialog("Cookies", "We value")), "Cookies"),
        (over(dialog("", heading("Your choices"))), "Your choices"),
        (over(alert("Sure?")), "Sure?"),
        (replace(seen(), blocks=(paragraph("a"),)), "Home"),
        (replace(seen(), blocks=(), title=""), "https://service.test/home"),
        (replace(seen(heading("Frame", region="header")), blocks=(heading("Frame", region="header"),), title="T"), "T"),
    ],
)
def test_a_screen_is_called_what_a_person_would_call_it(screen: Screen, title: str) -> None:
    assert title_of(screen) == title


def test_opening_an_address_is_no_part_of_the_state() -> None:
    walk = walk_of(page("Home", button("A")), goto("x"), page("Home", button("A")))
    assert identity(walk.screens[0]) == identity(walk.screens[1])
