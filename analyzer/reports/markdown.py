"""The report in Markdown, for a letter or an issue: the sentence, the tables and the findings, without pictures."""

from collections.abc import Iterator

from analyzer.model import Finding, Measurement, RampChange, Reference, Report
from analyzer.reports import english, measured
from analyzer.reports.compared.markdown import written
from analyzer.reports.compared.outline import Block, Grid, Heading, Items, Paragraph
from analyzer.reports.comparison import compare
from analyzer.reports.gaps import notes
from analyzer.reports.gaps import table as apart
from analyzer.reports.html.notice import mark
from analyzer.reports.languages import ORIGINAL, speech
from analyzer.reports.sentence import sentence
from analyzer.saying import listed


def markdown(report: Report) -> str:
    """Return a report as Markdown (CommonMark with the tables of GitHub); words of pages are spelled literally."""
    return written(_outline(report))


def _outline(report: Report) -> Iterator[Block]:
    yield Heading(1, report.flow.title)
    yield Paragraph(f"{mark(report)}. {english.setting(report.flow)}.")
    yield Paragraph(_printed(sentence(report)))
    table = compare(report)
    yield Grid(("", *(column.title for column in table.columns)), tuple((row.title, *row.cells) for row in table.rows))
    if table.notes:
        yield Items(tuple(map(_printed, table.notes)))
    heads, gaps = apart(report)
    if gaps:
        yield Heading(2, "How far refusing stands from the other ways")
        yield Paragraph(" ".join(map(_printed, notes(report))))
        yield Grid(("", *heads), gaps)
    yield Heading(2, "Findings")
    yield Paragraph("A finding is evidence, not a verdict. The measure that adds most to the score comes first.")
    points = {each.measure: each.points for each in report.score.contributions} if report.score else {}
    for measurement in sorted(report.measurements, key=lambda each: -points.get(each.id, 0)):
        yield from _found(measurement)
    yield Heading(2, "Measurements")
    yield Grid(
        ("Measure", "Value", "Points", "Answer"),
        tuple(_answer(each, points.get(each.id)) for each in report.measurements),
    )
    if report.profile:
        yield Heading(2, f"Profile: {report.profile.title}")
        yield Paragraph(f"{_printed(report.profile.reason)} Sources: {'; '.join(report.profile.sources)}.")
        yield Items(tuple(map(_moved, report.profile.changes)) or ("No ramp differs.",))
    yield Heading(2, "Limits")
    yield Items(tuple(map(_printed, report.limits)))
    yield from _provenance(report)


def _printed(sentence: str) -> str:
    return speech(ORIGINAL).plain(sentence)


def _found(measurement: Measurement) -> Iterator[Block]:
    groups: dict[tuple[str, tuple[Reference, ...], str], list[Finding]] = {}
    for finding in measurement.findings:
        groups.setdefault((finding.rule, finding.refs, finding.against), []).append(finding)
    for (rule, refs, against), findings in groups.items():
        yield Heading(3, f"{measurement.title} (rule {rule})")
        yield Items(tuple(map(_told, findings)))
        cited = listed([f"{ref.source}: {ref.item} ({ref.bearing})" for ref in refs])
        yield Paragraph(f"Rests on: {cited or 'no text is cited'}.")
        yield Paragraph(f"Against it: {_printed(against) or 'nothing is recorded that speaks against it.'}")


def _told(finding: Finding) -> str:
    quote = f"“{finding.quote}” " if finding.quote else ""
    step = f", step {finding.step}" if finding.step is not None else ""
    screen = f", {english.card(finding.route, finding.screen)}" if finding.screen is not None else ""
    return f"{quote}{_printed(finding.message)} ({english.route(finding.route)}{step}{screen})"


def _answer(each: Measurement, points: float | None) -> tuple[str, str, str, str]:
    value = "-"
    if said := measured.in_words(each):
        value = said
    elif each.value is not None:
        value = f"{english.measured(each.value, each.unit)} {english.unit(each.unit, each.value)}"
    reason = f": {_printed(each.reason)}" if each.reason else ""
    return each.title, value, "-" if points is None else f"{points:.2f}", f"{measured.answer(each)}{reason}"


def _moved(change: RampChange) -> str:
    (free, now_free), (full, now_full) = change.free_until, change.full_at
    return (
        f"{change.measure}: free until {now_free:g} (else {free:g}), full at {now_full:g} (else {full:g}). "
        f"{change.reason} {'; '.join(change.sources)}."
    )


def _provenance(report: Report) -> Iterator[Block]:
    told = report.provenance
    yield Heading(2, "Provenance")
    yield Paragraph(f"optout {told.tool}, {told.browser}, {told.locale}, {told.time_zone}.")
    for title, items in (
        ("Described by", tuple(f"{one.who}, {one.date}, {one.language}: {one.says}" for one in told.sources)),
        ("What no source says", told.invented),
        ("SHA-256 of the walks", tuple(f"{name}: {route.walk_sha256}" for name, route in report.routes.items())),
    ):
        if items:
            yield Paragraph(f"{title}:")
            yield Items(items)
