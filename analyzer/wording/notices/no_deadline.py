"""A use or a change is announced, and not until when one can refuse it.

What
----
"We will use your posts" without a date, a period or "at any time".

How it is found
---------------
``deadline`` of the lexicon is looked for: words for at any time, for a deadline, and for *until, before, within* in a
sentence that also names a way to refuse. The date on which a use begins
is no answer. A notice in which nothing is announced (one that only carries out a cancellation or a deletion) is left
alone.

Why it is friction
------------------
Who does not know how much time there is puts the choice off until it is too late.

What it cannot see
------------------
Whether a date that stands there is the one until which one can refuse.

Sources
-------
GDPR Art. 21(4) and 12(1); EDPB Guidelines 03/2022 v2.0, "ambiguous wording or information".
"""

from collections.abc import Iterator

from analyzer.references import AMBIGUOUS_WORDING, FAIRNESS, PLAIN_LANGUAGE, Hook
from analyzer.saying import say
from analyzer.wording.normalising import read
from analyzer.wording.notices.notice import RIGHTS, Lack, Notice

ID = "no_deadline"
TITLE = "No deadline is stated"
HOOKS: tuple[Hook, ...] = (AMBIGUOUS_WORDING, FAIRNESS, PLAIN_LANGUAGE)
AGAINST = "Where a refusal is possible at any time, a deadline has little to say; the notice only does not say so."

_LEAVING = ("erasure", "cancellation")


def find(notice: Notice) -> Iterator[Lack]:
    """Yield the announcement, else the opening, that no date, period or "at any time" goes with."""
    if not notice.opening or _bound(notice) or _carries_out(notice):
        return
    announced = notice.hits("announcement")
    words = notice.passage.quote(announced[0].first, announced[0].last) if announced else notice.opening
    yield Lack(words, say("looked for beside these words and not found: a date, a period or “at any time” to refuse"))


def _carries_out(notice: Notice) -> bool:
    """Tell whether the notice is the cancellation, the deletion or the refusal itself, and announces nothing."""
    headline, labels = read(notice.headline), read("\n".join(notice.controls))
    leaving = any(notice.hits(topic, headline) or notice.hits(topic, labels) for topic in _LEAVING)
    named = leaving or bool(notice.ways(notice.headline))
    return named and not notice.hits("announcement", read(notice.body))


def _bound(notice: Notice) -> bool:
    hits = notice.hits("deadline")
    if any(hit.slot == "anytime" for hit in hits):
        return True
    named = [hit.first for topic in (*RIGHTS, "choice", "way") for hit in notice.hits(topic)]
    return any(
        hit.slot == "until"
        and any(
            first <= hit.first < last and any(first <= way < last for way in named) for first, last in notice.sentences
        )
        for hit in hits
    )
