"""A notice does not say what follows from refusing.

What
----
Nothing is said of what changes, what stops or what is lost when one refuses.

How it is found
---------------
``consequence`` of the lexicon, and what the rule ``loss_threat`` finds, are looked for in headline and body; and
``follows``: a condition that refuses ("if you say no") with a clause after it, those who refuse with a verb after them,
and *then* or *instead* behind words that name a way to refuse.

Why it is friction
------------------
Whoever does not know what a refusal costs fears the worst, or expects nothing from it.

What it cannot see
------------------
A consequence told in other words, or by a table or a picture.

Sources
-------
GDPR Art. 13(2)(e) by analogy; EDPB Guidelines 03/2022 v2.0, "ambiguous wording or information".
"""

from collections.abc import Iterator

from analyzer.references import AMBIGUOUS_WORDING, FAIRNESS, PLAIN_LANGUAGE, Hook
from analyzer.saying import say
from analyzer.wording.lexicon import load
from analyzer.wording.notices.notice import RIGHTS, Lack, Notice
from analyzer.wording.phrasebook import Hit
from analyzer.wording.rules import Reading, loss_threat

ID = "no_consequence"
TITLE = "No consequence of refusing is stated"
HOOKS: tuple[Hook, ...] = (AMBIGUOUS_WORDING, FAIRNESS, PLAIN_LANGUAGE)
AGAINST = "A short notice may leave the consequence to the page it links to."

_CLAUSE = 2
"""Words that a clause has at least; a counting rule."""


def find(notice: Notice) -> Iterator[Lack]:
    """Yield the opening of a notice that states no consequence."""
    hits = load(notice.language).rules[loss_threat.ID].hits(notice.passage)
    # A notice is about what one can refuse, whatever words it uses.
    reading = Reading(notice.passage, notice.language, hits, None, named=True).settled()
    threatened = any(loss_threat.find(reading))
    if notice.opening and not (notice.hits("consequence") or threatened or _followed(notice)):
        yield Lack(notice.opening, say("looked for what changes, stops or is lost by refusing: nothing is said"))


def _followed(notice: Notice) -> bool:
    ways = [hit.last for topic in (*RIGHTS, "way") for hit in notice.hits(topic)]
    for hit in notice.hits("follows"):
        if hit.slot == "result":
            return True
        if hit.slot == "then" and any(way <= hit.first for way in ways):
            return True
        if hit.slot in {"condition", "who"} and _answered(notice, hit):
            return True
    return False


def _answered(notice: Notice, hit: Hit) -> bool:
    """Tell whether a clause goes with the condition: behind it, or behind the comma that closes it."""
    first, last = next(one for one in notice.sentences if one[0] <= hit.first < one[1])
    behind = range(hit.last, last)
    comma = any(notice.passage.breaks[place] == "," and last - place >= _CLAUSE for place in behind)
    opens = hit.slot == "who" or hit.first - first <= 1
    return comma or (opens and len(behind) >= _CLAUSE)
