"""Refusing against accepting.

What
----
How many clicks more refusing takes than accepting. Unit: clicks. Below zero where accepting takes more.

Formula
-------
Value = r - a, with r and a the clicks of the two routes as ``clicks`` counts them. The findings carry the rest: the
ratio (r + 1) / (a + 1), and the differences in screens, required fields, words and estimated seconds. Never r / a,
because accepting may take no click at all: who says nothing participates. The report has difference and ratio in every
quantity, against accepting and against the counterfactual, from the first screen and from the first link on
(``asymmetries``).

Why it is friction
------------------
Who is indifferent takes the shorter way. One layer more on the way to refusing raised consent by 22 to 23 points.

When it cannot tell
-------------------
When one of the two routes was not walked, broke off or ended in a dead end, or when the page counted other activations
than the steps explain.

Sources
-------
CCPA regulations, section 7004(a)(2): the path to the more protective choice shall not be longer, more difficult or more
time-consuming. CNIL, guidelines of 17 September 2020: refusing as simple as accepting. Nouwens et al., Dark Patterns
after the GDPR, CHI 2020.
"""

from analyzer import counting, references
from analyzer.graph import StepGraph
from analyzer.measuring.answer import ACCEPT, REFUSE, Answer, Evidence, uncosted
from analyzer.measuring.klm import seconds
from analyzer.model import Measurement
from analyzer.saying import Said, say

ID = "asymmetry"
TITLE = "Refusing against accepting"
UNIT = "clicks"
AGAINST = (
    "The duty to make refusing as easy binds consent, not every right: an objection (GDPR Art. 21) may ask for "
    "grounds, and somebody must at least say that they object."
)

_answer = Answer(ID, TITLE, UNIT)


def measure(graph: StepGraph) -> Measurement:
    """Compare the two routes, with one finding for each quantity."""
    reason = uncosted(graph, REFUSE) or uncosted(graph, ACCEPT)
    if reason:
        return _answer.cannot_tell(reason)
    refusal, acceptance = graph.gathered(REFUSE), graph.gathered(ACCEPT)
    r, a = counting.counts(refusal)[0], counting.counts(acceptance)[0]
    if r is None or a is None:
        return _answer.cannot_tell(say("the counts of one route cannot be trusted"))
    refs = references.cited(
        refusal.walk.flow,
        references.LONGER_THAN_NECESSARY,
        references.CCPA_SYMMETRY,
        references.CNIL_AS_EASY,
        references.AS_EASY_TO_WITHDRAW,
        references.DSA_HARDER,
    )
    evidence = Evidence(ID, refusal.walk, refs, AGAINST)
    slow, quick = seconds(refusal).estimate, seconds(acceptance).estimate
    ratio = round((r.clicks + 1) / (a.clicks + 1), 2)
    gap = round(slow) - round(quick)
    messages = (
        say(
            "{clicks:said}; ({refuse:d}+1)/({accept:d}+1) = {ratio:g}",
            clicks=_compared(say("clicks"), r.clicks, a.clicks),
            refuse=r.clicks,
            accept=a.clicks,
            ratio=ratio,
        ),
        _compared(say("screens"), r.screens, a.screens),
        _compared(say("required fields"), r.required_fields, a.required_fields),
        _compared(say("words"), r.words, a.words),
        say(
            "seconds, estimated: {slow:.0f} to refuse, {quick:.0f} to accept: {more:said}",
            slow=slow,
            quick=quick,
            more=_more(gap),
        ),
    )
    return _answer.measured(r.clicks - a.clicks, tuple(map(evidence.overall, messages)))


def _compared(what: Said, r: int, a: int) -> Said:
    return say(
        "{what:said}: {refuse:d} to refuse, {accept:d} to accept: {more:said}",
        what=what, refuse=r, accept=a, more=_more(r - a),
    )  # fmt: skip


def _more(difference: int) -> Said:
    if not difference:
        return say("as many")
    return say("{many:d} more", many=difference) if difference > 0 else say("{many:d} fewer", many=-difference)
