"""``--fail-above`` of ``optout score`` and ``run``: prints the result first, then says no."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from analyzer.cli import main, running
from analyzer.corpus.job import Outcome
from analyzer.judging import judge
from analyzer.scoring import policy
from tests.facebook_report import FACEBOOK
from tests.sealed import NAME, small_run


def score(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["score", *map(str, arguments)])
    return int(ended.value.code or 0)


@pytest.mark.lengthy
def test_a_limit_decides_the_exit_status_and_nothing_of_the_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = small_run(tmp_path / "run")
    found = judge(run, policy.newest()).score
    assert found is not None
    assert 0 < found.total < 100
    assert score(run, "--json") == 0
    plain = capsys.readouterr().out
    assert score(run, "--json", "--fail-above", found.total) == 0
    assert capsys.readouterr() == (plain, "")
    assert score(run, "--json", "--fail-above", found.total - 0.01) == 1
    out, err = capsys.readouterr()
    assert out == plain
    assert err.strip().endswith(f"friction {found.total:g} is above {found.total - 0.01:g}")
    assert len(err.splitlines()) == 1


def test_a_limit_is_a_number_of_points(tmp_path: Path) -> None:
    assert score(tmp_path, "--fail-above", "101") == 2


@pytest.mark.parametrize(
    ("outcome", "limit", "status"),
    [
        (Outcome(NAME, FACEBOOK), "41.3", 0),
        (Outcome(NAME, FACEBOOK), "41.2", 1),
        (Outcome(NAME, replace(FACEBOOK, score=None, score_reason="a route is incomplete")), "100", 1),
        (Outcome(NAME, failure="the page did not answer"), "100", 2),
    ],
)
def test_a_run_ends_as_its_limit_says_and_a_flow_that_failed_is_worse(
    outcome: Outcome, limit: str, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running.running, "run_one", lambda *_, **__: outcome)
    with pytest.raises(SystemExit) as ended:
        main(["run", NAME, "-o", str(tmp_path), "--fail-above", limit])
    assert ended.value.code == status
