"""Where negations meet a refusal: cues, their scopes, and the knots they tie.

The cue and scope method follows the practice of negation detection in text (Morante and Blanco, *SEM 2012 shared task,
for the notions of cue and scope); the kinds of cue and the rule that two bare negations are not enough are this
project's, because Italian, Spanish, Portuguese and Polish use two negations for one meaning.
"""

from collections.abc import Iterator, Sequence
from operator import attrgetter

from analyzer.wording.normalising import Passage
from analyzer.wording.phrasebook import Hit, apart, starting

GRAMMATICAL = "grammatical"
LEXICAL = "lexical"
INVERTED = "inverted"
EXCEPTOR = "exceptor"
FORWARD = "forward"
"""Negations of languages in which they reach what follows: "refusing means that you do not get it" refuses plainly."""
GOVERNING = "governing"
CUES = (GRAMMATICAL, FORWARD, LEXICAL, INVERTED, EXCEPTOR)
_NEAR = 1
"""Words behind a refusal beyond which a forward negation does not belong to it; "opt out of not receiving" has one."""

_PLACE = attrgetter("first", "slot")

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
        Hits of the slots ``grammatical``, ``forward``, ``lexical``, ``inverted``, ``exceptor``, ``governing``,
        ``idiom`` and ``splitter``.

    Yields
    ------
    tuple of Hit
        The cues of one knot, in order. What is done to an inverted control ("untick") is read together with the
        whole sentence, since the condition often stands in a clause of its own. The hits of one kind that overlap are
        one cue: "ne ... pas" and its "pas".
    """
    idioms = [hit for hit in hits if hit.slot == EXEMPT]
    exempt = {place for hit in idioms for place in range(hit.first, hit.last)}
    cues = sorted(
        (cue for kind in CUES for cue in _merged([hit for hit in hits if hit.slot == kind], exempt)), key=_PLACE
    )
    # One idiom must hold all of it: "you cannot refuse" means one no, "cannot refuse without leaving" does not.
    governing = apart([hit for hit in hits if hit.slot == GOVERNING and not any(_holds(one, hit) for one in idioms)])
    turned: set[int] = set()
    for first, last in passage.sentences():
        inside = starting(cues, first, last)
        if len(inside) > 1 and any(cue.slot == INVERTED for cue in inside):
            turned.update(range(first, last))
            yield tuple(inside)
    for first, last in _scopes(passage, hits):
        if first in turned:
            continue
        inside = _reaching(starting(cues, first, last))
        kinds = {cue.slot for cue in inside}
        negates = not kinds.isdisjoint({GRAMMATICAL, FORWARD, INVERTED, EXCEPTOR})
        refuses = not kinds.isdisjoint({LEXICAL, INVERTED, EXCEPTOR})
        if len(inside) > 1 and negates and refuses:
            yield tuple(inside)
            continue
        for one in starting(governing, first, last):
            yield (one,)


def _holds(idiom: Hit, hit: Hit) -> bool:
    return idiom.first <= hit.first and hit.last <= idiom.last


def _reaching(cues: Sequence[Hit]) -> list[Hit]:
    """Return the cues in order, without forward negations that no other cue follows."""
    reached = [cue for cue in cues if cue.slot not in (GRAMMATICAL, FORWARD)]
    if not reached:
        return [cue for cue in cues if cue.slot != FORWARD]
    farthest = max(reached[-1].first, _NEAR + max(cue.last for cue in reached))
    return [cue for cue in cues if cue.slot != FORWARD or cue.first <= farthest]


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
