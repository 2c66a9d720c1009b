"""Required fields.

What
----
How many fields must hold something for the refusal to be accepted, prefilled or not. Unit: fields.

Formula
-------
The number of ``counting.required_fields`` of the refusal: fields of the forms it used that are marked as required
(``required``, ``aria-required``, a mark in the label), that were rejected when left out, that take a needed search
word, or that were typed into on a form that marks nothing. Each counts once a route; radio buttons of one group are one
field.

Why it is friction
------------------
Every required field is a question that must be answered before the right can be used, and data that is handed over to
exercise it. A regulator fined a form with eight required fields where two would have done.

When it cannot tell
-------------------
When the walk broke off or ended in a dead end; when the page counted other activations than the steps explain; when no
refusal was walked. A field that the page requires without a mark, and that the route happens to fill in beside marked
ones, is taken for optional: only a rejected form shows it.

Sources
-------
California Privacy Protection Agency, order against American Honda Motor, March 2025. GDPR Art. 5(1)(c), 12(2), 12(6).
Habib et al., An Empirical Analysis of Data Deletion and Opt-Out Choices on 150 Websites, SOUPS 2019.
"""

from analyzer import counting, references
from analyzer.counting import Field
from analyzer.graph import StepGraph
from analyzer.measuring.answer import Answer
from analyzer.measuring.fields import FieldCount
from analyzer.model import Measurement
from analyzer.saying import Said, say

ID = "required_fields"
TITLE = "Required fields"
UNIT = "fields"
AGAINST = (
    "Some data is needed to act on the request, and a doubt about who is asking may be cleared (GDPR Art. 12(6)). A "
    "prefilled field costs a look, no typing."
)

_count = FieldCount(
    Answer(ID, TITLE, UNIT),
    (references.FACILITATE, references.DATA_MINIMISATION, references.IDENTITY_DATA, references.LONGER_THAN_NECESSARY),
    AGAINST,
)


def measure(graph: StepGraph) -> Measurement:
    """Count the required fields of the refusal, with one finding for each."""
    return _count.of(graph, counting.required_fields, _told)


def _told(field: Field) -> Said:
    return say("{why:said}, prefilled", why=field.why) if field.prefilled else field.why
