"""Options per screen.

What
----
How many things the busiest screen of the refusal offers to press or fill in. Unit: options.

Formula
-------
The largest number of ``counting.options`` over the newly shown screens of the refusal, the last one aside, because
nothing is left to choose there: distinct enabled controls of the main content or topmost dialog, without the site's
header, footer and navigation. The largest and not the mean, because a mean falls when a screen with one button is
added, and the screen with the most choices is where the way is lost. Each screen's number stands in the findings.

Why it is friction
------------------
The more there is to choose from, the longer the choice takes and the easier the right one is overlooked. The last page
of one cancellation offered five options, of which only the last cancelled.

When it cannot tell
-------------------
When the walk broke off, a screen with a choice was not seen whole, or no refusal was walked. A dead end is no obstacle:
its screens were seen. Not applicable where the refusal shows no screen to choose on. Which options mislead is not
judged here.

Sources
-------
FTC, complaint against Amazon, 2023: 15 options on 4 pages. Hick, On the Rate of Gain of Information, 1952; Hyman, 1953.
EDPB, Guidelines 03/2022 version 2.0, Overloading: Too many options.
"""

from analyzer import counting, references
from analyzer.graph import StepGraph, title_of
from analyzer.measuring.answer import REFUSE, Answer, Evidence, unseen
from analyzer.model import Measurement
from analyzer.saying import Said, say, say_many

ID = "options_per_screen"
TITLE = "Options on the busiest screen"
UNIT = "options"
AGAINST = (
    "Choices that belong to other purposes than refusing are counted too, and real choice needs options. A start page "
    "is busy for everybody."
)

_answer = Answer(ID, TITLE, UNIT)


def measure(graph: StepGraph) -> Measurement:
    """Find the screen of the refusal with the most options, with one finding for each screen."""
    reason = unseen(graph, REFUSE)
    if reason:
        return _answer.cannot_tell(reason)
    walk = graph.walks[REFUSE]
    acted = {step.source for step in walk.transitions}
    shown = [(step, screen) for step, screen in counting.newly_shown(walk) if screen.number in acted]
    if not shown:
        return _answer.not_applicable(say("the refusal shows no screen on which anything is chosen"))
    reason = counting.first_cut(screen for _, screen in shown)
    if reason:
        return _answer.cannot_tell(reason)
    refs = references.cited(walk.flow, references.TOO_MANY_OPTIONS, references.PRIVACY_MAZE)
    evidence = Evidence(ID, walk, refs, AGAINST)
    offered = [(step, screen, len(counting.options(screen))) for step, screen in shown]
    findings = (evidence.at_screen(_told(many), step, screen, quote=title_of(screen)) for step, screen, many in offered)
    return _answer.measured(max(many for _, _, many in offered), tuple(findings))


def _told(many: int) -> Said:
    return say_many("{count:d} option in the main content", "{count:d} options in the main content", count=many)
