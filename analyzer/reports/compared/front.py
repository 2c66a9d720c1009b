"""What stands on the first screen: two runs, of each service the latest two years, or the ranking of what has no past.

Chosen from what was compared, by no name: the services of which the latest years were compared, and, in the same
region, those of which only the later of these years was. Earlier years and other regions come further down. Where
nothing was compared with an earlier year the question is who is worse, which a ranking answers; one procedure alone is
beside its counterfactual.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyzer.model import Comparison, Era, Shift
from analyzer.reports.compared import answers, cells, words
from analyzer.reports.compared.answers import Answer, Moved
from analyzer.reports.compared.naming import Naming
from analyzer.saying import Said, say, say_many

NAMED = {
    "easier": say("Easier"),
    "harder": say("Harder"),
    "stayed": say("Above the counterfactual, and not certainly changed"),
}
"""The lists of an answer that are named on the first screen."""

_SIDE_BY_SIDE = NAMED | {"stayed": say("Above the counterfactual, and not certainly different")}
"""The same where neither is what became of the other."""

_ALONE = {"stayed": say("Above the counterfactual")}
"""The one list where there is only one year."""


@dataclass(frozen=True)
class Card:
    """One service, or two runs: the answer, the gauges for a reader in a hurry, and by name all that changed or stayed.

    ``names`` are kind, title and names of each list; nothing is listed where the later year has no numbers. ``walked``
    says of each year how many ways were walked; nothing of two runs, which the title names.
    """

    answer: Answer
    walked: tuple[Said, ...]
    rows: tuple[Moved, ...]
    names: tuple[tuple[str, Said, tuple[str, ...]], ...]

    @property
    def beside(self) -> bool:
        """Whether there is a counterfactual to stand beside."""
        return any(row.least for row in self.rows)


@dataclass(frozen=True)
class Front:
    """The first screen: ``told`` answers, a paragraph each, then ``cards`` or the ranking; ``lies``: where friction is.

    ``moved`` is whether anything is compared with another one; what is told then is what became of it, and ``heading``
    is over all that is told of it at length.
    """

    told: tuple[tuple[Said, ...], ...]
    cards: tuple[Card, ...]
    lies: tuple[tuple[Said, ...], ...]
    moved: bool
    heading: Said

    @property
    def ranked(self) -> bool:
        """Whether the ranking stands first."""
        return not self.cards


def front(comparison: Comparison, naming: Naming) -> Front:
    """Return what stands first: what changed, else how one procedure or several stand."""
    drawn = cards(comparison, naming)
    lies = tuple(filter(None, (words.opening(comparison), words.impossible(comparison))))
    if any(card.answer.before for card in drawn):
        changed = (*(card.answer.short for card in drawn), answers.left_out(comparison, naming))
        over_time = any(card.answer.over_time for card in drawn)
        heading = say("What became easier, what stayed") if over_time else say("What is easier, what is harder")
        return Front(told=tuple(filter(None, changed)), cards=drawn, lies=lies, moved=True, heading=heading)
    alone = sum(not one.yardstick for one in comparison.procedures) == 1
    beside = say("Beside the counterfactual")
    return Front(told=lies, cards=drawn if alone else (), lies=(), moved=False, heading=beside)


def cards(comparison: Comparison, naming: Naming) -> tuple[Card, ...]:
    """Return what two runs are beside each other, or the services of the first screen, those with two years first."""
    version = answers.pair(comparison)
    if version:
        told = any(shift.before.told or shift.after.told for shift in version.shifts)
        return (
            _card(
                answers.between(version, naming),
                (),
                _names(version.shifts, NAMED if version.over_time else _SIDE_BY_SIDE),
                told=told,
            ),
        )
    return tuple(
        _card(
            answers.answer(era, naming), tuple(_walked(era)), _names(era.shifts, NAMED if era.before else _ALONE),
            told=any(shift.after.told for shift in era.shifts),
        )
        for era in _latest(comparison.eras)
    )  # fmt: skip


def _names(shifts: Sequence[Shift], named: Mapping[str, Said]) -> dict[str, Said]:
    """Return the lists to name; without a counterfactual "none" would say that nothing is above it."""
    beside = any(shift.least and shift.least.told for shift in shifts)
    return {kind: title for kind, title in named.items() if beside or kind != "stayed"}


def _latest(eras: Sequence[Era]) -> list[Era]:
    moved = [era for era in eras if era.before]
    if not moved:
        return list(eras)
    latest = max(era.after for era in moved)
    front = [era for era in moved if era.after == latest]
    services, regions = {era.service for era in front}, {era.region for era in front}
    alone = (era for era in eras if not era.before and era.after == latest)
    return front + [era for era in alone if era.region in regions and era.service not in services]


def _card(answer: Answer, walked: tuple[Said, ...], named: dict[str, Said], *, told: bool) -> Card:
    moved = {one.gauge: one for one in answer.moved}
    found = {one.kind: one for one in answer.lists}
    return Card(
        answer=answer,
        walked=walked,
        rows=tuple(moved[gauge] for gauge in cells.MAIN if gauge in moved and told),
        names=tuple(
            (kind, title, tuple(item.title for item in found[kind].items) if kind in found else (say("none"),))
            for kind, title in named.items()
            if told
        ),
    )


def _walked(era: Era) -> list[Said]:
    years = ((era.before, era.procedures_before), (era.after, era.procedures_after))
    return [
        say_many(
            "{year:d}: {count:,} way ({numbers})", "{year:d}: {count:,} ways ({numbers})",
            count=len(numbers), year=year, numbers=", ".join(map(str, numbers)),
        )
        for year, numbers in years
        if year
    ]  # fmt: skip
