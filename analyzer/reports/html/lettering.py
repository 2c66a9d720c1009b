"""Lines of text for pictures, where nothing wraps by itself."""

import unicodedata

from analyzer.reports.legible import legible

_NARROW, _PLAIN, _CAPITAL, _BROAD = 33, 56, 72, 100
"""Widths in hundredths of the font size: the widest letter of each class in Helvetica (Adobe Font Metrics, core 14)."""


def lines(text: str, width: int, most: int) -> tuple[str, ...]:
    """Break ``text`` into at most ``most`` lines; what does not fit ends in an ellipsis.

    Parameters
    ----------
    text
        What is to be written; what cannot be seen in it is spelled out first.
    width
        Room in a line, in hundredths of the font size, at least 200. A word longer than a line is broken.
    most
        How many lines there is room for, at least one.
    """
    done: list[str] = []
    line = ""
    for word in legible(text[: width * most]).split():
        rest = word
        if line and breadth(f"{line} {rest}") <= width:
            line = f"{line} {rest}"
            continue
        if line:
            done.append(line)
        while breadth(rest) > width and len(done) <= most:
            head = _fitting(rest, width)
            done.append(head)
            rest = rest[len(head) :]
        line = rest
        if len(done) > most:
            break
    if line:
        done.append(line)
    if len(done) <= most:
        return tuple(done)
    return (*done[: most - 1], f"{_fitting(done[most - 1], width - _BROAD)}\N{HORIZONTAL ELLIPSIS}")


def breadth(text: str) -> int:
    """Return how wide ``text`` is at most in a sans-serif type, in hundredths of the font size."""
    return sum(_breadth(character) for character in text)


def longest_word(text: str) -> str:
    """Return the breadth of the broadest word of ``text`` in font sizes, at least 1, as a style sheet's number."""
    broadest = max((breadth(word) for word in legible(text).split()), default=0)
    return f"{max(broadest, 100) / 100:.1f}"


def _breadth(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    if character in "fijlrtI !'()*,-./:;[]`{|}":
        return _NARROW
    if character in "mwMW%@" or unicodedata.east_asian_width(character) in "WFA":
        return _BROAD
    if character.isupper() or character in "&+<=>~":
        return _CAPITAL
    return _PLAIN


def _fitting(text: str, width: int) -> str:
    """Return the longest beginning that fits, at least one character so that breaking ends."""
    taken = 0
    for position, character in enumerate(text):
        taken += _breadth(character)
        if taken > width:
            return text[: max(position, 1)]
    return text
