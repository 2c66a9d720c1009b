"""Estimated time to refuse.

What
----
How long the refusal takes somebody who knows the way, makes no mistake and reads each screen once. Unit: s. An estimate
with a low and a high.

Formula
-------
The Keystroke-Level Model plus reading: the sum of the times of all operators that the steps need (``measuring.klm``,
which names each constant with its source), and of the words each screen is about, read once, in their language. Low is
the same sum with the low of every constant, for somebody who reads nothing below the fold; high with the high of every
constant, for somebody who reads everything. Declared waiting and the time servers take are not in it.

Why it is friction
------------------
Time is the one unit in which typing, reading and pressing add up, and the one a law names ("time-consuming").

When it cannot tell
-------------------
When the walk broke off or ended in a dead end; when the page counted other activations than the steps explain; when no
refusal was walked; when a screen on the way was not seen whole. Real people are quicker where they skim, and slower
where they search for the way, make mistakes or have to log in again.

Sources
-------
Card, Moran and Newell, The Keystroke-Level Model, CACM 1980, and The Psychology of Human-Computer Interaction, 1983.
Kieras 2001. Dhakal et al. 2018. Palin et al. 2019. Brysbaert 2019. Trauzettel-Klosinski and Dietz (IReST) 2012. CCPA
regulations, section 7004(a)(2).
"""

from analyzer import counting, references, tongues
from analyzer.graph import StepGraph
from analyzer.measuring.answer import REFUSE, Answer, Evidence, uncosted
from analyzer.measuring.klm import operators, taken, time_of
from analyzer.model import Measurement
from analyzer.saying import Said, say, say_many

ID = "estimated_time"
TITLE = "Estimated time to refuse"
UNIT = "s"
AGAINST = (
    "Most people skim, and browsers fill in addresses: some are quicker. It is computed from a model, not measured on "
    "people."
)
NAMES = {
    "M": say("deciding"), "P": say("pointing"), "B": say("pressing or releasing"), "H": say("moving the hand"),
    "K": say("typing text"), "C": say("typing codes"), "T": say("composing text"), "S": say("scrolling"),
    "R": say("waiting"), "W": say("reading words"), "F": say("reading words below the fold"),
    "A": say("reading words around it, only by who reads everything"),
}  # fmt: skip
_WAITING = "R"
"""The operator that is told in seconds already; the others are told as how often."""

_answer = Answer(ID, TITLE, UNIT)


def measure(graph: StepGraph) -> Measurement:
    """Estimate the time of the refusal, with one finding for each operator."""
    reason = uncosted(graph, REFUSE) or counting.first_cut(graph.walks[REFUSE].screens)
    if reason:
        return _answer.cannot_tell(reason)
    walk = graph.walks[REFUSE]
    refs = references.cited(
        walk.flow, references.CCPA_SYMMETRY, references.FACILITATE, references.LONGER_THAN_NECESSARY
    )
    evidence = Evidence(ID, walk, refs, AGAINST)
    findings = []
    needed = operators(walk)
    for operator, many in needed.items():
        kind, _, language = operator.partition(":")
        name = NAMES[kind]
        if language:
            name = say("{operator:said} ({language:tongues})", operator=name, language=tongues.language(language))
        low, estimate, high = (many * one for one in time_of(operator, walk))
        long = _told(low, estimate, high)
        if kind == _WAITING:
            findings.append(evidence.overall(say("{operator:said}: {long:said}", operator=name, long=long)))
            continue
        often = say_many("{count:,} time", "{count:,} times", count=round(many))
        told = say("{operator:said}: {often:said}, {long:said}", operator=name, often=often, long=long)
        findings.append(evidence.overall(told))
    whole = taken(needed, walk)
    return _answer.measured(whole.estimate, tuple(findings), low=whole.low, high=whole.high)


def _told(low: float, estimate: float, high: float) -> Said:
    if f"{low:.0f}" == f"{high:.0f}":
        return say_many("{count:d} second", "{count:d} seconds", count=round(estimate))
    return say_many(
        "{count:d} second ({low:.0f} to {high:.0f})", "{count:d} seconds ({low:.0f} to {high:.0f})",
        count=round(estimate), low=low, high=high,
    )  # fmt: skip
