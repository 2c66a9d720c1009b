"""What a whole notice fails to say is found by words that it does have."""

import inspect

import pytest

from analyzer.errors import InputError
from analyzer.wording.notices import NOTICE_RULES, Notice, findings

FULL = Notice(
    "Your right to object",
    "Example Ltd will use your posts from 27 May. You can object at any time. If you object, we will stop.",
    ("Object", "Close"),
    "en",
)


def rules_of(notice: Notice) -> set[str]:
    return {one.rule for one in findings(notice)}


def test_a_notice_that_says_everything_lacks_nothing() -> None:
    assert findings(FULL) == ()


@pytest.mark.parametrize(
    ("headline", "body", "controls", "language", "lacks"),
    [
        ("News for you", "You can object at any time. If you object, we will stop. Example Ltd", ("OK",), "en",
         {"right_in_running_text"}),
        ("News", "We will use your posts.", ("OK",), "en",
         {"no_refusal_named", "no_consequence", "no_deadline", "no_decider"}),
        ("Du nouveau", "Nous utiliserons vos publications.", ("OK",), "fr",
         {"no_refusal_named", "no_consequence", "no_deadline", "no_decider"}),
        ("Neues", "Wir werden deine Beiträge nutzen.", ("OK",), "de",
         {"no_refusal_named", "no_consequence", "no_deadline", "no_decider"}),
        ("Your choice", "We will use your posts. Write to help@example.test.", ("Refuse",), "en",
         {"no_consequence", "no_deadline"}),
    ],
)  # fmt: skip
def test_what_is_not_said_is_found(
    headline: str, body: str, controls: tuple[str, ...], language: str, lacks: set[str]
) -> None:
    assert rules_of(Notice(headline, body, controls, language)) == lacks


def test_an_absence_quotes_words_of_the_notice_and_says_what_was_looked_for() -> None:
    notice = Notice("", "We will use your posts. OK?", (), "en")

    for absence in findings(notice):
        assert absence.quote in notice.text
        assert absence.quote
        assert absence.why
        assert absence.refs


def test_a_control_that_leads_to_settings_names_no_refusal() -> None:
    assert "no_refusal_named" in rules_of(Notice("Cookies", "We use cookies.", ("Accept all", "Settings"), "en"))


def test_a_date_in_digits_is_a_deadline_and_a_month_alone_is_none() -> None:
    assert "no_deadline" not in rules_of(Notice("News", "We will use your posts from 27/05/2025.", (), "en"))
    assert "no_deadline" in rules_of(Notice("News", "We will use your posts, and it may be a lot.", (), "en"))


def test_every_notice_rule_has_a_manual_with_all_sections() -> None:
    for rule in NOTICE_RULES:
        manual = inspect.getdoc(rule) or ""
        for section in ("What", "How it is found", "Why it is friction", "What it cannot see", "Sources"):
            assert f"\n{section}\n{'-' * len(section)}\n" in manual, rule.ID


def test_a_notice_in_a_language_without_rules_is_an_error() -> None:
    with pytest.raises(InputError, match="no rules for language 'da'"):
        findings(Notice("Nyt", "Vi bruger dine data.", (), "da"))
