"""Required text fields.

What
----
How many of the required fields are typed into: text, e-mail, phone, number, date, password, code, search, multi-line.
A prefilled one counts as well. Unit: fields.

Formula
-------
The number of ``counting.required_fields`` of the refusal that are ``counting.is_text_field``.

Why it is friction
------------------
Who must find words hesitates where who must press does not. A required justification makes people weigh whether theirs
is good enough, though any is accepted. This count is the largest difference between two years of the same objection.

When it cannot tell
-------------------
As for ``required_fields``: when the walk broke off or ended in a dead end; when the page counted other activations than
the steps explain; when no refusal was walked; and an unmarked field beside marked ones is seen only if it was rejected.

Sources
-------
GDPR Art. 21(1), which speaks of grounds, and 12(2). noyb, on objections to advertising, 2023: people "have to argue
why". WCAG 2.2, 3.3.8 Accessible Authentication, on codes that must be copied.
"""

from collections.abc import Iterator

from analyzer import counting, references
from analyzer.counting import Field
from analyzer.graph import StepGraph
from analyzer.measuring.answer import Answer
from analyzer.measuring.fields import FieldCount
from analyzer.model import Measurement
from analyzer.saying import Said, say
from analyzer.storage import Gathered

ID = "required_text_fields"
TITLE = "Required text fields"
UNIT = "fields"
AGAINST = (
    "GDPR Art. 21(1) allows asking for grounds relating to the particular situation, and an address is needed for an "
    "answer. A prefilled field needs no typing."
)

_count = FieldCount(
    Answer(ID, TITLE, UNIT),
    (
        references.FACILITATE,
        references.PARTICULAR_SITUATION,
        references.DATA_MINIMISATION,
        references.WCAG_AUTHENTICATION,
    ),
    AGAINST,
)


def measure(graph: StepGraph) -> Measurement:
    """Count the required text fields of the refusal, with one finding for each."""
    return _count.of(graph, _typed_into, _told)


def _typed_into(gathered: Gathered) -> Iterator[Field]:
    return (field for field in counting.required_fields(gathered) if counting.is_text_field(field.control))


def _told(field: Field) -> Said:
    return say("{typing:said} ({why:said})", typing=_typing(field), why=field.why)


def _typing(field: Field) -> Said:
    if not field.prefilled:
        return say("something must be typed")
    return say("prefilled, and typed into all the same") if field.typed else say("prefilled: nothing had to be typed")
