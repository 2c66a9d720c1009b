"""One row a finding: the evidence with its rule, what it rests on, and what speaks against it."""

from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.model import Finding
from analyzer.reports.tidy.column import REPORT, Case, Column


@dataclass(frozen=True)
class Found:
    """A finding of a run, its number within the run, and the measure it belongs to."""

    run: str
    number: int
    measure: str
    finding: Finding


def found(case: Case) -> Iterator[Found]:
    """Yield the findings of a run in the order of the report."""
    every = ((one.id, finding) for one in case.report.measurements for finding in one.findings)
    for number, (measure, finding) in enumerate(every, start=1):
        yield Found(case.run, number, measure, finding)


COLUMNS: tuple[Column[Found], ...] = (
    Column("run", "text", "", "Run, as in the table of flows.", "file name", lambda one: one.run),
    Column("finding", "integer", "", "Number of the finding in its run, from 1.", REPORT, lambda one: one.number),
    Column("measure", "text", "", "Measure it belongs to.", REPORT, lambda one: one.measure),
    Column("rule", "text", "", "Rule that found it.", REPORT, lambda one: one.finding.rule),
    Column("route", "text", "", "Route it is about.", REPORT, lambda one: one.finding.route),
    Column("step", "integer", "", "Step it is about; empty for the route as a whole.", REPORT,
           lambda one: one.finding.step),
    Column("screen", "integer", "", "Screen it is about; empty for the route as a whole.", REPORT,
           lambda one: one.finding.screen),
    Column("control", "text", "", "Key of the control concerned; empty for none.", REPORT,
           lambda one: one.finding.control, unknown=True),
    Column("message", "text", "", "What was found, in English.", REPORT, lambda one: one.finding.message),
    Column("quote", "text", "", "Words of the interface, verbatim.", REPORT, lambda one: one.finding.quote),
    Column("language", "text", "", "Language of the quote.", REPORT, lambda one: one.finding.language),
    Column("refs", "text", "", "Texts it rests on: source: item (direct or by analogy), with | between.", REPORT,
           lambda one: " | ".join(f"{ref.source}: {ref.item} ({ref.bearing})" for ref in one.finding.refs)),
    Column("against", "text", "", "What speaks against it, in English.", REPORT, lambda one: one.finding.against),
)  # fmt: skip
