"""What our pages, help and messages point at is there."""

import re
from itertools import chain
from pathlib import Path

import pytest

from tests.tables import for_each

ROOT = Path(__file__).parents[1]
PAGES = sorted(chain(ROOT.glob("*.md"), (ROOT / "docs").rglob("*.md"), (ROOT / "fixtures").glob("**/*.md")))
SOURCES = sorted(chain((ROOT / "analyzer").rglob("*.py"), PAGES))


@for_each("page", PAGES)
def test_every_link_within_the_project_leads_to_a_file_and_its_heading(page: Path) -> None:
    for target in re.findall(r"\]\((?!\w+:)([^)\s]+)\)", page.read_text(encoding="utf-8")):
        file, _, heading = target.partition("#")
        there = page.parent / file if file else page
        assert there.exists(), target
        if heading and there.suffix == ".md":
            assert heading in _anchors(there), target


@pytest.mark.lengthy
def test_every_page_that_is_named_is_there() -> None:
    named = {
        found: file
        for file in SOURCES
        for found in re.findall(r"(?<![\w./-])docs/[\w./-]+\w", file.read_text(encoding="utf-8"))
    }
    assert len(named) > 10
    assert {found: str(file) for found, file in named.items() if not (ROOT / found).exists()} == {}


def _anchors(page: Path) -> set[str]:
    """The names by which the headings of a page are reached, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}
