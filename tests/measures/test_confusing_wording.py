import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.measures.graphs import answer, value
from tests.walks import button, click, flow_with, link, page, paragraph, textbox, walk_of

DONE = page("Done")
CONFUSING = (
    "We may still process information about you, even if you object.",
    "If your objection is honoured, it will be applied from then on.",
    "You will lose your saved posts.",
    "We improve your experience.",
    "Don't opt out.",
)


def test_plain_words_confuse_nobody() -> None:
    assert value("confusing_wording", walk_of(page("Choice", "May we use your posts?", button("No, refuse")))) == 0


def test_each_passage_is_quoted_with_its_rule_its_screen_and_what_speaks_against_it() -> None:
    found = answer("confusing_wording", walk_of(page("Form", CONFUSING[1], button("Refuse")), click("Refuse"), DONE))

    assert found.value == 1
    only = found.findings[0]
    assert (only.quote, only.rule, only.screen) == ("If your objection is honoured", "conditional_promise", 1)
    assert only.against
    assert {ref.bearing for ref in only.refs} == {"direct"}


def test_the_same_words_count_once_a_route() -> None:
    first = page("One", CONFUSING[2], button("Next"))
    again = page("Two", CONFUSING[2].upper(), button("Refuse"))
    assert value("confusing_wording", walk_of(first, click("Next"), again, click("Refuse"), DONE)) == 1


@pytest.mark.lengthy
@given(st.sets(st.sampled_from(CONFUSING)))
def test_more_confusing_text_never_lowers_the_number(sentences: set[str]) -> None:
    shown = sorted(sentences)
    some = value("confusing_wording", walk_of(page("Form", *shown[1:])))
    assert value("confusing_wording", walk_of(page("Form", *shown))) >= some


def test_the_control_that_completes_a_refusal_is_mislabelled_when_it_says_accept() -> None:
    flow = flow_with(right="consent_refusal")
    walk = walk_of(page("Settings", button("Accept cookies")), click("Accept cookies"), DONE, flow=flow)

    assert [one.rule for one in answer("confusing_wording", walk).findings] == ["mislabelled_action"]


def test_a_label_is_read_as_what_it_does() -> None:
    found = answer("confusing_wording", walk_of(page("Choice", button("Not now"), button("No, I prefer to miss out"))))

    assert {(one.rule, one.quote) for one in found.findings} == {
        ("non_answer", "Not now"),
        ("confirmshaming", "No, I prefer to miss out"),
        ("loss_threat", "miss out"),
    }


def test_a_screen_in_a_language_without_lexicon_cannot_be_told_a_passage_in_one_is_left_out() -> None:
    danish = walk_of(page("Valg", "Vi kan behandle dine data", language="da"))
    passage = paragraph("Vi kan behandle dine data", language="da")

    assert answer("confusing_wording", danish).outcome == "cannot_tell"
    assert value("confusing_wording", walk_of(page("Choice", passage))) == 0


def test_french_is_quoted_in_french() -> None:
    sentence = paragraph("Si votre opposition est acceptée, elle sera appliquée.", language="fr")
    found = answer("confusing_wording", walk_of(page("Formulaire", sentence, language="fr")))

    assert [(one.quote, one.language) for one in found.findings] == [("Si votre opposition est acceptée", "fr")]


NOTICE = "Murmur will use your public posts to train its assistant. You can object to this use in a letter."


def test_what_a_notice_lacks_is_listed_with_its_screen_and_not_counted() -> None:
    walk = walk_of(page("Use of your posts", NOTICE, button("Object")), click("Object"), DONE)
    found = answer("confusing_wording", walk)

    assert found.value == 0
    assert [(one.rule, one.screen, one.quote, one.language) for one in found.findings] == [
        ("no_consequence", 1, "Use of your posts", "en"),
        ("no_deadline", 1, "Use of your posts", "en"),
    ]
    assert all(one.against and one.refs for one in found.findings)


def test_what_was_shown_after_the_last_control_was_pressed_lacks_nothing() -> None:
    receipt = page("Received", "We have received your objection and will store it with your account.")

    assert answer("confusing_wording", walk_of(page("Form", button("Object")), click("Object"), receipt)).findings == ()


def test_a_form_is_no_notice() -> None:
    form = page("Use of your posts", NOTICE, textbox("Name"), button("Object"))

    assert answer("confusing_wording", walk_of(form)).findings == ()


def test_a_headline_that_sells_counts_once_however_often_it_is_repeated() -> None:
    sells = "Discover how we use your information"
    first = page("One", button(f"{sells} Murmur, 2 h"))
    second = page(sells, NOTICE, button("Object"))
    found = answer("confusing_wording", walk_of(first, click(f"{sells} Murmur, 2 h"), second, click("Object"), DONE))

    assert found.value == 1
    assert [one.rule for one in found.findings].count("promotional_headline") == 1


def test_on_a_notice_an_acknowledgement_is_read_beside_the_other_answers() -> None:
    alone = page("Use of your posts", NOTICE, button("OK"))
    beside = page("Use of your posts", NOTICE, button("OK"), button("Object"))

    assert [one.quote for one in answer("confusing_wording", walk_of(alone)).findings if one.rule == "non_answer"] == [
        "OK"
    ]
    assert "non_answer" not in [one.rule for one in answer("confusing_wording", walk_of(beside)).findings]


def test_what_does_not_fit_along_the_route_is_listed_at_its_screen() -> None:
    first = page("One", "You can object until 26 May.", link("Object"))
    second = page("Two", "You can object until 31 May.", button("Object"))
    found = answer("confusing_wording", walk_of(first, click("Object"), second, click("Object"), DONE))

    assert found.value == 0
    assert [(one.rule, one.screen, one.quote) for one in found.findings] == [
        ("conflicting_statements", 2, "You can object until 31 May."),
    ]
