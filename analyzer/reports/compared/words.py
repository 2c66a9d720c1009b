"""How a comparison is said as a whole: what it is called, where friction lies, how procedures are ordered.

Every sentence is made from numbers; none is written for a particular procedure.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from analyzer.model import Comparison, Procedure, Reading, Score, Tolerance
from analyzer.reports.compared.answers import procedures
from analyzer.reports.compared.cells import FRICTION, cell, score
from analyzer.reports.compared.lines import lines, of
from analyzer.reports.compared.naming import Naming
from analyzer.reports.comparison import NOTHING
from analyzer.reports.english import OUTCOMES, clicks
from analyzer.saying import Said, say, say_many

ORDERS = (FRICTION, "clicks", "required_fields", "required_text_fields")
"""The gauges by which procedures are ordered: the orders differ, and that is why there are several."""

MEANING = (
    say("Friction is one number from 0 (none) to 100 under one policy."),
    say(
        "Its interval holds every total that the policy's stated doubts allow; where two overlap, their order is open."
    ),
    say("A year of a service holds every way through it that was compared, so that a number there is a range."),
    say("Such a range changed only where it does not touch the other one and lies apart by more than the tolerance."),
    say("What changed by less is about the same; both numbers are printed."),
    say(
        "Where refusing ends in a dead end, what it would take is not known: it is named, not ranked, and in no range."
    ),
    say("Counterfactuals of one flow in several languages are one row where none differs by more than the tolerance."),
    say("Two screens are the same where heading, address, words, fields and what was pressed agree for the most part."),
    say("Each procedure was walked in one country, language, account state and on one device, as of one date."),
    say("Each procedure's own report names them, and for a mock who described it and what is invented."),
)
"""What has to be known to read the page."""


def heading(comparison: Comparison) -> Said:
    """Return what the page is called."""
    said = procedures(sum(not one.yardstick for one in comparison.procedures))
    if not comparison.yardsticks:
        return say("{procedures:said} compared", procedures=said)
    least = say_many("{count:,} counterfactual", "{count:,} counterfactuals", count=len(comparison.yardsticks))
    return say("{procedures:said} and {least:said} compared", procedures=said, least=least)


def opening(comparison: Comparison) -> tuple[Said, ...]:
    """Return where friction lies, from the least to the most, beside what the counterfactual takes.

    What cannot be refused is not ranked; ``impossible`` names it.
    """
    own = [one for one in comparison.procedures if not one.yardstick]
    scored = [(one.score, one) for one in own if one.score and not one.impossible]
    scored.sort(key=lambda pair: (pair[0].total, pair[1].number))
    if not scored:
        return (say("None of the procedures that can be refused has a score."),)
    yardsticks = [
        say(
            "{friction:said} for {procedure:said}",
            friction=cell(FRICTION, line.readings(FRICTION)),
            procedure=line.name,
        )
        if len(line.procedures) > 1
        else say(
            "{friction:said} for {procedure}", friction=cell(FRICTION, line.readings(FRICTION)), procedure=line.name
        )
        for line in of("least", lines(comparison))
    ]
    least = (
        [say("The least that refusing could take: {yardsticks:apart}.", yardsticks=yardsticks)] if yardsticks else []
    )
    return (_lies(scored), *_certain([score for score, _ in scored]), *least, _coverage([one for one, _ in scored]))


def _lies(scored: Sequence[tuple[Score, Procedure]]) -> Said:
    (least, easy), (most, hard) = scored[0], scored[-1]
    if easy is hard:
        return say("Friction is {low:said} for {easy}.", low=score(least), easy=easy.name)
    if least.total == most.total:
        friction = cell(FRICTION, [one.readings[FRICTION] for _, one in scored])
        every = procedures(len(scored))
        return say("Friction is {friction:said} in each of {procedures:said}.", friction=friction, procedures=every)
    ends = {"low": score(least), "easy": easy.name, "high": score(most), "hard": hard.name}
    if most.interval[0] > least.interval[1]:
        return say("Friction lies between {low:said} for {easy} and {high:said} for {hard}.", **ends)
    return say(
        "Friction lies between {low:said} for {easy} and {high:said} for {hard}; their intervals overlap, so that even "
        "this order is not certain.",
        **ends,
    )


def _certain(scores: Sequence[Score]) -> list[Said]:
    """Return of how many pairs the order is certain; of a single pair that is said already."""
    pairs = [easy.interval[1] < hard.interval[0] for easy, hard in combinations(scores, 2)]
    if len(pairs) <= 1:
        return []
    return [
        say(
            "Of {pairs:,} pairs the order of {certain:,} is certain; where intervals overlap it is open.",
            pairs=len(pairs), certain=sum(pairs),
        )
    ]  # fmt: skip


def impossible(comparison: Comparison) -> tuple[Said, ...]:
    """Return which procedures cannot be refused, and why they are not ranked; nothing where all can."""
    dead = [one for one in comparison.procedures if one.impossible and not one.yardstick]
    if not dead:
        return ()
    named = say_many(
        "No refusal is possible in {count:,} procedure: {names:listed}.",
        "No refusal is possible in {count:,} procedures: {names:listed}.",
        count=len(dead), names=[f"{one.number} {one.name}" for one in dead],
    )  # fmt: skip
    return (named, *_weightless(dead))


def _weightless(dead: Sequence[Procedure]) -> Iterator[Said]:
    shares = [round(one.score.coverage * 100) for one in dead if one.score]
    if shares:
        yield say_many(
            "It is not ranked: what refusing would take cannot be measured there, so that its score rests on "
            "{share:said} of the policy's weight alone.",
            "None of these {count:,} is ranked: what refusing would take cannot be measured there, so that a score "
            "rests on {share:said} of the policy's weight alone.",
            count=len(dead), share=_share(min(shares), max(shares)),
        )  # fmt: skip


def _share(low: int, high: int) -> Said:
    return say("{share:d} %", share=low) if low == high else say("{low:d} to {high:d} %", low=low, high=high)


def _coverage(scores: Sequence[Score]) -> Said:
    """Return that scores rest on different measures, where the weight that was measured differs."""
    low, high = (end(round(one.coverage * 100) for one in scores) for end in (min, max))
    if low == high:
        return say("Each score rests on {share:said} of the policy's weight.", share=_share(low, high))
    return say(
        "The scores rest on {share:said} of the policy's weight, and so not all on the same measures: a part of a "
        "difference may come from what could not be measured.",
        share=_share(low, high),
    )


_WALKED = {
    "mock": say("mocks (they show the procedure, not the original page)"),
    "tape": say("recorded traffic"),
    "live": say("the services themselves"),
}


def site_kinds(comparison: Comparison) -> Said:
    """Return what was walked: mocks, recorded traffic, or the services themselves."""
    kinds = {one.flow.site.kind for one in comparison.procedures}
    return say("Walked on {kinds:apart}.", kinds=[told for kind, told in _WALKED.items() if kind in kinds])


def ended(one: Procedure) -> Said:
    """Return how refusing ended."""
    return OUTCOMES.get(one.outcome, say("not walked"))


def described(one: Procedure) -> tuple[Said, ...]:
    """Return how refusing ended, what accepting takes, and what is told."""
    parts = [say("refusing: {outcome:said}", outcome=ended(one))]
    if one.accepting:
        taking = NOTHING if one.accepting == "nothing" else clicks(int(one.accepting))
        parts.append(say("accepting: {clicks:said}", clicks=taking))
    if one.score:
        parts.append(say("{share:d} % of the policy's weight measured", share=round(one.score.coverage * 100)))
    if one.kinds:
        told = say_many(
            "tells of {told:,} of {count:,} kind of data whether they are used",
            "tells of {told:,} of {count:,} kinds of data whether they are used",
            count=one.kinds, told=one.told,
        )  # fmt: skip
        parts.append(told)
    if one.yardstick:
        parts.append(say("a counterfactual"))
    return tuple(parts)


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


PLACES = say(
    "Place 1 has the most friction. Where intervals touch, the order is open and places are a range: two procedures "
    "with the same range are a tie."
)
"""How places are to be read."""

ORDER_KEY = say(
    "Numbers of procedures, the most first. >: apart. ~: the intervals overlap, so that the order is not certain. "
    "=: equal. Procedures in which no refusal is possible are not ranked."
)


def tolerating(one: Tolerance, naming: Naming) -> tuple[str, ...]:
    """Return the titles of the compared gauges that a tolerance is for."""
    return tuple(naming.title(gauge) for gauge in one.gauges if gauge in naming.gauges)


def allowed(one: Tolerance) -> Said:
    """Return how much may differ: ``up to 10 %``, nothing, or what lies within ranges."""
    if one.ranged:
        return say("only ranges that do not touch count as a change")
    if one.share:
        return say("up to {share:number} % is about the same", share=one.share * 100)
    return say("any change counts")


def _order(gauge: str, procedures: Sequence[Procedure]) -> str:
    told = [(one.readings[gauge], one.number) for one in procedures if gauge in one.readings]
    known = sorted(((one, at) for one, at in told if one.value is not None), key=lambda pair: (-_of(pair[0]), pair[1]))
    if not known:
        return say("cannot be told")
    words = [f"{known[0][1]}"]
    for (left, _), (right, at) in pairwise(known):
        words.append(f"{_relation(left, right)} {at}")
    rest = [str(at) for one, at in told if one.value is None]
    order = " ".join(words)
    return say("{order}; not told: {rest:listed}", order=order, rest=rest) if rest else order


def _of(reading: Reading) -> float:
    return reading.value if reading.value is not None else 0


def _relation(left: Reading, right: Reading) -> str:
    if left.value == right.value:
        return "="
    apart = left.low is not None and right.high is not None and left.low > right.high
    return ">" if apart else "~"
