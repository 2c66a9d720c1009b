"""Page loads to refuse.

What
----
How many times the refusal makes the browser load a new document after the first opening. Unit: loads.

Formula
-------
The number of documents loaded in the top frame of any tab after the first one was there (``counting.page_loads``). A
redirect made by the page itself is a load of its own.

Why it is friction
------------------
A load is a wait, longer on a slow line than any measurement here shows, and a change of scene that must be understood
anew. It is also where an unfinished form is lost.

When it cannot tell
-------------------
When the walk broke off or ended in a dead end; when the page counted other activations than the steps explain; when no
refusal was walked.

Sources
-------
Card, Moran and Newell, The Keystroke-Level Model, 1980: operator R, the time the system takes. Schaffner et al.,
Understanding Account Deletion and Relevant Dark Patterns on Social Media, 2022.
"""

from analyzer import counting, references
from analyzer.graph import StepGraph
from analyzer.measuring.answer import REFUSE, Answer, Evidence, uncosted
from analyzer.model import Measurement
from analyzer.saying import say_many

ID = "page_loads"
TITLE = "Page loads to refuse"
UNIT = "loads"
AGAINST = (
    "A site built of documents loads pages everywhere, also where nobody is dissuaded. Screens count the same way."
)

_answer = Answer(ID, TITLE, UNIT)


def measure(graph: StepGraph) -> Measurement:
    """Count the documents the refusal loads, with one finding for each step that loads any."""
    reason = uncosted(graph, REFUSE)
    if reason:
        return _answer.cannot_tell(reason)
    walk = graph.walks[REFUSE]
    evidence = Evidence(ID, walk, references.cited(walk.flow, references.LONGER_THAN_NECESSARY), AGAINST)
    loads = counting.page_loads(walk)
    findings = (
        evidence.at_screen(
            say_many("{count:d} document loaded", "{count:d} documents loaded", count=many),
            step,
            screen,
            quote=screen.title,
        )
        for step, screen, many in loads
    )
    return _answer.measured(sum(many for _, _, many in loads), tuple(findings))
