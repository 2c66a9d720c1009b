"""What the organisation does is said in words that commit it to nothing.

What
----
"We may", "in some cases", "where applicable", "is likely to": the reader cannot tell whether it happens.

How it is found
---------------
``phrases`` of reservation. A ``modal`` verb, and an adverb as vague as one, counts only in a sentence that names a
``matter``: the organisation, its partners, or what is done with data; what a field may contain is no reservation. What
the reader may do ("you may object") is not hedging (``spared``).

Why it is friction
------------------
Whoever cannot tell whether something happens to their data cannot tell whether refusing is worth the effort.

What it cannot see
------------------
Whether the reservation is honest. A modal verb whose subject stands far away.

Sources
-------
Article 29 Working Party, Guidelines on transparency (WP260 rev.01), paragraphs 12-13: "may", "might", "some", "often"
and "possible" should be avoided. EDPB Guidelines 03/2022 v2.0, "ambiguous wording or information".
"""

from collections.abc import Iterable, Iterator
from operator import attrgetter

from analyzer.references import AMBIGUOUS_WORDING, PLAIN_LANGUAGE, Hook
from analyzer.saying import say
from analyzer.wording.phrasebook import Hit
from analyzer.wording.rules.rule import Found, Reading

ID = "hedging"
TITLE = "Words that commit to nothing"
HOOKS: tuple[Hook, ...] = (AMBIGUOUS_WORDING, PLAIN_LANGUAGE)
AGAINST = "Whether it happens can truly depend on circumstances that the notice cannot know."


def find(reading: Reading) -> Iterator[Found]:
    """Yield each reservation."""
    for first, last in _together((*reading.telling("phrases"), *reading.near("modal", "matter"))):
        yield Found(first, last, say("hedge: {words}", words=reading.passage.quote(first, last)))


def _together(hits: Iterable[Hit]) -> Iterator[tuple[int, int]]:
    """Yield from word to word what hits cover; those that share a word are one reservation, not two."""
    first = last = 0
    for hit in sorted(hits, key=attrgetter("first")):
        if hit.first >= last:
            if last:
                yield first, last
            first = hit.first
        last = max(last, hit.last)
    if last:
        yield first, last
