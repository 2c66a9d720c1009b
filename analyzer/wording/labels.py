"""A control's label as the rules of intent see it: which notions it names, and which of them it negates."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from analyzer.wording.lexicon import Lexicon
from analyzer.wording.normalising import Passage
from analyzer.wording.phrasebook import Hit, outermost

CUES = frozenset({"negation", "negation_last", "without", "without_behind"})
"""Notions that negate others."""

_GAP = "..."
"""What marks a pattern of several parts, as a lexicon writes it."""

_GOVERNED = 3
"""Words that may stand between "stop" and the refusing that it ends: "holde op med at afvise"."""

_NOUN = 2
"""Words that may stand between "without" and the consent that it denies: "without your explicit consent"."""


class Label:
    """A label with the notions found in it, and what negates them."""

    def __init__(self, passage: Passage, lexicon: Lexicon) -> None:
        self.passage = passage
        self._lexicon = lexicon
        self.hits = _visible(_limited(lexicon.notions.hits(passage)))
        self._standing = tuple(hit for hit in self.hits if hit.slot in CUES)
        self._negated = frozenset(hit for hit in self.hits if self._standing and self._is_negated(hit))
        self._named = _by_slot(self.hits)
        self._plain = _by_slot([hit for hit in self.hits if hit not in self._negated]) if self._negated else self._named

    def all(self, *notions: str) -> tuple[Hit, ...]:
        """Return the hits of these notions, negated or not."""
        return _of(self._named, notions)

    def plain(self, *notions: str) -> tuple[Hit, ...]:
        """Return the hits that nothing negates."""
        return _of(self._plain, notions)

    def negated(self, *notions: str) -> tuple[Hit, ...]:
        """Return the hits that stand in the scope of a negation."""
        return tuple(hit for hit in self.all(*notions) if hit in self._negated)

    @cached_property
    def undoing(self) -> tuple[Hit, ...]:
        """The words by which the label may take a refusal back: "Undo my refusal", "Stop refusing".

        Where a noun names the refusal ("refusal"), it is there already, and any verb that undoes speaks of it. Of a
        verb that refuses only one speaks that stands right before it, in the same clause.
        """
        said = self._lexicon.conduct.hits(self.passage)
        undo = [hit for hit in said if hit.slot == "undo"]
        nouns = [hit for hit in said if hit.slot == "refusal"]
        named = [(one, hit) for one in undo for hit in nouns if _are_apart(one, hit)]
        refused = [(one, hit) for one in self.plain("refuse") for hit in nouns if self._governs(one, hit)]
        stopped = [(one, hit) for one in undo for hit in self.plain("refuse", "object") if self._governs(one, hit)]
        return next(iter((*named, *refused, *stopped)), ())

    @cached_property
    def ending(self) -> tuple[Hit, ...]:
        """The words by which the label ends an accepting: "Stop accepting cookies"."""
        undo = [hit for hit in self._lexicon.conduct.hits(self.passage) if hit.slot == "undo"]
        ended = ((one, hit) for one in undo for hit in self.plain("accept") if self._governs(one, hit))
        return next(ended, ())

    def _governs(self, verb: Hit, what: Hit) -> bool:
        joined = any(verb.last <= hit.first < what.first for hit in self.all("and"))
        near = 0 <= what.first - verb.last <= _GOVERNED
        return near and not joined and not self._parted(verb.last, what.first)

    def opens(self, notion: str) -> bool:
        """Tell whether the label begins with this notion."""
        return any(hit.first == 0 for hit in self.all(notion))

    def answering_no(self) -> tuple[Hit, ...]:
        """Return the "no" that opens the label, unless it negates what follows, where "no" and "not" are one word."""
        return tuple(
            hit
            for hit in self.all("decline")
            if hit.first == 0 and (self._closes(hit.last) or not self._also("negation", hit))
        )

    def words(self, *hits: Hit) -> str:
        """Quote the words of some hits once each, in order."""
        places = sorted({(hit.first, hit.last) for hit in hits})
        return " + ".join(self.passage.quote(first, last) for first, last in places)

    def unsettled(self, *notions: str) -> tuple[Hit, ...]:
        """Return the hits that nothing negates, but behind which a negation stands in the same clause."""
        return tuple(
            hit
            for hit in self.plain(*notions)
            if any(
                cue.slot == "negation" and hit.last <= cue.first and not self._parted(hit.last, cue.first)
                for cue in self._standing
            )
        )

    def _is_negated(self, hit: Hit) -> bool:
        """Tell whether a negation reaches this hit; between the parts of a split verb ("stimme nicht zu") one does."""
        if hit.slot not in CUES and _GAP in hit.pattern:
            inside = any(hit.first < cue.first and cue.last < hit.last for cue in self._standing)
            if inside:
                return True
        return any(self._reaches(cue, hit) for cue in self._standing)

    def _reaches(self, cue: Hit, hit: Hit) -> bool:
        """Tell whether this negation is about this hit.

        A negation that stands before reaches to the end of its clause, one that stands behind back to what is right
        before it ("n'accepte pas"), or to its whole clause if the language puts it last ("akzeptiere ich nicht").
        ``without`` reaches only what follows at once ("ohne Profiling akzeptieren" accepts), or a noun of consent soon
        after; its like that stands behind ("elfogadás nélkül"), only what is right before.
        """
        if cue.slot == "without_behind":
            return cue.first == hit.last and not self._parted(hit.last, cue.first)
        if cue.last <= hit.first:
            within = hit.first - cue.last <= (_NOUN if hit.slot == "consent" else 0)
            return (cue.slot != "without" or within) and not self._parted(cue.last, hit.first)
        if hit.last > cue.first or cue.slot == "without":
            return False
        closes = cue.slot == "negation_last" and self._closes(cue.last)
        return (closes or cue.first == hit.last) and not self._parted(hit.last, cue.first)

    def _parted(self, low: int, high: int) -> bool:
        return any(self.passage.breaks[low : high + 1])

    def _also(self, notion: str, hit: Hit) -> bool:
        return any((other.slot, other.first, other.last) == (notion, hit.first, hit.last) for other in self.hits)

    def _closes(self, place: int) -> bool:
        return place == len(self.passage.words) or bool(self.passage.breaks[place])


def _are_apart(one: Hit, other: Hit) -> bool:
    return one.last <= other.first or other.last <= one.first


def _by_slot(hits: Sequence[Hit]) -> dict[str, tuple[Hit, ...]]:
    named: dict[str, tuple[Hit, ...]] = {}
    for hit in hits:
        named[hit.slot] = (*named.get(hit.slot, ()), hit)
    return named


def _of(named: Mapping[str, tuple[Hit, ...]], notions: tuple[str, ...]) -> tuple[Hit, ...]:
    """Return the hits of some notions in order of place."""
    found = [named[notion] for notion in notions if notion in named]
    if len(found) < 2:  # noqa: PLR2004 - one notion is in order already
        return found[0] if found else ()
    return tuple(sorted((hit for hits in found for hit in hits), key=_place))


def _place(hit: Hit) -> tuple[int, int, str, str]:
    return hit.first, -hit.last, hit.slot, hit.pattern


def _visible(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Leave out what lies inside a longer hit, but not what stands between the parts of a split verb.

    "Sta alleen noodzakelijke cookies toe" allows, and says what: only the necessary.
    """
    split = tuple(hit for hit in hits if _GAP in hit.pattern)
    if not split:
        return outermost(hits)
    whole = tuple(
        hit
        for hit in outermost([hit for hit in hits if _GAP not in hit.pattern])
        if not any(_inside(hit, frame) and _at_an_end(hit, frame) for frame in split)
    )
    frames = tuple(hit for hit in split if not any(_inside(hit, other) for other in (*split, *whole)))
    return tuple(sorted({*whole, *frames}, key=_place))


def _at_an_end(hit: Hit, frame: Hit) -> bool:
    return hit.first == frame.first or hit.last == frame.last


def _inside(hit: Hit, other: Hit) -> bool:
    wider = other.last - other.first > hit.last - hit.first
    return wider and other.first <= hit.first and hit.last <= other.last


def _limited(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Read a frame that limits ("n'accepter que") as ``only``, unless a negation stands in it ("ne ... pas que")."""
    if not any(hit.slot == "only_around" for hit in hits):
        return hits
    frames = tuple(
        frame
        for frame in hits
        if frame.slot == "only_around"
        and not any(hit.slot == "negation" and frame.first < hit.first < frame.last for hit in hits)
    )
    openings = {frame.first for frame in frames}
    kept = [hit for hit in hits if hit.slot != "only_around" and not (hit.slot == "negation" and hit.first in openings)]
    limits = [Hit("only", frame.pattern, frame.first, frame.first + 1) for frame in frames]
    return tuple(sorted({*kept, *limits}, key=_place))
