"""A list of what is to go is read as it was meant, or not at all."""

from pathlib import Path

import pytest

from analyzer.errors import InputError
from analyzer.evidence import chosen


def test_values_of_the_command_line_and_of_the_list_are_each_taken_once(tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(b"\xef\xbb\xbf Anna\xc2\xa0Muster \r\n\r\nBern\r\n")

    assert chosen.chosen(("Bern",), tmp_path / "list") == ("Bern", "Anna\xa0Muster")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "names nothing to remove"),
        ("Bern\nMüller".encode("latin-1"), "line 2: not UTF-8 text"),
        ("Müller".encode("utf-16"), "line 1: not UTF-8 text"),
        (b"Bern\nA\0nna", "line 2: holds a character that cannot be seen"),
        ("An\u202ena".encode(), "line 1: holds a character that cannot be seen"),
        (b"a" * 1001, "line 1: longer than 1000 characters"),
        (b"".join(b"name %d\n" % number for number in range(9999)), "more than 50000 characters"),
    ],
)
def test_a_list_that_would_leave_a_name_in_place_is_refused(data: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(data)

    with pytest.raises(InputError, match=why):
        chosen.chosen((), tmp_path / "list")
