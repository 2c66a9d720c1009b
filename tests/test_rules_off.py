"""A policy that switches wording rules off is obeyed in the score, and every report says which are off."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from analyzer.cli import main
from analyzer.judging import judge, rendering
from analyzer.model import Measurement, Report
from analyzer.reports import terminal
from analyzer.scoring import policy
from analyzer.wording.registry import WORDING_RULES
from tests.shipped_run import RUN, judged

OFF = ("hard_to_read", "hedging", "jargon")
SAID = "off wording rules: hard_to_read, hedging and jargon; what they would find is neither shown nor counted."


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The newest policy with three rules off, under a version of its own."""
    written = tmp_path_factory.mktemp("policy") / "own.toml"
    own = policy.newest().source.replace(f'"{policy.newest().version}"'.encode(), b'"own"', 1)
    written.write_bytes(own + f"\n[wording]\noff = {json.dumps(OFF)}\n".encode())
    return written


def found(report: Report, name: str) -> Measurement:
    return next(one for one in report.measurements if one.id == name)


@pytest.mark.lengthy
def test_what_is_off_leaves_findings_counts_and_score(file: Path) -> None:
    full, less = judged(), judge(RUN, policy.load(file))

    before, after = (found(one, "confusing_wording") for one in (full, less))
    assert {finding.rule for finding in before.findings} >= {"hedging", "jargon"}
    assert after.findings == tuple(finding for finding in before.findings if finding.rule not in OFF)
    assert after.value == len(after.findings)
    assert {finding.rule for one in less.measurements for finding in one.findings}.isdisjoint(OFF)
    assert found(less, "words").value == found(full, "words").value
    assert full.score is not None
    assert less.score is not None
    assert less.score.total < full.score.total
    assert less.score.policy.sha256 != full.score.policy.sha256


@pytest.mark.lengthy
def test_every_report_says_which_are_off(file: Path) -> None:
    chosen = policy.load(file)

    assert json.loads(b"".join(rendering(Path("report.json"))(RUN, chosen)))["provenance"]["rules_off"] == list(OFF)
    page, plain = (b"".join(rendering(Path(name))(RUN, chosen)).decode() for name in ("report.html", "report.md"))
    for written in (BeautifulSoup(page, "html.parser").text, plain):
        assert SAID in " ".join(written.replace("\\_", "_").split())
    assert "Wording rules off" in page


@pytest.mark.lengthy
def test_the_terminal_says_which_are_off(file: Path) -> None:
    told = " ".join(terminal.table(judge(RUN, policy.load(file))).split())

    assert told.endswith("Wording rules switched off by the policy: hard_to_read, hedging and jargon.")


@pytest.mark.lengthy
def test_where_none_is_off_nothing_is_said_of_it() -> None:
    assert judged().provenance.rules_off == ()
    page = b"".join(rendering(Path("report.html"))(RUN, policy.newest()))
    assert b"switches off" not in page
    assert b"Wording rules off" not in page


@pytest.mark.lengthy
def test_score_on_the_command_line_obeys_it(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["score", str(RUN), "--json", "--policy", str(file)])

    assert ended.value.code == 0
    told = json.loads(capsys.readouterr().out)
    assert {finding["rule"] for one in told["measurements"] for finding in one["findings"]}.isdisjoint(OFF)


@pytest.mark.lengthy
def test_every_rule_can_be_switched_off_at_once(tmp_path: Path) -> None:
    names = [rule.ID for rule in WORDING_RULES]
    own = tmp_path / "own.toml"
    own.write_bytes(policy.newest().source + f"\n[wording]\noff = {json.dumps(names)}\n".encode())
    report = judge(RUN, policy.load(own))

    assert found(report, "confusing_wording").value == 0
    assert report.provenance.rules_off == tuple(sorted(names))


def test_a_misspelt_rule_is_one_line_and_exit_status_2(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own.toml"
    own.write_bytes(file.read_bytes().replace(b'"jargon"', b'"jagron"'))
    with pytest.raises(SystemExit) as ended:
        main(["score", str(RUN), "--policy", str(own)])

    assert ended.value.code == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "[wording]: off: there is no wording rule 'jagron'; did you mean 'jargon'?" in captured.err
