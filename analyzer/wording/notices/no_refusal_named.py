"""A notice does not say that one can refuse.

What
----
Neither headline, body nor a control says that one can refuse, object, opt out, withdraw, switch off or accept only
part.

How it is found
---------------
The topics that name a right, ``choice`` (choose, decide, switch off) and ``way`` (any other way to say no) are looked
for in headline and body; the controls by what their labels mean. A control that leads to settings does not count unless
the text says that choices are made there.

Why it is friction
------------------
A choice that is not named is not taken. Measured on 200 cookie notices, this one rule told good from bad at 87 %.

What it cannot see
------------------
A refusal in words that the lexicon does not know.

Sources
-------
EDPB Cookie Banner Taskforce, 2023, section 8; EDPB Guidelines 03/2022 v2.0, "hidden in plain sight"; EPIC 2026, no
clear mechanism.
"""

from collections.abc import Iterator

from analyzer.references import (
    EPIC_NO_MECHANISM,
    FACILITATE,
    GRAY_HIDDEN_INFORMATION,
    HIDDEN_IN_PLAIN_SIGHT,
    TASKFORCE_REJECT,
    Hook,
)
from analyzer.saying import say
from analyzer.wording.notices.notice import Lack, Notice

ID = "no_refusal_named"
TITLE = "No refusal is named"
HOOKS: tuple[Hook, ...] = (
    EPIC_NO_MECHANISM,
    FACILITATE,
    GRAY_HIDDEN_INFORMATION,
    HIDDEN_IN_PLAIN_SIGHT,
    TASKFORCE_REJECT,
)
AGAINST = "The refusal may be named on the next screen."


def find(notice: Notice) -> Iterator[Lack]:
    """Yield the opening of a notice that names no refusal."""
    if notice.opening and not (notice.ways(notice.text) or notice.hits("choice") or notice.answers_no()):
        yield Lack(notice.opening, say("looked for a refusal, an objection, an opt-out or a choice: none is named"))
