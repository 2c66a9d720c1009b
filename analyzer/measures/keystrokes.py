"""Keystrokes to refuse.

What
----
How many keys somebody must press from the first screen of the flow until the refusal is made. Unit: keys.

Formula
-------
The sum over the steps of the refusal of ``counting.keystrokes_of``: the characters typed into fields and answers, and
single keys. What the service had filled in beforehand costs nothing; pasting is counted as typing.

Why it is friction
------------------
Typing takes time, is worse on a phone, and asks for something to say. A prefilled field shows that the service knew
the answer already.

When it cannot tell
-------------------
When the page counted other activations than the steps explain; when the walk broke off or ended in a dead end; when no
refusal was walked.

Sources
-------
Card, Moran and Newell, The Keystroke-Level Model, 1980. Dhakal et al., Observations on Typing from 136 Million
Keystrokes, CHI 2018. Palin et al., How do People Type on Mobile Devices, MobileHCI 2019.
"""

from analyzer import counting, references
from analyzer.graph import StepGraph
from analyzer.measuring.answer import REFUSE, Answer, Evidence, uncosted
from analyzer.model import Measurement
from analyzer.saying import Said, say_many

ID = "keystrokes"
TITLE = "Keystrokes to refuse"
UNIT = "keys"
AGAINST = (
    "How much is typed depends on the invented person: a short address costs less than a long one. Browsers and "
    "password managers fill in some of it."
)

_answer = Answer(ID, TITLE, UNIT)


def measure(graph: StepGraph) -> Measurement:
    """Count the keys of the refusal, with one finding for each step that needs any."""
    reason = uncosted(graph, REFUSE)
    if reason:
        return _answer.cannot_tell(reason)
    walk = graph.walks[REFUSE]
    refs = references.cited(walk.flow, references.LONGER_THAN_NECESSARY, references.FACILITATE)
    evidence = Evidence(ID, walk, refs, AGAINST)
    findings = []
    total = 0
    for step in walk.transitions:
        keys = counting.keystrokes_of(step, walk)
        total += keys
        if keys:
            label = counting.label_of(step, walk)
            findings.append(evidence.at_step(_told(keys, label), step.number, counting.target_of(step), label))
    return _answer.measured(total, tuple(findings))


def _told(keys: int, label: str) -> Said:
    if label:
        return say_many("{count:d} key in “{label}”", "{count:d} keys in “{label}”", count=keys, label=label)
    return say_many("{count:d} key", "{count:d} keys", count=keys)
