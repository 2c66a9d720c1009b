"""What a whole notice fails to say is found by words that it does have."""

import inspect

import pytest

from analyzer.errors import InputError
from analyzer.wording.notices import NOTICE_RULES, Notice, findings
from tests.tables import for_each

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


@for_each(
    ("headline", "body", "controls", "language", "lacks"),
    [
        ("News for you", "You can object at any time. If you object, we will stop. Example Ltd", ("OK",), "en",
         {"promotional_headline", "right_in_running_text"}),
        ("Getting better for you", "We will use your posts. Write to help@example.test.", ("OK",), "en",
         {"promotional_headline", "no_refusal_named", "no_consequence", "no_deadline"}),
        ("What we do with your posts", "We will use your posts. You may ask for a person instead.", ("OK",), "en",
         {"right_in_running_text", "no_consequence", "no_deadline", "no_decider"}),
        ("News", "We will use your posts.", ("OK",), "en",
         {"no_refusal_named", "no_consequence", "no_deadline", "no_decider"}),
        ("Du nouveau", "Nous utiliserons vos publications.", ("OK",), "fr",
         {"promotional_headline", "no_refusal_named", "no_consequence", "no_deadline", "no_decider"}),
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


def test_a_right_named_by_a_link_in_the_text_is_said_to_be_named_there() -> None:
    body = "We will use your posts. You have the right to object."
    (lack,) = (one for one in findings(Notice("News", body, ("OK",), "en", ("object", "Learn more")))
               if one.rule == "right_in_running_text")  # fmt: skip
    assert lack.why == (
        "neither the headline nor a control that stands by itself names the right, only the link “object” in the text"
    )
    (plain,) = (one for one in findings(Notice("News", body, ("OK",), "en", ("Learn more",)))
                if one.rule == "right_in_running_text")  # fmt: skip
    assert plain.why == "neither the headline nor a control that stands by itself names the right"


def test_a_control_that_leads_to_settings_names_no_refusal() -> None:
    assert "no_refusal_named" in rules_of(Notice("Cookies", "We use cookies.", ("Accept all", "Settings"), "en"))


@for_each(
    ("body", "bound"),
    [
        ("We will use your posts from 27 May. You can object.", False),
        ("We will use your posts from 27 May. You can object until then.", True),
        ("We keep your posts until you leave. You can object.", False),
        ("We will use your posts. You can object whenever you like.", True),
    ],
)
def test_a_time_is_a_deadline_only_where_it_binds_the_refusal(body: str, *, bound: bool) -> None:
    assert ("no_deadline" in rules_of(Notice("News", body, (), "en"))) is not bound


@for_each(
    ("body", "stated"),
    [
        ("Ads use your posts. Object in settings if you do not want this.", False),
        ("Ads use your posts. If you do not want this, object, and we show other ads.", True),
        ("Ads use your posts. People who object see other ads.", True),
        ("Ads use your posts. Saying no changes nothing in your contract.", True),
    ],
)
def test_a_consequence_is_a_clause_that_goes_with_refusing(body: str, *, stated: bool) -> None:
    assert ("no_consequence" in rules_of(Notice("Ads", body, (), "en"))) is not stated


@for_each(
    ("headline", "sells"),
    [
        ("Smarter answers are here", True),
        ("Thirteen reasons", True),
        ("Change to our terms", False),
        ("Your right to object to better ads", False),
        ("Notifications", False),
        ("Thank you", False),
    ],
)
def test_a_headline_sells_or_names_what_the_notice_is_about(headline: str, *, sells: bool) -> None:
    assert ("promotional_headline" in rules_of(Notice(headline, "We will use your posts.", (), "en"))) is sells


@for_each(
    ("body", "named"),
    [
        ("Murmur will use your posts.", True),
        ("Members will see your posts.", False),
        ("We use your posts under \u201cSocial Posts\u201d.", False),
        ("We use your posts for {purposes}.", False),
        ("We at {company_name} use your posts.", True),
    ],
)
def test_a_name_is_neither_a_quoted_word_nor_the_first_of_any_sentence(body: str, *, named: bool) -> None:
    assert ("no_decider" in rules_of(Notice("", body, (), "en"))) is not named


def test_every_notice_rule_has_a_manual_with_all_sections() -> None:
    for rule in NOTICE_RULES:
        manual = inspect.getdoc(rule) or ""
        for section in ("What", "How it is found", "Why it is friction", "What it cannot see", "Sources"):
            assert f"\n{section}\n{'-' * len(section)}\n" in manual, rule.ID


def test_a_notice_in_a_language_without_rules_is_an_error() -> None:
    with pytest.raises(InputError, match="no rules for language 'da'"):
        findings(Notice("Nyt", "Vi bruger dine data.", (), "da"))
