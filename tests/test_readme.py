"""The README is typed as it stands."""

import re
from pathlib import Path

import msgspec
import pytest

from analyzer import flows
from analyzer.model import Reproductions
from analyzer.reports import reproduced
from tests.processes import optout

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.browser
def test_the_first_flow_of_the_readme_walks_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = re.findall(r"`(my-flow/[\w./-]+)`[^`]*:\n\n```\w+\n(.*?)```", README, re.DOTALL)
    assert [name for name, _ in written] == [
        "my-flow/refuse.py",
        "my-flow/flow.toml",
        "my-flow/pages/index.html",
        "my-flow/pages/gone.html",
    ]
    for name, content in written:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")

    monkeypatch.chdir(tmp_path)
    done = optout("run", "my-flow", "-o", "out")

    assert done.returncode == 0, done.stderr
    assert "Refusing takes 1 click, 1 text field" in " ".join(done.stdout.split())
    assert (tmp_path / "out" / "my-flow" / "report.html").is_file()


def test_what_make_demo_prints_is_what_the_readme_shows() -> None:
    shown = README.partition("`make demo` prints:\n\n```\n")[2].partition("```")[0]
    golden = (ROOT / "tests" / "goldens" / "facebook-2025-privacy-centre.txt").read_text(encoding="utf-8")

    assert shown == f"{golden}\nReport: out/facebook-2025-privacy-centre/report.html\n"


def test_the_table_of_published_counts_is_made_from_the_committed_results() -> None:
    rows = msgspec.json.decode((ROOT / "docs" / "reproduced.json").read_bytes(), type=Reproductions)
    region = README.partition("docs/refresh.py: begin -->\n")[2].partition("<!-- made by docs/refresh.py: end")[0]

    assert region == reproduced.markdown(rows, derived=False)
    assert (ROOT / "docs" / "reproduced.md").read_text(encoding="utf-8").endswith(reproduced.markdown(rows))


@pytest.mark.lengthy
def test_the_committed_results_are_those_of_every_published_row_and_each_is_reproduced() -> None:
    rows = msgspec.json.decode((ROOT / "docs" / "reproduced.json").read_bytes(), type=Reproductions).rows
    shipped = [(flow.name, row) for flow in flows.discover(ROOT / "flows") for row in flow.published]

    committed = [(row.flow, row.published) for row in rows]
    assert sorted(shipped, key=lambda named: named[1].derived) == committed, "make golden reproduces them again"
    assert [row.flow for row in rows if not row.reproduced] == []


def test_the_tree_of_the_readme_is_there() -> None:
    block = README.partition("## The tree\n\n```\n")[2].partition("```")[0]
    named = [line.split()[0] for line in block.splitlines()]

    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_file_the_readme_links_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)

    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []
