"""Text as the lexicons see it: folded words that remember where they stand in the original.

Folding follows Unicode (NFKD, case folding, marks removed; Unicode Standard Annex 15 and the Unicode Standard,
section 5.18), plus the letters that NFKD leaves whole. Words keep their boundaries: joined text would make
``non-consent`` read as consent.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Break = Literal["", ",", "."]
"""What stands before a word: nothing, the end of a clause, or the end of a sentence."""

_MARKS = "\u0300-\u036f"
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_WORD = re.compile(rf"[\w{_MARKS}{_INVISIBLE}]+")
_DROPPED = re.compile(rf"[{_MARKS}{_INVISIBLE}]")
_WHOLE_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ħ": "h",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "ð": "d",
        "þ": "th",
    },
)
_SENTENCE_ENDS = frozenset(".!?;:…\n\r|•·")
_PARTS = frozenset(";:")
"""What ends a scope and not the sentence that a person reads."""
_CLAUSE_ENDS = frozenset(",()[]\N{EN DASH}\N{EM DASH}")


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Fold one word: case, marks and letter variants away.

    Parameters
    ----------
    word
        A word, in any case and any Unicode normal form.

    Returns
    -------
    str
        The folded word, for instance ``refusee`` for ``REFUSÉE``.
    """
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _DROPPED.sub("", bare).translate(_WHOLE_LETTERS)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and its folded words; word *i* is ``text[starts[i]:ends[i]]``, and ``breaks[i]`` stands before it."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    breaks: tuple[Break, ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the words ``first`` up to, not including, ``last`` stand in the original text."""
        return self.starts[first], self.ends[last - 1]

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Yield the words of each sentence, as the first and the one after the last."""
        starts = [0, *(place for place in range(1, len(self.words)) if self.breaks[place] == ".")]
        if self.words:
            yield from zip(starts, [*starts[1:], len(self.words)], strict=True)

    def ended(self, last: int, first: int) -> bool:
        """Tell whether a sentence, as people read it, ends between the word before ``last`` and ``first``."""
        between = self.text[self.ends[last - 1] : self.starts[first]] if last <= first else ""
        return not (_SENTENCE_ENDS - _PARTS).isdisjoint(between)

    def quote(self, first: int, last: int) -> str:
        """Return the original characters from the word ``first`` up to, not including, the word ``last``."""
        start, end = self.span(first, last)
        return self.text[start:end]


_SHORT, _REMEMBERED = 400, 1024
"""Characters and number of the texts that are not read twice: a label or a sentence is asked about by many rules."""

_LONG, _KEPT = 20_000, 32
"""Likewise of notices and paragraphs, which every rule on them asks about: some megabytes at most."""


def read(text: str) -> Passage:
    """Split a text into folded words that remember their place.

    An apostrophe or a hyphen separates words and breaks nothing, so ``l'opposition`` is the two words ``l`` and
    ``opposition``, whatever kind of apostrophe was typed.

    Parameters
    ----------
    text
        Any text; it is data and is only looked at.

    Returns
    -------
    Passage
        The words in order; empty for a text without letters or digits.
    """
    if len(text) <= _SHORT:
        return _remembered(text)
    return _kept(text) if len(text) <= _LONG else _read(text)


def _read(text: str) -> Passage:
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    breaks: list[Break] = []
    behind = 0
    pending: Break = ""
    for found in _WORD.finditer(text):
        between = text[behind : found.start()]
        if between != " ":
            pending = _stronger(pending, _break(between)) if words else ""
        behind = found.end()
        folded = fold(found.group())
        if not folded:
            continue
        words.append(folded)
        starts.append(found.start())
        ends.append(found.end())
        breaks.append(pending)
        pending = ""
    return Passage(text, tuple(words), tuple(starts), tuple(ends), tuple(breaks))


_remembered = lru_cache(maxsize=_REMEMBERED)(_read)
_kept = lru_cache(maxsize=_KEPT)(_read)


def _break(between: str) -> Break:
    if not _SENTENCE_ENDS.isdisjoint(between):
        return "."
    return "" if _CLAUSE_ENDS.isdisjoint(between) else ","


def _stronger(one: Break, other: Break) -> Break:
    return one if ("", ",", ".").index(one) >= ("", ",", ".").index(other) else other
