"""A word is the same here as where the words of a screen are counted, and its letters are letters."""

from hypothesis import given
from hypothesis import strategies as st

from analyzer import counting
from analyzer.wording.readability.words import is_long, letters, words


@given(st.text(max_size=200))
def test_words_are_those_that_a_screen_is_counted_by(text: str) -> None:
    assert len(list(words(text))) == counting.words_in(text)


def test_letters_are_counted_without_digits_and_marks() -> None:
    assert [letters(word) for word in ("l'opposition,", "e-mail", "2025", "«Été»")] == [11, 5, 0, 3]


def test_a_word_of_seven_letters_is_long() -> None:
    assert is_long("objects")
    assert not is_long("object")
    assert not is_long("123456789")
