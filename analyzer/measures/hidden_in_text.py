"""Refusal hidden in running text.

What
----
Whether the way to refuse leads through a link inside running text, and how far down that text. Unit: paragraph; 0 when
every control on the way stands by itself, n when a link stands in the nth paragraph of its dialog or main content.

Formula
-------
Over all activated controls of the refusal that are links inside running text: the largest number of the paragraph that
holds one, read in the stored page. A link in a text that is no paragraph counts as standing in the first. A button
counts where it stands in a paragraph; elsewhere, as a box or a field anywhere, it does not, whatever words stand beside
it. The largest and not the sum, because the deepest
link is where people stop.

Why it is friction
------------------
A word in a paragraph is found only by those who read the paragraph. In 2024 the link to object stood in the 19th.

When it cannot tell
-------------------
When the walk broke off, no refusal was walked, or the stored page of such a link is missing. It does not need to
understand the words, so any language will do.

Sources
-------
GDPR Art. 21(4): separately from any other information. EDPB, Cookie Banner Taskforce, 2023, section 14. EDPB,
Guidelines 03/2022 version 2.0, Stirring: Hidden in plain sight. Folha de S.Paulo, 2024, on the 19th paragraph.
"""

from analyzer import references
from analyzer.graph import StepGraph
from analyzer.measuring import spoken
from analyzer.measuring.answer import REFUSE, Answer, Evidence, unseen
from analyzer.model import Box, Control, Measurement, Screen
from analyzer.saying import Said, say

ID = "hidden_in_text"
TITLE = "Refusal hidden in running text"
UNIT = "paragraph"
AGAINST = "A link in the sentence that explains the right stands where its meaning is clear, and may be underlined."

_answer = Answer(ID, TITLE, UNIT)


def measure(graph: StepGraph) -> Measurement:
    """Find the deepest paragraph that the refusal's links stand in, with one finding for each link."""
    reason = unseen(graph, REFUSE)
    if reason:
        return _answer.cannot_tell(reason)
    walk = graph.walks[REFUSE]
    hooks = (references.HIDDEN_IN_PLAIN_SIGHT, references.BROUGHT_TO_ATTENTION, references.TASKFORCE_LINK_IN_TEXT)
    evidence = Evidence(ID, walk, references.cited(walk.flow, *hooks), AGAINST)
    findings = []
    deepest = 0
    for step, screen, control in spoken.activated(walk):
        if not control.inline or control.role not in {"link", "button"}:
            continue
        page = graph.doms[REFUSE].get(screen.number)
        if page is None:
            return _answer.cannot_tell(say("the stored page of screen {screen:d} is missing", screen=screen.number))
        paragraph = _paragraph(page, control)
        if control.role != "link" and not paragraph:
            continue
        deepest = max(deepest, paragraph or 1)
        message = _told(control, paragraph)
        findings.append(evidence.at_screen(message, step.number, screen, control.key, _sentence(control, screen)))
    return _answer.measured(deepest, tuple(findings))


def _paragraph(page: str, control: Control) -> int | None:
    from analyzer import dom  # noqa: PLC0415 - most walks are measured without reading a stored DOM

    return dom.read(page).paragraph_of(control.key)


def _told(control: Control, paragraph: int | None) -> Said:
    label = spoken.label_of(control)
    if paragraph and control.role == "button":
        return say("“{label}” is a button inside paragraph {paragraph:d}", label=label, paragraph=paragraph)
    if paragraph:
        return say("“{label}” is a link inside paragraph {paragraph:d}", label=label, paragraph=paragraph)
    return say("“{label}” is a link inside a text that is no paragraph", label=label)


def _sentence(control: Control, screen: Screen) -> str:
    label = control.text or control.name
    around = [block.text for block in screen.blocks if label in block.text and _holds(block.box, control.box)]
    anywhere = [block.text for block in screen.blocks if label in block.text]
    return next((spoken.sentence_with(label, text) for text in (*around, *anywhere)), label)


def _holds(outer: Box, inner: Box) -> bool:
    across = outer.x <= inner.x and inner.x + inner.width <= outer.x + outer.width
    return across and outer.y <= inner.y and inner.y + inner.height <= outer.y + outer.height
