from hypothesis import given
from hypothesis import strategies as st

from analyzer.model import Control, Walk
from tests.measures.graphs import answer, value
from tests.tables import for_each
from tests.walks import button, check, checkbox, click, page, radio, walk_of

DONE = page("Done")
USES = ("Personalised ads", "Marketing", "Statistics", "Share my data", "Send me offers")


def settings(*controls: Control) -> Walk:
    return walk_of(page("Settings", *controls, button("Save")), click("Save"), DONE)


def test_a_box_that_says_yes_in_advance_counts_and_is_quoted() -> None:
    found = answer("preselected", settings(checkbox("Personalised ads", checked=True), checkbox("Statistics")))

    assert found.value == 1
    assert (found.findings[0].quote, found.findings[0].screen) == ("Personalised ads", 1)


def test_what_is_necessary_or_refuses_or_is_no_use_of_data_does_not_count() -> None:
    walk = settings(
        checkbox("Strictly necessary cookies", checked=True),
        checkbox("Marketing cookies", checked=True, enabled=False),
        checkbox("Do not share my data", checked=True),
        radio("Show me generic ads", "ads", checked=True),
        radio("Non-personalised ads", "more ads", checked=True),
        checkbox("Essential", checked=True),
    )
    assert value("preselected", walk) == 0


def test_a_box_the_person_ticked_does_not_count() -> None:
    first = page("Settings", checkbox("Marketing"), button("Save"))
    assert value("preselected", walk_of(first, check("Marketing"), click("Save"), DONE)) == 0


def test_the_same_box_on_two_pages_counts_once() -> None:
    ticked = checkbox("Marketing", checked=True)
    again = page("More settings", ticked, button("Save"))
    walk = walk_of(page("Settings", ticked, button("Next")), click("Next"), again, click("Save"), DONE)
    assert value("preselected", walk) == 1


@given(st.sets(st.sampled_from(USES)))
def test_each_further_box_adds_one(ticked: set[str]) -> None:
    assert value("preselected", settings(*(checkbox(use, checked=use in ticked) for use in USES))) == len(ticked)


def test_a_ticked_box_in_a_language_without_words_cannot_be_told_but_an_empty_one_can() -> None:
    ticked = settings(checkbox("Reklamer", checked=True, language="da"))

    assert answer("preselected", ticked).outcome == "cannot_tell"
    assert value("preselected", settings(checkbox("Reklamer", language="da"))) == 0


@for_each(
    "unknown",
    [
        checkbox("Share my address with partners", checked=True),
        radio("On", "ads", checked=True),
        checkbox("Remember me", checked=True),
        checkbox("Optional cookies", checked=True),
        checkbox("", checked=True),
    ],
)
def test_a_ticked_box_of_which_nobody_knows_what_it_says_yes_to_is_no_measured_zero(unknown: Control) -> None:
    alone = answer("preselected", settings(unknown, checkbox("Marketing")))

    assert alone.outcome == "cannot_tell"
    assert f"“{unknown.name}”" in alone.reason
    assert "screen 1" in alone.reason


def test_beside_a_box_that_says_yes_one_that_is_not_understood_may_be_one_more() -> None:
    found = answer("preselected", settings(checkbox("Marketing", checked=True), checkbox("Remember me", checked=True)))

    assert (found.value, found.low, found.high) == (1, 1, 2)


def test_a_box_that_is_not_understood_and_is_empty_or_cannot_be_moved_or_was_ticked_says_nothing() -> None:
    first = page("Form", checkbox("Remember me"), checkbox("Updates", checked=True, enabled=False), button("Save"))

    assert value("preselected", walk_of(first, check("Remember me"), click("Save"), DONE)) == 0
