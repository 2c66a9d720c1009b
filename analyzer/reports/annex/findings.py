"""The findings of an annex, F1..Fm: what stands in one sentence is one of them, and so is what one rule counted."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from analyzer.measures import hidden_in_text, right_first_named
from analyzer.model import Finding, Measurement, Reference, Report, Walk
from analyzer.reports.annex.exhibits import Exhibit, at
from analyzer.wording import rules
from analyzer.wording.lexicon import judges
from analyzer.wording.readability.sentences import sentences
from analyzer.wording.registry import WORDING_RULES

_QUOTING = frozenset({rule.ID for rule in WORDING_RULES} | {hidden_in_text.ID, right_first_named.ID})
"""Rules that are about the words of a text: what they find in one sentence stands together."""
_AROUND = 60
"""Words of a sentence without end that are printed before and after those that were found."""


@dataclass(frozen=True)
class Rule:
    """A rule, the texts it rests on, and what speaks against what it finds."""

    id: str
    refs: tuple[Reference, ...]
    against: str


@dataclass(frozen=True)
class Remark:
    """What one rule says, and the exhibit it is about, null where it is about the whole."""

    finding: Finding
    rule: Rule
    exhibit: Exhibit | None


@dataclass(frozen=True)
class Part:
    """Some words of a quote; ``found`` are those that a remark is about."""

    words: str
    found: bool


@dataclass(frozen=True)
class Quoted:
    """A sentence as its screen shows it, in its own language, with the words that were found in it."""

    parts: tuple[Part, ...]
    language: str

    @property
    def words(self) -> str:
        """The sentence alone."""
        return "".join(part.words for part in self.parts)


@dataclass(frozen=True)
class Found:
    """One finding: what all rules say of one sentence, which it quotes, or what one rule says of several screens."""

    number: int
    quoted: Quoted | None
    remarks: tuple[Remark, ...]

    @property
    def anchor(self) -> str:
        """Its name within the annex."""
        return f"F{self.number}"


@dataclass(frozen=True)
class Ground:
    """What stands under one measure: its findings, those that stand under another one already, and all their rules."""

    measurement: Measurement
    found: tuple[Found, ...]
    elsewhere: tuple[Found, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class _Passage:
    """Part of one text of a screen: which text of which exhibit, and from where to where; all of it where unknown."""

    exhibit: int
    text: str
    start: int
    end: int
    language: str


@dataclass(frozen=True)
class _Standing:
    """Where a quote stands: the passage, and where in its text the quote begins and ends."""

    passage: _Passage
    start: int
    end: int


_Place = tuple[str, int, int]
"""A text, and where in it a quote begins and ends."""


def grounds(report: Report, walks: Mapping[str, Walk], shown: tuple[Exhibit, ...]) -> tuple[Ground, ...]:
    """Return the findings by measure, that which adds most points first; none without findings."""
    points = {each.measure: each.points for each in report.score.contributions} if report.score else {}
    measured = sorted(report.measurements, key=lambda each: -points.get(each.id, 0))
    remarks = [[_remark(one, report, shown) for one in each.findings] for each in measured]
    standing = _standing([remark for each in remarks for remark in each], walks)
    keys = [[_key(each, remark, standing) for remark in told] for each, told in zip(measured, remarks, strict=True)]
    together: dict[object, list[Remark]] = {}
    for key, remark in zip(chain.from_iterable(keys), chain.from_iterable(remarks), strict=True):
        together.setdefault(key, []).append(remark)
    found = {key: _found(number, same, standing) for number, (key, same) in enumerate(together.items(), start=1)}
    return tuple(_grounds(measured, [[found[key] for key in dict.fromkeys(each)] for each in keys]))


def _key(measurement: Measurement, remark: Remark, standing: Mapping[int, _Standing]) -> object:
    """Return what a finding has in common with those it stands together with: a sentence, or else a rule."""
    there = standing.get(id(remark))
    return (measurement.id, remark.rule) if there is None else there.passage


def _grounds(measured: Sequence[Measurement], found: Sequence[Sequence[Found]]) -> Iterator[Ground]:
    told: set[int] = set()
    for each, mine in zip(measured, found, strict=True):
        here = tuple(one for one in mine if one.number not in told)
        elsewhere = tuple(one for one in mine if one.number in told)
        told.update(one.number for one in here)
        resting = dict.fromkeys(remark.rule for one in here for remark in one.remarks)
        if mine:
            yield Ground(each, here, elsewhere, tuple(resting))


def numbers(grounds: Iterable[Ground]) -> Mapping[str, tuple[Found, ...]]:
    """Return the findings of each measure, by its id, in the order of their numbers."""
    return {one.measurement.id: tuple(sorted((*one.found, *one.elsewhere), key=_number)) for one in grounds}


def runs(several: Iterable[Found]) -> Sequence[Sequence[Found]]:
    """Return findings in order with those together whose numbers follow one another, as ``F3-F14`` names them."""
    together: list[list[Found]] = []
    for one in several:
        if together and one.number == together[-1][-1].number + 1:
            together[-1].append(one)
        else:
            together.append([one])
    return together


def _number(one: Found) -> int:
    return one.number


def _remark(finding: Finding, report: Report, shown: tuple[Exhibit, ...]) -> Remark:
    exhibit = at(shown, finding.route, _screen(report, finding))
    return Remark(finding, Rule(finding.rule, finding.refs, finding.against), exhibit)


def _screen(report: Report, finding: Finding) -> int:
    """Return the screen a finding is about: the one it names, or the one its step was done on."""
    if finding.screen is not None:
        return finding.screen
    steps = report.routes[finding.route].steps if finding.route in report.routes else ()
    return next((step.source for step in steps if step.number == finding.step), 0)


def _standing(remarks: Sequence[Remark], walks: Mapping[str, Walk]) -> Mapping[int, _Standing]:
    """Return where the quotes stand that are about the words of a text, by the identity of their remark."""
    looked = {
        id(remark): _place(remark, remark.exhibit, walks)
        for remark in remarks
        if remark.finding.rule in _QUOTING and remark.finding.quote and remark.exhibit
    }
    passages = {one.passage for one in looked.values()}
    return {key: replace(one, passage=_joined(one.passage, passages)) for key, one in looked.items()}


def _found(number: int, remarks: Sequence[Remark], standing: Mapping[int, _Standing]) -> Found:
    """Return one finding; the sentence it quotes is the one that all of its remarks stand in, if they do."""
    places = [standing[id(remark)] for remark in remarks if id(remark) in standing]
    if not places:
        return Found(number, None, tuple(remarks))
    passage = places[0].passage
    whole = (passage.start, passage.end)
    spans = {(one.start, one.end) for one in places}
    return Found(
        number,
        Quoted(tuple(_parts(passage, _merged(sorted(spans - {whole} or spans)))), passage.language),
        tuple(remarks),
    )


def _place(remark: Remark, exhibit: Exhibit, walks: Mapping[str, Walk]) -> _Standing:
    """Return the sentence of a quote and where in its text the quote begins and ends."""
    quote, language = remark.finding.quote, remark.finding.language
    texts = [text for text in _of_screen(remark.finding, walks) if quote in text]
    places = chain(_by_rule(remark.finding, texts), _as_sentence(quote, texts), _anywhere(quote, texts))
    text, start, end = next(places, (quote, 0, len(quote)))
    around = [one for one in sentences(text) if one.start < end and start < one.end]
    first = min((start, *(one.start for one in around)))
    last = max((end, *(one.end for one in around)))
    return _Standing(_Passage(exhibit.number, text, first, last, language), start, end)


def _by_rule(finding: Finding, texts: Iterable[str]) -> Iterator[_Place]:
    """Yield where the rule itself finds exactly the quote: its words may also be part of what it finds elsewhere."""
    if finding.rule not in rules.by_id or not judges(finding.language):
        return
    for text in texts:
        for span in rules.findings(text, finding.language):
            if (span.rule, span.quote) == (finding.rule, finding.quote):
                yield text, span.start, span.end


def _as_sentence(quote: str, texts: Iterable[str]) -> Iterator[_Place]:
    """Yield where the quote is a whole text or a whole sentence of one."""
    for text in texts:
        for start, end in ((0, len(text)), *((one.start, one.end) for one in sentences(text))):
            if text[start:end] == quote:
                yield text, start, end


def _anywhere(quote: str, texts: Iterable[str]) -> Iterator[_Place]:
    for text in texts:
        for found in re.finditer(rf"(?<!\w){re.escape(quote)}(?!\w)", text):
            yield text, *found.span()


def _of_screen(finding: Finding, walks: Mapping[str, Walk]) -> Iterator[str]:
    """Yield the texts of a finding's screen: the label of its control alone if it holds the quote, else all of them."""
    walk = walks.get(finding.route)
    screen = next((one for one in walk.screens if one.number == finding.screen), None) if walk else None
    if screen is None:
        return
    labels = {control.key: control.name or control.text for control in screen.controls}
    if finding.control in labels and finding.quote in labels[finding.control]:
        yield labels[finding.control]
        return
    yield from (block.text for block in screen.blocks)
    yield from labels.values()


def _joined(passage: _Passage, passages: Iterable[_Passage]) -> _Passage:
    """Return a passage with all that overlap it in the same text, so that no sentence is there twice."""
    same = [one for one in passages if (one.exhibit, one.text) == (passage.exhibit, passage.text)]
    whole = _merged(sorted({(one.start, one.end) for one in same}))
    start, end = next((first, last) for first, last in whole if first <= passage.start and passage.end <= last)
    return replace(passage, start=start, end=end, language=min(one.language for one in same))


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return sorted spans with those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _parts(passage: _Passage, spans: Sequence[tuple[int, int]]) -> Iterator[Part]:
    """Yield a passage in parts; where it has no end, only what stands around the words that were found."""
    start = max(passage.start, _back(passage.text, spans[0][0]))
    end = min(passage.end, _on(passage.text, spans[-1][1]))
    if start > passage.start:
        yield Part("\u2026 ", found=False)
    for first, last in spans:
        yield from _part(passage.text[start:first], found=False)
        yield from _part(passage.text[first:last], found=True)
        start = last
    yield from _part(passage.text[start:end], found=False)
    if end < passage.end:
        yield Part(" \u2026", found=False)


def _part(text: str, *, found: bool) -> Iterator[Part]:
    if text:
        yield Part(re.sub(r"\s+", " ", text), found)


def _back(text: str, place: int) -> int:
    """Return where so many words before a place begin."""
    words = [word.start() for word in re.finditer(r"\S+", text[:place])]
    return words[-_AROUND] if len(words) > _AROUND else 0


def _on(text: str, place: int) -> int:
    """Return where so many words after a place end."""
    words = [word.end() for word in re.finditer(r"\S+", text[place:])]
    return place + words[_AROUND - 1] if len(words) > _AROUND else len(text)
