"""``optout score`` on many runs: one line a run in order, however many processes judge."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from analyzer import cli
from analyzer.cli.judging import in_order, score_command
from analyzer.errors import AnalyzerError, InputError
from analyzer.judging import Scored, judge, scored
from analyzer.scoring import policy as policies
from tests.odd_tasks import killed
from tests.runs import write_run
from tests.sealed import small_run
from tests.walks import button, click, page, walk_of

RUN = Path(__file__).parents[2] / "fixtures" / "walks" / "facebook-2025-privacy-centre"


def corpus(folder: Path, many: int) -> Path:
    for number in range(many):
        shutil.copytree(RUN, folder / f"run-{number}")
    return folder


@pytest.mark.lengthy
def test_two_processes_print_the_bytes_of_one_and_a_folder_of_runs_stands_for_each(tmp_path: Path) -> None:
    folder = tmp_path
    for name in ("one", "two"):
        small_run(folder / name)
    alone = CliRunner().invoke(score_command, [str(folder), "--json"])
    shared = CliRunner().invoke(score_command, [str(folder), "--json", "-j", "2"])

    assert alone.exit_code == shared.exit_code == 0
    assert alone.stdout_bytes == shared.stdout_bytes
    assert [json.loads(line)["profile"]["right"] for line in alone.output.splitlines()] == ["objection"] * 2


@pytest.mark.lengthy
def test_what_was_judged_before_a_run_that_fails_is_printed(tmp_path: Path) -> None:
    folder = corpus(tmp_path, 2)
    (folder / "run-1" / "walks" / "refuse" / "walk.json").write_text("{}")
    told = CliRunner().invoke(score_command, [str(folder), "--json"])

    assert isinstance(told.exception, InputError)
    assert len(told.output.splitlines()) == 1


@pytest.mark.lengthy
def test_an_older_policy_has_no_profile_and_says_none(tmp_path: Path) -> None:
    told = CliRunner().invoke(score_command, [str(corpus(tmp_path, 1)), "--json", "--policy", "2026.1"])
    judged = json.loads(told.output)

    assert "profile" not in judged
    assert judged["score"]["policy"]["version"] == "2026.1"
    assert judged["score"]["total"] == 37.16


@pytest.mark.lengthy
def test_what_is_scored_is_what_the_report_says_and_its_counterfactual_is_not_read(tmp_path: Path) -> None:
    run = corpus(tmp_path, 1) / "run-0"
    report = judge(run, policies.newest())
    shutil.rmtree(run / "counterfactual")

    assert report.counterfactual is not None
    assert scored(run, policies.newest()) == Scored.of(report)


@pytest.mark.lengthy
def test_a_process_that_is_killed_ends_the_command_in_one_line_instead_of_hanging(tmp_path: Path) -> None:
    runs = [tmp_path / str(number) for number in range(2)]

    with pytest.raises(AnalyzerError, match="was ended from outside"):
        list(in_order(runs, killed, 2))


@pytest.mark.lengthy
def test_walks_that_are_not_of_one_flow_are_told_by_what_differs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, done = page("Home", button("Object")), page("Done", "You objected")
    refuse, accept = walk_of(home, click("Object"), done), walk_of(home, route="accept")
    run = write_run(tmp_path / "run", refuse, accept)
    edited = run / "walks" / "refuse" / "walk.json"
    told = json.loads(edited.read_bytes())
    told["flow"]["site"]["kind"] = "live"
    edited.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        cli.main(["score", str(run)])
    assert ended.value.code == cli.EXIT_BAD
    said = capsys.readouterr().err
    assert "flow.site.kind is 'mock' in the walk of 'accept', and 'live' in that of 'refuse'" in said
