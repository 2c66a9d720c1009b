"""What takes a refusal back is no refusal, and what takes a consent back no consent, in whatever language."""

import re
from pathlib import Path

import pytest
import tomli

from analyzer.wording import lexicon
from analyzer.wording.context import Shown, meaning
from analyzer.wording.intents import REFUSING, intent
from tests.tables import for_each

ASKED = tomli.loads((Path(__file__).parent / "taken_back.toml").read_text(encoding="utf-8"))

UNREAD = frozenset({"fi", "ga"})
"""Languages whose plain question whether somebody refuses is left open."""


def _answers(question: str, code: str) -> tuple[str | None, str | None]:
    yes, no = ASKED[code]["yes"], ASKED[code]["no"]
    read = (Shown(one, one, dialog=question, others=(other,)) for one, other in ((yes, no), (no, yes)))
    agreed, declined = (meaning(shown, code).intent for shown in read)
    return agreed, declined


def _words(patterns: tuple[str, ...]) -> list[str]:
    return [word.rstrip("*") for one in patterns if re.fullmatch(r"[^\s?@.]+", one) for word in one.split("|")]


def test_every_language_has_words_that_take_a_refusal_back() -> None:
    spoken = {code: lexicon.load(code).source.intents.conduct for code in lexicon.languages()}

    assert spoken.keys() == ASKED.keys()
    assert all(conduct.get("undo") and conduct.get("refusal") for conduct in spoken.values())


@pytest.mark.lengthy
@for_each(("code", "question"), [(code, one) for code, told in ASKED.items() for one in told["refusal"]])
def test_to_take_a_refusal_back_is_not_asked_whether_one_refuses(code: str, question: str) -> None:
    agreed, declined = _answers(question, code)

    assert agreed in {None, "accept"}
    assert declined in {None, "refuse"}


@for_each(("code", "question"), [(code, one) for code, told in ASKED.items() for one in told["consent"]])
def test_to_take_a_consent_back_is_not_asked_whether_one_agrees(code: str, question: str) -> None:
    agreed, declined = _answers(question, code)

    assert agreed in {None, "refuse"}
    assert declined in {None, "accept"}


@for_each("code", ASKED)
def test_what_is_asked_plainly_is_read_as_before(code: str) -> None:
    assert _answers(ASKED[code]["accepting"], code) == ("accept", "refuse")
    if code not in UNREAD:
        assert _answers(ASKED[code]["refusing"], code) == ("refuse", "accept")


@pytest.mark.lengthy
@for_each("code", ASKED)
def test_no_verb_that_undoes_a_refusal_makes_a_label_or_a_question_that_refuses(code: str) -> None:
    conduct = lexicon.load(code).source.intents.conduct
    for noun in (word for word in _words(conduct["refusal"]) if not word.startswith("*")):
        for verb in _words(conduct["undo"]):
            for label in (f"{verb} {noun}", f"{noun} {verb}"):
                assert intent(label, code).intent not in REFUSING, label
                assert _answers(f"{label}?", code) == (None, None), label


LABELS = [
    ("en", "Undo refusal"), ("en", "Yes, stop refusing"), ("en", "Cancel my objection"),
    ("en", "Stop accepting cookies"),
    ("de", "Ablehnung zurücknehmen"), ("de", "Widerspruch aufheben"), ("fr", "Retirer mon refus"),
    ("fr", "Ne plus refuser"), ("it", "Ritira il rifiuto"), ("es", "Dejar de rechazar"),
    ("da", "Hold op med at afvise"),
    ("en", "Do you want to reject your earlier refusal"),
]  # fmt: skip


@for_each(("code", "label"), LABELS)
def test_a_label_that_takes_something_back_is_left_open(code: str, label: str) -> None:
    assert intent(label, code).intent is None


STILL = [
    ("en", "Withdraw my consent", "refuse"), ("en", "Stop, and refuse all", "refuse"),
    ("de", "Einwilligung widerrufen", "refuse"),
    ("en", "Refuse and end", "refuse"), ("en", "Opt out", "refuse"), ("en", "Submit your objection", "object"),
    ("fr", "Retirer mon consentement", "refuse"), ("en", "Close and accept", "accept"),
]  # fmt: skip


@for_each(("code", "label", "expected"), STILL)
def test_a_label_that_refuses_or_accepts_by_itself_is_read_as_before(code: str, label: str, expected: str) -> None:
    assert intent(label, code).intent == expected
