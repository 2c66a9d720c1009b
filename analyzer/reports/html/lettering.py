"""Lines of text for pictures, where nothing wraps by itself."""

import re
import unicodedata

from analyzer.reports.legible import legible

_NARROW, _PLAIN, _CAPITAL, _BROAD = 33, 56, 72, 100
"""Widths in hundredths of the font size: the widest letter of each class in Helvetica (Adobe Font Metrics, core 14)."""


_BREAKS = re.compile(r"[^\S\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+")


def lines(text: str, width: int, most: int) -> tuple[str, ...]:
    """Break ``text`` into at most ``most`` lines; what does not fit ends in an ellipsis, after a whole word if it can.

    Parameters
    ----------
    text
        What is to be written; what cannot be seen in it is spelled out first.
    width
        Room in a line, in hundredths of the font size, at least 200. A word longer than a line is broken, with a hyphen
        between its letters.
    most
        How many lines there is room for, at least one.
    """
    done: list[str] = []
    line = ""
    for word in _BREAKS.split(legible(text[: width * most]).strip()):
        rest = word
        if line and breadth(f"{line} {rest}") <= width:
            line = f"{line} {rest}"
            continue
        if line:
            done.append(line)
        while breadth(rest) > width and len(done) <= most:
            head = _fitting(rest, width - _NARROW)
            rest = rest[len(head) :]
            done.append(f"{head}-" if head[-1].isalpha() and rest[0].isalpha() and not _broad(rest[0]) else head)
        line = rest
        if len(done) > most:
            break
    if line:
        done.append(line)
    if len(done) <= most:
        return tuple(done)
    return (*done[: most - 1], f"{_cut(done[most - 1], width - _BROAD)}\N{HORIZONTAL ELLIPSIS}")


def breadth(text: str) -> int:
    """Return how wide ``text`` is at most in a sans-serif type, in hundredths of the font size."""
    return sum(_breadth(character) for character in text)


def longest_word(text: str) -> str:
    """Return the breadth of the broadest word of ``text`` in font sizes, at least 1, as a style sheet's number.

    A word with a soft hyphen is two.
    """
    broadest = max((breadth(word) for word in legible(text).replace("\N{SOFT HYPHEN}", "- ").split()), default=0)
    return f"{max(broadest, 100) / 100:.1f}"


def hyphenated(text: str) -> str:
    """Return ``text`` with soft hyphens in words that are too broad for a card in its smallest type.

    A browser has hyphenation for few languages and some have none: a hyphen before a consonant with its vowel is where
    most languages divide, and where one does not the word still does not break without a sign.
    """
    return " ".join(_parted(word) if breadth(word) > _ROOM else word for word in legible(text).split(" "))


_ROOM = 800
"""Hundredths of the font size that a card of the strips has room for, in the smallest type that can be read."""

_VOWELS = "aeiouyäöüáéíóúàèìòùâêîôûãõåæøąęаеёиоуыэюяєіїαεηιουω"  # noqa: RUF001 - of three scripts
_PART = re.compile(
    rf"(?<=\w\w)(?=(?:sch|[cpt]h|[^\W\d_{_VOWELS}])[{_VOWELS}]\w)(?<![cpt](?=h))(?<!s(?=ch))", re.IGNORECASE
)


def _parted(word: str) -> str:
    return _PART.sub("\N{SOFT HYPHEN}", word)


def _breadth(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    if character in "fijlrtI !'()*,-./:;[]`{|}":
        return _NARROW
    if character in "mwMW%@" or _broad(character):
        return _BROAD
    if character.isupper() or character in "&+<=>~":
        return _CAPITAL
    return _PLAIN


def _broad(character: str) -> bool:
    """Tell whether a character is as broad as it is high, as those are that are broken anywhere and without hyphen."""
    return unicodedata.east_asian_width(character) in "WFA"


def _cut(text: str, width: int) -> str:
    """Return the longest beginning that fits: of whole words, if there is one."""
    if breadth(text) <= width:
        return text
    cut = _fitting(text, width)
    return cut.rpartition(" ")[0] or cut


def _fitting(text: str, width: int) -> str:
    """Return the longest beginning that fits, at least one character so that breaking ends."""
    taken = 0
    for position, character in enumerate(text):
        taken += _breadth(character)
        if taken > width:
            return text[: max(position, 1)]
    return text
