"""Where the sentences of a text begin and end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.wording.readability.words import words

LABEL = 10
"""Words below which a line that ends without a mark is a heading, a label or an item of a list and no sentence.

A rule of judgement: counted as sentences they would make the text around them look easy.
"""

_MARK = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)")
_CLOSED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_GOES_ON = re.compile(r"\s*[^\W\d_]")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\[«“\"'’])(?:[^\W\d_]|[^\W\d_](?:\.[^\W\d_])+|art|al|ap|av|bzw|ca|cf|cfr|co|corp|dr|ecc|ej|etc|evtl|ex|fig|"
    r"ggf|inc|ltd|mr|mrs|ms|nr|no|núm|num|op|p|pág|pag|par|prof|pt|resp|sig|sr|sra|st|str|tel|usw|vgl|vs|zob)\.$",
    re.IGNORECASE,
)


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
        short = mark.group() == "." and _ABBREVIATED.search(text, max(start, mark.start() - 12), mark.end())
        if not small and not short:
            yield mark.end()
