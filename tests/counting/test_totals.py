import pytest
from hypothesis import given
from msgspec.structs import asdict, replace

from analyzer import counting
from analyzer.errors import InputError
from analyzer.model import Activations, Counts, Walk
from tests.routes import routes
from tests.tables import for_each
from tests.walks import (
    MAILBOX,
    button,
    choose,
    click,
    fill,
    flow_with,
    gathered_of,
    goto,
    link,
    page,
    select,
    silent,
    textbox,
    walk_of,
)

HOME = page("Home", button("Me", region="header"))
MENU = page("Menu", button("Settings and privacy"))
CENTRE = page("Privacy centre", "You may object to this", link("object", inline=True, in_viewport=False))
FORM = page("Form", textbox("E-mail", required=True, filled=True), textbox("Reason"), button("Send"))
ROUTE = (
    HOME,
    click("Me"),
    MENU,
    click("Settings and privacy"),
    CENTRE,
    click("object"),
    FORM,
    click("Send"),
    page("Done"),
)


def total(walk: Walk) -> Counts:
    counts, reason = counting.counts(gathered_of(walk))
    assert reason == ""
    assert counts is not None
    return counts


def test_a_whole_route_is_counted_from_its_first_screen_on() -> None:
    assert total(walk_of(*ROUTE)) == Counts(
        clicks=4, keystrokes=0, screens=5, page_loads=4, required_fields=1, required_text_fields=1, optional_fields=1,
        context_switches=0, scrolls=1, words=11,
    )  # fmt: skip


def test_a_code_by_mail_adds_a_visit_keys_and_a_field_but_no_click() -> None:
    inbox = page("Inbox", "Your code is 123456", link("Open"), url=f"{MAILBOX}/inbox")
    code = page("Code", textbox("Code", required=True), button("Confirm"))
    with_code = walk_of(
        *ROUTE[:-1], code, goto("x"), inbox, click("Open"), inbox, goto("y"), code, fill("Code", 6), click("Confirm"),
        page("Done"),
    )  # fmt: skip
    plain, coded = total(walk_of(*ROUTE)), total(with_code)
    assert coded.clicks == plain.clicks + 1
    assert coded.keystrokes == plain.keystrokes + 6
    assert coded.context_switches == plain.context_switches + 1
    assert coded.required_text_fields == plain.required_text_fields + 1


def test_silence_costs_nothing() -> None:
    assert set(asdict(total(silent())).values()) == {0}


def test_counts_that_cannot_be_trusted_are_not_given() -> None:
    odd = walk_of(*ROUTE, activations=Activations(seen=4, counted=5, unexplained=("click on “Send” by script",)))
    counts, reason = counting.counts(gathered_of(odd))
    assert counts is None
    assert "counted 5" in reason
    assert "by script" in reason
    assert counting.counts_from_first_link(gathered_of(odd)) is None


def test_from_the_first_link_on_its_own_press_counts_and_what_came_before_does_not() -> None:
    walk = walk_of(*ROUTE, flow=flow_with(first_link="  OBJECT "))
    counted = counting.counts_from_first_link(gathered_of(walk))
    assert counted == Counts(
        clicks=2, keystrokes=0, screens=2, page_loads=2, required_fields=1, required_text_fields=1, optional_fields=1,
        context_switches=0, scrolls=1, words=2,
    )  # fmt: skip


@for_each("label", ["", "unsubscribe"])
def test_without_a_first_link_nothing_is_counted_from_it(label: str) -> None:
    assert counting.counts_from_first_link(gathered_of(walk_of(*ROUTE, flow=flow_with(first_link=label)))) is None


@given(routes())
def test_the_way_from_the_first_link_never_costs_more_than_the_whole(walk: Walk) -> None:
    linked = replace(walk, flow=flow_with(first_link="object"))
    whole, rest = total(linked), counting.counts_from_first_link(gathered_of(linked))
    if rest is not None:
        assert all(asdict(rest)[name] <= value for name, value in asdict(whole).items())


@given(routes())
def test_one_step_more_never_lowers_a_count(walk: Walk) -> None:
    shorter = replace(walk, transitions=walk.transitions[:-1])
    if shorter.transitions:
        less, more = asdict(total(shorter)), asdict(total(walk))
        fields = ("required_fields", "required_text_fields", "optional_fields")
        assert all(less[name] <= more[name] for name in less if name not in fields)
        assert less["required_fields"] + less["optional_fields"] <= more["required_fields"] + more["optional_fields"]


def test_a_walk_with_a_step_to_nowhere_is_bad_input() -> None:
    walk = walk_of(page("Form", select("Country")), choose("Country", "France"))
    with pytest.raises(InputError, match="screen 2 is named by a step and not there"):
        counting.counts(gathered_of(replace(walk, screens=walk.screens[:1])))
