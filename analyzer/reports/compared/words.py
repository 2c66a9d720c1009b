"""How a comparison is said: cells, differences, and the sentences that answer what became easier and what stayed.

Every sentence is made from numbers; none is written for a particular procedure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analyzer.model import (
    Checked,
    CheckedPair,
    Comparison,
    Difference,
    Era,
    FieldChange,
    Procedure,
    Reading,
    Score,
    Shift,
    Span,
    Stage,
    Tolerance,
    Version,
)
from analyzer.reports.compared.lines import lines, of
from analyzer.reports.english import (
    OUTCOMES,
    counted,
    country,
    language,
    listed,
    number,
    points,
    right_in,
    setting,
    whole,
)

FRICTION, SECONDS = "friction", "estimated_time"

MAIN = {
    "clicks": "Clicks", "screens": "Screens", "required_fields": "Fields needed",
    "required_text_fields": "Text fields", "context_switches": "Channel switches", "words": "Words",
    SECONDS: "Seconds", FRICTION: "Friction of 100",
}  # fmt: skip
"""The gauges a reader in a hurry needs, in the order of the table, with short heads that name their units."""

CHANGES = {
    "less": "easier", "more": "harder", "same": "the same", "about": "about the same", "overlapping": "not certain",
    "unknown": "cannot be told",
}  # fmt: skip
"""How a later value stands to an earlier one, in a word or two."""

NOTHING, UNKNOWN = "-", "?"
SIGNS = f"{NOTHING}: nothing to measure. {UNKNOWN}: cannot be told."
KEY = f"{SIGNS} In brackets: the range of an estimate, or the interval of a score."

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


class Naming:
    """The names of gauges and procedures, looked up once."""

    def __init__(self, comparison: Comparison) -> None:
        self.gauges = {gauge.id: gauge for gauge in comparison.gauges}
        self.procedures = {one.number: one for one in comparison.procedures}
        self.row = {one.number: line.first.number for line in lines(comparison) for one in line.procedures}

    def title(self, gauge: str) -> str:
        """Return what a gauge is called."""
        return self.gauges[gauge].title

    def unit(self, gauge: str) -> str:
        """Return what a gauge counts."""
        return self.gauges[gauge].unit

    def named(self, procedure: int) -> str:
        """Return ``3 facebook-2025-privacy-centre``."""
        return f"{procedure} {self.procedures[procedure].name}"


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


def coverage(one: Procedure) -> str:
    """Return on how much of the policy's weight a score rests; "-" where there is none."""
    return f"{round(one.score.coverage * 100)} %" if one.score else NOTHING


def score(found: Score | None) -> str:
    """Return ``35.2 (15.8 to 57.4)``, or that there is no score."""
    if found is None:
        return "not scored"
    low, high = found.interval
    return f"{points(found.total)} ({points(low)} to {points(high)})"


def value(gauge: str, amount: float) -> str:
    """Return an amount as its gauge is written: friction with one decimal, seconds whole."""
    return points(amount) if gauge == FRICTION else whole(amount) if gauge == SECONDS else number(amount)


def cell(gauge: str, readings: Sequence[Reading | None], *, ranged: bool = True) -> str:
    """Return what a row has on a gauge: a number, its range where it has one, or a sign that there is none.

    Where the row stands for several procedures, the number is from the least to the most, and the range spans theirs.
    """
    told = [one.value for one in readings if one and one.value is not None]
    if not told:
        return NOTHING if any(readings) and not any(one.applies for one in readings if one) else UNKNOWN
    said = _between(gauge, min(told), max(told))
    some = "" if len(told) == len(readings) else f", {len(told)} of {len(readings)}"
    beside = "".join([extent(gauge, readings) if ranged else "", some]).removeprefix(", ")
    return f"{said} ({beside})" if beside else said


def extent(gauge: str, readings: Sequence[Reading | None]) -> str:
    """Return the range of what a row has alone, ``15.8 to 57.4``; "" where it has none."""
    ends = [(one.low, one.high) for one in readings if one and one.low is not None and one.high is not None]
    if all(low == high for low, high in ends):
        return ""
    return _between(gauge, min(low for low, _ in ends), max(high for _, high in ends))


def _between(gauge: str, low: float, high: float) -> str:
    ends = dict.fromkeys((value(gauge, low), value(gauge, high)))
    return " to ".join(ends)


def signed(gauge: str, amount: float) -> str:
    """Return ``+4``, ``-4`` or ``0``."""
    said = value(gauge, abs(amount))
    return said if said == value(gauge, 0) else f"{'+' if amount > 0 else '-'}{said}"


def above(gauge: str, one: Procedure, least: Procedure | None) -> str:
    """Return how much more a procedure takes than its counterfactual; "" where either is not known."""
    mine = one.readings.get(gauge)
    other = least.readings.get(gauge) if least else None
    if not mine or not other or mine.value is None or (other.value is None and other.applies):
        return ""
    return signed(gauge, round(mine.value - (other.value or 0), 2))


def spanned(gauge: str, span: Span) -> str:
    """Return ``3``, ``3 to 9``, or that it cannot be told, with how many of how many could be."""
    if span.low is None or span.high is None:
        return UNKNOWN if span.applies else NOTHING
    some = "" if span.told == span.asked else f" ({span.told} of {span.asked})"
    return f"{_between(gauge, span.low, span.high)}{some}"


def changed(difference: Difference) -> str:
    """Return how the later reading stands to the earlier one, with the difference where it is one."""
    if difference.difference is None:
        applies = difference.before.applies and difference.after.applies
        return UNKNOWN if applies else NOTHING
    said = signed(difference.gauge, difference.difference)
    doubt = {"overlapping": "ranges overlap", "about": "about the same"}.get(difference.change)
    return f"{said} ({doubt})" if doubt else said


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


def orders(comparison: Comparison, naming: Naming) -> Iterator[tuple[str, str]]:
    """Yield a gauge's title and the procedures in its order, the most first; the signs are those of ``ORDER_KEY``."""
    for gauge in ORDERS:
        if gauge in naming.gauges:
            ranked = [one for one in comparison.procedures if not one.yardstick and not one.impossible]
            yield naming.title(gauge), _order(gauge, ranked)


ORDER_KEY = (
    "Numbers of procedures, the most first. >: apart. ~: the intervals overlap, so that the order is not certain. "
    "=: equal. Procedures in which no refusal is possible are not ranked."
)


def expected(test: Checked) -> str:
    """Return the order that a hypothesis expects, by the numbers of the procedures."""
    first, *rest = test.procedures
    return " ".join(
        [str(first), *(f"{pair.relation} {number}" for pair, number in zip(test.pairs, rest, strict=True))]
    )  # fmt: skip


def verdict(check: Checked) -> str:
    """Return in a sentence or two whether the scores agree with a hypothesis."""
    results = [pair.result for pair in check.pairs]
    holding, failing, unknown = (results.count(one) for one in ("holds", "fails", "unknown"))
    agree = (
        "The scores do not agree" if failing else "Whether the scores agree is open" if unknown else "The scores agree"
    )
    parts = [f"{holding} of {counted(len(results), 'relation')} {'holds' if len(results) == 1 else 'hold'}"]
    parts += [f"{failing} {'does' if failing == 1 else 'do'} not"] if failing else []
    parts += [f"{unknown} cannot be told"] if unknown else []
    certain = sum(pair.certain for pair in check.pairs)
    sure = f"Certain {'is' if certain == 1 else 'are'} {certain}: the intervals are apart there."
    return f"{agree}: {listed(parts)}. {sure if certain else 'No relation is certain: the intervals overlap.'}"


def languages(check: Checked, naming: Naming) -> str:
    """Return a warning where the flows of a hypothesis were walked in different languages; "" where in one."""
    spoken: dict[str, list[str]] = {}
    for one in check.procedures:
        spoken.setdefault(language(naming.procedures[one].flow.language), []).append(str(one))
    if len(spoken) == 1:
        return ""
    named = listed([f"{called} ({', '.join(numbers)})" for called, numbers in spoken.items()])
    return (
        f"Warning: these flows were walked in different languages, {named}. What a score rests on depends on how far "
        "wording is judged in a language, so that a part of a difference may be one of language. To compare like with "
        "like, walk them with one --lang."
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


def pair_told(pair: CheckedPair, naming: Naming) -> str:
    """Return one relation with the scores it was held against, and what came of it."""
    left, right = naming.procedures[pair.left], naming.procedures[pair.right]
    return (
        f"{pair.left} {pair.relation} {pair.right}: {left.name} {score(left.score)}, {right.name} "
        f"{score(right.score)}: {result(pair)}"
    )


def result(pair: CheckedPair) -> str:
    """Return what came of one relation, and whether the intervals leave it certain."""
    said = {"holds": "holds", "fails": "does not hold", "unknown": "cannot be told"}[pair.result]
    if pair.result == "unknown":
        return said
    said += ", the two are equal" if pair.tie else ""
    return f"{said}; the intervals {'do not overlap' if pair.certain else 'overlap, so that it is not certain'}"


def version_title(version: Version, naming: Naming) -> str:
    """Return ``From 1 a to 2 b``."""
    return f"From {naming.named(version.before)} to {naming.named(version.after)}"


def version_sentence(version: Version) -> str:
    """Return how many screens were kept, added and removed, and how many fields changed."""
    if not version.stages:
        return "There are no screens to lay side by side."
    kinds = [kind(stage) for stage in version.stages]
    moved = [change for stage in version.stages for change in stage.fields]
    fewer = sum(change.before == "required" and change.after != "required" for change in moved)
    more = sum(change.after == "required" and change.before != "required" for change in moved)
    kept, removed, added = (kinds.count(one) for one in ("kept", "removed", "added"))
    fields = f"{counted(fewer, 'field')} no longer needed, {more} newly needed"
    return f"{counted(kept, 'screen')} kept, {removed} removed, {added} added; {fields}."


def kind(stage: Stage) -> str:
    """Return whether a screen was kept, removed or added."""
    return "removed" if stage.after is None else "added" if stage.before is None else "kept"


def stage_title(stage: Stage) -> str:
    """Return the title of a screen, both where it changed."""
    if stage.before is None or stage.after is None or stage.title_before == stage.title_after:
        return stage.title_after or stage.title_before
    return f"{stage.title_before} → {stage.title_after}"


def stage_done(stage: Stage) -> str:
    """Return what was pressed or filled in there, both where it changed."""
    before, after = (", ".join(f"“{label}”" for label in done) for done in (stage.done_before, stage.done_after))
    if before == after or not before or not after:
        return after or before
    return f"{before} → {after}"


def unchanged(stage: Stage) -> bool:
    """Return whether a kept screen shows no change at all."""
    moved = stage.fields or stage.wording or stage.offered or stage.done_before != stage.done_after
    return kind(stage) == "kept" and not moved and stage.title_before == stage.title_after


def field_told(change: FieldChange) -> str:
    """Return what became of a field: ``“Reason”: required → optional``."""
    labels = list(dict.fromkeys(f"“{label}”" for label in (change.label_before, change.label_after) if label))
    name = " → ".join(labels) or "a field without a label"
    if change.before == "absent":
        return f"{name}: new, {change.after}"
    if change.after == "absent":
        return f"{name}: gone, was {change.before}"
    return f"{name}: {change.before}" + ("" if change.before == change.after else f" → {change.after}")


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
