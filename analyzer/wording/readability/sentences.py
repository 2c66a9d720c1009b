"""Where the sentences of a text begin and end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.wording.readability.words import words

LABEL = 10
"""Words below which a line that ends without a mark is a heading, a label or an item of a list and no sentence.

A rule of judgement: counted as sentences they would make the text around them look easy.
"""

_CLOSERS = "(?:[\"'\u201d\u2019\u00bb)\\]]|\\s\u00bb)*"
_MARK = re.compile(rf"(?<![.!?\u2026])[.!?\u2026]++{_CLOSERS}(?=\s|$)")
_CLOSED = re.compile(rf"[.!?\u2026:;]{_CLOSERS}$")
_GOES_ON = re.compile(r"\s*[^\W\d_]")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_SHORT = re.compile(
    r"(?<!\w)(?:(?i:bzw|ca|cf|cfr|dr|ej|evtl|ggf|mr|mrs|ms|prof|sig|sra?|vgl|vs)|[^\W\d_](?:\.[^\W\d_])+"
    r"|[^\W\d_a-zà-ÿ])\.$"
)
"""Abbreviations of the eight languages that end no sentence, dotted ones, and initials."""
_NUMBERED = re.compile(r"(?<!\w)(?i:art|fig|no|nr|n|núm|num|p|p[aá]g|par)\.$")
"""Abbreviations that end no sentence where a number follows."""
_PAIR = re.compile(r"(?<!\w)[^\W\d_]\.$")
_SECOND = re.compile(r"\s*[^\W\d_]\.")
_DIGIT = re.compile(r"\s*\d")
_LONGEST = 12
"""Characters before a full stop in which an abbreviation is looked for."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``text[start:end]`` of the text it stands in, and its words."""

    start: int
    end: int
    words: tuple[str, ...]


def sentences(text: str) -> tuple[Sentence, ...]:
    """Split a text into its sentences.

    A sentence ends with its mark (full stop, exclamation, question, ellipsis) before a space, or with its line. A full
    stop after an abbreviation or an initial ends none, nor one that a small letter follows. A colon or a semicolon
    ends none: what it parts is held in mind together.

    Parameters
    ----------
    text
        Any text, paragraphs parted by line breaks.

    Returns
    -------
    tuple of Sentence
        In order; headings and the like left out, see ``LABEL``.
    """
    return tuple(sentence for line in _LINE.finditer(text) for sentence in _of_line(text, line.start(), line.end()))


def _of_line(text: str, start: int, stop: int) -> Iterator[Sentence]:
    for end in (*_ends(text, start, stop), stop):
        shown = text[start:end]
        said = tuple(words(shown))
        if said and (len(said) >= LABEL or _CLOSED.search(shown.rstrip())):
            yield Sentence(start + len(shown) - len(shown.lstrip()), start + len(shown.rstrip()), said)
        start = end


def _ends(text: str, start: int, stop: int) -> Iterator[int]:
    for mark in _MARK.finditer(text, start, stop):
        follows = _GOES_ON.match(text, mark.end(), stop)
        small = follows is not None and follows.group()[-1].islower()
        if not small and not (mark.group() == "." and _abbreviates(text, start, mark.end(), stop)):
            yield mark.end()


def _abbreviates(text: str, start: int, end: int, stop: int) -> bool:
    """Tell whether the full stop before ``end`` belongs to an abbreviation or an initial."""
    before = text[max(start, end - _LONGEST) : end]
    return bool(
        _SHORT.search(before)
        or (_NUMBERED.search(before) and _DIGIT.match(text, end, stop))
        or (_PAIR.search(before) and _SECOND.match(text, end, stop))
    )
