"""Hypotheses against the scores: pair by pair, whether or not they agree."""

from collections.abc import Sequence

from analyzer.model import Checked, CheckedPair, Hypothesis, Procedure, Relation


def checked(hypotheses: Sequence[Hypothesis], procedures: Sequence[Procedure]) -> tuple[Checked, ...]:
    """Return every hypothesis whose flows are all among the procedures, with what came of each of its relations.

    Of several runs of one flow the first is taken.
    """
    numbers: dict[str, Procedure] = {}
    for one in procedures:
        numbers.setdefault(f"{one.flow.id}@{one.flow.variant}" if one.flow.variant else one.flow.id, one)
    return tuple(
        _checked(hypothesis, [numbers[flow] for flow in hypothesis.flows])
        for hypothesis in hypotheses
        if all(flow in numbers for flow in hypothesis.flows)
    )


def _checked(hypothesis: Hypothesis, ordered: Sequence[Procedure]) -> Checked:
    pairs = zip(ordered, hypothesis.relations, ordered[1:], strict=False)
    return Checked(
        hypothesis=hypothesis,
        procedures=tuple(one.number for one in ordered),
        pairs=tuple(_pair(left, relation, right) for left, relation, right in pairs),
    )


def _pair(left: Procedure, relation: Relation, right: Procedure) -> CheckedPair:
    one, other = left.score, right.score
    if one is None or other is None:
        return CheckedPair(
            left=left.number, relation=relation, right=right.number, result="unknown", tie=False, certain=False
        )
    tie = one.total == other.total
    holds = {">": one.total > other.total, ">=": one.total >= other.total, "=": tie}[relation]
    return CheckedPair(
        left=left.number,
        relation=relation,
        right=right.number,
        result="holds" if holds else "fails",
        tie=tie,
        certain=one.interval[0] > other.interval[1] or other.interval[0] > one.interval[1],
    )
