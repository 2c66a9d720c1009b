"""Published counts through the command line: reproduced, not reproduced, and not to be walked."""

import json
from pathlib import Path

import pytest

from analyzer import cli
from tests import small_flows
from tests.processes import optout

pytestmark = pytest.mark.browser

BROKEN = """
[routes.broken]
script = "broken.py"
reached.text = "You will not hear from us"
"""

ROW = """
[[published]]
who = "a regulator"
date = "2026"
source = "a decision"
route = "{route}"
what = "{what}"
value = {value}
printed = "as many as that"
taken = "those of the whole way"
"""


def flow(folder: Path, *rows: tuple[str, str, int]) -> Path:
    shop = small_flows.flow(folder, "shop", small_flows.GOOD)
    (shop / "broken.py").write_text("def refuse(page):\n    page.get_by_role('link', name='Nope').click()\n", "utf-8")
    with (shop / "flow.toml").open("a", encoding="utf-8") as told:
        told.write(BROKEN + "".join(ROW.format(route=route, what=what, value=value) for route, what, value in rows))
    return shop


def test_a_row_that_is_not_reproduced_ends_with_status_1_and_is_printed_like_the_others(tmp_path: Path) -> None:
    place = flow(tmp_path, ("refuse", "clicks", 1), ("refuse", "options", 2))

    done = optout("reproduce", place, "-o", tmp_path / "rows.json", "--json")

    assert done.returncode == cli.EXIT_NO, done.stderr
    printed = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["measured"], row["reproduced"]) for row in printed] == [(1, True), (1, False)]
    assert json.loads((tmp_path / "rows.json").read_text(encoding="utf-8"))["rows"] == printed
    assert "shop (1 of 1)" in done.stderr


def test_a_route_that_cannot_be_walked_is_status_2_and_leaves_the_other_rows(tmp_path: Path) -> None:
    place = flow(tmp_path, ("broken", "clicks", 1), ("refuse", "clicks", 1))

    done = optout("reproduce", place, "--timeout", 4)

    assert done.returncode == cli.EXIT_BAD
    assert "1, reproduced" in done.stdout
    assert "not measured" in done.stdout
    assert len([line for line in done.stderr.splitlines() if line.startswith("optout:")]) == 1
    assert "Traceback" not in done.stderr


def test_counts_made_here_agree_and_reproduce_nothing_and_a_flow_without_counts_is_named(tmp_path: Path) -> None:
    place = flow(tmp_path / "shops", ("refuse", "clicks", 1))
    with (place / "flow.toml").open("a", encoding="utf-8") as told:
        told.write("derived = true\n")
    bare = small_flows.flow(tmp_path / "others", "bare", small_flows.GOOD)

    done = optout("reproduce", place, bare)

    assert done.returncode == 0, done.stderr
    assert "1, agrees" in done.stdout
    assert "No published count for shop: nothing was reproduced." in done.stdout
    assert "bare: no published counts, not walked" in done.stderr


def test_without_a_published_row_there_is_nothing_to_reproduce(tmp_path: Path) -> None:
    done = optout("reproduce", flow(tmp_path))

    assert done.returncode == cli.EXIT_BAD
    assert done.stderr == "optout: no flow with published counts: a flow.toml names them as [[published]]\n"
