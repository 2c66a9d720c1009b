# ruff: noqa: RUF001 - typographic apostrophes are part of what is folded
"""Folding keeps word boundaries and remembers where each word stands in the original."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from analyzer.wording.normalising import fold, read
from tests.tables import for_each


@for_each(
    ("written", "folded"),
    [
        ("REFUSÉE", "refusee"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("sprzeciwić", "sprzeciwic"),
        ("Afslå", "afsla"),
        ("kjøp", "kjop"),
        ("cœur", "coeur"),
        ("ﬁnir", "finir"),
        ("ac\u00adcept", "accept"),
    ],
)
def test_letters_fold_to_their_plain_form(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(max_size=120))
def test_every_word_stands_where_it_says(text: str) -> None:
    passage = read(text)

    assert [fold(text[start:end]) for start, end in zip(passage.starts, passage.ends, strict=True)] == list(
        passage.words
    )
    assert list(passage.starts) == sorted(passage.starts)


@given(st.text(alphabet=st.characters(categories=("Lu", "Ll")), min_size=1, max_size=30))
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(st.text(alphabet="éèàüçñâï abc'’-", max_size=40))
def test_composed_and_decomposed_text_read_alike(text: str) -> None:
    assert read(unicodedata.normalize("NFD", text)).words == read(unicodedata.normalize("NFC", text)).words


def test_an_apostrophe_separates_words_without_breaking_the_sentence() -> None:
    passage = read("l’opposition, n'est-ce pas. Fin")

    assert passage.words == ("l", "opposition", "n", "est", "ce", "pas", "fin")
    assert passage.breaks == ("", "", ",", "", "", "", ".")
