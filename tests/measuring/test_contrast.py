import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.measuring.contrast import contrast, luminance
from tests.tables import for_each

COLOURS = st.integers(min_value=0, max_value=0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_known_pairs_have_the_published_ratio() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # WebAIM contrast checker
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)  # the greyest that passes 4.5:1


@given(COLOURS, COLOURS)
def test_contrast_is_symmetric_and_between_1_and_21(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0000001
    assert contrast(one, one) == 1


@given(COLOURS)
def test_luminance_stands_between_black_and_white(colour: str) -> None:
    assert 0 <= luminance(colour) <= 1.0000001


@for_each("colour", ["", "#fff", "red", "#gggggg", "000000"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        luminance(colour)
