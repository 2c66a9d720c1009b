"""What became of a service between two years: easier, harder, about the same, or still above the counterfactual."""

from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.model import Era, Shift
from analyzer.reports.compared.cells import spanned, value
from analyzer.reports.compared.naming import Naming
from analyzer.reports.english import counted, country, right_in
from analyzer.saying import listed

CHANGES = {
    "less": "easier", "more": "harder", "same": "the same", "about": "about the same", "overlapping": "not certain",
    "unknown": "cannot be told",
}  # fmt: skip
"""How a later value stands to an earlier one, in a word or two."""


@dataclass(frozen=True)
class Moved:
    """One gauge in two years, in words; ``least`` is what the counterfactual takes, "" where that is not known.

    ``said`` is how the later year stands to the earlier one, or to the counterfactual where there is no earlier one.
    """

    gauge: str
    title: str
    unit: str
    before: str
    after: str
    least: str
    change: str
    said: str

    @property
    def told(self) -> str:
        """The same on one line, with the unit."""
        moved = f"{self.before}, then {self.after}" if self.before else self.after
        moved = f"{self.before} in both" if self.before == self.after else moved
        beside = [f"counterfactual {self.least}"] if self.least else []
        beside += [self.said] if self.change == "about" else []
        return f"{self.title} ({self.unit}): {moved}" + (f" ({'; '.join(beside)})" if beside else "")


@dataclass(frozen=True)
class Listed:
    """What became of some gauges, under one word: easier, harder, stayed; ``kind`` is that word for a style sheet."""

    kind: str
    title: str
    items: tuple[Moved, ...]


@dataclass(frozen=True)
class Answer:
    """What became of one service between two years; ``short`` is the sentence a reader in a hurry gets."""

    title: str
    before: int
    after: int
    compared: str
    short: str
    sentence: str
    lists: tuple[Listed, ...]
    moved: tuple[Moved, ...]


def answer(era: Era, naming: Naming) -> Answer:
    """Return what became easier of one service, what harder, and what stayed above the counterfactual."""
    shifts = [shift for shift in era.shifts if shift.before.told or shift.after.told]
    groups: tuple[tuple[str, str, list[Shift]], ...] = (
        ("easier", "Became easier", [shift for shift in shifts if shift.change == "less"]),
        ("harder", "Became harder", [shift for shift in shifts if shift.change == "more"]),
        (
            "stayed",
            "Still above the counterfactual, and not certainly less",
            [shift for shift in shifts if shift.change in {"same", "about", "overlapping"} and shift.above],
        ),
        ("about", "About the same", [shift for shift in shifts if shift.change == "about" and not shift.above]),
        (
            "open",
            "Not certain: the ranges overlap",
            [shift for shift in shifts if shift.change == "overlapping" and not shift.above],
        ),
        ("unknown", "Not comparable", [shift for shift in shifts if shift.change == "unknown"]),
    )
    if not era.before:
        groups = (("stayed", "Above the counterfactual", [shift for shift in shifts if shift.above]),)
    place = _place(era.region) or "different regions"
    said = right_in(era.right, era.region)
    years = ((era.before, era.procedures_before), (era.after, era.procedures_after))
    return Answer(
        title=f"{era.service}, {place}: {f'{era.before} to {era.after}' if era.before else era.after}",
        before=era.before,
        after=era.after,
        compared=" ".join(
            [
                f"{said[0].upper()}{said[1:]}.",
                *(
                    f"{year}: {listed([_named(one, era, naming) for one in numbers])}."
                    for year, numbers in years
                    if numbers
                ),
                *(["The regions differ, and with them law and dates."] if not era.region else []),
                *([f"{_no_refusal(era, naming)}."] if _no_refusal(era, naming) else []),
            ]
        ),
        short=_short([len(found) for _, _, found in groups], f"{era.service} in {place}", era, naming),
        sentence=_summed([len(found) for _, _, found in groups], len(shifts), era),
        lists=tuple(
            Listed(kind, title, tuple(_shifted(shift, naming) for shift in found))
            for kind, title, found in groups
            if found
        ),
        moved=tuple(_shifted(shift, naming) for shift in era.shifts),
    )


def _summed(sizes: Sequence[int], measures: int, era: Era) -> str:
    of = f"Of {counted(measures, 'measure')}, friction among them,"
    if not measures:
        return "What refusing takes was measured in no procedure."
    if not era.before:
        known = any(shift.least is not None for shift in era.shifts)
        above = f"{of} {sizes[0]} {_are(sizes[0])} above the counterfactual." if known else "It has no counterfactual."
        return f"Only {era.after} was compared. {above}"
    easier, harder, stayed, about, open_, unknown = sizes
    rest = measures - sum(sizes)
    parts = [f"{stayed} {_are(stayed)} still above the counterfactual and not certainly less"]
    parts += [f"{about} {_are(about)} about the same"] if about else []
    parts += [f"of {open_} the ranges overlap, so that a change is not certain"] if open_ else []
    parts += [f"{unknown} cannot be compared"] if unknown else []
    parts += [f"{rest} stayed where the counterfactual is"] if rest else []
    return f"{of} {easier} became easier and {harder} harder; {'; '.join(parts)}."


def _short(sizes: Sequence[int], service: str, era: Era, naming: Naming) -> str:
    dead = _no_refusal(era, naming)
    if not era.before:
        told = any(shift.after.told for shift in era.shifts)
        above = f"refusing is above the counterfactual in {counted(sizes[0], 'measure')}" if told and sizes[0] else ""
        said = "; ".join(filter(None, (above, f"{dead[0].lower()}{dead[1:]}" if dead else "")))
        return f"{service}: only {era.after} was compared{f'; {said}' if said else ''}."
    easier, harder, stayed, about, open_, unknown = sizes
    doubt = f"; {about} {_are(about)} about the same" if about else ""
    doubt += f"; {open_} {_are(open_)} not certain" if open_ else ""
    doubt += f"; {unknown} cannot be compared" if unknown else ""
    return (
        f"{service}, {era.before} to {era.after}: refusing became easier in {counted(easier, 'measure')}, harder in "
        f"{harder or 'none'}; {stayed or 'none'} stayed above the counterfactual{doubt}."
        f"{f' {dead}.' if dead else ''}"
    )


def _no_refusal(era: Era, naming: Naming) -> str:
    """Return which procedures of two years cannot be refused; "" where all can."""
    every = (*era.procedures_before, *era.procedures_after)
    dead = [naming.named(one) for one in every if naming.procedures[one].impossible]
    return (
        f"No refusal is possible in {len(dead)} of {counted(len(every), 'procedure')}: {listed(dead)}" if dead else ""
    )


def _place(region: str) -> str:
    return "the European Union" if region == "EU" else country(region)


def _named(procedure: int, era: Era, naming: Naming) -> str:
    """Return the name of a procedure, with its country where regions are taken together."""
    where = "" if era.region else f" ({country(naming.procedures[procedure].flow.country)})"
    return f"{naming.named(procedure)}{where}"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _shifted(shift: Shift, naming: Naming) -> Moved:
    alone = not shift.before.asked
    beside = "" if shift.least is None else "above" if shift.above else "not certainly above"
    return Moved(
        gauge=shift.gauge,
        title=naming.title(shift.gauge),
        unit=naming.unit(shift.gauge),
        before="" if alone else spanned(shift.gauge, shift.before),
        after=spanned(shift.gauge, shift.after),
        least="" if shift.least is None else value(shift.gauge, shift.least),
        change=("more" if shift.above else "") if alone else shift.change,
        said=beside if alone else CHANGES[shift.change],
    )
