import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer import counting
from analyzer.model import Walk
from tests.routes import routes
from tests.tables import for_each
from tests.walks import (
    MAILBOX,
    Act,
    Sketch,
    again,
    alert,
    answer,
    button,
    check,
    checkbox,
    click,
    closed,
    dialog,
    fill,
    goto,
    heading,
    in_tab,
    link,
    page,
    paragraph,
    silent,
    step,
    textbox,
    walk_of,
)

BUTTONS = (button("Settings"), button("Refuse"), textbox("E-mail"), checkbox("News"))
HOME = page("Home", "Shoes and shirts for everybody", *BUTTONS)


def screens(*parts: Act | Sketch) -> int:
    return len(counting.newly_shown(walk_of(*parts)))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param([HOME], 1, id="the first screen is shown"),
        pytest.param([HOME, click("Settings"), page("Settings")], 2, id="a document is"),
        pytest.param([HOME, click("Settings"), HOME], 2, id="also the same one loaded again"),
        pytest.param([HOME, fill("E-mail"), check("News")], 1, id="ticking and typing show nothing"),
        pytest.param([HOME, click("Settings"), dialog("Settings", "Choose", button("Save"))], 2, id="a dialog is"),
        pytest.param([HOME, click("Refuse"), alert("Sure?")], 2, id="a dialog of the browser is"),
        pytest.param([HOME, click("Refuse"), alert("Sure?"), answer(), again("Home")], 2, id="closing it does not"),
        pytest.param(
            [HOME, click("Refuse"), alert("Sure?"), answer(), step("Thanks", "It is done now")], 3,
            id="what replaced the page behind it is shown",
        ),
        pytest.param(
            [HOME, click("Refuse"), alert("Sure?"), answer(), alert("Really sure?"), answer(), again("Home")], 3,
            id="one question after the other",
        ),
        pytest.param([HOME, click("Settings"), step("Privacy", "You may object here")], 2, id="a replaced content is"),
        pytest.param(
            [page("Tips", "one two three four five six", *BUTTONS), click("Settings"),
             step("Tips", "one two three four five seven", *BUTTONS)], 1,
            id="a few other words are not",
        ),
        pytest.param(
            [page("Tips", "one two three four", button("More")), click("More"),
             step("Tips", "one two three four", "five six seven eight nine ten eleven", button("More"))], 1,
            id="more words under the same ones are not",
        ),
        pytest.param([HOME, click("Refuse"), step("Home")], 1, id="less of the same is not"),
        pytest.param(
            [page("Home", "Shop", paragraph("We use cookies", "header")), goto("x"),
             step("Home", "Shop", paragraph("Good choice today", "header"))], 1,
            id="another header is not",
        ),
        pytest.param([HOME, click("Settings"), in_tab(2, page("Help")), goto("x"), in_tab(1, again("Home"))], 3,
                     id="another tab is"),
    ],
)  # fmt: skip
def test_a_screen_is_what_is_newly_shown(parts: list[Act | Sketch], expected: int) -> None:
    assert screens(*parts) == expected


LAYER = dialog("Your choices", "Choose what we may do", checkbox("Statistics", checked=True), button("Save"))


def test_a_dialog_refused_with_one_click_is_one_screen() -> None:
    opened = walk_of(page("Shop", *BUTTONS, dialogs=("Cookies",)), click("Refuse"), closed())
    assert len(counting.newly_shown(opened)) == 1


def test_a_settings_dialog_behind_a_consent_dialog_is_the_second_screen() -> None:
    start = page("Shop", "Shoes", *BUTTONS, dialogs=("Cookies",))
    behind = walk_of(start, click("Settings"), LAYER, check("Statistics", to=False), click("Save"), closed())
    assert len(counting.newly_shown(behind)) == 2


def test_a_dialog_in_the_place_of_another_is_shown() -> None:
    start = page("Shop", *BUTTONS, dialogs=("Cookies",))
    swapped = walk_of(start, click("Settings"), page("Shop", dialogs=("Choices",), document=1))
    assert len(counting.newly_shown(swapped)) == 2


def test_a_countdown_in_a_title_is_no_other_dialog() -> None:
    first = walk_of(page("Shop", dialogs=("Closes in 10 s",))).screens[0]
    then = walk_of(page("Shop", dialogs=("Closes in 9 s",))).screens[0]
    assert not counting.is_new(first, then)


def test_silence_shows_nothing() -> None:
    assert counting.newly_shown(silent()) == ()
    assert counting.words_shown(silent()) == ()


@given(routes())
def test_no_walk_shows_more_screens_than_it_saw(walk: Walk) -> None:
    shown = counting.newly_shown(walk)
    assert 1 <= len(shown) <= len(walk.screens)
    assert shown[0][1] is walk.screens[0]


@given(routes())
def test_a_screen_is_never_new_to_itself(walk: Walk) -> None:
    assert not any(counting.is_new(screen, screen) for screen in walk.screens)


@given(routes())
def test_every_loaded_document_is_newly_shown(walk: Walk) -> None:
    shown = {step for step, _ in counting.newly_shown(walk)}
    assert {step for step, _, _ in counting.page_loads(walk)} <= shown


def test_page_loads_are_documents_after_the_first_opening() -> None:
    assert counting.page_loads(walk_of(HOME)) == ()
    assert counting.page_loads(walk_of(HOME, click("Settings"), step("Privacy"))) == ()
    redirected = walk_of(HOME, click("Settings"), page("Login", document=3), goto("x"), page("Form", document=4))
    assert [(step, many) for step, _, many in counting.page_loads(redirected)] == [(2, 2), (3, 1)]


def test_coming_back_to_a_tab_loads_nothing() -> None:
    walk = walk_of(HOME, goto("x"), in_tab(2, page("Mail")), goto("y"), in_tab(1, again("Home")))
    assert [step for step, _, _ in counting.page_loads(walk)] == [2]


@for_each(
    ("text", "words"),
    [
        ("You may object", 3),
        ("Vous disposez d'un droit d'opposition", 5),
        ("« Non », dit-il : 12,5 %", 3),
        ("aujourd\N{RIGHT SINGLE QUOTATION MARK}hui l\N{NARROW NO-BREAK SPACE}IA", 3),
        ("\N{EM DASH}  •\n\t", 0),
        ("Żółć 3 Straße", 3),
        ("", 0),
    ],
)
def test_a_word_stands_between_spaces_and_holds_a_letter_or_digit(text: str, words: int) -> None:
    assert counting.words_in(text) == words


@pytest.mark.lengthy
@given(st.text(), st.text())
def test_words_add_up(one: str, other: str) -> None:
    assert counting.words_in(f"{one} {other}") == counting.words_in(one) + counting.words_in(other)


def test_the_same_block_is_read_once_a_route_and_all_of_the_page_counts() -> None:
    footer = paragraph("Imprint and terms", "footer", in_viewport=False)
    walk = walk_of(page("Home", footer), goto("x"), page("Form", "Why do you object?", footer), goto("y"), page("Home"))
    assert [(step, many) for step, _, many in counting.words_shown(walk)] == [(1, 4), (2, 5)]


@given(routes())
def test_every_distinct_block_is_read_once(walk: Walk) -> None:
    distinct = {" ".join(block.text.split()) for screen in walk.screens for block in screen.blocks}
    read = [words for _, _, words in counting.words_shown(walk)]
    assert sum(read) == sum(map(counting.words_in, distinct))


@pytest.mark.parametrize(
    ("things", "expected"),
    [
        pytest.param([button("A"), link("B"), textbox("C"), checkbox("D")], 4, id="whatever can be operated"),
        pytest.param([button("A", region="header"), link("B", region="footer"), link("C", region="navigation")], 0,
                     id="not the site's frame"),
        pytest.param([button("A", region="aside"), button("B", region="")], 2, id="all of the content"),
        pytest.param([link("A"), link("A")], 1, id="one address under one name once"),
        pytest.param([link("A"), link("A", href="https://service.test/other")], 2, id="two addresses twice"),
        pytest.param([button("More"), button("More")], 2, id="two buttons of one name twice"),
        pytest.param([button("A", enabled=False)], 0, id="not what is disabled"),
    ],
)  # fmt: skip
def test_options_are_distinct_controls_of_the_content(things: list[object], expected: int) -> None:
    assert len(counting.options(walk_of(page("Home", *things)).screens[0])) == expected


def test_an_open_dialog_is_all_there_is_to_choose_from() -> None:
    walk = walk_of(HOME, click("Settings"), LAYER, click("Save"), dialog("Sure?", button("Yes")))
    assert [len(counting.options(screen)) for screen in walk.screens] == [4, 2, 1]


def test_a_visit_to_another_channel_is_an_arrival_from_elsewhere() -> None:
    inbox = page("Inbox", url=f"{MAILBOX}/inbox")
    assert counting.arrivals(walk_of(inbox, goto("x"), inbox, goto("y"), HOME)) == ()
    visits = counting.arrivals(walk_of(HOME, goto("x"), inbox, goto("y"), inbox, goto("z"), HOME, goto("x"), inbox))
    assert [step for step, _ in visits] == [2, 5]


@for_each(
    ("url", "expected"),
    [
        ("https://Service.test:8443/a?b#c", "https://service.test:8443"),
        ("https://me:secret@service.test/", "https://service.test"),
        ("about:blank", ""),
        ("http://[::1", ""),
        ("", ""),
    ],
)
def test_an_origin_is_scheme_host_and_port(url: str, expected: str) -> None:
    assert counting.origin(url) == expected


def test_a_heading_is_a_block() -> None:
    assert counting.words_shown(walk_of(page("Two words", heading("Three more words", 2))))[0][2] == 5
