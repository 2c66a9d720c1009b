"""Steps as CSV: one row a step, columns that do not move, and no cell that a spreadsheet would run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.counting import counts
from analyzer.measuring.klm import seconds
from analyzer.model import Activations
from analyzer.reports.exports.table import COLUMNS, table
from tests.reports.exports.kept import HOSTILE, refusal
from tests.tables import for_each
from tests.walks import button, click, gathered_of, page, silent, walk_of


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_every_step_of_every_route_is_a_row_and_the_refusal_comes_first() -> None:
    told = rows(table({"accept": gathered_of(silent()), "refuse": gathered_of(refusal())}))
    assert [(row["route"], row["step"], row["action"], row["name"]) for row in told] == [
        ("refuse", "1", "open", "https://service.test/home"), ("refuse", "2", "click", "Refuse"),
        ("accept", "1", "open", "https://service.test/home"),
    ]  # fmt: skip
    assert tuple(told[0]) == COLUMNS
    assert told[0]["screen_from"] == ""
    assert (told[1]["screen_from"], told[1]["screen_to"], told[1]["new_screen"]) == ("1", "2", "1")
    assert (told[1]["url"], told[1]["title"], told[1]["clock_ms"]) == ("https://service.test/done", "Done", "10000")


def test_the_first_column_is_called_flow_by_whoever_takes_a_byte_order_mark_for_text() -> None:
    data = table({"refuse": gathered_of(refusal("Élargir"))})

    assert data.startswith(b"flow,")
    assert rows(data) == list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_columns_add_up_to_what_the_report_counts() -> None:
    one = gathered_of(refusal())
    told, (whole, _) = rows(table({"refuse": one})), counts(one)
    assert whole is not None
    assert sum(int(row["clicks"]) for row in told) == whole.clicks
    assert sum(int(row["words"]) for row in told) == whole.words
    assert sum(int(row["new_screen"]) for row in told) == whole.screens
    assert sum(float(row["seconds"]) for row in told) == pytest.approx(seconds(one).estimate, abs=0.011)


def test_costs_are_empty_where_the_page_counted_otherwise() -> None:
    walk = refusal(activations=Activations(seen=1, counted=2, unexplained=("a click",)))
    row = rows(table({"refuse": gathered_of(walk)}))[1]
    assert {row[name] for name in ("clicks", "keystrokes", "seconds_low", "seconds", "seconds_high")} == {""}


@for_each("separator", [",", ";", "\t"])
@for_each("words", HOSTILE)
def test_no_cell_is_a_formula_however_a_spreadsheet_separates_cells(words: str, separator: str) -> None:
    walk = walk_of(page(words, button(words)), click(words), page("Done"))
    data = table({"refuse": gathered_of(walk)}).decode()
    for row in csv.reader(io.StringIO(data, newline=""), delimiter=separator):
        assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d"))]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_row_is_one_line_whatever_is_in_it(words: str) -> None:
    walk = walk_of(page(words or "x", button("Go")), click("Go"), page("Done"))
    data = table({"refuse": gathered_of(walk)}).decode()
    assert len(data.split("\n")) == len(walk.transitions) + 2
    assert "\r" not in data


@for_each("words", ["Opt-out, a=b", "1-2", "me@mail.example", 'Say "no"', "Sinon ; non"])
def test_harmless_words_are_left_as_they_are(words: str) -> None:
    walk = walk_of(page("Home", button(words)), click(words), page("Done"))
    assert rows(table({"refuse": gathered_of(walk)}))[1]["name"] == words
