"""Everything a comparison says, from procedures that were judged each for itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from msgspec.structs import replace

from analyzer.comparing.checking import checked
from analyzer.comparing.eras import eras, shifts
from analyzer.comparing.names import named, title
from analyzer.comparing.readings import difference, gauges, missing, readings
from analyzer.comparing.screens import version_stages
from analyzer.comparing.tolerances import TOLERANCES
from analyzer.comparing.unlike import unlike
from analyzer.model import (
    Checked,
    Comparison,
    FlowIdentity,
    Gauge,
    Hypothesis,
    PolicyIdentity,
    Procedure,
    Report,
    Version,
)
from analyzer.ranking.places import places, unranked
from analyzer.saying import say
from analyzer.storage import Gathered

REFUSE = "refuse"
PAIR = 2


@dataclass(frozen=True)
class Run:
    """One run: its report, the walks it rests on, and, where it has one, its counterfactual judged the same way.

    ``place`` is the file or folder that somebody gave, as they gave it; it tells runs of one flow apart.
    """

    report: Report
    walks: Mapping[str, Gathered]
    least: "Run | None" = None
    place: str = ""


def compare(runs: Sequence[Run], hypotheses: Sequence[Hypothesis], policy: PolicyIdentity) -> Comparison:
    """Return the comparison of several runs, their counterfactuals last, each once.

    Two runs are compared step by step. Of more, those of a hypothesis are, and where no hypothesis is about them, each
    with the next one of the same service and right. The earlier one stands first, whichever was given first: of two
    runs it is the first procedure, and more keep the order in which they were given.

    Raises
    ------
    InputError
        If a walk does not hold a screen that a step names.
    """
    ordered = sorted(runs, key=lambda run: run.report.flow.date) if len(runs) == PAIR else runs
    every, given = _with_counterfactuals(ordered), len(runs)
    measured = gauges(run.report for run in every)
    procedures = _procedures(every, given)
    outcome = checked(hypotheses, procedures)
    return Comparison(
        format="optout-comparison-1",
        gauges=measured,
        tolerances=TOLERANCES,
        procedures=procedures,
        yardsticks=_grouped([one for one in procedures if one.yardstick], measured),
        eras=eras(procedures, measured),
        versions=tuple(
            _version(procedures[one - 1], procedures[other - 1], procedures, every, measured)
            for one, other in _versions(procedures[:given], outcome)
        ),
        checked=outcome,
        policy=policy,
    )


def _with_counterfactuals(runs: Sequence[Run]) -> tuple[Run, ...]:
    known = {_key(run.report.flow) for run in runs}
    added = {_key(run.least.report.flow): run.least for run in runs if run.least}
    return (*runs, *(run for key, run in added.items() if key not in known))


def _key(flow: FlowIdentity) -> tuple[str, str, str]:
    return flow.id, flow.variant, flow.language


def _procedures(every: Sequence[Run], given: int) -> tuple[Procedure, ...]:
    numbers = {_key(run.report.flow): number for number, run in reversed(list(enumerate(every, start=1)))}
    yardsticks = {_key(run.least.report.flow) for run in every if run.least}
    names = named([run.report.flow for run in every], [run.place for run in every])
    unranked = [
        Procedure(
            number=number,
            name=name,
            flow=run.report.flow,
            yardstick=number > given or _key(run.report.flow) in yardsticks,
            least=numbers[_key(run.least.report.flow)] if run.least else None,
            outcome=run.report.routes[REFUSE].outcome if REFUSE in run.report.routes else "",
            accepting=_accepting(run.report),
            told=sum(one.screen is not None for one in run.report.told),
            kinds=len(run.report.told),
            score=run.report.score,
            score_reason=run.report.score_reason,
            places=None,
            readings=readings(run.report),
        )
        for number, (run, name) in enumerate(zip(every, names, strict=True), start=1)
    ]
    return _placed(unranked)


def _placed(procedures: Sequence[Procedure]) -> tuple[Procedure, ...]:
    """Return the procedures with their places, where they have any."""
    scored = [
        (one.number, one.score)
        for one in procedures
        if one.score and not unranked(one.outcome, yardstick=one.yardstick)
    ]
    found = places([score.interval for _, score in scored])
    placed = {number: place for (number, _), place in zip(scored, found, strict=True)}
    return tuple(replace(one, places=placed.get(one.number)) for one in procedures)


def _grouped(yardsticks: Sequence[Procedure], gauges: Sequence[Gauge]) -> tuple[tuple[int, ...], ...]:
    """Return the counterfactuals with those together that are one flow in several languages and take about the same."""
    groups: list[list[Procedure]] = []
    for one in yardsticks:
        fitting = (group for group in groups if all(_agree(one, other, gauges) for other in group))
        group = next(fitting, None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return tuple(tuple(one.number for one in group) for group in groups)


def _agree(one: Procedure, other: Procedure, gauges: Sequence[Gauge]) -> bool:
    if title(one.flow) != title(other.flow):
        return False
    pairs = (
        (gauge.id, one.readings.get(gauge.id, missing()), other.readings.get(gauge.id, missing())) for gauge in gauges
    )
    return all(difference(*pair).change not in {"less", "more"} for pair in pairs)


def _accepting(report: Report) -> str:
    """Return ``nothing``, the clicks that accepting takes as a number, or "" where it was not walked or counted."""
    way = report.routes.get("accept")
    if way is None or way.counts is None or not way.reached:
        return ""
    return "nothing" if way.silence else str(way.counts.clicks)


def _walked(report: Report) -> dict[str, str]:
    return {name: route.walk_sha256 for name, route in report.routes.items()}


def _versions(procedures: Sequence[Procedure], outcome: Sequence[Checked]) -> tuple[tuple[int, int], ...]:
    """Return which procedures are compared step by step, by number, the earlier one first."""
    if len(procedures) == PAIR:
        return ((procedures[0].number, procedures[1].number),)
    dated = [one.number for one in sorted(procedures, key=lambda one: (one.flow.date, one.number))]
    pairs: list[tuple[int, int]] = []
    for one in outcome:
        pairs += pairwise(number for number in dated if number in one.procedures)
    if not pairs:
        pairs += _neighbours([procedures[number - 1] for number in dated])
    return tuple(dict.fromkeys(pairs))


def _neighbours(dated: Sequence[Procedure]) -> Iterator[tuple[int, int]]:
    last: dict[tuple[str, str], int] = {}
    for one in dated:
        if one.yardstick:
            continue
        procedure = one.flow.service, one.flow.right
        if procedure in last:
            yield last[procedure], one.number
        last[procedure] = one.number


_NOTHING_ALIKE = say("No screen of the one is like a screen of the other: they are not laid side by side.")


def _version(
    before: Procedure, after: Procedure, procedures: Sequence[Procedure], every: Sequence[Run], gauges: Sequence[Gauge]
) -> Version:
    old, new = (every[one.number - 1] for one in (before, after))
    left, right = (run.walks.get(REFUSE) for run in (old, new))
    stages, notes = version_stages(left, right) if left and right else ((), (say("A refusal was not walked."),))
    found = unlike((before.flow, after.flow))
    if {"service", "right"} & set(found) and not any(stage.before and stage.after for stage in stages):
        stages, notes = (), (*notes, *([_NOTHING_ALIKE] if stages else []))
    return Version(
        before=before.number,
        after=after.number,
        dated=before.flow.date < after.flow.date,
        unlike=found,
        same=_walked(old.report) == _walked(new.report),
        notes=notes,
        stages=stages,
        differences=tuple(
            difference(gauge.id, before.readings.get(gauge.id, missing()), after.readings.get(gauge.id, missing()))
            for gauge in gauges
        ),
        shifts=tuple(shifts([before], [after], {one.number: one for one in procedures}, gauges)),
    )
