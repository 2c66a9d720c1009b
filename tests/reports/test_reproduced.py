import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.errors import InputError
from analyzer.model import Published, Reproduction, Reproductions
from analyzer.reports import reproduced
from tests.tables import for_each

WORDS = st.text(max_size=60)
HOSTILE = "a|b\n| --- |\x1b[2J\u202e<script>alert(1)</script> [x](https://evil.test) `c` **d**"


def rows(*each: dict[str, object]) -> Reproductions:
    return Reproductions(format="optout-reproduced-1", rows=tuple(_row(**one) for one in each))


def _row(*, measured: int | None = 6, fine: bool = True, reason: str = "", **changes: object) -> Reproduction:
    plain = {
        "who": "FTC", "date": "2023-06-21", "source": "complaint, paragraph 114", "route": "refuse", "what": "clicks",
        "low": 6, "high": 6, "printed": "six-click", "taken": "", "from_first_link": False, "derived": False,
    }  # fmt: skip
    said = Published(**plain | changes)  # type: ignore[arg-type]
    return Reproduction(flow="shop", title="T", published=said, measured=measured, reason=reason, reproduced=fine)


def test_every_row_shows_what_was_printed_what_was_measured_and_the_source() -> None:
    made = rows({}, {"low": 2, "high": None, "printed": "2+", "taken": "two, the least", "measured": 2})
    for told in (reproduced.text(made), reproduced.markdown(made)):
        for part in ("six-click", "FTC, 2023-06-21: complaint, paragraph 114", "2+", "2 or more", "two, the least"):
            assert part in " ".join(told.split())
        assert "Published counts: 2 of 2 reproduced." in told


def test_what_is_not_reproduced_is_said_in_capitals_and_what_was_not_measured_says_why() -> None:
    told = reproduced.text(rows({"fine": False, "measured": 7}, {"fine": False, "measured": None, "reason": "no page"}))
    assert "7, NOT reproduced" in told
    assert "-, not measured" in told
    assert "no page" in told
    assert "Published counts: 0 of 2 reproduced." in told


def test_derived_counts_are_never_shown_as_published() -> None:
    made = rows({"derived": True})
    told = reproduced.text(made)
    assert told.startswith("Counted here on the steps that a source lists")
    assert "6, agrees" in told
    said = "No published count for shop: nothing was reproduced. Counts made here on the steps that a source lists:"
    assert f"{said} 1 of 1 agrees." in " ".join(told.split())
    assert reproduced.markdown(made, derived=False).startswith("No published count for shop")


def test_a_derived_count_that_does_not_agree_says_so_without_calling_it_published() -> None:
    told = reproduced.text(rows({"derived": True, "fine": False, "measured": 7}, {"derived": True}))
    assert "7, does NOT agree" in told
    assert "1 of 2 agree." in told


def test_each_row_of_the_table_refers_to_the_reading_that_was_taken_or_to_none() -> None:
    made = rows({}, {"what": "options", "taken": "those of the last page"}, {"taken": "from the menu on"})
    told = reproduced.markdown(made)
    assert [line.split(" | ")[4] for line in told.splitlines() if line.startswith("| `")] == ["-", "1", "2"]
    assert "1. `shop`, Refuse, options: those of the last page\n2. `shop`, Refuse, clicks: from the menu on" in told
    assert "- options: what those pages offer" in told
    assert "- steps" not in told


@for_each(
    ("low", "high", "said"),
    [(6, 6, "6"), (2, None, "2 or more"), (0, 4, "at most 4"), (1, 2, "1 to 2"), (0, 0, "0"), (0, None, "0 or more")],
)
def test_a_bound_reads_as_people_say_it(low: int, high: int | None, said: str) -> None:
    assert reproduced.bound(_row(low=low, high=high).published) == said


@given(WORDS, WORDS, WORDS)
def test_no_words_break_the_table_or_the_80_columns(who: str, printed: str, taken: str) -> None:
    made = rows({"who": who + HOSTILE, "printed": printed + "W" * 200, "taken": taken + HOSTILE})
    told = reproduced.text(made)
    assert max(map(len, told.splitlines())) <= 80
    assert "\x1b" not in told
    assert "\u202e" not in told
    table = [line for line in reproduced.markdown(made).splitlines() if line.startswith("|")]
    assert [len(re.findall(r"(?<!\\)\|", line)) for line in table] == [9, 9, 9]
    assert not re.search(r"(?<!\\)<script", reproduced.markdown(made))


def test_the_json_is_read_back_as_it_was() -> None:
    made = rows({}, {"derived": True})
    assert msgspec.json.decode(reproduced.json(made), type=Reproductions) == made


def test_an_unknown_suffix_says_which_are_known() -> None:
    with pytest.raises(InputError, match=r"r\.pdf: no table of kind '\.pdf'; there is \.txt, \.md, \.json"):
        reproduced.writer(Path("r.pdf"))
