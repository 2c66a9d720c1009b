"""What a terminal shows is 80 columns wide, whole, and nobody's to steer."""

from hypothesis import given
from hypothesis import strategies as st

from analyzer import explaining
from analyzer.measures import MEASURES
from analyzer.reports.folding import WIDTH, folded, reflowed
from analyzer.wording.rules import RULES

WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=90)


@given(st.lists(WORDS, min_size=1, max_size=30), st.sampled_from(["", "  ", "- "]), st.integers(0, 8))
def test_no_word_is_cut_and_no_line_longer_than_it_must_be(words: list[str], first: str, hanging: int) -> None:
    told = folded(" ".join(words), first=first, hanging=hanging)

    assert told.removeprefix(first).split() == words
    assert all(len(line) <= WIDTH or len(line.split()) == 1 + (first == "- ") for line in told.split("\n"))


def test_what_a_stranger_wrote_is_one_text_and_obeyed_by_no_terminal() -> None:
    assert folded("a\x1b[2J\nb\u202e") == "a[U+001B][2J b[U+202E]"


def test_every_manual_fits_keeps_its_headings_and_loses_no_word() -> None:
    for one in (*MEASURES, *RULES):
        written = explaining.manual(one.ID)
        told = reflowed(written)

        assert told.split() == written.replace("``", "").split()
        assert "\n\nWhat\n----\n" in told
        assert max(map(len, told.split("\n"))) <= WIDTH


def test_items_of_a_list_stand_apart_and_hang_and_no_mark_of_code_is_left() -> None:
    told = reflowed(f"What it rests on\n---\n- {'one ' * 30}\n- ``two``\n\nAgainst it: nothing")
    lines = told.split("\n")
    assert lines[2].startswith("- one")
    assert lines[3].startswith("  one")
    assert lines[4:] == ["- two", "", "Against it: nothing"]
