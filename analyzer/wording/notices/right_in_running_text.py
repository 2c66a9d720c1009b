"""A right is named only inside running text.

What
----
The body says that one can object, refuse or withdraw; neither the headline nor a control that stands by itself does. A
link in a sentence of the body is a part of it: where it names the right, that is said.

How it is found
---------------
The topics of the lexicon that name a right, and ``way`` for other words by which one says no, are looked for in the
body, in the headline and in the labels of the controls that stand by themselves. The words in the body are quoted.

Why it is friction
------------------
Readers skim: a word inside a paragraph is the last thing that is seen, and a notice whose headline and controls are
silent about the right looks like a message that needs no answer.

What it cannot see
------------------
How a link in the text is painted; the measures of prominence do.

Sources
-------
GDPR Art. 21(4): clearly and separately; EDPB Guidelines 03/2022 v2.0, "hidden in plain sight"; Gray et al., CHI 2024,
"hidden information".
"""

from collections.abc import Iterator

from analyzer.references import BROUGHT_TO_ATTENTION, EPIC_HIDDEN, GRAY_HIDDEN_INFORMATION, HIDDEN_IN_PLAIN_SIGHT, Hook
from analyzer.saying import Said, say
from analyzer.wording.notices.notice import Lack, Notice

ID = "right_in_running_text"
TITLE = "A right named only in running text"
HOOKS: tuple[Hook, ...] = (BROUGHT_TO_ATTENTION, EPIC_HIDDEN, GRAY_HIDDEN_INFORMATION, HIDDEN_IN_PLAIN_SIGHT)
AGAINST = "The text may be short enough to be read whole."


def find(notice: Notice) -> Iterator[Lack]:
    """Yield the first words of the body that name a right which stands nowhere else."""
    named = notice.ways(notice.body)
    if named and not notice.ways(notice.headline) and not notice.answers_no():
        linked = next((label for label in notice.links if notice.ways(label)), "")
        yield Lack(named[0], _within_a_link(linked) if linked else _NOWHERE_ELSE)


_NOWHERE_ELSE = say("neither the headline nor a control that stands by itself names the right")


def _within_a_link(label: str) -> Said:
    return say(
        "neither the headline nor a control that stands by itself names the right, only the link “{label}” in the text",
        label=label,
    )
