"""TOML of strangers costs one line, and little time."""

import time

import pytest

from analyzer import handwritten
from analyzer.errors import InputError


def test_a_mark_at_the_beginning_is_no_error() -> None:
    assert handwritten.tables(b"\xef\xbb\xbfa = 1", "policy.toml") == {"a": 1}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"a = " + b"[" * 10_000, "nested too deeply"),
        (b".".join([b"a"] * 300_000) + b" = 1", "dots on one line"),
        ('a = "é"'.encode("latin-1"), "byte 5: not UTF-8"),
        ("a = 1".encode("utf-16"), "byte 0: not UTF-8"),
        (b"a = 1\na = 2", "is not TOML"),
        (b"a = " + b"9" * 5000, "is not TOML"),
        (b"a = 1979-99-99", "is not TOML"),
        (b"#" * (handwritten.LARGEST + 1), "larger than 1 MB"),
    ],
)
def test_what_nobody_wrote_is_one_line(data: bytes, why: str) -> None:
    begun = time.process_time()

    with pytest.raises(InputError, match=why) as raised:
        handwritten.tables(data, "policy.toml")

    assert str(raised.value).startswith("policy.toml: ")
    assert "\n" not in str(raised.value)
    assert time.process_time() - begun < 1
