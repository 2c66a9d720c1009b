"""Syllables are those that are spoken: compared with phonemes that were made independently."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.wording.readability.syllables import COUNTERS, syllables
from benchmarks.readability import GOLD, PAGE, differences, gold, nuclei, page
from tests.tables import for_each

LEAST = {"de": 0.97, "en": 0.94, "es": 0.97, "fr": 0.97, "nl": 0.97, "pt": 0.97}


def test_every_counter_is_measured() -> None:
    assert {file.stem for file in GOLD.glob("*.tsv")} == set(COUNTERS) == set(LEAST)


@pytest.mark.lengthy
@for_each("language", sorted(COUNTERS))
def test_syllables_are_right_on_a_thousand_words(language: str) -> None:
    words = gold(language)

    assert len({one.word for one in words}) == 1000
    assert 1 - len(differences(language)) / len(words) >= LEAST[language]


@for_each("language", sorted(COUNTERS))
def test_the_gold_follows_from_the_phonemes(language: str) -> None:
    assert [one.syllables for one in gold(language)] == [nuclei(one.phonemes, language) for one in gold(language)]


@pytest.mark.lengthy
def test_the_page_lists_every_difference_there_is() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python benchmarks/readability.py"


@for_each(
    ("word", "many"),
    [
        ("images", 2), ("client", 2), ("lien", 1), ("consentement", 3), ("gouvernement", 4), ("peuvent", 1),
        ("souvent", 2), ("aujourd\u2019hui", 3), ("s\u2019opposer", 3), ("REFUSÉE", 3), ("e\u0301te\u0301", 2),
        ("2025", 1),
    ],
)  # fmt: skip
def test_french_drops_the_e_that_is_not_heard_and_reads_what_is_elided_with_its_word(word: str, many: int) -> None:
    assert syllables(word, "fr-FR") == many


@given(st.text(max_size=40), st.sampled_from(sorted(COUNTERS)))
def test_any_word_has_at_least_one_syllable_and_no_more_than_letters_twice(word: str, language: str) -> None:
    assert 1 <= syllables(word, language) <= max(1, 2 * len(word) + 1)


def test_a_language_without_counter_is_never_read_as_another() -> None:
    with pytest.raises(KeyError):
        syllables("słowo", "pl")
