"""The same pixels are the same bytes, whoever packed them."""

import io

import pytest
from PIL import Image

from analyzer.walking.capturing.picture import steady


def packed(level: int) -> bytes:
    out = io.BytesIO()
    picture = Image.new("RGB", (40, 30), "white")
    picture.putpixel((3, 4), (200, 10, 10))
    picture.save(out, "PNG", compress_level=level)
    return out.getvalue()


def test_the_same_pixels_are_the_same_bytes_whoever_packed_them() -> None:
    assert packed(1) != packed(9)
    assert steady(packed(1)) == steady(packed(9)) == steady(steady(packed(1)))
    with Image.open(io.BytesIO(steady(packed(9)))) as picture:
        assert picture.getpixel((3, 4)) == (200, 10, 10)


@pytest.mark.parametrize("data", [b"", b"GIF89a", packed(1)[:40], packed(1)[:60] + b"x" * 20])
def test_what_is_no_picture_comes_back_as_it_is(data: bytes) -> None:
    assert steady(data) == data
