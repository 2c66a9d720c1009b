from typing import get_args

from hypothesis import given

from analyzer import counting
from analyzer.model import Activations, Counts, Quantity, Walk
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
    flow_with,
    gathered_of,
    link,
    page,
    silent,
    step,
    walk_of,
)

HOME = page("Home", link("Account"), link("Orders"), button("Menu", region="header"))
CENTRAL = page("Central", button("Manage"), link("Benefits"))
UNFOLDED = step("Central", button("Manage"), link("Benefits"), link("Pause"), link("End"))
OFFERS = page("Offers", button("Keep"), button("Remind me"), button("Continue"))
DONE = page("Done", link("Come back"))
CANCEL = (HOME, click("Account"), CENTRAL, click("Manage"), UNFOLDED, click("End"), OFFERS, click("Continue"), DONE)


def measured(what: Quantity, *parts: Sketch | Act, from_first_link: bool = False, **changes: object) -> int | None:
    found, _ = counting.measured(gathered_of(walk_of(*parts, **changes)), what, from_first_link=from_first_link)
    return found


@given(routes())
def test_every_quantity_is_told_or_a_reason_is_given(walk: Walk) -> None:
    for what in get_args(Quantity):
        found, reason = counting.measured(gathered_of(walk), what)
        assert (found is None) == bool(reason)


@given(routes())
def test_there_are_no_more_pages_than_steps_and_no_more_steps_than_screens(walk: Walk) -> None:
    if walk.outcome == "incomplete":
        return
    count = {what: counting.measured(gathered_of(walk), what)[0] or 0 for what in get_args(Quantity)}
    assert count["pages"] <= count["steps"] <= count["screens"]


def test_the_counts_of_a_report_are_measured_as_the_report_counts_them() -> None:
    gathered = gathered_of(walk_of(*CANCEL))
    counts, _ = counting.counts(gathered)
    assert counts is not None
    for what in Counts.__struct_fields__:
        assert counting.measured(gathered, what)[0] == getattr(counts, what)


def test_pages_are_those_on_which_something_is_done() -> None:
    assert measured("pages", *CANCEL) == 3
    assert measured("steps", *CANCEL) == 3


def test_options_sum_over_the_pages_and_what_a_menu_unfolds_counts_once() -> None:
    assert measured("options", *CANCEL) == 2 + 4 + 3


def test_counting_from_the_first_link_leaves_out_the_page_it_stands_on() -> None:
    flow = flow_with(first_link="Account")
    assert measured("pages", *CANCEL, from_first_link=True, flow=flow) == 2
    assert measured("options", *CANCEL, from_first_link=True, flow=flow) == 4 + 3
    assert measured("clicks", *CANCEL, from_first_link=True, flow=flow) == 4


def test_a_first_link_that_is_not_met_is_no_count() -> None:
    found = counting.measured(
        gathered_of(walk_of(*CANCEL, flow=flow_with(first_link="Imprint"))), "pages", from_first_link=True
    )
    assert found == (None, "the first link of the flow, 'Imprint', was not met")


def test_a_dialog_is_a_step_on_its_page_and_its_options_are_the_pages() -> None:
    asked = dialog("Sure?", button("Yes"), button("No"))
    way = (CENTRAL, click("Manage"), asked, click("Yes"), closed(), click("Benefits"), DONE)
    assert measured("steps", *way) == 2
    assert measured("pages", *way) == 1
    assert measured("options", *way) == 4


def test_a_question_of_the_browser_is_a_step_and_no_page() -> None:
    way = (CENTRAL, click("Manage"), alert("Sure?"), answer(), again("Central"), click("Benefits"), DONE)
    assert (measured("steps", *way), measured("pages", *way)) == (2, 1)


def test_a_step_that_replaces_the_content_is_a_page_and_ticking_makes_none() -> None:
    form = step("Reasons", "Say why you leave us, please", checkbox("Too dear"), button("Continue"))
    way = (OFFERS, click("Continue"), form, check("Too dear"), click("Continue"), DONE)
    assert measured("pages", *way) == 2
    assert measured("options", *way) == 3 + 2


def test_a_mailbox_is_no_page_of_the_service() -> None:
    inbox = page("Inbox", link("Your code"), url=f"{MAILBOX}/inbox")
    assert measured("pages", OFFERS, click("Continue"), inbox, click("Your code"), DONE) == 1


def test_silence_takes_nothing() -> None:
    for what in ("clicks", "steps", "pages", "options"):
        assert counting.measured(gathered_of(silent()), what) == (0, "")


@for_each(
    ("changes", "said"),
    [
        ({"activations": Activations(seen=1, counted=2, unexplained=())}, "the page counted 2 activations"),
        ({"outcome": "incomplete", "failure": "no such button"}, "the walk broke off: no such button"),
    ],
)
def test_what_cannot_be_trusted_is_no_count(changes: dict[str, object], said: str) -> None:
    found, reason = counting.measured(gathered_of(walk_of(*CANCEL, **changes)), "clicks")
    assert found is None
    assert reason.startswith(said)


def test_options_of_a_page_that_was_cut_are_no_count() -> None:
    part = page("Offers", button("Continue"), limits=("3 of 5 controls were not kept",))
    assert measured("options", part, click("Continue"), DONE) is None
    assert measured("pages", part, click("Continue"), DONE) == 1
