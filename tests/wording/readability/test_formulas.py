"""The constants are the published ones, and give what was published with them."""

import pytest

from analyzer.wording.readability.formulas import FORMULAS, Flesch
from analyzer.wording.readability.tallying import Tally
from tests.tables import for_each


def formula(language: str, place: int = 0) -> Flesch:
    found = FORMULAS[language][place]
    assert isinstance(found, Flesch)
    return found


@for_each(
    ("language", "sentences", "words", "syllables", "published", "within"),
    [
        # "The cat sat on the mat": English Wikipedia on the Flesch-Kincaid tests, and the npm package flesch.
        ("en", 1, 6, 6, 116.145, 0.001),
        # "The Australian platypus ...": the npm package flesch 1.0.0.
        ("en", 1, 13, 26, 24.44, 0.001),
        # The glossary entry "Flesch Index" of pagerangers.com, which rounds the syllables a word to 2.02.
        ("de", 5, 56, 113, 50.63, 0.15),
    ],
)
def test_a_worked_example_gives_what_was_published(
    language: str, sentences: int, words: int, syllables: int, published: float, within: float
) -> None:
    assert formula(language).value(Tally(sentences, words, 0, 0, syllables)) == pytest.approx(published, abs=within)


def test_lix_gives_what_was_published() -> None:
    """Of 3,784 words in 580 sentences, 1,018 of them long, lix.se said 6.52, 26.9 and 33 (printed by inuse.se)."""
    counted = Tally(580, 3784, 1018, 0)

    assert counted.sentence_length == pytest.approx(6.52, abs=0.005)
    assert counted.lix == pytest.approx(33, abs=0.5)


LENGTH, SYLLABLES = 22.0, 1.9
TEXT = Tally(10, 220, 60, 1100, 418)


@for_each(
    ("language", "place", "as_published"),
    [
        # The older way of writing counts syllables in a hundred words.
        ("fr", 1, 207 - 1.015 * LENGTH - 0.736 * 100 * SYLLABLES),
        ("fr", 0, 209 - 1.15 * LENGTH - 0.68 * 100 * SYLLABLES),
        ("es", 0, 206.84 - 0.60 * 100 * SYLLABLES - 1.02 * LENGTH),
        ("es", 1, 206.835 - 62.3 * 418 / 220 - 220 / 10),
        ("nl", 0, 206.835 - 0.77 * 100 * SYLLABLES - 0.93 * LENGTH),
        ("nl", 1, 195 - 2 * LENGTH - 0.67 * 100 * SYLLABLES),
        ("pt", 0, 206.835 + 42 - 1.015 * LENGTH - 84.6 * SYLLABLES),
        ("de", 0, 180 - LENGTH - 58.5 * SYLLABLES),
        # Letters and sentences in a hundred words: 89 - LP / 10 + 3 FR.
        ("it", 0, 89 - (100 * 1100 / 220) / 10 + 3 * (100 * 10 / 220)),
    ],
)
def test_a_formula_is_the_one_that_was_published_however_it_is_written(
    language: str, place: int, as_published: float
) -> None:
    assert FORMULAS[language][place].value(TEXT) == pytest.approx(as_published)


def test_longer_sentences_and_words_are_never_easier() -> None:
    for language, formulas in FORMULAS.items():
        for one in formulas:
            assert one.value(Tally(5, 220, 60, 1100, 418)) < one.value(TEXT), language
            assert one.value(Tally(10, 220, 60, 1200, 440)) < one.value(TEXT), language


def test_a_formula_of_syllables_without_syllables_is_refused() -> None:
    with pytest.raises(ValueError, match="Flesch 1948 needs syllables"):
        formula("en").value(Tally(1, 10, 1, 40))
