import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from analyzer.comparing.names import named
from analyzer.model import FlowIdentity
from tests.tables import for_each
from tests.walks import FLOW


def flow(identifier: str, language: str = "en", variant: str = "") -> FlowIdentity:
    return replace(FLOW, id=identifier, language=language, variant=variant)


@for_each(
    ("flows", "places", "names"),
    [
        ((flow("a"), flow("b")), ("x/a", "x/b"), ("a", "b")),
        ((flow("a"), flow("a", variant="v")), ("x/a", "x/b"), ("a", "a@v")),
        ((flow("a"), flow("a", "fr")), ("x/a", "x/b"), ("a.en", "a.fr")),
        ((flow("a"), flow("a")), ("may.zip", "june.zip"), ("a (may.zip)", "a (june.zip)")),
        ((flow("a"), flow("a")), ("/may/out/b.zip", "/june/out/b.zip"), ("a (may/out/b.zip)", "a (june/out/b.zip)")),
        ((flow("a"), flow("a")), ("b.zip", "june/b.zip"), ("a (b.zip)", "a (june/b.zip)")),
        ((flow("a"), flow("a")), ("b.zip", "b.zip"), ("a (b.zip)", "a (b.zip)")),
        ((flow("a"), flow("a"), flow("a", "fr")), ("1", "2", "3"), ("a.en (1)", "a.en (2)", "a.fr")),
        ((flow("a"), flow("a")), ("b.zip", ""), ("a (b.zip)", "a")),
    ],
)
def test_a_name_says_as_much_as_tells_it_from_the_others(
    flows: tuple[FlowIdentity, ...], places: tuple[str, ...], names: tuple[str, ...]
) -> None:
    assert named(flows, places) == names


@pytest.mark.lengthy
@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map("/".join), min_size=2, unique=True))
def test_what_was_given_from_several_places_has_as_many_names(places: list[str]) -> None:
    assert len(set(named([flow("a")] * len(places), places))) == len(places)
