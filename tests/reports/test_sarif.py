"""Findings as SARIF: each is a note with its place, none a verdict, and no word of a page is markup."""

import json
from pathlib import Path

import jsonschema
import pytest
from msgspec.structs import replace

from analyzer.model import Report
from analyzer.reports.sarif import sarif
from tests.npm import packed

PUBLISHED = "lib/schemas/sarif-2.1.0-rtm.5.json"


def test_every_finding_is_one_note_with_its_rule_and_its_stored_page(facebook: Report) -> None:
    run = json.loads(sarif(facebook))["runs"][0]
    found = [finding for one in facebook.measurements for finding in one.findings]
    assert len(run["results"]) == len(found) > 0
    rules = run["tool"]["driver"]["rules"]
    for result, finding in zip(run["results"], found, strict=True):
        assert result["level"] == "note"
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule
        assert finding.against in rules[result["ruleIndex"]]["help"]["text"]
        place = result["locations"][0]
        assert place["physicalLocation"]["artifactLocation"]["uri"] == f"walks/refuse/screens/{finding.screen:03d}.html"
        assert place["logicalLocations"][0]["fullyQualifiedName"] == f"refuse/step {finding.step}"
        assert finding.message in result["message"]["text"]
        assert finding.quote in result["message"]["text"]


def test_the_same_report_gives_the_same_bytes_and_marks_that_tell_findings_apart(facebook: Report) -> None:
    assert sarif(facebook) == sarif(facebook)
    results = json.loads(sarif(facebook))["runs"][0]["results"]
    marks = [one["partialFingerprints"]["optoutFinding/v1"] for one in results]
    assert len(set(marks)) == len(marks)


def test_words_of_a_page_are_neither_links_nor_placeholders_nor_unseen(facebook: Report) -> None:
    attack = "[click](https://evil.test) {0} \\ \x1b[2J\u202egnp\n# head"
    wild = tuple(
        replace(one, findings=tuple(replace(finding, quote=attack, rule=attack) for finding in one.findings))
        for one in facebook.measurements
    )
    result = json.loads(sarif(replace(facebook, measurements=wild)))["runs"][0]["results"][0]
    text = result["message"]["text"]
    assert "\\[click\\](https://evil.test) {{0}} \\\\ \\[U+001B\\]" in text
    assert "\\[U+202E\\]" in text
    assert "\n" not in text + result["ruleId"]


def test_a_report_without_findings_is_an_empty_run(facebook: Report) -> None:
    calm = tuple(replace(one, findings=()) for one in facebook.measurements)
    run = json.loads(sarif(replace(facebook, measurements=calm)))["runs"][0]
    assert run["results"] == run["tool"]["driver"]["rules"] == []


@pytest.mark.npm
def test_it_is_sarif_by_the_published_schema(facebook: Report, tmp_path: Path) -> None:
    schema = json.loads(packed(tmp_path, "@microsoft/jest-sarif@1.0.0-beta.0", PUBLISHED)[PUBLISHED])
    validator = jsonschema.validators.validator_for(schema)(schema)
    assert [error.message for error in validator.iter_errors(json.loads(sarif(facebook)))] == []
