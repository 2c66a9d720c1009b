from hypothesis import given
from hypothesis import strategies as st

from analyzer.comparing.wording import reworded
from analyzer.model import Part

BLOCKS = st.lists(
    st.lists(st.sampled_from(["you", "may", "object", "here", "now"]), min_size=1, max_size=6).map(" ".join),
    max_size=6,
)


def told(before: list[str], after: list[str]) -> list[list[tuple[str, str]]]:
    return [[(part.kind, part.text) for part in parts] for parts in reworded(before, after)]


@given(BLOCKS)
def test_what_is_the_same_is_not_told(blocks: list[str]) -> None:
    assert reworded(blocks, blocks) == ()


@given(BLOCKS, BLOCKS)
def test_the_parts_of_each_entry_spell_a_block_of_either_side(before: list[str], after: list[str]) -> None:
    for parts in reworded(before, after):
        old = " ".join(part.text for part in parts if part.kind != "new")
        new = " ".join(part.text for part in parts if part.kind != "gone")
        assert not old or old in before
        assert not new or new in after
        assert old != new


def test_a_reworded_block_is_told_word_by_word() -> None:
    assert told(["You may object to this at any time"], ["You can object to this at any time"]) == [
        [("same", "You"), ("gone", "may"), ("new", "can"), ("same", "object to this at any time")]
    ]


def test_blocks_with_little_in_common_are_one_gone_and_one_new() -> None:
    assert told(["We will review your request"], ["Your objection was received"]) == [
        [("gone", "We will review your request")],
        [("new", "Your objection was received")],
    ]


def test_a_block_that_is_gone_stands_before_one_that_is_new() -> None:
    assert told(["a", "keep", "z"], ["keep", "b"]) == [[("gone", "a")], [("gone", "z")], [("new", "b")]]


def test_a_page_of_a_thousand_blocks_is_told_whole_and_in_time() -> None:
    before = [f"line {at}" for at in range(2000)]
    after = [*before[:1000], "something else", *before[1001:]]
    assert reworded(before, after) == (
        (Part(kind="gone", text="line 1000"),),
        (Part(kind="new", text="something else"),),
    )


def test_a_block_of_a_thousand_words_is_told_whole() -> None:
    long = " ".join(["word"] * 900)
    assert told([f"{long} old"], [f"{long} new"]) == [[("gone", f"{long} old"), ("new", f"{long} new")]]
