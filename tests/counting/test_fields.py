import pytest

from analyzer import counting
from analyzer.model import Control, Walk
from tests.tables import for_each
from tests.walks import (
    MAILBOX,
    Act,
    Sketch,
    button,
    check,
    checkbox,
    choose,
    click,
    click_label,
    control,
    dialog,
    fill,
    gathered_of,
    goto,
    link,
    page,
    press,
    radio,
    select,
    step,
    textbox,
    walk_of,
)

DONE = page("Done")
SEND = (click("Send"), DONE)


def required(walk: Walk) -> list[str]:
    return [found.control.name for found in counting.required_fields(gathered_of(walk))]


def optional(walk: Walk) -> list[str]:
    return [found.control.name for found in counting.optional_fields(gathered_of(walk))]


def form(*controls: Control) -> Sketch:
    return page("Form", *controls, button("Send"))


@pytest.mark.parametrize(
    ("parts", "needed", "shown"),
    [
        pytest.param(
            [form(textbox("E-mail", required=True, filled=True), textbox("Reason")), *SEND], ["E-mail"], ["Reason"],
            id="a required field counts also where it is prefilled and nothing is typed",
        ),
        pytest.param([form(textbox("E-mail*")), fill("E-mail*"), *SEND], ["E-mail*"], [], id="an asterisk is a mark"),
        pytest.param(
            [form(textbox("E-mail", required=True), textbox("Newsletter", required=True)), fill("E-mail"), *SEND],
            ["E-mail"], ["Newsletter"],
            id="what is marked but was left empty on the way to the goal was not needed",
        ),
        pytest.param(
            [form(checkbox("I agree", required=True)), check("I agree"), *SEND], ["I agree"], [], id="a required box",
        ),
        pytest.param(
            [form(radio("Yes", "ai", required=True), radio("No", "ai", required=True)), click("Yes"),
             form(radio("Yes", "ai", required=True, checked=True), radio("No", "ai", required=True)), *SEND],
            ["No"], [],
            id="the buttons of one group are one field",
        ),
        pytest.param(
            [form(select("Country", required=True)), choose("Country", "France"), *SEND], ["Country"], [], id="a list",
        ),
        pytest.param(
            [page("Help", textbox("Search", kind="search", role="searchbox")), fill("Search"), press("Enter", "Search"),
             page("Results", link("Object")), click("Object"), DONE], ["Search"], [],
            id="a needed search word",
        ),
        pytest.param(
            [page("Help", textbox("Search", kind="search", region="header"), button("Object")), click("Object"), DONE],
            [], [],
            id="the site's search is no part of a form",
        ),
        pytest.param(
            [page("Help", textbox("Search", kind="search", region="header")), fill("Search"), press("Enter", "Search"),
             DONE], ["Search"], [],
            id="unless something is typed there",
        ),
        pytest.param(
            [form(textbox("Name"), textbox("Reason", kind="textarea")), fill("Name"), *SEND], ["Name"], ["Reason"],
            id="what is typed on a form that marks nothing",
        ),
        pytest.param(
            [form(textbox("E-mail", required=True), textbox("Reason")), fill("E-mail"), fill("Reason"), *SEND],
            ["E-mail"], ["Reason"],
            id="what is typed beside marked fields is not needed",
        ),
        pytest.param(
            [form(textbox("E-mail", required=True), textbox("Reason")), fill("E-mail"), click("Send"),
             form(textbox("E-mail", required=True, filled=True), textbox("Reason", invalid=True)), fill("Reason"),
             *SEND],
            ["E-mail", "Reason"], [],
            id="what was rejected without it",
        ),
        pytest.param(
            [page("Settings", textbox("Nickname", required=True), link("Privacy")), click("Privacy"), DONE], [], [],
            id="a page left through a link is no form",
        ),
        pytest.param(
            [page("Settings", checkbox("Offers"), checkbox("News", checked=True), button("Save")),
             check("News", to=False), click("Save"), DONE], [], ["Offers"],
            id="toggles are shown, not required, and the one that refuses is neither",
        ),
        pytest.param(
            [page("Shop", textbox("Voucher", required=True), button("Cookies")), goto("x"),
             dialog("Choices", checkbox("Ads"), button("Refuse")), click("Refuse"), DONE], [], ["Ads"],
            id="a dialog is a form of its own",
        ),
        pytest.param(
            [form(textbox("E-mail", required=True)), fill("E-mail"), click("Send"),
             form(textbox("E-mail", required=True)), fill("E-mail"), *SEND], ["E-mail"], [],
            id="the same field on the same page counts once",
        ),
        pytest.param(
            [form(textbox("E-mail", required=True)), fill("E-mail"), click("Send"),
             page("Sure", textbox("E-mail", required=True), button("Send")), fill("E-mail"), *SEND],
            ["E-mail", "E-mail"], [],
            id="the same question on another page counts again",
        ),
        pytest.param(
            [page("Inbox", textbox("Reply", required=True), button("Send"), url=f"{MAILBOX}/inbox"), fill("Reply"),
             *SEND],
            [], [],
            id="a mailbox is not the service's form",
        ),
        pytest.param(
            [form(textbox("E-mail", required=True, enabled=False), textbox("Why", required=True)), fill("Why"), *SEND],
            ["Why"], [],
            id="what is disabled asks nothing",
        ),
        pytest.param(
            [form(control("Country", role="combobox", tag="div", kind="div", required=True)), *SEND], ["Country"], [],
            id="what the page paints itself is taken at its word",
        ),
    ],
)  # fmt: skip
def test_required_is_what_the_goal_is_not_reached_without(
    parts: list[Act | Sketch], needed: list[str], shown: list[str]
) -> None:
    walk = walk_of(*parts)
    assert required(walk) == needed
    assert optional(walk) == shown


def test_in_a_dead_end_every_mark_is_believed() -> None:
    stuck = walk_of(form(textbox("E-mail", required=True), textbox("Code", required=True)), fill("E-mail"),
                    click("Send"), step("Form", "Sorry"), outcome="dead_end")  # fmt: skip
    assert required(stuck) == ["E-mail", "Code"]


def test_a_form_that_was_filled_in_and_not_sent_counts() -> None:
    withheld = walk_of(page("Home", link("Form")), click("Form"), form(textbox("E-mail", required=True, filled=True)),
                       outcome="stopped_before_commit")  # fmt: skip
    assert required(withheld) == ["E-mail"]


def test_a_mark_that_only_the_stored_page_shows_is_read_there() -> None:
    walk = walk_of(form(textbox("Reason"), textbox("E-mail", filled=True)), *SEND)
    key = walk.screens[0].controls[1].key
    html = f'<main><label for="e">E-mail (obligatoire)</label><input id="e" data-optout-key="{key}"></main>'
    found = counting.required_fields(gathered_of(walk, {1: html}))
    assert [(one.control.name, one.prefilled) for one in found] == [("E-mail", True)]
    assert "obligatoire" in found[0].why


@for_each(
    ("shown", "typed"),
    [
        (textbox("a"), True),
        (textbox("a", kind="textarea", tag="textarea"), True),
        (textbox("a", kind="date", role=""), True),
        (textbox("a", role="textbox", tag="div", kind="div"), True),
        (textbox("a", role="spinbutton", kind="number"), True),
        (textbox("a", role="combobox", kind="text"), True),
        (select("a"), False),
        (checkbox("a"), False),
        (radio("a", "g"), False),
        (control("a", role="slider", tag="input", kind="range"), False),
        (button("a", tag="input", kind="file"), False),
    ],
)
def test_a_text_field_is_one_that_is_typed_into(shown: Control, *, typed: bool) -> None:
    assert counting.is_field(shown)
    assert counting.is_text_field(shown) is typed


@for_each("shown", [button("a"), link("a"), control("a", role="tab", tag="div", kind="div")])
def test_buttons_and_links_are_no_fields(shown: Control) -> None:
    assert not counting.is_field(shown)


@for_each("act", [check("Share", to=False), click("Share")])
def test_a_box_by_which_the_route_chooses_is_not_merely_shown(act: Act) -> None:
    boxes = form(checkbox("Share", checked=True), checkbox("News", checked=True), textbox("Why"))
    assert optional(walk_of(boxes, act, fill("Why"), *SEND)) == ["News"]


def test_a_group_of_which_the_route_chose_a_button_is_not_merely_shown() -> None:
    choice = form(radio("Yes", "ads", checked=True), radio("No", "ads"), radio("Daily", "mail", checked=True))
    assert optional(walk_of(choice, check("No"), *SEND)) == ["Daily"]


def test_a_box_that_is_ticked_by_its_label_is_not_merely_shown() -> None:
    boxes = form(checkbox("News"), checkbox("Share"))
    assert optional(walk_of(boxes, click_label("News"), *SEND)) == ["Share"]
