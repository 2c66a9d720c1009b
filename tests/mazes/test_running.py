"""How explorers are judged, and that one which fails costs a row and no more."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from tests.mazes.__main__ import main
from tests.mazes.drawing import maze
from tests.mazes.following import ends
from tests.mazes.judging import judged
from tests.mazes.model import Maze
from tests.mazes.rendering import render
from tests.mazes.running import command, missed, run, table
from tests.mazes.truth import Shortest, truth
from tests.tables import for_each

PLAIN: dict[str, Any] = {
    "depth": 2, "ending": "button", "veil": "none", "flaw": "none", "decoys": ("lying_refusal",), "branching": 0,
    "accepts_late": False, "asks": "", "language": "en",
}  # fmt: skip


def told(best: Shortest | None, more: int = 0) -> dict[str, Any] | None:
    return None if best is None else {"clicks": best.clicks + more, "labels": list(best.labels[0])}


def perfect(drawn: Maze) -> dict[str, Any]:
    answers = truth(drawn)
    return {"refuse": told(answers.refuse), "accept": told(answers.accept), "found_ui": True, "truncated": False}


def kinds(drawn: Maze, answer: Mapping[str, Any] | str) -> tuple[str, str]:
    verdicts = judged(drawn, truth(drawn), answer)
    return verdicts["refuse"].kind, verdicts["accept"].kind


@pytest.mark.lengthy
def test_the_truth_is_judged_exact_on_every_maze() -> None:
    for seed in range(30):
        drawn = maze(seed)
        assert [verdict.why for verdict in judged(drawn, truth(drawn), perfect(drawn)).values()] == ["", ""]


def test_a_way_that_is_longer_than_need_be_is_too_long_and_no_refusal() -> None:
    drawn = maze(1, **PLAIN)
    answer = perfect(drawn) | {"refuse": told(truth(drawn).refuse, more=1)}
    assert kinds(drawn, answer) == ("too long", "exact")


def test_nothing_is_right_where_nothing_is_to_be_found_and_only_there() -> None:
    assert kinds(maze(1, **PLAIN), perfect(maze(1, **PLAIN)) | {"refuse": None}) == ("none found", "exact")
    impossible = maze(1, flaw="absent")
    assert kinds(impossible, perfect(impossible) | {"refuse": None}) == ("exact", "exact")


def test_a_refusal_where_none_is_possible_is_false() -> None:
    impossible = maze(1, flaw="absent")
    assert kinds(impossible, perfect(impossible) | {"refuse": {"clicks": 4, "labels": ["Close"]}})[0] == "false"


def test_a_refusal_shorter_than_any_is_false() -> None:
    drawn = maze(1, **PLAIN)
    answer = perfect(drawn) | {"refuse": {"clicks": 1, "labels": ["No such control"]}}
    assert kinds(drawn, answer)[0] == "false"


def test_a_refusal_by_the_right_number_of_clicks_that_stores_acceptance_is_false() -> None:
    drawn = next(each for seed in range(50) if _lying_first(each := maze(seed, **PLAIN | {"depth": 1})))
    liar = next(c for c in drawn.screens[0].controls if c.word == "refuse" and c.effect.stores == "all")
    answer = perfect(drawn) | {"refuse": {"clicks": 1, "labels": [liar.label]}}
    verdict = judged(drawn, truth(drawn), answer)["refuse"]
    assert verdict.kind == "false"
    assert "which leaves stored: (True" in verdict.why


def _lying_first(drawn: Maze) -> bool:
    return any(c.word == "refuse" and c.effect.stores == "all" for c in drawn.screens[0].controls)


def test_labels_are_followed_though_a_select_is_named_or_not_and_a_control_has_no_name() -> None:
    select = next(each for s in range(20) if (each := maze(s, depth=1, ending="select", veil="none", language="en")))
    both = truth(select).refuse
    assert both
    assert ends(select, both.labels[0]) == ends(select, both.labels[0][1:])
    drawn = next(each for s in range(200) if _nameless_first(each := maze(s, flaw="none", decoys=())))
    best = truth(drawn).refuse
    assert best
    labels = ["the gear" if not label else label.upper() for label in best.labels[0]]
    assert best.ways[0][-1].to in (ends(drawn, labels) or set())


def _nameless_first(drawn: Maze) -> bool:
    best = truth(drawn).refuse
    return best is not None and best.ways[0][0].control.kind == "nameless"


def test_labels_that_nobody_can_press_are_said_to_be_so() -> None:
    drawn = maze(3, **PLAIN)
    best = truth(drawn).refuse
    assert best
    answer = perfect(drawn) | {"refuse": {"clicks": best.clicks, "labels": ["Foo", "Bar"]}}
    assert "cannot be followed" in judged(drawn, truth(drawn), answer)["refuse"].why


@for_each("answer", [{"refuse": {}, "accept": {}}, {"refuse": 3, "accept": "x"}, "no answer in 5 s"])
def test_an_answer_that_is_none_is_a_failure_with_its_reason(answer: Any) -> None:
    drawn = maze(3, **PLAIN)
    assert kinds(drawn, answer) == ("failed", "failed")
    assert all(verdict.why for verdict in judged(drawn, truth(drawn), answer).values())


def test_a_run_asks_about_each_maze_at_an_address_that_answers_and_survives_an_explorer_that_fails() -> None:
    def explore(url: str, language: str) -> Mapping[str, Any]:
        with urlopen(url) as page:  # noqa: S310, the address is this test's
            assert f'lang="{language}"'.encode() in page.read()
        if language == maze(0).language:
            raise RuntimeError("lost")
        return {"refuse": None, "accept": None}

    rows = list(run(explore, range(4)))
    assert [row.maze.seed for row in rows] == [0, 1, 2, 3]
    assert rows[0].verdicts["refuse"].why == "RuntimeError: lost"
    assert {row.verdicts["accept"].kind for row in rows} == {"failed", "none found"}
    assert all(str(row.maze.seed) in line for row in rows for line in missed(row))
    assert "mazes: 4" in table(rows)


def found_nothing(_url: str, _language: str) -> Mapping[str, Any]:
    return {"refuse": None, "accept": None, "truncated": True}


def test_a_maze_and_its_truth_can_be_written_to_look_at(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["7", "--out", str(tmp_path)], catch_exceptions=False)
    assert json.loads(done.output) == json.loads((tmp_path / "truth.json").read_text("utf-8"))
    assert json.loads(done.output)["refuse"]["min_clicks"] == 3
    assert (tmp_path / "index.html").read_bytes() == render(maze(7))["index.html"]


def test_a_run_prints_a_line_a_miss_and_the_table() -> None:
    explorer = f"{__name__}:{found_nothing.__name__}"
    done = CliRunner().invoke(main, ["--run", "3", "--start", "5", "--explorer", explorer], catch_exceptions=False)
    lines = done.output.splitlines()
    assert sum("none found" in line and "(truncated)" in line for line in lines) == 6
    assert any(line.startswith("refuse") and line.endswith("0.0%") for line in lines)


@pytest.mark.lengthy
def test_a_command_is_an_explorer(tmp_path: Path) -> None:
    script = tmp_path / "explorer.py"
    script.write_text(
        "import json, sys\n"
        "assert sys.argv[2:] == ['--lang', 'fi', '--json']\n"
        "print(json.dumps({'refuse': None, 'accept': {'clicks': 1, 'labels': [sys.argv[1]]}}))\n"
    )
    explore = command([sys.executable, str(script)], 20)
    assert explore("http://127.0.0.1:1/", "fi") == json.loads(
        '{"refuse": null, "accept": {"clicks": 1, "labels": ["http://127.0.0.1:1/"]}}'
    )
    assert "AssertionError" in explore("http://127.0.0.1:1/", "en")
    assert "no answer in 0.01 s" in command([sys.executable, str(script)], 0.01)("x", "fi")
    assert "does not start" in command(["/nowhere/at/all"], 1)("x", "fi")
