"""Scrolls to refuse.

What
----
How many times somebody must scroll to reach what has to be operated next. Unit: scrolls.

Formula
-------
The sum over the steps of the refusal of ``counting.scrolls_of``: 1 for each scroll the route makes, and 1 for each step
whose control did not stand in the viewport when its screen was seen, because automation brings it into view by itself
and a person cannot. Scrolling further for reading is not counted; words count that.

Why it is friction
------------------
What lies below the fold is found late or not at all. A report on one objection found its link in the 19th paragraph.

When it cannot tell
-------------------
When the walk broke off or ended in a dead end; when the page counted other activations than the steps explain; when no
refusal was walked. The viewport is one of many: on a smaller one there is more to scroll.

Sources
-------
Utz et al., (Un)informed Consent, CCS 2019, on the position of notices. Folha de S.Paulo, 2024, on the link in the 19th
paragraph. EDPB, Guidelines 03/2022 version 2.0, Stirring: Hidden in plain sight.
"""

from analyzer import counting, references
from analyzer.graph import StepGraph
from analyzer.measuring.answer import REFUSE, Answer, Evidence, uncosted
from analyzer.model import Measurement, Target
from analyzer.saying import Said, say

ID = "scrolls"
TITLE = "Scrolls to refuse"
UNIT = "scrolls"
AGAINST = "Where something stands depends on the size of the screen, and long pages are scrolled by habit."

_answer = Answer(ID, TITLE, UNIT)


def measure(graph: StepGraph) -> Measurement:
    """Count the scrolls of the refusal, with one finding for each."""
    reason = uncosted(graph, REFUSE)
    if reason:
        return _answer.cannot_tell(reason)
    walk = graph.walks[REFUSE]
    refs = references.cited(walk.flow, references.HIDDEN_IN_PLAIN_SIGHT, references.FACILITATE)
    evidence = Evidence(ID, walk, refs, AGAINST)
    findings = []
    for step in walk.transitions:
        if counting.scrolls_of(step, walk):
            on, label = counting.target_of(step), counting.label_of(step, walk)
            findings.append(evidence.at_step(_told(on, label), step.number, on, label))
    return _answer.measured(len(findings), tuple(findings))


def _told(on: Target | None, label: str) -> Said:
    if on is None:
        return say("the route scrolls")
    return say("“{label}” stands outside of the viewport", label=label or on.role)
