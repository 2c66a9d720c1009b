"""A control's label as the rules of intent see it: which notions it names, and which of them it negates."""

from analyzer.wording.lexicon import Lexicon
from analyzer.wording.normalising import Passage
from analyzer.wording.phrasebook import Hit, outermost


class Label:
    """A label with the notions found in it, and what negates them."""

    def __init__(self, passage: Passage, lexicon: Lexicon) -> None:
        self.passage = passage
        self.hits = outermost(_limited(lexicon.notions.hits(passage)))
        self._negated = frozenset(hit for hit in self.hits if self._is_negated(hit))

    def all(self, *notions: str) -> tuple[Hit, ...]:
        """Return the hits of these notions, negated or not."""
        return tuple(hit for hit in self.hits if hit.slot in notions)

    def plain(self, *notions: str) -> tuple[Hit, ...]:
        """Return the hits that nothing negates."""
        return tuple(hit for hit in self.all(*notions) if hit not in self._negated)

    def negated(self, *notions: str) -> tuple[Hit, ...]:
        """Return the hits that stand in the scope of a negation."""
        return tuple(hit for hit in self.all(*notions) if hit in self._negated)

    def opens(self, notion: str) -> bool:
        """Tell whether the label begins with this notion."""
        return any(hit.first == 0 for hit in self.all(notion))

    def words(self, *hits: Hit) -> str:
        """Quote the words of some hits once each, in order."""
        places = sorted({(hit.first, hit.last) for hit in hits})
        return " + ".join(self.passage.quote(first, last) for first, last in places)

    def _is_negated(self, hit: Hit) -> bool:
        """Tell whether a negation reaches this hit.

        It reaches forward to the end of its clause, and back only to what stands right before it ("n'accepte pas").
        """
        for cue in self.hits:
            if cue.slot not in ("negation", "without"):
                continue
            low, high = (cue.last, hit.first) if cue.last <= hit.first else (hit.last, cue.first)
            behind = cue.first >= hit.last
            if low > high or (behind and (cue.slot == "without" or high > low)):
                continue
            if not any(self.passage.breaks[low : high + 1]):
                return True
        return False


def _limited(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Read a frame that limits ("n'accepter que") as ``only``, unless a negation stands in it ("ne ... pas que")."""
    frames = tuple(
        frame
        for frame in hits
        if frame.slot == "only_around"
        and not any(hit.slot == "negation" and frame.first < hit.first < frame.last for hit in hits)
    )
    openings = {frame.first for frame in frames}
    kept = [hit for hit in hits if hit.slot != "only_around" and not (hit.slot == "negation" and hit.first in openings)]
    limits = [Hit("only", frame.pattern, frame.first, frame.first + 1) for frame in frames]
    return tuple(sorted({*kept, *limits}, key=lambda hit: (hit.first, -hit.last, hit.slot, hit.pattern)))
