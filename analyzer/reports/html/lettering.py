"""Lines of text for pictures, where nothing wraps by itself."""

import unicodedata

from analyzer.reports.legible import legible


def lines(text: str, width: int, most: int) -> tuple[str, ...]:
    """Break ``text`` into at most ``most`` lines of ``width`` columns; what does not fit ends in an ellipsis.

    A wide character takes two columns and a combining mark none, as in Unicode Standard Annex 11. A word longer than
    a line is broken.
    """
    done: list[str] = []
    line = ""
    for word in legible(text[: 8 * width * most]).split():
        rest = word
        if line and columns(line) + 1 + columns(rest) <= width:
            line = f"{line} {rest}"
            continue
        if line:
            done.append(line)
        while columns(rest) > width and len(done) <= most:
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
    return (*done[: most - 1], f"{_fitting(done[most - 1], width - 1)}\N{HORIZONTAL ELLIPSIS}")


def columns(text: str) -> int:
    """Return how many columns ``text`` takes."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _fitting(text: str, width: int) -> str:
    """Return the longest beginning that fits, at least one character so that breaking ends."""
    taken = 0
    for position, character in enumerate(text):
        taken += _columns(character)
        if taken > width:
            return text[: max(position, 1)]
    return text
