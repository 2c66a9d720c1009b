from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from analyzer import counting
from analyzer.model import Activations, Box, Target, Walk
from analyzer.model import Click as ClickAction
from tests.routes import routes
from tests.tables import for_each
from tests.walks import (
    MAILBOX,
    Act,
    Sketch,
    alert,
    answer,
    back,
    button,
    check,
    checkbox,
    choose,
    click,
    drag,
    fill,
    focus,
    goto,
    hover,
    link,
    page,
    pause,
    press,
    scroll,
    select,
    step,
    textbox,
    upload,
    walk_of,
)

FORM = page(
    "Form", button("Send"), link("Read more"), textbox("E-mail"), textbox("Reason", tag="textarea", kind="textarea"),
    textbox("Code", role="spinbutton", kind="number"), textbox("Words", tag="div", kind="div"), select("Country"),
    checkbox("News"), checkbox("Old news", checked=True), button("Letter", tag="input", kind="file"),
)  # fmt: skip


def clicks(walk: Walk) -> int:
    return sum(counting.clicks_of(one, walk) for one in walk.transitions)


def keys(walk: Walk) -> int:
    return sum(counting.keystrokes_of(one, walk) for one in walk.transitions)


def scrolls(walk: Walk) -> int:
    return sum(counting.scrolls_of(one, walk) for one in walk.transitions)


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        pytest.param([click("Send")], 1, id="a press is one"),
        pytest.param([click("Read more")], 1, id="a link is one"),
        pytest.param([click("Send", times=2)], 2, id="a double click is two"),
        pytest.param([click("Send", button="right")], 1, id="the button does not matter"),
        pytest.param([click("Send", pointer="touch")], 1, id="a tap is one"),
        pytest.param([click("Send", pointer="script")], 1, id="an activation without a pointer is one"),
        pytest.param([click("E-mail"), fill("E-mail")], 0, id="the caret in a field is part of typing"),
        pytest.param([click("E-mail", times=3)], 0, id="selecting what stands in a field too"),
        pytest.param([click("Reason"), click("Code"), click("Words")], 0, id="whatever kind of field"),
        pytest.param([choose("Country", "France")], 2, id="a native list is two"),
        pytest.param([choose("Country", "France", "Spain")], 3, id="each further choice is one more"),
        pytest.param([choose("Country")], 2, id="choosing nothing costs what choosing does"),
        pytest.param([click("Country"), choose("Country", "France")], 2, id="opening a list is not counted twice"),
        pytest.param(
            [click("Country"), press("ArrowDown", "Country")], 1, id="a list chosen from with keys is opened once"
        ),
        pytest.param([check("News")], 1, id="a tick is one"),
        pytest.param([check("Old news")], 0, id="a tick that already stands is none"),
        pytest.param([check("Old news", to=False)], 1, id="taking a tick away is one"),
        pytest.param([click("News")], 1, id="a box that is clicked is one"),
        pytest.param([upload("Letter")], 1, id="handing over a file is one"),
        pytest.param([click("Letter"), upload("Letter")], 1, id="the button of the file is not counted twice"),
        pytest.param([click("Send"), alert("Sure?"), answer(), FORM], 2, id="answering the browser is one"),
        pytest.param([click("Send"), alert("Sure?"), answer(accepted=False), FORM], 2, id="dismissing it too"),
        pytest.param([drag("Send")], 1, id="a drag is one"),
        pytest.param(
            [press("Enter", "Send"), hover("Send"), focus("Send"), scroll(), pause(500)], 0, id="the rest is none"
        ),
        pytest.param([goto("https://service.test/x"), FORM, back(), FORM], 0, id="the browser is not the service"),
    ],
)
def test_clicks_are_pointer_activations_on_the_service(acts: list[Act | Sketch], expected: int) -> None:
    assert clicks(walk_of(FORM, *acts)) == expected


def test_a_click_on_a_field_that_shows_something_new_is_a_click() -> None:
    calendar = step("Choose a day", "Monday Tuesday Wednesday", button("12"))
    assert clicks(walk_of(page("Form", textbox("Day", kind="date")), click("Day"), calendar)) == 1


@for_each(("focused", "expected"), [("E-mail", 0), ("News", 1)])
def test_a_click_on_a_label_costs_what_a_click_on_its_field_does(focused: str, expected: int) -> None:
    form = page("Form", textbox("E-mail"), checkbox("News"))
    key = next(one.key for one in walk_of(form).screens[0].controls if one.name == focused)
    label = Target(
        key="", role="", name=focused, tag="label", kind="label", frame=0, box=Box(x=0, y=0, width=9, height=9)
    )
    act = Act(
        lambda _: ClickAction(on=label, times=1, button="left", pointer="mouse"),
        lambda screen: replace(screen, focus=key),
    )
    assert clicks(walk_of(form, act)) == expected


INBOX = page("Inbox", link("Notice"), link("Object"), url=f"{MAILBOX}/inbox")


def test_a_link_in_a_mail_that_starts_the_route_is_its_first_click() -> None:
    opened = walk_of(INBOX, click("Notice"), INBOX, click("Object"), FORM, click("Send"), page("Done"))
    assert clicks(opened) == 2


def test_presses_in_a_mailbox_visited_on_the_way_are_counted_apart() -> None:
    visited = walk_of(FORM, click("Send"), INBOX, click("Notice"), INBOX, click("Object"), FORM, click("Send"))
    assert clicks(visited) == 2


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        pytest.param([fill("E-mail", 20)], 20, id="filling in is typing"),
        pytest.param([fill("E-mail", 0)], 0, id="emptying a field types nothing"),
        pytest.param([press("Enter", "E-mail")], 1, id="a key is one"),
        pytest.param([press("Control+A", "E-mail")], 1, id="a combination is one"),
        pytest.param([press("", "Reason", count=7)], 7, id="text typed key by key"),
        pytest.param([click("Send"), alert("Why?", "prompt"), answer(characters=4), FORM], 4, id="an answer is typed"),
        pytest.param([choose("Country", "France"), check("News"), click("Send"), scroll()], 0, id="the rest is none"),
    ],
)
def test_keystrokes_are_characters_and_single_keys(acts: list[Act | Sketch], expected: int) -> None:
    assert keys(walk_of(FORM, *acts)) == expected


def below(make: Callable[..., object] = button, **changes: object) -> Sketch:
    return page("Long", make("Far", in_viewport=False, **changes), button("Near"))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param([below(), click("Near")], 0, id="what stands in view needs none"),
        pytest.param([below(), click("Far")], 1, id="what stands below the fold needs one"),
        pytest.param([below(), scroll(), scroll()], 2, id="each scroll the route makes is one"),
        pytest.param(
            [below(), scroll(), page("Long", button("Far")), click("Far")], 1, id="a scroll made is not implied"
        ),
        pytest.param([below(textbox), fill("Far"), fill("Far")], 2, id="every step that has to reach it"),
        pytest.param(
            [below(box=Box(x=0, y=0, width=0, height=0)), click("Far")], 0, id="what has no area stands nowhere"
        ),
    ],
)
def test_scrolls_are_made_or_implied(parts: list[Act | Sketch], expected: int) -> None:
    assert scrolls(walk_of(*parts)) == expected


@for_each(("y", "expected"), [(100, 0), (719, 0), (720, 1), (5000, 1)])
def test_a_target_that_is_no_recorded_control_is_placed_by_its_box(y: int, expected: int) -> None:
    somewhere = Target(key="", role="", name="", tag="div", kind="div", frame=0, box=Box(x=0, y=y, width=10, height=10))
    act = Act(lambda _: ClickAction(on=somewhere, times=1, button="left", pointer="mouse"))
    assert scrolls(walk_of(page("Long"), act)) == expected


@given(routes())
def test_no_step_costs_less_than_nothing(walk: Walk) -> None:
    for one in walk.transitions:
        assert (
            min(counting.clicks_of(one, walk), counting.keystrokes_of(one, walk), counting.scrolls_of(one, walk)) >= 0
        )


@given(routes(), st.integers(0, 3), st.integers(0, 3))
def test_counts_are_trusted_only_where_page_and_steps_agree(walk: Walk, seen: int, counted: int) -> None:
    told = walk_of(page("Home"), activations=Activations(seen=seen, counted=counted, unexplained=()))
    assert counting.trusted_counts(told) == (seen == counted)
    assert counting.trusted_counts(walk)
    odd = walk_of(
        page("Home"), activations=Activations(seen=seen, counted=seen, unexplained=("a script pressed Send",))
    )
    assert not counting.trusted_counts(odd)
