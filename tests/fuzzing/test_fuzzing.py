"""Files of strangers, broken at random and as once found: read, or refused in one line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzzing.targets import TARGETS, refuses_or_reads
from tests.tables import for_each

CASES = Path(__file__).parent / "cases"
FOUND = sorted(file for file in CASES.rglob("*") if file.is_file() and file.name != "README.md")

HOW = st.sampled_from(["flip", "delete", "insert", "cut", "repeat"])
CHANGES = st.lists(st.tuples(HOW, st.integers(0, 2**31), st.binary(max_size=8)), min_size=1, max_size=4)


def broken(data: bytes, changes: list[tuple[str, int, bytes]]) -> bytes:
    for how, where, more in changes:
        at = where % (len(data) + 1)
        match how:
            case "flip" if at < len(data):
                data = data[:at] + bytes([data[at] ^ (1 << where % 8)]) + data[at + 1 :]
            case "delete":
                data = data[:at] + data[at + len(more) + 1 :]
            case "insert":
                data = data[:at] + more + data[at:]
            case "cut":
                data = data[:at]
            case "repeat":
                data = data[:at] + data[at : at + 50] * 3 + data[at + 50 :]
    return data


@pytest.mark.lengthy
@for_each("name", TARGETS)
def test_the_example_is_read(name: str) -> None:
    read, example = TARGETS[name]
    read(example())


@pytest.mark.lengthy
@pytest.mark.parametrize("name", TARGETS)
@given(changes=CHANGES)
def test_a_broken_file_is_read_or_refused_in_one_line(name: str, changes: list[tuple[str, int, bytes]]) -> None:
    refuses_or_reads(name, broken(TARGETS[name][1](), changes))


@pytest.mark.parametrize("name", TARGETS)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_refused_in_one_line(name: str, data: bytes) -> None:
    refuses_or_reads(name, data)


@pytest.mark.lengthy
@for_each("case", FOUND)
def test_what_a_campaign_once_found_holds_now(case: Path) -> None:
    refuses_or_reads(case.parent.name, case.read_bytes())
