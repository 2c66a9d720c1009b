"""Where negations meet a refusal: cues, their scopes, and the knots they tie.

The cue and scope method follows the practice of negation detection in text (Morante and Blanco, *SEM 2012 shared task,
for the notions of cue and scope); the kinds of cue and the rule that two bare negations are not enough are this
project's, because Italian, Spanish, Portuguese and Polish use two negations for one meaning.
"""

from collections.abc import Iterator, Sequence

from analyzer.wording.normalising import Passage
from analyzer.wording.phrasebook import Hit

GRAMMATICAL = "grammatical"
LEXICAL = "lexical"
INVERTED = "inverted"
EXCEPTOR = "exceptor"
GOVERNING = "governing"
CUES = (GRAMMATICAL, LEXICAL, INVERTED, EXCEPTOR)

EXEMPT = "idiom"
"""Phrases in which a negation means none: "do not hesitate to", "no thanks"."""

SPLITTER = "splitter"
"""Words that open a new scope: but, if, because."""


def knots(passage: Passage, hits: Sequence[Hit]) -> Iterator[tuple[Hit, ...]]:
    """Find the scopes in which two or more cues meet, at least one of which refuses, inverts or excepts.

    Parameters
    ----------
    passage
        The text.
    hits
        Hits of the slots ``grammatical``, ``lexical``, ``inverted``, ``exceptor``, ``governing``, ``idiom`` and
        ``splitter``.

    Yields
    ------
    tuple of Hit
        The cues of one knot, in order. The hits of one kind that overlap are one cue: "ne ... pas" and its "pas".
    """
    exempt = {place for hit in hits if hit.slot == EXEMPT for place in range(hit.first, hit.last)}
    cues = [cue for kind in CUES for cue in _merged([hit for hit in hits if hit.slot == kind], exempt)]
    governing = _merged([hit for hit in hits if hit.slot == GOVERNING], exempt)
    for first, last in _scopes(passage, hits):
        inside = sorted((cue for cue in cues if first <= cue.first < last), key=lambda cue: (cue.first, cue.slot))
        kinds = {cue.slot for cue in inside}
        negates = not kinds.isdisjoint({GRAMMATICAL, INVERTED, EXCEPTOR})
        refuses = not kinds.isdisjoint({LEXICAL, INVERTED, EXCEPTOR})
        if len(inside) > 1 and negates and refuses:
            yield tuple(inside)
            continue
        for one in governing:
            if first <= one.first < last:
                yield (one,)


def _merged(hits: Sequence[Hit], exempt: set[int]) -> list[Hit]:
    merged: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.first, -one.last)):
        if exempt.issuperset(range(hit.first, hit.last)) or hit.first in exempt:
            continue
        if merged and hit.first < merged[-1].last:
            continue
        merged.append(hit)
    return merged


def _scopes(passage: Passage, hits: Sequence[Hit]) -> Iterator[tuple[int, int]]:
    """Split at the ends of sentences, before splitters, and at the comma that closes an opening condition."""
    excepting = {place for hit in hits if hit.slot == EXCEPTOR for place in range(hit.first + 1, hit.last)}
    splitters = {hit.first for hit in hits if hit.slot == SPLITTER} - excepting
    start = 0
    for place in range(1, len(passage.words)):
        closes = passage.breaks[place] == "," and start in splitters
        if passage.breaks[place] == "." or place in splitters or closes:
            yield start, place
            start = place
    if passage.words:
        yield start, len(passage.words)
