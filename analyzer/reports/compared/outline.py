"""A comparison as headings, paragraphs, lists and grids, from which every plain format is made."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from analyzer.model import Comparison, FieldChange, FlowIdentity, Part, Procedure, Stage, Version
from analyzer.ranking import places
from analyzer.reports.compared import answers, cells, expectations, stages, words
from analyzer.reports.compared.front import Card, Front, front
from analyzer.reports.compared.lines import TITLES, Line, lines, of
from analyzer.reports.compared.naming import Naming
from analyzer.reports.languages import N_, speech
from analyzer.reports.templates import Voice, begun
from analyzer.saying import say_many

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


def outline(comparison: Comparison, reader: str = "en", *, steps: bool) -> Iterator[Block]:
    """Yield the page from top to bottom in a language: the answer first, with ``steps`` the versions by screen.

    Raises
    ------
    InputError
        If reports do not speak that language.
    """
    voice, naming, every = Voice(speech(reader)), Naming(comparison), lines(comparison)
    told, spoken = voice.plain, voice.speech
    yield Heading(1, told(words.heading(comparison)))
    first = front(comparison, naming)
    for answer in first.told:
        yield _running(answer, voice)
    for card in first.cards:
        yield from _card(card, voice)
    for lies in first.lies:
        yield _running(lies, voice)
    yield Paragraph(told(words.site_kinds(comparison)))
    if first.ranked:
        yield from _ranking(comparison, voice)
    yield from _answers(comparison, naming, voice, first)
    yield Heading(2, spoken(N_("Procedures")))
    yield Items(tuple(_procedure(line, voice, steps=steps) for line in every))
    yield Heading(2, spoken(N_("What refusing takes")))
    yield from _main(every, voice)
    yield _running((cells.SIGNS, cells.RANGES), voice)
    if any(one.least for one in comparison.procedures):
        yield Heading(2, spoken(N_("More than the counterfactual takes")))
        yield _above(every, naming, voice)
    yield from _tests(comparison, naming, voice)
    if not first.ranked:
        yield from _ranking(comparison, voice)
    yield Heading(2, spoken(N_("Orders")))
    yield Items(tuple(_pair(title, order, voice) for title, order in words.orders(comparison, naming)))
    yield Paragraph(told(words.ORDER_KEY))
    if comparison.versions:
        yield Heading(2, spoken(N_("Step by step")))
    for version in comparison.versions:
        yield from _version(version, naming, voice, steps=steps)
    if steps:
        yield Heading(2, spoken(N_("All measures")))
        yield from _everything(comparison, every, voice)
    else:
        every_one = N_("With --steps: every version screen by screen, and every measure of every procedure.")
        yield Paragraph(spoken(every_one))
    yield Heading(2, spoken(N_("How to read this")))
    policy = comparison.policy
    identity = spoken(N_("Policy {version}, SHA-256 {hash}."), version=policy.version, hash=policy.sha256)
    yield Items((*map(told, words.MEANING), identity))
    how_much = spoken(N_("How much a value has to change before it counts"))
    yield Paragraph(f"{how_much}{spoken.colon.rstrip()}")
    yield Items(
        tuple(
            f"{spoken.listed([*map(told, words.tolerating(one, naming))])}{spoken.colon}{told(words.allowed(one))}. "
            f"{told(one.why)}"
            for one in comparison.tolerances
        )
    )


def _running(sentences: Iterable[str], voice: Voice) -> Paragraph:
    return Paragraph(" ".join(map(voice.plain, sentences)))


def _pair(name: str, said: str, voice: Voice) -> str:
    return f"{voice.plain(name)}{voice.speech.colon}{voice.plain(said)}"


def _apart(parts: Iterable[str], voice: Voice) -> str:
    return voice.speech.apart.join(map(voice.plain, parts))


def _row(cells: Iterable[str], voice: Voice) -> tuple[str, ...]:
    return tuple(map(voice.plain, cells))


def _name(line: Line, voice: Voice) -> str:
    """Return a row's name: as it is where it is a procedure's own."""
    return line.name if len(line.procedures) == 1 else voice.plain(line.name)


def _procedure(line: Line, voice: Voice, *, steps: bool) -> str:
    one, named = line.first, f"{line.first.number} {_name(line, voice)}{voice.speech.colon}"
    if steps:
        met = (one.flow.service, _met(one.flow, voice), *map(voice.plain, words.described(one)))
        return named + voice.speech.apart.join(met)
    flow = one.flow
    met = (flow.service, voice.country(flow.country), voice.tongue(flow.language), flow.date)
    return f"{named}{', '.join(met)}{voice.speech.colon}{voice.plain(words.ended(one))}"


def _met(flow: FlowIdentity, voice: Voice) -> str:
    since = voice.speech(N_("as of {date}"), date=voice.dated(flow.date))
    named = voice.speech.named(flow.account).words
    account = voice.speech(N_("account: {account}"), account=named) if flow.account else ""
    parts = (voice.country(flow.country), voice.tongue(flow.language), voice.plain(flow.device), since, account)
    return ", ".join(filter(None, parts))


def _card(card: Card, voice: Voice) -> Iterator[Block]:
    answer, spoken = card.answer, voice.speech
    years = (answer.before, answer.after) if answer.before else (answer.after,)
    if not card.rows:
        return
    walked = f" ({_apart(card.walked, voice)})" if card.walked else ""
    yield Heading(3, f"{voice.plain(answer.title)}{walked}")
    least = (spoken(N_("Counterfactual")),) if card.beside else ()
    change = N_("Change") if answer.over_time else N_("Difference")
    said = (spoken(change),) if answer.before else (spoken(N_("Beside that")),) if card.beside else ()
    yield Grid(
        ("", *years, *least, *said),
        tuple(
            _row(
                (
                    cells.MAIN[one.gauge],
                    *((one.before,) if answer.before else ()),
                    one.after,
                    *((one.least or cells.UNKNOWN,) if least else ()),
                    *((one.said,) if said else ()),
                ),
                voice,
            )
            for one in card.rows
        ),
    )
    yield Items(
        tuple(
            f"{voice.plain(title)}{spoken.colon}{', '.join(map(voice.plain, names))}" for _, title, names in card.names
        )
    )


def _main(every: Sequence[Line], voice: Voice) -> Iterator[Block]:
    ends, weight = voice.speech(N_("Ends")), voice.speech(N_("Weight measured"))
    counts = {gauge: voice.plain(head) for gauge, head in cells.MAIN.items() if gauge not in _RANGED}
    measured = (*of("possible", every), *of("least", every))

    def read(line: Line, gauges: Iterable[str]) -> tuple[str, ...]:
        return _row((cells.cell(gauge, line.readings(gauge)) for gauge in gauges), voice)

    yield Grid(
        ("", *counts.values()), tuple((str(line.first.number), *read(line, counts)) for line in measured)
    )  # fmt: skip
    yield Grid(
        ("", ends, *(voice.plain(cells.MAIN[gauge]) for gauge in _RANGED)),
        tuple(
            (str(line.first.number), voice.plain(words.ended(line.first)), *read(line, _RANGED)) for line in measured
        ),
    )
    dead = of("impossible", every)
    if dead:
        why = voice.speech(N_("not ranked, and nothing to count"))
        yield Paragraph(f"{voice.plain(TITLES['impossible'])}{voice.speech.colon}{why}.")
        yield Grid(
            ("", ends, voice.plain(cells.MAIN[cells.FRICTION]), weight),
            tuple(
                (
                    str(line.first.number),
                    voice.plain(words.ended(line.first)),
                    *read(line, (cells.FRICTION,)),
                    voice.plain(cells.coverage(line.first)),
                )
                for line in dead
            ),
        )


def _above(every: Sequence[Line], naming: Naming, voice: Voice) -> Grid:
    def row(one: Procedure) -> tuple[str, ...]:
        least = naming.procedures[one.least] if one.least else None
        return _row(
            (str(one.number), *(cells.above(gauge, one, least) or cells.UNKNOWN for gauge in cells.MAIN)), voice
        )

    return Grid(
        ("", *map(voice.plain, cells.MAIN.values())),
        tuple(row(line.first) for line in of("possible", every) if line.first.least),
    )


def _ranking(comparison: Comparison, voice: Voice) -> Iterator[Block]:
    ranked = words.ranking(comparison)
    if not ranked:
        return
    yield Heading(2, voice.speech(N_("Ranking by friction")))
    yield Grid(
        ("", voice.speech(N_("Place")), voice.plain(cells.MAIN[cells.FRICTION])),
        tuple(
            (f"{one.number} {one.name}", *_row((places.told(one.places), cells.score(one.score)), voice))
            for one in ranked
            if one.places
        ),
    )
    yield Paragraph(voice.plain(words.PLACES))


def _answers(comparison: Comparison, naming: Naming, voice: Voice, first: Front) -> Iterator[Block]:
    """Yield every answer at length; of one with a single year, whose numbers stand in the tables, a sentence."""
    found = answers.answered(comparison, naming)
    if found:
        yield Heading(2, voice.plain(first.heading))
        if not first.moved and (left_out := answers.left_out(comparison, naming)):
            yield _running(left_out, voice)
    for answer in found:
        yield Heading(3, voice.plain(answer.title))
        right = (f"{begun(voice.plain(answer.right))}.",) if answer.right else ()
        if right or answer.compared:
            yield Paragraph(" ".join((*right, *map(voice.plain, answer.compared))))
        yield _running(answer.sentences, voice)
        if answer.before:
            for one in answer.lists:
                items = voice.speech.apart.join(_moved(item, voice) for item in one.items)
                yield Paragraph(f"{voice.plain(one.title)}{voice.speech.colon}{items}.")


def _moved(item: answers.Moved, voice: Voice) -> str:
    beside = f" ({_apart(item.beside, voice)})" if item.beside else ""
    unit = f" ({voice.plain(voice.unit(item.unit))})" if item.unit else ""
    return f"{voice.plain(item.title)}{unit}{voice.speech.colon}{voice.plain(item.told)}{beside}"


def _tests(comparison: Comparison, naming: Naming, voice: Voice) -> Iterator[Block]:
    spoken = voice.speech
    for test in comparison.checked:
        said = test.hypothesis
        expected = spoken(N_("Expected beforehand"))
        yield Heading(2, f"{expected}{spoken.colon}{spoken.named(said.about).words}")
        order = N_("Written down on {day}, from the most friction to the least: {order}")
        day = voice.dated(said.registered)
        yield Paragraph(f"{spoken(order, day=day, order=expectations.expected(test))}.")
        yield _running(expectations.verdict(test), voice)
        if warning := expectations.languages(test, naming):
            yield Paragraph(voice.plain(warning))
        yield Items(
            tuple(
                f"{pair.left} {pair.relation} {pair.right}{spoken.colon}"
                f"{_scored(naming.procedures[pair.left], voice)}, {_scored(naming.procedures[pair.right], voice)}"
                f"{spoken.colon}{_apart(expectations.result(pair), voice)}"
                for pair in test.pairs
            )
        )
        yield Paragraph(spoken(N_("Why this was expected:")))
        yield Items(tuple(spoken.named(reason).words for reason in said.why))
        if said.sources:
            sources = spoken(N_("Sources"))
            yield Paragraph(f"{sources}{spoken.colon}{spoken.apart.join(said.sources)}.")


def _scored(one: Procedure, voice: Voice) -> str:
    return f"{one.name} {voice.plain(cells.score(one.score))}"


def _version(version: Version, naming: Naming, voice: Voice, *, steps: bool) -> Iterator[Block]:
    yield Heading(3, voice.plain(stages.version_title(version, naming)))
    yield _running(stages.version_sentences(version), voice)
    if version.notes:
        yield Items(_row(version.notes, voice))
    if not steps:
        return
    for stage in version.stages:
        yield from _stage(stage, voice)
    shown = [one for one in version.differences if one.before.value is not None or one.after.value is not None]
    unit, difference = voice.speech(N_("Unit")), voice.speech(N_("Difference"))
    yield Grid(
        ("", unit, str(version.before), str(version.after), difference),
        tuple(
            _row(
                (
                    naming.title(one.gauge),
                    voice.unit(cells.unit(naming.gauges[one.gauge])),
                    cells.cell(one.gauge, (one.before,)),
                    cells.cell(one.gauge, (one.after,)),
                    cells.changed(one),
                ),
                voice,
            )
            for one in shown
        ),
    )


def _stage(stage: Stage, voice: Voice) -> Iterator[Block]:
    spoken, colon = voice.speech, voice.speech.colon
    screen, field, done = spoken(N_("Screen")), spoken(N_("Field")), spoken(N_("Done"))
    wording, offered = spoken(N_("Wording")), spoken(N_("Offered"))
    numbers = " → ".join(str(one) for one in (stage.before, stage.after) if one is not None)
    became = voice.plain(stages.KINDS[stages.kind(stage)])
    yield Paragraph(f"{screen} {numbers}, {became}{colon}{stages.stage_title(stage)}")
    items = []
    if pressed := stages.stage_done(stage, voice.quote):
        items.append(f"{done}{colon}{pressed}")
    items += [f"{field} {_field(change, voice)}" for change in stage.fields]
    items += [f"{wording}{colon}{_quoted(parts, voice)}" for parts in stage.wording]
    items += [f"{offered}{colon}{_quoted(parts, voice)}" for parts in stage.offered]
    if stage.unread:
        items.append(spoken(N_("Wording not compared: {why}."), why=voice.plain(stage.unread)))
    if stages.unchanged(stage):
        items.append(spoken(N_("No change.")))
    yield Items(tuple(items))


def _field(change: FieldChange, voice: Voice) -> str:
    labelled = change.label_before or change.label_after
    name = stages.field_name(change, voice.quote) if labelled else voice.plain(stages.field_name(change, voice.quote))
    return f"{name}{voice.speech.colon}{voice.plain(stages.field_told(change))}"


def _everything(comparison: Comparison, every: Sequence[Line], voice: Voice) -> Iterator[Grid]:
    for start in range(0, len(every), _ACROSS):
        part = every[start : start + _ACROSS]
        yield Grid(
            ("", voice.speech(N_("Unit")), *(str(line.first.number) for line in part)),
            tuple(
                _row(
                    (
                        gauge.title,
                        voice.unit(cells.unit(gauge)),
                        *(cells.cell(gauge.id, line.readings(gauge.id), ranged=False) for line in part),
                    ),
                    voice,
                )
                for gauge in comparison.gauges
            ),
        )


def _quoted(parts: tuple[Part, ...], voice: Voice) -> str:
    if len(parts) == 1:
        return _mark(parts[0], voice)
    return " ".join(
        _mark(part, voice) if part.kind != "same" else _around(part.text, first=at == 0, last=at == len(parts) - 1)
        for at, part in enumerate(parts)
    )


def _mark(part: Part, voice: Voice) -> str:
    spoken = part.text.split()
    whole = voice.plain(say_many("{count:,} word", "{count:,} words", count=len(spoken)))
    said = part.text if len(spoken) <= _LONG else f"{' '.join(spoken[:_LONG])} ... ({whole})"
    return f"[-{said}-]" if part.kind == "gone" else f"[+{said}+]"


def _around(text: str, *, first: bool, last: bool) -> str:
    """Return the words beside a change; of a long stretch that is the same only those at its ends."""
    spoken = text.split()
    if len(spoken) <= 2 * _AROUND:
        return text
    begin = "" if first else " ".join(spoken[:_AROUND])
    end = "" if last else " ".join(spoken[-_AROUND:])
    return f"{begin} ... {end}".strip()
