"""Declared waiting.

What
----
How long somebody waits outside of the browser, as the description of the procedure says: for a mail, for a decision.
Unit: hours.

Formula
-------
The sum of the waits the flow declares. Each has a low and a high number of hours; low and high are their sums, the
value is the middle between the two.

Why it is friction
------------------
Until the answer comes the outcome is open, and the processing may go on. A wait also breaks the procedure: who must
come back may not.

When it cannot tell
-------------------
Never: not applicable where the flow declares no wait, which does not mean that there is none. The hours are what
sources say, not what was measured.

Sources
-------
The source named with each wait. GDPR Art. 12(3): without undue delay, at the latest within one month.
"""

from datetime import timedelta

from analyzer import references
from analyzer.graph import StepGraph
from analyzer.measuring.answer import REFUSE, Answer, Evidence, unwalked
from analyzer.model import Measurement, Wait
from analyzer.saying import Said, say, say_many

ID = "declared_waiting"
TITLE = "Declared waiting"
UNIT = "hours"
AGAINST = "Nobody sits and waits these hours, and examining a request takes time that the law allows: up to a month."

_answer = Answer(ID, TITLE, UNIT)


def measure(graph: StepGraph) -> Measurement:
    """Add up the declared waits, with one finding for each."""
    reason = unwalked(graph, REFUSE)
    if reason:
        return _answer.cannot_tell(reason)
    walk = graph.walks[REFUSE]
    waits = walk.flow.waits
    if not waits:
        return _answer.not_applicable(say("the sources of this flow declare no waiting time"))
    refs = references.cited(walk.flow, references.WITHOUT_UNDUE_DELAY, references.FACILITATE)
    evidence = Evidence(ID, walk, refs, AGAINST)
    low, high = sum(wait.low_hours for wait in waits), sum(wait.high_hours for wait in waits)
    findings = (
        evidence.overall(
            say(
                "{what:english}: {long:said}, according to {source:english}",
                what=wait.what, long=span(wait), source=wait.source,
            )
        )
        for wait in waits
    )  # fmt: skip
    return _answer.measured((low + high) / 2, tuple(findings), low=low, high=high)


def span(wait: Wait) -> Said:
    """Return from how long to how long it is: ``24 hours``, ``1 to 5 hours``, ``1 minute to 24 hours``."""
    return between(wait.low_hours, wait.high_hours)


def between(low: float, high: float) -> Said:
    """Return a range of hours in words."""
    if low == high:
        return _long(low)
    if low < 1:
        return say("{low:said} to {high:said}", low=_long(low), high=_long(high))
    return say_many(
        "{low:number} to {count:number} hour", "{low:number} to {count:number} hours", count=high, low=low
    )  # fmt: skip


def _long(hours: float) -> Said:
    """Return how long it is; less than an hour in minutes, of which a moment is one."""
    if hours >= 1:
        return say_many("{count:number} hour", "{count:number} hours", count=hours)
    minutes = round(timedelta(hours=hours) / timedelta(minutes=1))
    return say_many("{count:d} minute", "{count:d} minutes", count=max(minutes, 1))
