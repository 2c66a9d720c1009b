"""A notice does not say what follows from refusing.

What
----
Nothing is said of what changes, what stops or what is lost when one refuses.

How it is found
---------------
``consequence`` of the lexicon, and what the rule ``loss_threat`` finds, are looked for in headline and body.

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
from analyzer.wording.lexicon import load
from analyzer.wording.notices.notice import Lack, Notice
from analyzer.wording.rules import Reading, loss_threat

ID = "no_consequence"
TITLE = "No consequence of refusing is stated"
HOOKS: tuple[Hook, ...] = (AMBIGUOUS_WORDING, FAIRNESS, PLAIN_LANGUAGE)
AGAINST = "A short notice may leave the consequence to the page it links to."


def find(notice: Notice) -> Iterator[Lack]:
    """Yield the opening of a notice that states no consequence."""
    hits = load(notice.language).rules[loss_threat.ID].hits(notice.passage)
    threatened = any(loss_threat.find(Reading(notice.passage, notice.language, hits, None)))
    if notice.opening and not (notice.hits("consequence") or threatened):
        yield Lack(notice.opening, "looked for what changes, stops or is lost by refusing: nothing is said")
