"""Asked again after refusing.

What
----
How often the person is asked again after having refused: offered acceptance once more, asked to stay, or asked whether
they are sure. Unit: times.

Formula
-------
The refusal is the first activated control that says no or names the right, else the last one of a route that came to
its end. Counted are the screens newly shown from then on that ask again: a control (no box or switch) of the topmost
dialog or main content that accepts or asks to stay, a sentence that asks for confirmation, or a browser's own dialog of
confirmation. One screen counts once, however often it asks.

Why it is friction
------------------
Each repetition is one more chance to give in, and tells that the first no was not taken for an answer.

When it cannot tell
-------------------
When the walk broke off, no refusal was walked, no activated control can be taken for the refusal, or a screen's
language has no lexicon. Asking again on another day or by mail is not seen.

Sources
-------
EDPB, Guidelines 03/2022 version 2.0, Overloading: Continuous prompting. Regulation (EU) 2022/2065 (DSA), Art. 25(3)(b).
FTC, complaint against Amazon, 2023: "Keep my benefits", "Remind me later".
"""

from analyzer import counting, references
from analyzer.graph import StepGraph
from analyzer.measuring import spoken
from analyzer.measuring.answer import REFUSE, Answer, Evidence, unseen
from analyzer.model import FlowIdentity, Measurement, Screen
from analyzer.saying import Said, say

ID = "asked_again"
TITLE = "Asked again after refusing"
UNIT = "times"
AGAINST = "One confirmation protects from slips where an act cannot be undone; an offer may belong to another question."

_answer = Answer(ID, TITLE, UNIT)


def measure(graph: StepGraph) -> Measurement:
    """Count the screens after the refusal that ask again, with one finding for each."""
    reason = unseen(graph, REFUSE) or spoken.unread(graph.walks[REFUSE])
    if reason:
        return _answer.cannot_tell(reason)
    walk = graph.walks[REFUSE]
    refused = spoken.refusal(walk)
    if refused is None:
        return _answer.cannot_tell(say("no activated control can be taken for the refusal"))
    step = refused[0].number
    hooks = (references.CONTINUOUS_PROMPTING, references.GRAY_NAGGING, references.DSA_REPEATED)
    evidence = Evidence(ID, walk, references.cited(walk.flow, *hooks), AGAINST)
    findings = []
    for number, screen in counting.newly_shown(walk):
        asked = _asks(screen, walk.flow) if number >= step else None
        if asked:
            message, quote, control = asked
            findings.append(evidence.at_screen(message, number, screen, control, quote))
    return _answer.measured(len(findings), tuple(findings))


def _asks(screen: Screen, flow: FlowIdentity) -> tuple[Said, str, str | None] | None:
    """Return how a screen asks again, in which words, and with which control; None where it does not."""
    if screen.browser_dialog in {"confirm", "beforeunload"}:
        return say("the browser asks for confirmation"), " ".join(block.text for block in screen.blocks), None
    for control in counting.options(screen):
        if control.role in spoken.CHOICES:
            continue
        label, language = spoken.label_of(control), spoken.language_of(control, screen, flow)
        if spoken.meaning(control, screen, flow).intent == "accept":
            return say("offers acceptance again"), label, control.key
        if any(slot == "stay" for _, slot in spoken.names("asks_again", label, language)):
            return say("asks to stay"), label, control.key
    for block in screen.blocks:
        language = spoken.language_of(block, screen, flow)
        for words, slot in spoken.names("asks_again", block.text, language):
            if slot == "confirm":
                return say("asks for confirmation"), spoken.sentence_with(words, block.text), None
    return None
