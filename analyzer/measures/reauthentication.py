"""Proving again who one is.

What
----
How many times the refusal makes a person log in again or prove who they are with a password. Unit: times.

Formula
-------
The number of forms of the refusal's ``counting.required_fields`` that hold a password field: two fields on one form
(a new login with its repetition) are one time. A code that arrives by another channel is a switch, not counted here.

Why it is friction
------------------
Somebody who is logged in must find a password, often one that was not typed for years; guides to an objection of 2025
name the renewed login as the point where people give up. It adds two fields and a click at most, so that no count of
clicks or fields shows it.

When it cannot tell
-------------------
As for ``required_fields``: when the walk broke off or ended in a dead end; when the page counted other activations than
the steps explain; when no refusal was walked. A login that the browser's stored session spares is not seen.

Sources
-------
GDPR Art. 12(6) and 11. 11 CCR 7060: no verification for opting out. EPIC, Good Luck Opting Out, 2026: login or payment
first. WCAG 2.2, 3.3.8 Accessible Authentication. Descriptions of Meta's objection by e-mail, 2025: log in again.
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

ID = "reauthentication"
TITLE = "Proving again who one is"
UNIT = "times"
AGAINST = (
    "Where an act cannot be undone, asking once for the password protects the person from somebody else at their "
    "device; for an objection by somebody who is logged in there is seldom a reasonable doubt (GDPR Art. 12(6))."
)

_count = FieldCount(
    Answer(ID, TITLE, UNIT),
    (
        references.IDENTITY_DATA,
        references.FACILITATE,
        references.LONGER_THAN_NECESSARY,
        references.EPIC_LOGIN_FIRST,
        references.CCPA_EASY_TO_EXECUTE,
        references.WCAG_AUTHENTICATION,
    ),
    AGAINST,
)


def measure(graph: StepGraph) -> Measurement:
    """Count the forms of the refusal that ask for a password, with one finding for each."""
    return _count.of(graph, _logins, _told)


def _told(field: Field) -> Said:
    return say("a password is asked for ({why:said})", why=field.why)


def _logins(gathered: Gathered) -> Iterator[Field]:
    seen = set()
    for field in counting.required_fields(gathered):
        if field.control.kind == "password" and field.screen not in seen:
            seen.add(field.screen)
            yield field
