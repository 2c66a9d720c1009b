"""The pattern language finds what it says, where it says it, and nothing across the end of a sentence."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from analyzer.wording.normalising import read
from analyzer.wording.patterns import Compiler
from analyzer.wording.phrasebook import Hit, Phrasebook, Shelf, apart, outermost
from tests.tables import for_each

GROUPS = {"thing": ["objection", "request to stop"]}
WORDS = st.lists(st.sampled_from(["red", "green", "blue"]), max_size=6)


def quotes(pattern: str, text: str) -> list[str]:
    passage = read(text)
    return [
        passage.quote(hit.first, hit.last)
        for hit in Phrasebook({"slot": [pattern]}, Compiler(GROUPS, "groups")).hits(passage)
    ]


@for_each(
    ("pattern", "text", "expected"),
    [
        ("refuse", "I REFUSE, truly", ["REFUSE"]),
        ("refuse", "refused", []),
        ("refus*", "Refused", ["Refused"]),
        ("say no|yes", "say yes", ["say yes"]),
        ("say (not now)|no", "say not now", ["say not now"]),
        ("to? refuse", "refuse", ["refuse"]),
        ("your @thing", "your request to stop", ["your request to stop"]),
        ("if ... objection", "if they honour your objection", ["if they honour your objection"]),
        ("if ... objection", "if a b c d e f objection", []),
        ("if ...8 objection", "if a b c d e f objection", ["if a b c d e f objection"]),
        ("if ... objection", "If so. Your objection", []),
        ("if so your", "If so. Your objection", []),
        ("if so your", "If so, your objection", ["If so, your"]),
        ("d'opposition", "Demande d\u2019opposition", ["d\u2019opposition"]),
        ("opt-out", "Opt out", ["Opt out"]),
        ("not ... not", "not a not b not", ["not a not", "not b not"]),
    ],
)
def test_a_pattern_finds_what_it_describes(pattern: str, text: str, expected: list[str]) -> None:
    assert quotes(pattern, text) == expected


@given(WORDS, WORDS)
def test_a_phrase_is_found_wherever_it_stands(before: list[str], after: list[str]) -> None:
    assert quotes("opt out", " ".join([*before, "opt", "out", *after])) == ["opt out"]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 4)), max_size=8))
def test_hits_kept_apart_do_not_overlap_and_outermost_ones_lie_in_no_other(
    spans: list[tuple[int, int]],
) -> None:
    hits = sorted(
        {Hit("slot", "", first, first + length) for first, length in spans}, key=lambda hit: (hit.first, -hit.last)
    )
    kept = apart(hits)
    assert all(one.last <= other.first for one, other in pairwise(kept))
    outer = outermost(hits)
    assert not any(
        one is not other and one.first <= other.first and other.last <= one.last for one in outer for other in outer
    )


@given(WORDS)
def test_books_on_a_shelf_find_what_each_finds_alone(words: list[str]) -> None:
    books = {
        "warm": Phrasebook({"slot": ["red", "red ... blue", "gre*|(blue red) green"]}, Compiler({}, "groups")),
        "cold": Phrasebook(
            {"slot": ["blue", "green? blue blue"], "other": ["@pair"]}, Compiler({"pair": ["red|blue green"]}, "groups")
        ),
    }
    passage = read(" ".join(words))

    alone = {name: book.hits(passage) for name, book in books.items()}
    assert Shelf(books).hits(passage) == {name: hits for name, hits in alone.items() if hits}
