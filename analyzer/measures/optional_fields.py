"""Optional fields shown.

What
----
How many fields the forms of the refusal show without needing them. Unit: fields.

Formula
-------
The number of ``counting.optional_fields`` of the refusal: fields in the main content, or the dialog, on which the route
entered something or pressed something other than a link, that are not required. Fields of the site's header and footer
are not part of the form. Boxes, switches and radio groups that the route itself turns are the way to refuse and do not
count. Each counts once a route.

Why it is friction
------------------
An optional field must be read before it is known to be optional, and an empty box beside the button looks as if the
refusal were incomplete without it. Toggles that must be looked through one by one are of this kind.

When it cannot tell
-------------------
When the walk broke off or ended in a dead end; when the page counted other activations than the steps explain; when no
refusal was walked.

Sources
-------
EDPB, Guidelines 03/2022 version 2.0, Overloading: Too many options. Nouwens et al., Dark Patterns after the GDPR, CHI
2020, on granular controls. Evidence on a loss per field is weak and comes from vendors.
"""

from analyzer import counting, references
from analyzer.graph import StepGraph
from analyzer.measuring.answer import Answer
from analyzer.measuring.fields import FieldCount
from analyzer.model import Measurement
from analyzer.saying import say

ID = "optional_fields"
TITLE = "Optional fields shown"
UNIT = "fields"
AGAINST = "Who wants to explain, or to choose in detail, needs a place for it; leaving it empty costs nothing."

_count = FieldCount(
    Answer(ID, TITLE, UNIT),
    (references.TOO_MANY_OPTIONS, references.DATA_MINIMISATION),
    AGAINST,
)


def measure(graph: StepGraph) -> Measurement:
    """Count the optional fields the refusal shows, with one finding for each."""
    return _count.of(graph, counting.optional_fields, lambda _: say("shown, not needed"))
