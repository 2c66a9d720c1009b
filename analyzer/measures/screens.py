"""Screens to refuse.

What
----
How many screens somebody is shown from the first screen of the flow until the refusal is made, both included. Unit:
screens.

Formula
-------
The number of newly shown screens (``counting.newly_shown``): the first one, each new document, each dialog that was not
open before, and each panel or step that replaces the main content, which is so when more than half of the words that
stood there are gone and others have come. Repeated visits count. Ticking, typing and closing a dialog show nothing new.

Why it is friction
------------------
Each screen must be understood before the way on is found. A privacy maze is made of screens, not of clicks.

When it cannot tell
-------------------
When the page counted other activations than the steps explain; when the walk broke off or ended in a dead end; when no
refusal was walked.

Sources
-------
EDPB, Guidelines 03/2022 version 2.0, annex I, Overloading: Privacy maze. FTC, complaint against Amazon, 2023: four
pages to cancel. Gray et al., An Ontology of Dark Patterns Knowledge, CHI 2024: Adding steps.
"""

from analyzer import counting, references
from analyzer.graph import StepGraph, title_of
from analyzer.measuring.answer import REFUSE, Answer, Evidence, uncosted
from analyzer.model import Measurement
from analyzer.saying import Said, say

ID = "screens"
TITLE = "Screens to refuse"
UNIT = "screens"
AGAINST = (
    "The first screen is where the person already was, and the last confirms. Several short screens can be easier than "
    "a long one."
)

_answer = Answer(ID, TITLE, UNIT)


def measure(graph: StepGraph) -> Measurement:
    """Count the screens the refusal shows, with one finding for each."""
    reason = uncosted(graph, REFUSE)
    if reason:
        return _answer.cannot_tell(reason)
    walk = graph.walks[REFUSE]
    refs = references.cited(walk.flow, references.PRIVACY_MAZE, references.LONGER_THAN_NECESSARY, references.FACILITATE)
    evidence = Evidence(ID, walk, refs, AGAINST)
    shown = counting.newly_shown(walk)
    findings = (evidence.at_screen(_told(len(shown)), step, screen, quote=title_of(screen)) for step, screen in shown)
    return _answer.measured(len(shown), tuple(findings))


def _told(many: int) -> Said:
    return say("newly shown, the only screen") if many == 1 else say("newly shown, one of {many:d} screens", many=many)
