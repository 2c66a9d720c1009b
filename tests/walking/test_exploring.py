"""A page nobody scripted is searched: the fewest presses are found, and what was not looked at is said."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from analyzer.cli import exploring
from analyzer.errors import InputError
from tests.mazes.drawing import maze
from tests.mazes.judging import judged
from tests.mazes.rendering import render
from tests.mazes.serving import serve
from tests.mazes.truth import truth

OPTOUT = Path(sys.executable).with_name("optout")


@pytest.mark.browser
@pytest.mark.parametrize("seed", [1, 11])
def test_a_maze_is_left_by_its_shortest_ways(seed: int) -> None:
    drawn = maze(seed)
    with serve(render(drawn)) as address:
        done = subprocess.run(
            [OPTOUT, "explore", address, "--lang", drawn.language, "--json"],
            capture_output=True,
            text=True,
            check=False,
        )
    verdicts = judged(drawn, truth(drawn), json.loads(done.stdout))
    assert {goal: one.kind for goal, one in verdicts.items()} == {"refuse": "exact", "accept": "exact"}, done.stdout


def test_another_machine_is_not_looked_at_unless_told_to() -> None:
    done = CliRunner().invoke(exploring.explore_command, ["https://shop.example/"])
    assert isinstance(done.exception, InputError)
    assert "--live" in str(done.exception)
    assert isinstance(CliRunner().invoke(exploring.explore_command, ["shop"]).exception, InputError)
