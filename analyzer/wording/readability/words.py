"""What counts as a word and as a letter of it."""

from collections.abc import Iterator

LONG = 6
"""Letters that a word must exceed to be long (Björnsson, Läsbarhet, 1968)."""


def words(text: str) -> Iterator[str]:
    """Yield the words of a text: what stands between spaces and holds a letter or a digit.

    So ``aujourd'hui``, ``l'objection`` and ``e-mail`` are one word each, as where the words of a screen are counted.
    """
    return (token for token in text.split() if any(character.isalnum() for character in token))


def letters(word: str) -> int:
    """Return the letters of a word, without digits, apostrophes and marks."""
    return sum(character.isalpha() for character in word)


def is_long(word: str) -> bool:
    """Tell whether a word is long."""
    return letters(word) > LONG
