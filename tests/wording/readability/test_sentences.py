"""A text is split where its sentences end, and nowhere else."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from analyzer.wording.readability.sentences import sentences
from tests.tables import for_each


def parts(text: str) -> list[str]:
    return [text[one.start : one.end] for one in sentences(text)]


@for_each(
    ("text", "expected"),
    [
        ("You can object. We will stop!", ["You can object.", "We will stop!"]),
        ("Why? Because.", ["Why?", "Because."]),
        ("C\u2019est fini\u2026 Ou pas ? \u00ab\u00a0Oui.\u00a0\u00bb Il part.",
         ["C\u2019est fini\u2026", "Ou pas ?", "\u00ab\u00a0Oui.\u00a0\u00bb", "Il part."]),
        ("Wir zeigen z. B. Werbung. Das ist Art. 21 DSGVO.", ["Wir zeigen z. B. Werbung.", "Das ist Art. 21 DSGVO."]),
        ("Write to Dr. A. Example, e.g. today. It helps.", ["Write to Dr. A. Example, e.g. today.", "It helps."]),
        ("The answer is no. Then we stop.", ["The answer is no.", "Then we stop."]),
        ("See no. 5 of the list.", ["See no. 5 of the list."]),
        ("Version 2.0 costs 3.50 euros; it is new: try it.", ["Version 2.0 costs 3.50 euros; it is new: try it."]),
        ('(You can object.) "We stop." Thanks.', ["(You can object.)", '"We stop."', "Thanks."]),
        ("First line.\nSecond line.", ["First line.", "Second line."]),
    ],
)  # fmt: skip
def test_a_sentence_ends_with_its_mark_or_its_line_and_not_with_an_abbreviation(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


def test_headings_labels_and_short_items_are_no_sentences() -> None:
    assert parts("Your rights\nYou can object.\nLearn more\n- your photos") == ["You can object."]


def test_a_long_line_without_a_mark_is_a_sentence_all_the_same() -> None:
    line = "We use what you share to build new things for you and for others"

    assert parts(line) == [line]


@given(st.text(alphabet='aB. !?\n\u2026"z1', max_size=60))
def test_sentences_lie_in_order_apart_and_hold_words(text: str) -> None:
    found = sentences(text)

    assert all(one.words and text[one.start : one.end].strip() == text[one.start : one.end] for one in found)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))


@for_each(
    "text",
    [
        "", "\n\n", "...", "? ! .", "a" * 30_000, "a. " * 10_000, "." * 20_000, "." * 20_000 + "a",
        '."' * 9_000 + "a", "1." * 10_000,
    ],
)  # fmt: skip
def test_texts_made_to_break_a_splitter_do_not(text: str) -> None:
    assert all(one.words for one in sentences(text))
