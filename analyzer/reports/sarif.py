"""Findings as SARIF 2.1.0 (OASIS, 2020), for tools that show what a check found beside the change that caused it.

Every result has the level ``note``: a finding is evidence, and a report knows no errors. Its place is the stored page
of its screen, relative to the report. Words of pages stand in plain text only, where SARIF obeys no markup.
"""

from typing import Any
from urllib.parse import quote

from analyzer import canonical
from analyzer.model import Finding, Measurement, Report
from analyzer.reports.legible import line

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(report: Report) -> bytes:
    """Return the findings of a report as one run; the same report gives the same bytes."""
    rules = {finding.rule: _rule(one, finding) for one in report.measurements for finding in one.findings}
    names = sorted(rules)
    driver = {"name": "optout", "version": report.provenance.tool, "rules": [rules[name] for name in names]}
    results = [
        _result(report, finding, names.index(finding.rule)) for one in report.measurements for finding in one.findings
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return canonical.text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(measurement: Measurement, finding: Finding) -> dict[str, Any]:
    rests = "; ".join(f"{ref.source}: {ref.item} ({ref.bearing})" for ref in finding.refs)
    return {
        "id": line(finding.rule),
        "shortDescription": {"text": line(measurement.title)},
        "fullDescription": {"text": line(f"Rests on: {rests or 'no text is cited'}.")},
        "help": {"text": line(f"Against it: {finding.against or 'nothing is recorded that speaks against it.'}")},
        "defaultConfiguration": {"level": "note"},
    }


def _result(report: Report, finding: Finding, rule: int) -> dict[str, Any]:
    said = f"{finding.message} “{finding.quote}”" if finding.quote else finding.message
    place: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": line(_where(finding)), "kind": "member"}]}
    if file := _page(report, finding):
        place["physicalLocation"] = {"artifactLocation": {"uri": quote(file)}}
    mark = canonical.sha256(canonical.line([report.flow.id, finding.rule, finding.route, said]))
    return {
        "ruleId": line(finding.rule),
        "ruleIndex": rule,
        "level": "note",
        "message": {"text": _literal(line(said))},
        "locations": [place],
        "partialFingerprints": {"optoutFinding/v1": mark},
    }


def _where(finding: Finding) -> str:
    step = f"/step {finding.step}" if finding.step is not None else ""
    return f"{finding.route}{step}"


def _page(report: Report, finding: Finding) -> str:
    """Return the stored page of the screen a finding is about, or of the one its step was done on, "" for none."""
    way = report.routes.get(finding.route)
    if way is None:
        return ""
    source = next((step.source for step in way.steps if step.number == finding.step), None)
    number = finding.screen if finding.screen is not None else source
    return next((card.dom for card in way.screens if card.number == number), "")


def _literal(text: str) -> str:
    """Return text with what a message would read as a link or a placeholder spelled out (3.11.5, 3.11.6)."""
    escaped = text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return escaped.replace("{", "{{").replace("}", "}}")
