"""A comparison as headings, paragraphs, lists and grids, from which every plain format is made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.model import Comparison, Part, Procedure, Stage, Version
from analyzer.ranking.places import told
from analyzer.reports.compared import answers, cells, expectations, stages, words
from analyzer.reports.compared.front import Card, cards
from analyzer.reports.compared.lines import TITLES, Line, lines, of
from analyzer.reports.compared.naming import Naming
from analyzer.reports.english import OUTCOMES

_ACROSS = 6
"""Procedures beside each other in a grid of all measures: what fits into 80 columns."""

_RANGED = (cells.SECONDS, cells.FRICTION)
"""Gauges of the first table whose ranges need a table of their own."""

_LONG, _AROUND = 40, 6
"""Words of a text beyond which only its beginning is quoted, and words left around a change."""


@dataclass(frozen=True)
class Heading:
    """A heading; ``level`` 1 is the page's own."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list without numbers."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table: its heads, and rows of as many cells; all but the first column are figures."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Items | Grid


def outline(comparison: Comparison, *, steps: bool) -> Iterator[Block]:
    """Yield the page from top to bottom: the answer first, with ``steps`` the versions screen by screen."""
    naming = Naming(comparison)
    every = lines(comparison)
    yield Heading(1, words.heading(comparison))
    front = cards(comparison, naming)
    for card in front:
        yield Paragraph(card.answer.short)
    for card in front:
        yield from _card(card)
    yield Paragraph(words.opening(comparison))
    if dead := words.impossible(comparison):
        yield Paragraph(dead)
    yield Paragraph(words.site_kinds(comparison))
    yield from _answers(comparison, naming)
    yield Heading(2, "Procedures")
    saying = words.described if steps else words.placed
    yield Items(tuple(f"{line.first.number} {line.name}: {saying(line.first)}" for line in every))
    yield Heading(2, "What refusing takes")
    yield from _main(every)
    yield Paragraph(cells.KEY)
    if any(one.least for one in comparison.procedures):
        yield Heading(2, "More than the counterfactual takes")
        yield _above(every, naming)
    yield from _tests(comparison, naming)
    yield from _ranking(comparison)
    yield Heading(2, "Orders")
    yield Items(tuple(f"{title}: {order}" for title, order in words.orders(comparison, naming)))
    yield Paragraph(words.ORDER_KEY)
    if comparison.versions:
        yield Heading(2, "Step by step")
    for version in comparison.versions:
        yield from _version(version, naming, steps=steps)
    if steps:
        yield Heading(2, "All measures")
        yield from _everything(comparison, every)
    else:
        yield Paragraph("With --steps: every version screen by screen, and every measure of every procedure.")
    yield Heading(2, "How to read this")
    yield Items((*words.MEANING, f"Policy {comparison.policy.version}, SHA-256 {comparison.policy.sha256}."))
    yield Paragraph("How much a value has to change before it counts:")
    yield Items(tuple(words.tolerated(one, naming) for one in comparison.tolerances))


def _card(card: Card) -> Iterator[Block]:
    era = card.era
    years = (str(era.before), str(era.after)) if era.before else (str(era.after),)
    if not card.rows:
        return
    yield Heading(3, f"{card.answer.title} ({card.walked})")
    yield Grid(
        ("", *years, "Counterfactual", "Change" if era.before else "Beside that"),
        tuple(
            (
                cells.MAIN[one.gauge],
                *((one.before,) if era.before else ()),
                one.after,
                one.least or cells.UNKNOWN,
                one.said,
            )
            for one in card.rows
        ),
    )
    yield Items(tuple(f"{title}: {names}" for _, title, names in card.names))


def _main(every: Sequence[Line]) -> Iterator[Block]:
    counts = {gauge: head for gauge, head in cells.MAIN.items() if gauge not in _RANGED}
    measured = (*of("possible", every), *of("least", every))
    yield Grid(
        ("", *counts.values()),
        tuple(
            (str(line.first.number), *(cells.cell(gauge, line.readings(gauge)) for gauge in counts))
            for line in measured
        ),
    )
    yield Grid(
        ("", "Ends", *(cells.MAIN[gauge] for gauge in _RANGED)),
        tuple(
            (
                str(line.first.number),
                OUTCOMES.get(line.first.outcome, "not walked"),
                *(cells.cell(gauge, line.readings(gauge)) for gauge in _RANGED),
            )
            for line in measured
        ),
    )
    dead = of("impossible", every)
    if dead:
        yield Paragraph(f"{TITLES['impossible']}, and so without counts, and not ranked:")
        yield Grid(
            ("", "Ends", cells.MAIN[cells.FRICTION], "Weight measured"),
            tuple(
                (
                    str(line.first.number),
                    OUTCOMES.get(line.first.outcome, "not walked"),
                    cells.cell(cells.FRICTION, line.readings(cells.FRICTION)),
                    cells.coverage(line.first),
                )
                for line in dead
            ),
        )


def _above(every: Sequence[Line], naming: Naming) -> Grid:
    def row(one: Procedure) -> tuple[str, ...]:
        least = naming.procedures[one.least] if one.least else None
        return (str(one.number), *(cells.above(gauge, one, least) or cells.UNKNOWN for gauge in cells.MAIN))

    return Grid(
        ("", *cells.MAIN.values()), tuple(row(line.first) for line in of("possible", every) if line.first.least)
    )


def _ranking(comparison: Comparison) -> Iterator[Block]:
    ranked = words.ranking(comparison)
    if not ranked:
        return
    yield Heading(2, "Ranking by friction")
    yield Grid(
        ("", "Place", "Friction of 100"),
        tuple((f"{one.number} {one.name}", told(one.places), cells.score(one.score)) for one in ranked if one.places),
    )
    yield Paragraph(words.PLACES)


def _answers(comparison: Comparison, naming: Naming) -> Iterator[Block]:
    """Yield every era at length; of one with a single year, whose numbers stand in the tables, a sentence."""
    if comparison.eras:
        yield Heading(2, "What became easier, what stayed")
    for era in comparison.eras:
        answer = answers.answer(era, naming)
        yield Heading(3, answer.title)
        yield Paragraph(answer.compared)
        yield Paragraph(answer.sentence)
        if era.before:
            for one in answer.lists:
                yield Paragraph(f"{one.title}: {'; '.join(item.told for item in one.items)}.")


def _tests(comparison: Comparison, naming: Naming) -> Iterator[Block]:
    for test in comparison.checked:
        said = test.hypothesis
        yield Heading(2, f"Expected beforehand: {said.about}")
        yield Paragraph(
            f"Written down on {said.registered}, from the most friction to the least: {expectations.expected(test)}."
        )
        yield Paragraph(expectations.verdict(test))
        if warning := expectations.languages(test, naming):
            yield Paragraph(warning)
        yield Items(tuple(expectations.pair_told(pair, naming) for pair in test.pairs))
        yield Paragraph("Why this was expected:")
        yield Items(said.why)
        if said.sources:
            yield Paragraph(f"Sources: {'; '.join(said.sources)}.")


def _version(version: Version, naming: Naming, *, steps: bool) -> Iterator[Block]:
    yield Heading(3, stages.version_title(version, naming))
    yield Paragraph(stages.version_sentence(version))
    if version.notes:
        yield Items(version.notes)
    if not steps:
        return
    for stage in version.stages:
        yield from _stage(stage)
    shown = [one for one in version.differences if one.before.value is not None or one.after.value is not None]
    yield Grid(
        ("", "Unit", str(version.before), str(version.after), "Difference"),
        tuple(
            (
                naming.title(one.gauge),
                naming.unit(one.gauge),
                cells.cell(one.gauge, (one.before,)),
                cells.cell(one.gauge, (one.after,)),
                cells.changed(one),
            )
            for one in shown
        ),
    )


def _stage(stage: Stage) -> Iterator[Block]:
    numbers = " → ".join(str(one) for one in (stage.before, stage.after) if one is not None)
    yield Paragraph(f"Screen {numbers}, {stages.kind(stage)}: {stages.stage_title(stage)}")
    items = []
    if stages.stage_done(stage):
        items.append(f"Done: {stages.stage_done(stage)}")
    items += [f"Field {stages.field_told(change)}" for change in stage.fields]
    items += [f"Wording: {_quoted(parts)}" for parts in stage.wording]
    items += [f"Offered: {_quoted(parts)}" for parts in stage.offered]
    if stage.unread:
        items.append(f"Wording not compared: {stage.unread}")
    if stages.unchanged(stage):
        items.append("No change")
    yield Items(tuple(items))


def _everything(comparison: Comparison, every: Sequence[Line]) -> Iterator[Grid]:
    for start in range(0, len(every), _ACROSS):
        part = every[start : start + _ACROSS]
        yield Grid(
            ("", "Unit", *(str(line.first.number) for line in part)),
            tuple(
                (
                    gauge.title,
                    gauge.unit,
                    *(cells.cell(gauge.id, line.readings(gauge.id), ranged=False) for line in part),
                )
                for gauge in comparison.gauges
            ),
        )


def _quoted(parts: tuple[Part, ...]) -> str:
    if len(parts) == 1:
        return _mark(parts[0])
    return " ".join(
        _mark(part) if part.kind != "same" else _around(part.text, first=at == 0, last=at == len(parts) - 1)
        for at, part in enumerate(parts)
    )


def _mark(part: Part) -> str:
    spoken = part.text.split()
    said = part.text if len(spoken) <= _LONG else f"{' '.join(spoken[:_LONG])} ... ({len(spoken)} words)"
    return f"[-{said}-]" if part.kind == "gone" else f"[+{said}+]"


def _around(text: str, *, first: bool, last: bool) -> str:
    """Return the words beside a change; of a long stretch that is the same only those at its ends."""
    spoken = text.split()
    if len(spoken) <= 2 * _AROUND:
        return text
    begin = "" if first else " ".join(spoken[:_AROUND])
    end = "" if last else " ".join(spoken[-_AROUND:])
    return f"{begin} ... {end}".strip()
