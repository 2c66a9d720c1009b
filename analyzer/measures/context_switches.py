"""Context switches.

What
----
How many times the refusal sends somebody to another channel: a mailbox, a phone, another service. Unit: switches.

Formula
-------
The number of ``counting.arrivals``: arrivals at an origin that the flow declares as another channel, coming from
elsewhere. The way back is not counted again. A mail that starts the route is no switch.

Why it is friction
------------------
Leaving means waiting for a message, finding it, often another login or device, and finding the way back before a
deadline. It is the point at which reports on objections say that people give up.

When it cannot tell
-------------------
When the walk broke off or ended in a dead end; when the page counted other activations than the steps explain; when no
refusal was walked. Only declared channels are seen: a letter or a call outside of the browser belongs to declared
waiting.

Sources
-------
JustDeleteMe, grading of account deletion, where contacting support means hard. Consumer Reports, California Consumer
Privacy Act: Are Consumers' Digital Rights Protected, 2020. WCAG 2.2, 3.3.8 Accessible Authentication.
"""

from analyzer import counting, references
from analyzer.graph import StepGraph
from analyzer.measuring.answer import REFUSE, Answer, Evidence, uncosted
from analyzer.model import Measurement
from analyzer.saying import say

ID = "context_switches"
TITLE = "Switches to another channel"
UNIT = "switches"
AGAINST = (
    "A confirmation by mail can protect the person against a request that somebody else makes in their name (GDPR Art. "
    "12(6)); for somebody who is logged in there is seldom a doubt."
)

_answer = Answer(ID, TITLE, UNIT)


def measure(graph: StepGraph) -> Measurement:
    """Count the visits to other channels, with one finding for each."""
    reason = uncosted(graph, REFUSE)
    if reason:
        return _answer.cannot_tell(reason)
    walk = graph.walks[REFUSE]
    refs = references.cited(
        walk.flow,
        references.FACILITATE,
        references.IDENTITY_DATA,
        references.BY_AUTOMATED_MEANS,
        references.LONGER_THAN_NECESSARY,
        references.WCAG_AUTHENTICATION,
    )
    evidence = Evidence(ID, walk, refs, AGAINST)
    channels = {counting.origin(place): name for place, name in walk.flow.site.channels.items()}
    arrivals = counting.arrivals(walk)
    findings = (
        evidence.at_screen(
            say("off to the {channel:english}", channel=channels[counting.origin(screen.url)]),
            step,
            screen,
            quote=screen.title,
        )
        for step, screen in arrivals
    )
    return _answer.measured(len(arrivals), tuple(findings))
