"""How many measures became easier, harder or stayed, in sentences; ``sizes`` are those of the lists, in order."""

from collections.abc import Sequence

from analyzer.model import Era, Shift
from analyzer.saying import Said, say, say_many

UNMEASURED = say("What refusing takes was measured in no procedure.")
"""What is said where nothing was measured."""


def summed(sizes: Sequence[int], measures: int, era: Era) -> tuple[Said, ...]:
    """Return what became of the measures between two years, or how many of one year are above the counterfactual."""
    if not measures:
        return (UNMEASURED,)
    if not era.before:
        above = say_many(
            "Of {measures:said}, friction among them, {count:,} is above the counterfactual.",
            "Of {measures:said}, friction among them, {count:,} are above the counterfactual.",
            count=sizes[0], measures=counted(measures),
        )  # fmt: skip
        known = any(shift.least and shift.least.told for shift in era.shifts)
        only = say("Only {year:d} was compared.", year=era.after)
        return only, above if known else say("It has no counterfactual.")
    return (of_measures(sizes, era.shifts),)


def of_measures(sizes: Sequence[int], shifts: Sequence[Shift], *, over_time: bool = True) -> Said:
    """Return how many measures became easier or harder, stayed, or cannot be compared; or are so, side by side."""
    easier, harder, stayed, about, open_, unknown = sizes
    _, untold = _unknowns(shifts)
    rest = len(shifts) - sum(sizes) - untold
    beside = any(shift.least and shift.least.told for shift in shifts)
    above = (
        say_many(
            "{count:,} is above the counterfactual and did not certainly change",
            "{count:,} are above the counterfactual and did not certainly change",
            count=stayed,
        )
        if over_time
        else say_many(
            "{count:,} is above the counterfactual and not certainly different",
            "{count:,} are above the counterfactual and not certainly different",
            count=stayed,
        )
    )
    moved = (
        say("{easier:,} became easier and {harder:,} harder", easier=easier, harder=harder)
        if over_time
        else say("{easier:,} are easier and {harder:,} harder in the second one", easier=easier, harder=harder)
    )
    overlapping = (
        say("of {many:,} the ranges overlap, so that a change is not certain", many=open_)
        if over_time
        else say("of {many:,} the ranges overlap, so that a difference is not certain", many=open_)
    )
    parts = [
        moved,
        *([above] if beside else []),
        *_about(about),
        *([overlapping] if open_ else []),
        *_unknown(unknown),
        *_untold(untold),
        *([_same(rest, beside=beside)] if rest else []),
    ]
    return say("Of {measures:said}, friction among them, {parts:apart}.", measures=counted(len(shifts)), parts=parts)


def became(sizes: Sequence[int], measures: Said) -> Said:
    """Return in how many measures refusing became easier or harder."""
    easier, harder, *_ = sizes
    if not easier and not harder:
        return say("of {measures:said}, friction among them, refusing certainly changed in none", measures=measures)
    return say(
        "of {measures:said}, friction among them, refusing became easier in {easier:,} and harder in {harder:,}",
        measures=measures, easier=easier, harder=harder,
    )  # fmt: skip


def differs(sizes: Sequence[int], measures: Said) -> Said:
    """Return in how many measures refusing is easier or harder in the second of two."""
    easier, harder, *_ = sizes
    if not easier and not harder:
        return say("of {measures:said}, friction among them, refusing certainly differs in none", measures=measures)
    return say(
        "of {measures:said}, friction among them, refusing is easier in {easier:,} and harder in {harder:,}",
        measures=measures, easier=easier, harder=harder,
    )  # fmt: skip


def parted(shifts: Sequence[Shift], *, over_time: bool) -> list[Said]:
    """Return what became of the measures that are neither easier nor harder, or how they stand beside one another."""
    unknown, untold = _unknowns(shifts)
    same = sum(shift.change == "same" for shift in shifts)
    open_ = sum(shift.change in {"about", "overlapping"} for shift in shifts)
    unchanged = (
        say_many("{count:,} did not certainly change", "{count:,} did not certainly change", count=open_)
        if over_time
        else say_many("{count:,} is not certainly different", "{count:,} are not certainly different", count=open_)
    )
    return [
        *([_same(same, beside=False)] if same else []),
        *([unchanged] if open_ else []),
        *_unknown(unknown),
        *_untold(untold),
    ]


def above(shifts: Sequence[Shift], *, over_time: bool = True) -> list[Said]:
    """Return in how many measures the second one takes more than the counterfactual; nothing where there is none."""
    if not any(shift.least and shift.least.told for shift in shifts):
        return []
    above = counted(sum(shift.above for shift in shifts))
    if over_time:
        told = say(
            "In {measures:said} the later one takes more than the counterfactual, the least that refusing could take.",
            measures=above,
        )
    else:
        told = say(
            "In {measures:said} the second one takes more than the counterfactual, the least that refusing could take.",
            measures=above,
        )
    return [told]


def counted(count: int) -> Said:
    """Return ``1 measure``, ``5 measures``."""
    return say("no measure") if not count else say_many("{count:,} measure", "{count:,} measures", count=count)


def _about(count: int) -> list[Said]:
    return [say_many("{count:,} is about the same", "{count:,} are about the same", count=count)] if count else []


def _unknown(count: int) -> list[Said]:
    return [say("{many:,} cannot be compared", many=count)] if count else []


def _untold(count: int) -> list[Said]:
    if not count:
        return []
    return [say_many("{count:,} was measured in neither", "{count:,} were measured in neither", count=count)]


def _same(count: int, *, beside: bool) -> Said:
    if not beside:
        return say_many("{count:,} is the same", "{count:,} are the same", count=count)
    return say_many(
        "{count:,} is the same, and not above the counterfactual",
        "{count:,} are the same, and not above the counterfactual",
        count=count,
    )


def _unknowns(shifts: Sequence[Shift]) -> tuple[int, int]:
    """Return how many measures cannot be compared, and how many were measured on neither side."""
    unknown = [shift for shift in shifts if shift.change == "unknown"]
    untold = sum(not shift.before.told and not shift.after.told for shift in unknown)
    return len(unknown) - untold, untold
