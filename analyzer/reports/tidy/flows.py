"""One row a flow: where and when it was met, what each way costs, every measure, and the score."""

import inspect
from collections.abc import Callable
from typing import cast

from analyzer.measures import MEASURES, Measure
from analyzer.model import Counts, Measurement, RouteReport, Seconds
from analyzer.reports.tidy.column import REPORT, Case, Column, Kind, Value

_Columns = tuple[Column[Case], ...]

IDENTITY: _Columns = (
    Column("run", "text", "", "Name of the run's folder or bundle; the other tables point at it.", "file name",
           lambda case: case.run),
    Column("flow", "text", "", "Id of the flow.", REPORT, lambda case: case.report.flow.id),
    Column("variant", "text", "", "Variant of the flow, empty for none.", REPORT,
           lambda case: case.report.flow.variant),
    Column("title", "text", "", "Title of the flow.", REPORT, lambda case: case.report.flow.title),
    Column("service", "text", "", "Name of the service.", REPORT, lambda case: case.report.flow.service),
    Column("right", "text", "", "The right exercised.", REPORT, lambda case: case.report.flow.right),
    Column("country", "text", "", "Country of the person, ISO 3166-1.", REPORT, lambda case: case.report.flow.country),
    Column("language", "text", "", "Language of the interface, ISO 639-1.", REPORT,
           lambda case: case.report.flow.language),
    Column("device", "text", "", "desktop or phone.", REPORT, lambda case: case.report.flow.device),
    Column("date", "text", "", "ISO date at which the procedure looked like this.", REPORT,
           lambda case: case.report.flow.date),
    Column("account", "text", "", "State of the account in words.", REPORT, lambda case: case.report.flow.account),
    Column("site_kind", "text", "", "mock, tape (recorded traffic) or live.", REPORT,
           lambda case: case.report.provenance.site_kind),
    Column("tool", "text", "", "Version of the tool.", REPORT, lambda case: case.report.provenance.tool),
    Column("browser", "text", "", "Version of the browser.", REPORT, lambda case: case.report.provenance.browser),
)  # fmt: skip

SCORE: _Columns = (
    Column("score", "number", "points", "Friction from 0 (none) to 100; empty where it cannot be told.", REPORT,
           lambda case: case.report.score.total if case.report.score else None),
    Column("score_low", "number", "points", "Low end of the score's interval.", REPORT,
           lambda case: case.report.score.interval[0] if case.report.score else None),
    Column("score_high", "number", "points", "High end of the score's interval.", REPORT,
           lambda case: case.report.score.interval[1] if case.report.score else None),
    Column("score_coverage", "number", "share", "Share of the policy's weight that was measured, 0 to 1.", REPORT,
           lambda case: case.report.score.coverage if case.report.score else None),
    Column("score_reason", "text", "", "Why there is no score, empty where there is one.", REPORT,
           lambda case: case.report.score_reason),
    Column("policy", "text", "", "Version of the policy that judged.", REPORT,
           lambda case: case.report.score.policy.version if case.report.score else None, unknown=True),
    Column("policy_sha256", "text", "", "SHA-256 of the policy's file.", REPORT,
           lambda case: case.report.score.policy.sha256 if case.report.score else None, unknown=True),
)  # fmt: skip

_UNITS = {
    "clicks": "clicks", "keystrokes": "keys", "screens": "screens", "page_loads": "loads", "required_fields": "fields",
    "required_text_fields": "fields", "optional_fields": "fields", "context_switches": "switches",
    "scrolls": "scrolls", "words": "words",
}  # fmt: skip


def _route(name: str, column: str, kind: Kind, definition: str, of: Callable[[RouteReport], Value]) -> Column[Case]:
    def read(case: Case) -> Value:
        way = case.report.routes.get(name)
        return of(way) if way else None

    said = f"Route {name}: {definition}"
    return Column(f"{name}_{column}", kind, "", said, REPORT, read, unknown=True)


def _count(name: str, count: str) -> Column[Case]:
    def read(case: Case) -> Value:
        way = case.report.routes.get(name)
        return cast("int", getattr(way.counts, count)) if way and way.counts else None

    words = count.replace("_", " ")
    said = f"Route {name}: {words}; empty where they cannot be told or the route was not walked."
    return Column(f"{name}_{count}", "integer", _UNITS[count], said, REPORT, read)


def _seconds(name: str, end: str) -> Column[Case]:
    def read(case: Case) -> Value:
        way = case.report.routes.get(name)
        return cast("float", getattr(way.seconds, end)) if way and way.seconds else None

    said = f"Route {name}: estimated seconds, {end}; keystroke-level model and reading speed, never a measured time."
    return Column(f"{name}_seconds_{end}", "number", "s", said, REPORT, read)


def _ways(name: str) -> _Columns:
    return (
        _route(name, "outcome", "text", "how it ended.", lambda way: way.outcome),
        _route(name, "reached", "truth", "whether its goal was reached.", lambda way: way.reached),
        _route(name, "silence", "truth", "whether saying nothing is the choice.", lambda way: way.silence),
        _route(name, "walk_sha256", "text", "SHA-256 of its record.", lambda way: way.walk_sha256),
        *(_count(name, count) for count in Counts.__struct_fields__),
        *(_seconds(name, end) for end in Seconds.__struct_fields__),
    )


def section(measure: Measure, heading: str) -> str:
    """Return a section of a measure's manual on one line, "" where it has none of that name."""
    text = inspect.getdoc(measure) or ""
    lines = text.splitlines()
    if heading not in lines:
        return ""
    told: list[str] = []
    after = lines[lines.index(heading) + 2 :]
    for at, line in enumerate(after):
        if at + 1 < len(after) and after[at + 1].startswith("---"):
            break
        told.append(line)
    return " ".join(" ".join(told).split())


def _measured(measure: Measure) -> _Columns:
    def reading(of: Callable[[Measurement], Value]) -> Callable[[Case], Value]:
        def read(case: Case) -> Value:
            found = next((one for one in case.report.measurements if one.id == measure.ID), None)
            return of(found) if found else None

        return read

    def points(case: Case) -> Value:
        score = case.report.score
        found = [one.points for one in score.contributions if one.measure == measure.ID] if score else []
        return found[0] if found else None

    title, what, sources = measure.TITLE, section(measure, "What"), section(measure, "Sources")
    return (
        Column(f"m_{measure.ID}", "number", measure.UNIT, f"{title}. {what}", sources, reading(lambda one: one.value)),
        Column(f"m_{measure.ID}_low", "number", measure.UNIT, f"{title}: low end, where it is an estimate.", REPORT,
               reading(lambda one: one.low)),
        Column(f"m_{measure.ID}_high", "number", measure.UNIT, f"{title}: high end, where it is an estimate.", REPORT,
               reading(lambda one: one.high)),
        Column(f"m_{measure.ID}_outcome", "text", "",
               f"{title}: measured, not_applicable, cannot_tell or error.", REPORT, reading(lambda one: one.outcome),
               unknown=True),
        Column(f"m_{measure.ID}_points", "number", "points", f"{title}: points it adds to the score.", REPORT, points),
    )  # fmt: skip


COLUMNS: _Columns = (
    *IDENTITY,
    *SCORE,
    *_ways("refuse"),
    *_ways("accept"),
    *(column for measure in MEASURES for column in _measured(measure)),
)
"""The variables of a flow. Other routes than the two that every flow has are in the steps."""
