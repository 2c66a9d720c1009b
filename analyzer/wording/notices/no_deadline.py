"""A use or a change is announced, and not until when one can refuse it.

What
----
"We will use your posts" without a date, a period or "at any time".

How it is found
---------------
Where ``announcement`` of the lexicon is found, ``deadline`` is looked for: words for at any time; the name of a month
or a unit of time beside a number; and dates in digits.

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

import re
from collections.abc import Iterator

from analyzer.references import AMBIGUOUS_WORDING, FAIRNESS, PLAIN_LANGUAGE, Hook
from analyzer.wording.notices.notice import Lack, Notice

ID = "no_deadline"
TITLE = "No deadline is stated"
HOOKS: tuple[Hook, ...] = (AMBIGUOUS_WORDING, FAIRNESS, PLAIN_LANGUAGE)
AGAINST = "Where a refusal is possible at any time, a deadline has little to say; the notice only does not say so."

_COUNTED = frozenset({"month", "period"})
_DATE = re.compile(r"\b(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2})\b")


def find(notice: Notice) -> Iterator[Lack]:
    """Yield the announcement that no date, period or "at any time" goes with."""
    announced = notice.hits("announcement")
    if announced and not _timed(notice):
        words = notice.passage.quote(announced[0].first, announced[0].last)
        yield Lack(words, "announced; looked for a date, a period or 'at any time': there is none")


def _timed(notice: Notice) -> bool:
    words = notice.passage.words
    for hit in notice.hits("deadline"):
        near = words[max(hit.first - 1, 0) : hit.last + 1]
        if hit.slot == "anytime" or (hit.slot in _COUNTED and any(word[:1].isdigit() for word in near)):
            return True
    return bool(_DATE.search(notice.text))
