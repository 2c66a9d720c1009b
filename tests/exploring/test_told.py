"""What a page says next is evidence of the lowest rank: it decides only where nothing was left behind."""

import pytest

from analyzer.exploring.ended import Ending
from analyzer.exploring.outcome import judge
from analyzer.exploring.told import Told, confirmations, told
from analyzer.model import Screen
from analyzer.wording.lexicon import languages
from tests.tables import for_each
from tests.walks import page, paragraph, walk_of

SAYS_REFUSED = Told("refused", "Your objection has been recorded.")


def screens(*texts: str) -> list[Screen]:
    return [walk_of(page("Page", paragraph(text))).screens[0] for text in texts]


@pytest.mark.lengthy
@for_each("language", languages())
def test_every_language_of_the_lexicons_tells_a_refusal_an_acceptance_and_a_saved_choice(language: str) -> None:
    for said, sentence in confirmations()[language].examples.items():
        before, after = screens("", sentence)
        assert told(after, before, language) == Told(said, sentence)


@for_each(
    "text",
    [
        "Your objection has not been recorded.",
        "Your preferences could not be saved.",
        "You may object at any time.",
        "Save preferences",
        f"Your preferences have been saved. {'We value your privacy and tell you more about it. ' * 5}",
    ],
)
def test_a_page_that_says_no_such_thing_tells_nothing(text: str) -> None:
    before, after = screens("", text)
    assert told(after, before, "en").said is None


def test_what_stood_there_before_tells_nothing() -> None:
    before, after = screens("Preferences saved", "Preferences saved")
    assert told(after, before, "en").said is None


def ending(intent: str | None, stored: dict[str, bool], said: Told, number: int = 1, *, kept: bool = True) -> Ending:
    leaves = {f"cookie c/{name}": value for name, value in stored.items()}
    return Ending(number, intent, leaves, {}, open=False, returns=None, kept=kept, told=said)


def test_a_message_decides_where_nothing_was_stored_that_can_be_read_and_goes_before_the_label() -> None:
    for intent in ("refuse", "object", "save", "accept"):
        verdict = judge([ending(intent, {}, SAYS_REFUSED, kept=False)])[1]
        assert (verdict.outcome, verdict.by_label) == ("refused", False)
    assert judge([ending("refuse", {}, Told("accepted", "You have accepted all cookies."))])[1].outcome == "accepted"


def test_a_message_after_a_press_that_decides_nothing_is_no_evidence() -> None:
    assert judge([ending("info", {}, SAYS_REFUSED)])[1].outcome == "unknown"
    assert judge([ending(None, {}, SAYS_REFUSED, kept=False)])[1].outcome != "refused"


def test_a_message_after_a_press_without_a_name_counts_where_something_was_kept() -> None:
    assert judge([ending(None, {}, SAYS_REFUSED)])[1].outcome == "refused"
    assert judge([ending("dismiss", {}, SAYS_REFUSED)])[1].outcome == "refused"


def test_what_is_stored_or_comes_back_counts_more_than_what_the_page_says() -> None:
    given = {"ads": True, "video": True}
    both = judge([ending("accept", given, Told(None, "")), ending("refuse", given, SAYS_REFUSED, 2)])
    assert both[2].outcome == "accepted"
    returning = Ending(1, "refuse", {}, {}, open=False, returns=True, kept=True, told=SAYS_REFUSED)
    assert judge([returning])[1].outcome == "undecided"
