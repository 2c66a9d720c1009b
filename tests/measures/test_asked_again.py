from hypothesis import given
from hypothesis import strategies as st

from tests.measures.graphs import answer, value
from tests.walks import (
    Act,
    Sketch,
    alert,
    button,
    checkbox,
    click,
    dialog,
    flow_with,
    link,
    page,
    silent,
    walk_of,
)
from tests.walks import answer as answered

CHOICE = page("Your choice", button("Accept"), button("Refuse"))
DONE = page("Your choice is saved")
KEEP = page("Before you go", button("Keep my benefits"), button("Continue to cancel"))


def test_refusing_once_and_being_done_is_never_asking_again() -> None:
    assert value("asked_again", walk_of(CHOICE, click("Refuse"), DONE)) == 0


def test_an_offer_to_accept_after_the_refusal_is_asking_again_and_is_quoted() -> None:
    again = page("Wait", button("Accept all cookies"), button("Reject"))
    found = answer("asked_again", walk_of(CHOICE, click("Refuse"), again, click("Reject"), DONE))

    assert found.value == 1
    assert [(one.quote, one.screen, one.step) for one in found.findings] == [("Accept all cookies", 2, 2)]
    assert any("Continuous prompting" in ref.item for ref in found.findings[0].refs)


def test_a_question_of_confirmation_counts_in_the_page_and_in_the_browser() -> None:
    sure = dialog("Sure", "Are you sure you want to refuse? It takes effect now.", button("Yes"))
    in_page = walk_of(CHOICE, click("Refuse"), sure, click("Yes"), DONE)
    in_browser = walk_of(CHOICE, click("Refuse"), alert("Really?"), answered(), DONE)

    assert answer("asked_again", in_page).findings[0].quote == "Are you sure you want to refuse?"
    assert value("asked_again", in_browser) == 1


def test_an_offer_before_the_refusal_or_a_box_after_it_is_no_asking_again() -> None:
    form = page("Form", checkbox("I agree to the terms"), button("Send"))
    assert value("asked_again", walk_of(CHOICE, click("Refuse"), form, click("Send"), DONE)) == 0


def test_a_cancellation_is_asked_again_by_offers_to_stay() -> None:
    start = page("Membership", link("Cancel membership"))
    walk = walk_of(
        start, click("Cancel membership"), KEEP, click("Continue to cancel"), DONE, flow=flow_with(right="cancellation")
    )
    assert [one.quote for one in answer("asked_again", walk).findings] == ["Keep my benefits"]


@given(st.integers(min_value=0, max_value=5))
def test_each_further_question_adds_one(times: int) -> None:
    again = page("Wait", button("Accept"), button("No, continue"))
    parts: list[Sketch | Act] = [CHOICE, click("Refuse")]
    for _ in range(times):
        parts += [again, click("No, continue")]
    assert value("asked_again", walk_of(*parts, DONE)) == times


def test_without_words_it_knows_or_a_whole_walk_it_cannot_tell() -> None:
    danish = page("Valg", button("Afvis"), language="da")
    broken = walk_of(CHOICE, click("Refuse"), DONE, outcome="incomplete", failure="the page hung")

    assert "da" in answer("asked_again", walk_of(danish, click("Afvis"), danish)).reason
    assert answer("asked_again", broken).outcome == "cannot_tell"
    assert answer("asked_again", silent()).outcome == "cannot_tell"
    assert answer("asked_again", walk_of(CHOICE)).outcome == "cannot_tell"
