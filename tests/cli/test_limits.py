"""``optout score --fail-above``: prints the score first, then says no."""

from pathlib import Path

import pytest

from analyzer.cli import main
from analyzer.judging import judge
from analyzer.scoring import policy
from tests.sealed import small_run


def score(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["score", *map(str, arguments)])
    return int(ended.value.code or 0)


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
