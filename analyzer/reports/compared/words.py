"""How a comparison is said as a whole: what it is called, where friction lies, how procedures are ordered.

Every sentence is made from numbers; none is written for a particular procedure.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from analyzer.model import Comparison, Procedure, Reading, Score, Tolerance
from analyzer.reports.compared.cells import FRICTION, cell, score
from analyzer.reports.compared.lines import lines, of
from analyzer.reports.compared.naming import Naming
from analyzer.reports.english import OUTCOMES, counted, country, language, setting
from analyzer.saying import listed, number

ORDERS = (FRICTION, "clicks", "required_fields", "required_text_fields")
"""The gauges by which procedures are ordered: the orders differ, and that is why there are several."""

MEANING = (
    "Friction is one number from 0 (none) to 100 under one policy.",
    "Its interval holds every total that the policy's stated doubts allow; where two overlap, their order is open.",
    "A year of a service holds every way through it that was compared, so that a number there is a range.",
    "Such a range changed only where it does not touch the other one and lies apart by more than the tolerance.",
    "What changed by less is about the same; both numbers are printed.",
    "Where refusing ends in a dead end, what it would take is not known: it is named, not ranked, and in no range.",
    "Counterfactuals of one flow in several languages are one row where none differs by more than the tolerance.",
    "Two screens are the same where heading, address, words, fields and what was pressed agree for the most part.",
    "Each procedure was walked in one country, language, account state and on one device, as of one date.",
    "Each procedure's own report names them, and for a mock who described it and what is invented.",
)
"""What has to be known to read the page."""


def heading(comparison: Comparison) -> str:
    """Return what the page is called."""
    yardsticks = len(comparison.yardsticks)
    said = counted(sum(not one.yardstick for one in comparison.procedures), "procedure")
    beside = "" if not yardsticks else f" and {counted(yardsticks, 'counterfactual')}"
    return f"{said}{beside} compared"


def opening(comparison: Comparison) -> str:
    """Return where friction lies, from the least to the most, beside what the counterfactual takes.

    What cannot be refused is not ranked; ``impossible`` names it.
    """
    own = [one for one in comparison.procedures if not one.yardstick]
    scored = [(one.score, one) for one in own if one.score and not one.impossible]
    scored.sort(key=lambda pair: (pair[0].total, pair[1].number))
    if not scored:
        return "None of the procedures that can be refused has a score."
    (least, easy), (most, hard) = scored[0], scored[-1]
    said = f"Friction is {score(least)} for {easy.name}."
    if easy is not hard:
        apart = most.interval[0] > least.interval[1]
        certain = "" if apart else "; their intervals overlap, so that even this order is not certain"
        said = f"Friction lies between {score(least)} for {easy.name} and {score(most)} for {hard.name}{certain}."
    yardsticks = [
        f"{cell(FRICTION, line.readings(FRICTION))} for {line.name}" for line in of("least", lines(comparison))
    ]
    if yardsticks:
        said += f" The least that refusing could take: {listed(yardsticks)}."
    return f"{said}{_coverage([one for one, _ in scored])}"


def impossible(comparison: Comparison) -> str:
    """Return which procedures cannot be refused, and why they are not ranked; "" where all can."""
    dead = [one for one in comparison.procedures if one.impossible and not one.yardstick]
    if not dead:
        return ""
    named = listed([f"{one.number} {one.name}" for one in dead])
    return f"No refusal is possible in {counted(len(dead), 'procedure')}: {named}.{_weightless(dead)}"


def _weightless(dead: Sequence[Procedure]) -> str:
    shares = [round(one.score.coverage * 100) for one in dead if one.score]
    if not shares:
        return ""
    low, high = min(shares), max(shares)
    share = f"{low} %" if low == high else f"{low} to {high} %"
    they = "It is" if len(dead) == 1 else "They are"
    return (
        f" {they} not ranked: what refusing would take cannot be measured there, so that a score rests on {share} of "
        "the policy's weight alone."
    )


def _coverage(scores: Sequence[Score]) -> str:
    """Return that scores rest on different measures, where the weight that was measured differs."""
    low, high = (end(round(one.coverage * 100) for one in scores) for end in (min, max))
    if low == high:
        return f" Each score rests on {low} % of the policy's weight."
    return (
        f" The scores rest on {low} to {high} % of the policy's weight, and so not all on the same measures: a part of "
        "a difference may come from what could not be measured."
    )


def site_kinds(comparison: Comparison) -> str:
    """Return what was walked: mocks, recorded traffic, or the services themselves."""
    kinds = {one.flow.site.kind for one in comparison.procedures}
    told = {
        "mock": "mocks, rebuilt from published descriptions: they show the procedure, not the original page",
        "tape": "recorded traffic",
        "live": "the live services",
    }
    return f"Walked on {listed([told[kind] for kind in ('mock', 'tape', 'live') if kind in kinds])}."


def placed(one: Procedure) -> str:
    """Return where and when a procedure was met, and how refusing ended."""
    flow = one.flow
    where = f"{flow.service}, {country(flow.country)}, {language(flow.language)}, {flow.date}"
    return f"{where}: {OUTCOMES.get(one.outcome, 'not walked')}"


def described(one: Procedure) -> str:
    """Return where and when a procedure was met, how refusing ended, what accepting takes, and what is told."""
    parts = [one.flow.service, setting(one.flow)]
    parts.append(f"refusing: {OUTCOMES.get(one.outcome, 'not walked')}")
    if one.accepting:
        clicks = "nothing to do" if one.accepting == "nothing" else counted(int(one.accepting), "click")
        parts.append(f"accepting: {clicks}")
    if one.score:
        parts.append(f"{round(one.score.coverage * 100)} % of the policy's weight measured")
    if one.kinds:
        parts.append(f"tells of {one.told} of {counted(one.kinds, 'kind')} of data whether they are used")
    if one.yardstick:
        parts.append("a counterfactual")
    return "; ".join(parts)


def orders(comparison: Comparison, naming: Naming) -> Iterator[tuple[str, str]]:
    """Yield a gauge's title and the procedures in its order, the most first; the signs are those of ``ORDER_KEY``."""
    for gauge in ORDERS:
        if gauge in naming.gauges:
            ranked = [one for one in comparison.procedures if not one.yardstick and not one.impossible]
            yield naming.title(gauge), _order(gauge, ranked)


def ranking(comparison: Comparison) -> tuple[Procedure, ...]:
    """Return the procedures that have a place, the most friction first."""
    ranked = [(one.score, one) for one in comparison.procedures if one.score and one.places]
    return tuple(one for _, one in sorted(ranked, key=lambda pair: (-pair[0].total, pair[1].number)))


PLACES = (
    "Place 1 has the most friction. Where intervals touch, the order is open and places are a range: two procedures "
    "with the same range are a tie."
)
"""How places are to be read."""

ORDER_KEY = (
    "Numbers of procedures, the most first. >: apart. ~: the intervals overlap, so that the order is not certain. "
    "=: equal. Procedures in which no refusal is possible are not ranked."
)


def tolerated(one: Tolerance, naming: Naming) -> str:
    """Return one row of the table of tolerances: which gauges, how much, and why."""
    return f"{tolerating(one, naming)}: {allowed(one)}. {one.why}"


def tolerating(one: Tolerance, naming: Naming) -> str:
    """Return which of the compared gauges a tolerance is for."""
    return listed([naming.title(gauge) for gauge in one.gauges if gauge in naming.gauges])


def allowed(one: Tolerance) -> str:
    """Return how much may differ: ``up to 10 %``, nothing, or what lies within ranges."""
    if one.ranged:
        return "only ranges that do not touch count as a change"
    return f"up to {number(one.share * 100)} % is about the same" if one.share else "any change counts"


def _order(gauge: str, procedures: Sequence[Procedure]) -> str:
    told = [(one.readings[gauge], one.number) for one in procedures if gauge in one.readings]
    known = sorted(((one, at) for one, at in told if one.value is not None), key=lambda pair: (-_of(pair[0]), pair[1]))
    if not known:
        return "cannot be told"
    words = [f"{known[0][1]}"]
    for (left, _), (right, at) in pairwise(known):
        words.append(f"{_relation(left, right)} {at}")
    rest = [str(at) for one, at in told if one.value is None]
    return " ".join(words) + (f"; not told: {listed(rest)}" if rest else "")


def _of(reading: Reading) -> float:
    return reading.value if reading.value is not None else 0


def _relation(left: Reading, right: Reading) -> str:
    if left.value == right.value:
        return "="
    apart = left.low is not None and right.high is not None and left.low > right.high
    return ">" if apart else "~"
