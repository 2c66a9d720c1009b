"""A comparison on paper: every format says the same, within its bounds, whatever the pages said."""

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from analyzer.errors import InputError
from analyzer.model import Comparison
from analyzer.reports import compared as formats
from analyzer.reports.compared import words
from tests.compared_pages import hostile
from tests.runs import compared, write_run
from tests.walks import button, click, page, walk_of


def plain(text: str) -> str:
    return " ".join(text.split())


def test_every_format_answers_the_question_and_tests_the_hypothesis(comparison: Comparison) -> None:
    for suffix in (".txt", ".md", ".html"):
        told = plain(formats.FORMATS[suffix](comparison))
        assert "Social in the European Union, 2024 to 2025: refusing became easier in" in told
        assert "The scores do not agree: 0 of 1 relation holds and 1 does not." in told
        assert "No relation is certain: the intervals overlap." in told
        assert "the second was said to be harder" in told
        assert "Expected beforehand" in told
        assert "dead end" in told
        assert comparison.policy.sha256 in told


def test_the_text_keeps_to_80_columns_and_cuts_nothing(comparison: Comparison) -> None:
    told = formats.FORMATS[".txt"](comparison)
    assert max(map(len, told.splitlines())) <= 80
    assert "\n\n\n" not in told
    assert "…" not in told
    for part in ("“Why”: required → optional", "[-why-] [+if+]", "first", "second", "third", "least"):
        assert part in plain(told)


def test_a_comparison_of_many_procedures_keeps_to_80_columns(comparison: Comparison) -> None:
    many = [msgspec.structs.replace(comparison.procedures[0], number=number) for number in range(1, 25)]
    told = formats.FORMATS[".txt"](
        msgspec.structs.replace(comparison, procedures=tuple(many), eras=(), versions=(), checked=())
    )
    assert max(map(len, told.splitlines())) <= 80


def test_intervals_stand_beside_scores_and_overlaps_are_said(comparison: Comparison) -> None:
    told = plain(formats.FORMATS[".txt"](comparison))
    assert re.search(r"Friction lies between \d+\.\d \(\d+\.\d to \d+\.\d\) for", told)
    assert "does not hold; the intervals" in told


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".json"])
def test_words_of_strangers_stay_words_in_every_format(comparison: Comparison, suffix: str) -> None:
    told = formats.FORMATS[suffix](hostile(comparison))
    assert "\x1b" not in told
    if suffix != ".json":
        assert "\u202e" not in told
        assert "[U+202E]" in told.replace("\\", "")
    if suffix == ".html":
        assert "<script" not in told
        assert "<img" not in told
    if suffix == ".md":
        assert not re.search(r"(?<!\\)<", told)
    if suffix == ".txt":
        assert max(map(len, told.splitlines())) <= 80


def test_the_cells_of_every_markdown_table_are_as_many_as_its_heads(comparison: Comparison) -> None:
    told = formats.FORMATS[".md"](hostile(comparison))
    for table in re.findall(r"(?:^\|.*\n)+", told, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


class Seen(HTMLParser):
    """Collects what a page could fetch or run, and ids against links to them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            if name == "id":
                self.ids.append(value or "")
            elif name in {"href", "src"}:
                assert (value or "").startswith(("#", "data:"))
                self.links.add((value or "").removeprefix("#"))


def test_the_page_needs_nothing_else_and_its_links_lead_somewhere(comparison: Comparison) -> None:
    told = formats.FORMATS[".html"](hostile(comparison))
    seen = Seen()
    seen.feed(told)
    assert not seen.tags & {"script", "iframe", "object", "form", "img", "audio", "video", "base"}
    assert "Content-Security-Policy" in told
    assert "default-src 'none'" in told
    assert len(seen.ids) == len(set(seen.ids))
    assert {link for link in seen.links if link != "data:,"} <= set(seen.ids)
    assert "url(" not in told
    assert "@import" not in told


def test_a_comparison_gives_the_same_page_again(comparison: Comparison) -> None:
    for written in formats.FORMATS.values():
        assert written(comparison) == written(comparison)


def test_one_procedure_alone_has_no_versions_and_no_change(tmp_path: Path) -> None:
    alone = compared([write_run(tmp_path / "alone", walk_of(page("A", button("Refuse")), click("Refuse"), page("B")))])
    told = formats.FORMATS[".txt"](alone)
    assert told.startswith("1 PROCEDURE COMPARED\n")
    assert "Only 2025 was compared." in told
    assert "Screen 1" not in told


def test_a_procedure_without_a_score_says_so(comparison: Comparison) -> None:
    unscored = msgspec.structs.replace(
        comparison.procedures[0], score=None, score_reason="the walk broke off", least=None
    )
    bare = msgspec.structs.replace(comparison, procedures=(unscored,), eras=(), versions=(), checked=())
    assert words.opening(bare) == "None of the procedures has a score."
    assert "not scored: the walk broke off" in formats.FORMATS[".html"](bare)


def test_an_unknown_suffix_says_which_are_known() -> None:
    with pytest.raises(
        InputError, match=r"c\.pdf: no comparison of kind '\.pdf'; there is \.html, \.txt, \.md, \.json"
    ):
        formats.writer(Path("c.pdf"))
