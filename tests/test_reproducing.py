from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from analyzer import flows
from analyzer.errors import WalkError
from analyzer.model import Published, Quantity, Reproduction
from analyzer.reproducing import collected, reproduced
from tests.tables import for_each
from tests.walks import button, click, gathered_of, page, silent, walk_of

FLOW = flows.load(Path(__file__).parents[1] / "flows" / "meta" / "symmetric-notification")
WALK = gathered_of(walk_of(page("Choice", button("Refuse")), click("Refuse"), page("Done")))


def published(what: Quantity = "clicks", low: int = 1, high: int | None = 1, **changes: object) -> Published:
    plain = {
        "who": "a regulator", "date": "2023", "source": "a decision", "route": "refuse", "what": what, "low": low,
        "high": high, "printed": "one click", "taken": "", "from_first_link": False, "derived": False,
    }  # fmt: skip
    return Published(**plain | changes)  # type: ignore[arg-type]


def row(said: Published) -> Reproduction:
    (only,) = reproduced(replace(FLOW, published=(said,)), {"refuse": WALK, "accept": gathered_of(silent())})
    return only


@given(st.integers(0, 9), st.integers(0, 9), st.booleans())
def test_a_row_is_reproduced_exactly_if_the_measured_count_lies_in_its_bounds(low: int, more: int, open_: bool) -> None:  # noqa: FBT001 - drawn
    high = None if open_ else low + more
    assert row(published(low=low, high=high)).reproduced == (low <= 1 and (high is None or high >= 1))


@for_each(
    ("what", "low", "high", "route"),
    [("clicks", 1, 1, "refuse"), ("pages", 1, 1, "refuse"), ("options", 1, 1, "refuse"), ("clicks", 0, 0, "accept")],
)
def test_what_is_measured_is_what_the_row_counts(what: Quantity, low: int, high: int, route: str) -> None:
    found = row(published(what, low, high, route=route))
    assert (found.measured, found.reproduced, found.reason) == (low, True, "")


def test_a_route_that_could_not_be_walked_is_not_reproduced_and_says_why() -> None:
    both = replace(FLOW, published=(published(low=0, high=None), published(route="accept", low=0, high=0)))

    refused, accepted = reproduced(both, {"refuse": WalkError("no such button"), "accept": gathered_of(silent())})

    assert (refused.measured, refused.reproduced, refused.reason) == (None, False, "no such button")
    assert accepted.reproduced


def test_what_cannot_be_counted_is_not_reproduced_even_where_anything_would_do() -> None:
    found = row(published(low=0, high=None, from_first_link=True))
    assert (found.measured, found.reproduced) == (None, False)
    assert "was not met" in found.reason


def test_what_a_source_printed_comes_before_what_was_derived_and_keeps_its_order() -> None:
    rows = tuple(row(published(who=who, derived=who in "ac")) for who in "abcd")
    assert [one.published.who for one in collected(rows).rows] == ["b", "d", "a", "c"]
