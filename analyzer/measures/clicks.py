"""Clicks to refuse.

What
----
How many times somebody must press something on the service from the first screen of the flow until the refusal is
made. Unit: clicks.

Formula
-------
The sum over the steps of the refusal of ``counting.clicks_of``: a press 1, a double click 2, a native list 2 (open,
choose), a tick 1 unless it already stood so, a browser's question 1; putting the caret into a field, keys and scrolling
0. Visits to other channels are counted apart, by ``context_switches``.

Why it is friction
------------------
Every press is a decision to go on and a place to stop. Authorities and complaints count them: the FTC six to cancel
Amazon Prime against one or two to enrol, the CNIL five against one for cookies on google.fr.

When it cannot tell
-------------------
When the page counted other activations than the steps explain; when the walk broke off or ended in a dead end, because
the rest is not known and an impossible refusal would look cheap; when no refusal was walked.

Sources
-------
FTC, complaint against Amazon, 2023, paragraph 114. CNIL, deliberation SAN-2021-023. CCPA regulations, section
7004(a)(2). Card, Moran and Newell, The Keystroke-Level Model, 1980, for what one press is.
"""

from analyzer import counting, references
from analyzer.graph import StepGraph
from analyzer.measuring.answer import REFUSE, Answer, Evidence, uncosted
from analyzer.model import Measurement
from analyzer.saying import Said, say, say_many

ID = "clicks"
TITLE = "Clicks to refuse"
UNIT = "clicks"
AGAINST = (
    "A press may serve the person: a menu keeps the first page short, a confirmation prevents what cannot be undone. "
    "The walk is the way of somebody who knows it, so others press more."
)

_answer = Answer(ID, TITLE, UNIT)


def measure(graph: StepGraph) -> Measurement:
    """Count the clicks of the refusal, with one finding for each step that is one."""
    reason = uncosted(graph, REFUSE)
    if reason:
        return _answer.cannot_tell(reason)
    walk = graph.walks[REFUSE]
    refs = references.cited(
        walk.flow,
        references.LONGER_THAN_NECESSARY,
        references.FACILITATE,
        references.CCPA_EASY_TO_EXECUTE,
    )
    evidence = Evidence(ID, walk, refs, AGAINST)
    findings = []
    total = 0
    for step in walk.transitions:
        count = counting.clicks_of(step, walk)
        total += count
        if count:
            label, on = counting.label_of(step, walk), counting.target_of(step)
            message = _told(count, (on.role or on.tag) if on else "", label)
            findings.append(evidence.at_step(message, step.number, on, label))
    return _answer.measured(total, tuple(findings))


def _told(count: int, role: str, label: str) -> Said:
    if role and label:
        return say_many(
            "{count:d} click on the {role:english} “{label}”", "{count:d} clicks on the {role:english} “{label}”",
            count=count, role=role, label=label,
        )  # fmt: skip
    what = role or say("browser dialog")
    return say_many(
        "{count:d} click on the {what:english}", "{count:d} clicks on the {what:english}", count=count, what=what
    )
