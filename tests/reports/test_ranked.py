"""A ranking's stability as table, figure and data: names are escaped, numbers round-trip, both say the same."""

import json
import shutil
import xml.etree.ElementTree as ET
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from analyzer import cli
from analyzer.ranking.places import unranked
from analyzer.ranking.sensitivity import Ramped, Sensitivity, sensitivity
from analyzer.reports.ranked import FORMATS

WALKED = Path(__file__).parents[2] / "fixtures" / "walks" / "facebook-2025-privacy-centre"

HOSTILE = '<script>alert(1)</script> & "a very long name that does not fit before the bars"'
NAMES = (HOSTILE, "second", "third")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def found() -> Sensitivity:
    flows = [Ramped(name, {"clicks": Fraction(n, 3), "words": Fraction(3 - n, 7)}) for n, name in enumerate(NAMES)]
    return sensitivity(flows, {"clicks": Fraction(2), "words": Fraction(1)}, draws=40)


def test_the_figure_is_one_picture_without_scripts_that_says_every_place(found: Sensitivity) -> None:
    picture = ET.fromstring(FORMATS[".svg"](found, "2026.1"))  # noqa: S314 - our own
    assert not picture.findall(f".//{SVG}script")
    assert HOSTILE in [title.text for title in picture.iter(f"{SVG}title")]
    described = picture.find(f"{SVG}desc")
    assert described is not None
    assert described.text
    assert all(name in described.text for name in NAMES)
    assert len(picture.findall(f"{SVG}rect[@class='bar']")) == len(NAMES)


def test_table_and_data_name_the_same_flows_in_the_same_order_and_fit_a_terminal(found: Sensitivity) -> None:
    data = json.loads(FORMATS[".json"](found, "2026.1"))
    table = FORMATS[".txt"](found, "2026.1")
    assert [one["name"] for one in data["flows"]] == [one.name for one in found.standings]
    assert max(map(len, table.splitlines())) <= 80
    assert table.index("third") < table.index("second")
    assert data["draws"] == 40


def test_no_id_is_broken_that_a_line_can_hold() -> None:
    names = ("a", "facebook-2025-privacy-centre@separate-accounts", "x-" * 60)
    flows = [Ramped(name, {"clicks": Fraction(n)}) for n, name in enumerate(names)]
    table = FORMATS[".txt"](sensitivity(flows, {"clicks": Fraction(1)}, draws=40), "2026.1")
    assert f"\n       {names[1]}\n" in table
    assert names[2] in table.replace("\n       ", "")
    assert max(map(len, table.splitlines())) <= 80


@pytest.mark.lengthy
def test_the_command_ranks_stored_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = shutil.copytree(WALKED, tmp_path / "other", ignore=shutil.ignore_patterns("counterfactual"))
    with pytest.raises(SystemExit) as ended:
        cli.main(["sensitivity", str(WALKED), str(other), str(WALKED / "counterfactual"), "--draws", "40"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert "  not ranked, a counterfactual: symmetric-notification (fr)" in told.splitlines()


def test_what_cannot_be_refused_is_named_and_has_no_place() -> None:
    flows = [Ramped(name, {"clicks": Fraction(n, 3)}) for n, name in enumerate(NAMES)]
    dead = Ramped("dead", {"clicks": Fraction(1)}, unranked("dead_end", yardstick=False))
    found = sensitivity([*flows, dead], {"clicks": Fraction(1)}, draws=40)
    assert found == replace(sensitivity(flows, {"clicks": Fraction(1)}, draws=40), unranked=found.unranked)
    for written in FORMATS.values():
        assert ("refusing ends in a dead end" in written(found, "2026.1")) == (written is not FORMATS[".svg"])


@pytest.mark.lengthy
@pytest.mark.parametrize(("more", "why"), [(("-o", "x.doc"), "no ranking of kind '.doc'"), ((), "two runs or more")])
def test_what_cannot_be_told_is_one_line(more: tuple[str, ...], why: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["sensitivity", str(WALKED), *more])
    assert ended.value.code == 2
    assert why in capsys.readouterr().err
