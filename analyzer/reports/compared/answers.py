"""What became of a service between two years, or of one version in the next: easier, harder, or still the same.

Two runs are answered as the one beside the other. Only where they are two years of one service, each year's only way,
the years say the same, and with it where and by which right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyzer.model import Comparison, Era, Shift, Version
from analyzer.reports.compared import tallies
from analyzer.reports.compared.cells import NOTHING, spanned, unit
from analyzer.reports.compared.naming import Naming
from analyzer.reports.compared.stages import version_title
from analyzer.reports.compared.unlike import warning
from analyzer.reports.english import country, right_in
from analyzer.saying import Said, say, say_many

CHANGES = {
    "less": say("easier"), "more": say("harder"), "same": say("the same"), "about": say("about the same"),
    "overlapping": say("not certain"), "unknown": say("cannot be told"),
}  # fmt: skip
"""How a later value stands to an earlier one, in a word or two."""

BESIDE = {
    "less": say("below"), "more": say("above"), "same": say("equal"), "about": CHANGES["about"],
    "overlapping": say("not certainly above"), "unknown": say("cannot be told"),
}  # fmt: skip
"""How a value stands to what the counterfactual takes."""


@dataclass(frozen=True)
class Moved:
    """One gauge in two years, in words; ``least`` is what the counterfactual takes, "" where that is not known.

    ``said`` is how the later year stands to the earlier one, or to the counterfactual where there is no earlier one.
    ``told`` is both on one line.
    """

    gauge: str
    title: str
    unit: str
    before: str
    after: str
    least: str
    change: str
    said: str
    told: str

    @property
    def beside(self) -> tuple[Said, ...]:
        """What stands in brackets behind them."""
        least = [say("counterfactual {amount:said}", amount=self.least)] if self.least else []
        return (*least, *([CHANGES["about"]] if self.change == "about" else []))


@dataclass(frozen=True)
class Listed:
    """What became of some gauges, under one word: easier, harder, stayed; ``kind`` is that word for a style sheet."""

    kind: str
    title: Said
    items: tuple[Moved, ...]


@dataclass(frozen=True)
class Answer:
    """What became of one service between two years, or of two versions; ``short`` answers a reader in a hurry.

    ``before`` and ``after`` head the columns: years, or numbers of procedures; ``before`` is "" where there is only one
    year. ``right`` is the one exercised, "" where that is said elsewhere; ``compared`` and the others are sentences.
    ``over_time`` is whether the later one is what became of the earlier one.
    """

    title: Said
    before: str
    after: str
    right: str
    compared: tuple[Said, ...]
    short: tuple[Said, ...]
    sentences: tuple[Said, ...]
    lists: tuple[Listed, ...]
    moved: tuple[Moved, ...]
    over_time: bool


def answer(era: Era, naming: Naming) -> Answer:
    """Return what became easier of one service, what harder, and what stayed above the counterfactual."""
    shifts = [shift for shift in era.shifts if shift.before.told or shift.after.told]
    groups = _grouped(shifts, _OVER_TIME)
    if not era.before:
        groups = (("stayed", say("Above the counterfactual"), [shift for shift in shifts if shift.above]),)
    years = ((era.before, era.procedures_before), (era.after, era.procedures_after))
    sizes = [len(found) for _, _, found in groups]
    walked = (*era.procedures_before, *era.procedures_after)
    dead = _no_refusal(walked, naming)
    unlike = warning(era.unlike, walked, naming)
    return Answer(
        title=_title(era),
        before=str(era.before or ""),
        after=str(era.after),
        right=right_in(era.right, era.region),
        compared=(
            *(
                say("From {year:d}: {names:listed}.", year=year, names=[_named(one, era, naming) for one in numbers])
                for year, numbers in years
                if numbers
            ),
            *([say("The regions differ, and with them law and dates.")] if not era.region else []),
            *([dead] if dead else []),
            *unlike,
        ),
        short=(*_short(sizes, era, naming), *(unlike if era.before else ())),
        sentences=tallies.summed(sizes, len(era.shifts) if shifts else 0, era),
        lists=_listed(groups, naming, alone=not era.before),
        moved=tuple(_shifted(shift, naming, alone=not era.before) for shift in era.shifts),
        over_time=True,
    )


def between(version: Version, naming: Naming) -> Answer:
    """Return what is easier in the second of two procedures, what harder, and what is above the counterfactual there.

    Only where that one is a later version of the first is anything said to have become so.
    """
    shifts = [shift for shift in version.shifts if shift.before.told or shift.after.told]
    groups = _grouped(shifts, _OVER_TIME if version.over_time else _SIDE_BY_SIDE)
    sizes = [len(found) for _, _, found in groups]
    dead = _no_refusal((version.before, version.after), naming)
    summed = tallies.of_measures(sizes, version.shifts, over_time=version.over_time)
    parts = [
        tallies.differs(sizes, tallies.counted(len(version.shifts))),
        *tallies.parted(version.shifts, over_time=version.over_time),
    ]
    return Answer(
        title=version_title(version, naming),
        before=str(version.before),
        after=str(version.after),
        right="",
        compared=(dead,) if dead else (),
        short=(
            say(
                "{versions:said}, measure by measure: {parts:apart}.",
                versions=version_title(version, naming),
                parts=parts,
            ),
            *tallies.above(shifts, over_time=version.over_time),
            *([_SAME] if version.same else []),
            *([dead] if dead else []),
            *_beside(version, naming),
        ),
        sentences=(summed if shifts else tallies.UNMEASURED,),
        lists=_listed(groups, naming, alone=False, over_time=version.over_time),
        moved=tuple(_shifted(shift, naming, alone=False, over_time=version.over_time) for shift in version.shifts),
        over_time=version.over_time,
    )


def _beside(version: Version, naming: Naming) -> tuple[Said, ...]:
    """Return why two procedures are no versions of one, or whatever else differs; nothing of two plain versions."""
    found = warning(version.unlike, (version.before, version.after), naming)
    if version.different:
        return (*found, say("These are two procedures side by side, and no versions of one."))
    if version.dated or version.same:
        return found
    date = naming.procedures[version.before].flow.date
    undated = say("Both are as of {date:day}: neither is the later one, and they stand as they were given.", date=date)
    return (undated, *found)


_SAME = say("Both were made from the same walks: what was seen is the same, byte for byte.")


def pair(comparison: Comparison) -> Version | None:
    """Return the version that two runs make; null where there are more, or where two years already say it."""
    own = {one.number for one in comparison.procedures if not one.yardstick}
    if len(comparison.versions) != 1 or any(era.before for era in comparison.eras):
        return None
    (version,) = comparison.versions
    return version if own <= {version.before, version.after} else None


def answered(comparison: Comparison, naming: Naming) -> tuple[Answer, ...]:
    """Return every answer of a comparison: that of its two runs, or those of its services and years."""
    version = pair(comparison)
    if version:
        return (between(version, naming),)
    return tuple(answer(era, naming) for era in comparison.eras)


def left_out(comparison: Comparison, naming: Naming) -> tuple[Said, ...]:
    """Return which procedures are in no answer, and why: variants of what is; nothing where all are."""
    if pair(comparison):
        return ()
    told = {one for era in comparison.eras for one in (*era.procedures_before, *era.procedures_after)}
    variants = [one.number for one in comparison.procedures if not one.yardstick and one.number not in told]
    if not variants:
        return ()
    said = say_many(
        "{count:,} variant is in no year, and stands in the tables alone: {names:listed}.",
        "{count:,} variants are in no year, and stand in the tables alone: {names:listed}.",
        count=len(variants), names=[naming.named(one) for one in variants],
    )  # fmt: skip
    return said, say("A variant tells what one source says against the others about the same procedure.")


_OVER_TIME = {
    "easier": say("Became easier"), "harder": say("Became harder"),
    "stayed": say("Above the counterfactual, and not certainly changed"),
}  # fmt: skip
_SIDE_BY_SIDE = {
    "easier": say("Easier"), "harder": say("Harder"),
    "stayed": say("Above the counterfactual, and not certainly different"),
}  # fmt: skip
"""What the lists are called of a later version, and of two procedures side by side."""


def _grouped(shifts: Sequence[Shift], titles: Mapping[str, Said]) -> tuple[tuple[str, Said, list[Shift]], ...]:
    return (
        ("easier", titles["easier"], [shift for shift in shifts if shift.change == "less"]),
        ("harder", titles["harder"], [shift for shift in shifts if shift.change == "more"]),
        (
            "stayed",
            titles["stayed"],
            [shift for shift in shifts if shift.change in {"same", "about", "overlapping"} and shift.above],
        ),
        ("about", say("About the same"), [shift for shift in shifts if shift.change == "about" and not shift.above]),
        (
            "open",
            say("Not certain: the ranges overlap"),
            [shift for shift in shifts if shift.change == "overlapping" and not shift.above],
        ),
        ("unknown", say("Not comparable"), [shift for shift in shifts if shift.change == "unknown"]),
    )


def _listed(
    groups: Sequence[tuple[str, Said, list[Shift]]], naming: Naming, *, alone: bool, over_time: bool = True
) -> tuple[Listed, ...]:
    return tuple(
        Listed(kind, title, tuple(_shifted(shift, naming, alone=alone, over_time=over_time) for shift in found))
        for kind, title, found in groups
        if found
    )


def _title(era: Era) -> Said:
    if not era.region:
        service = say("{service}, different regions", service=era.service)
    else:
        service = say("{service}, {place:country}", service=era.service, place=country(era.region))
    if era.before:
        return say("{service:said}: {before:d} to {after:d}", service=service, before=era.before, after=era.after)
    return say("{service:said}: {year:d}", service=service, year=era.after)


def _in_place(era: Era) -> Said:
    if not era.region:
        return say("{service} in different regions", service=era.service)
    return say("{service} in {place:country}", service=era.service, place=country(era.region))


def _short(sizes: Sequence[int], era: Era, naming: Naming) -> tuple[Said, ...]:
    dead, service = _no_refusal((*era.procedures_before, *era.procedures_after), naming), _in_place(era)
    ended = (dead,) if dead else ()
    if not era.before:
        only = say("{service:said}: only {year:d} was compared.", service=service, year=era.after)
        above = say(
            "{service:said}: only {year:d} was compared; refusing is above the counterfactual in {above:,} of "
            "{measures:said}.",
            service=service, year=era.after, above=sizes[0], measures=tallies.counted(len(era.shifts)),
        )  # fmt: skip
        told = any(shift.after.told for shift in era.shifts)
        return (above if told and sizes[0] else only, *ended)
    parts = [
        tallies.became(sizes, tallies.counted(len(era.shifts))),
        *tallies.parted(era.shifts, over_time=True),
    ]
    moved = say(
        "{service:said}, {before:d} to {after:d}: {parts:apart}.",
        service=service, before=era.before, after=era.after, parts=parts,
    )  # fmt: skip
    return (moved, *tallies.above(era.shifts), *ended)


def _no_refusal(every: Sequence[int], naming: Naming) -> Said | None:
    """Return which of some procedures cannot be refused; null where all can."""
    dead = [naming.named(one) for one in every if naming.procedures[one].impossible]
    return impossible(dead, len(every)) if dead else None


def impossible(dead: Sequence[str], of: int) -> Said:
    """Return in how many of some procedures no refusal is possible, and their names."""
    return say(
        "No refusal is possible in {dead:,} of {procedures:said}: {names:listed}.",
        dead=len(dead), procedures=procedures(of), names=dead,
    )  # fmt: skip


def procedures(count: int) -> Said:
    """Return ``1 procedure``, ``5 procedures``."""
    return say_many("{count:,} procedure", "{count:,} procedures", count=count)


def _named(procedure: int, era: Era, naming: Naming) -> str:
    """Return the name of a procedure, with its country where regions are taken together."""
    named = naming.named(procedure)
    if era.region:
        return named
    return say(
        "{procedure} ({place:country})", procedure=named, place=country(naming.procedures[procedure].flow.country)
    )


def _told(before: str, after: str, *, over_time: bool) -> Said:
    """Return both readings on one line."""
    if before == after:
        return say("{amount:said} in both", amount=after)
    if over_time:
        return say("{before:said}, then {after:said}", before=before, after=after)
    return say("{before:said} in the first, {after:said} in the second", before=before, after=after)


def _shifted(shift: Shift, naming: Naming, *, alone: bool, over_time: bool = True) -> Moved:
    before = "" if alone else spanned(shift.gauge, shift.before)
    after = spanned(shift.gauge, shift.after)
    least = "" if shift.least is None else spanned(shift.gauge, shift.least)
    beside = Said("") if least in {"", NOTHING} else BESIDE[shift.beside]
    return Moved(
        gauge=shift.gauge,
        title=naming.title(shift.gauge),
        unit=unit(naming.gauges[shift.gauge]),
        before=before,
        after=after,
        least=least,
        change=("more" if shift.above else "") if alone else shift.change,
        said=beside if alone else CHANGES[shift.change],
        told=_told(before, after, over_time=over_time),
    )
