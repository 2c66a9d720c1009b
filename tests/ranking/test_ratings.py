"""Ratings of people are read strictly, agree as a published example does, and stand beside what is measured."""

import json
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from analyzer.cli.rating import ratings_command
from analyzer.errors import InputError
from analyzer.model import Report
from analyzer.ranking.alpha import alpha
from analyzer.ranking.ratings import read_ratings
from analyzer.reports.rated import FEWEST, Row, likeness
from tests.tables import for_each

ROOT = Path(__file__).parents[2]
RUN = ROOT / "fixtures" / "walks" / "facebook-2025-privacy-centre"
GOLDEN = ROOT / "tests" / "goldens" / "facebook-2025-privacy-centre.json"

EXAMPLE = ("123321412...", "1233224125.3", ".3332342251.", "1233244125 1.".replace(" ", ""))
"""Four observers, twelve units: Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, example C."""

FILE = """
[scale]
id = "own"
name = "Two questions"
source = "written for this test"
items = ["It was hard to refuse.", "It was easy to find."]
low = 1
high = 5
level = "ordinal"
reversed = [2]

[[ratings]]
flow = "facebook-2025-privacy-centre"
rater = "A"
values = [5, 1]

[[ratings]]
flow = "facebook-2025-privacy-centre"
rater = "B"
values = [3, "-"]

[[ratings]]
flow = "other"
rater = "A"
values = [1, 4]

[[ratings]]
flow = "other"
rater = "B"
values = [1, 5]
"""


def units(rows: tuple[str, ...]) -> list[list[Fraction]]:
    return [[Fraction(value) for value in column if value != "."] for column in zip(*rows, strict=True)]


def written(folder: Path, text: str = FILE) -> Path:
    path = folder / "ratings.toml"
    path.write_text(text, encoding="utf-8")
    return path


@for_each(("level", "value"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_is_that_of_the_published_example(level: str, value: float) -> None:
    found = alpha(units(EXAMPLE), level)  # type: ignore[arg-type]
    assert found is not None
    assert round(float(found), 3) == value


@given(st.lists(st.lists(st.integers(1, 5).map(Fraction), max_size=4), max_size=6))
def test_alpha_is_never_above_one_and_is_one_where_all_agree(rated: list[list[Fraction]]) -> None:
    found = alpha(rated, "interval")
    agreed = alpha([[values[0]] * len(values) for values in rated if values], "interval")

    assert found is None or found <= 1
    assert agreed in {None, 1}


def test_where_nothing_varies_or_nobody_rates_twice_there_is_no_agreement_to_tell() -> None:
    assert alpha([[Fraction(3)] * 3, [Fraction(3)] * 2], "ordinal") is None
    assert alpha([[Fraction(1)], [Fraction(2)]], "ordinal") is None


def test_a_rating_is_the_mean_of_its_answers_with_the_reversed_turned_round(tmp_path: Path) -> None:
    ratings = read_ratings(written(tmp_path))

    assert ratings.flows == ("facebook-2025-privacy-centre", "other")
    assert ratings.mean("facebook-2025-privacy-centre") == Fraction(75)
    assert ratings.mean("other") == Fraction(25, 4)
    assert ratings.raters("other") == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("low = 1", "low = 9", "[scale]: low must be below high"),
        ('level = "ordinal"', 'level = "ratio"', "[scale]: level: one of nominal, ordinal, interval"),
        ("reversed = [2]", "reversed = [3]", "[scale]: reversed: numbers of items from 1 to 2"),
        ("values = [5, 1]", "values = [6, 1]", "[[ratings]] 1: values: item 1: 6 is not from 1 to 5"),
        ("values = [5, 1]", "values = [5]", "[[ratings]] 1: values: a list of 2 is expected"),
        ("values = [5, 1]", "values = [nan, 1]", "[[ratings]] 1: values: item 1: a number is expected"),
        ('rater = "B"', 'rater = "A"', "A rates facebook-2025-privacy-centre 2 times; keep one"),
        ('rater = "B"', 'ratter = "B"', "[[ratings]] 2: unknown key 'ratter'"),
        ("[scale]", "[scala]", "unknown key 'scala'"),
    ],
)
def test_a_file_that_is_none_is_refused_in_one_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = written(tmp_path, FILE.replace(old, new, 1))
    with pytest.raises(InputError) as caught:
        read_ratings(path)

    assert str(caught.value).startswith(f"{path}: {said}")
    assert "\n" not in str(caught.value)


@pytest.mark.lengthy
def test_ratings_stand_beside_the_score_of_the_run(tmp_path: Path) -> None:
    path = written(tmp_path)
    told = CliRunner().invoke(ratings_command, [str(path), str(RUN)]).output
    data = json.loads(CliRunner().invoke(ratings_command, [str(path), str(RUN), "--json"]).output)

    score = json.loads(GOLDEN.read_text(encoding="utf-8"))["score"]
    low, high = score["interval"]
    shown = f"{score['total']:.1f} ({low:.1f} to {high:.1f})"
    assert f"  75.0       2     {shown}  facebook-2025-privacy-centre" in told
    assert "   6.2       2               not given  other" in told
    assert "too few, 12 flows with both are needed" in told
    assert data["flows"][0]["score"]["total"] == score["total"]
    assert data["rank_correlation"] is None
    assert data["alpha"] is not None


def rows(totals: list[float], ratings: list[int]) -> list[Row]:
    """Return as many rated flows, each with a report of such a total."""
    report = msgspec.json.decode(GOLDEN.read_bytes(), type=Report)
    assert report.score is not None
    return [
        Row(f"flow-{number}", Fraction(rating), 1, replace(report, score=replace(report.score, total=total)))
        for number, (total, rating) in enumerate(zip(totals, ratings, strict=True))
    ]


@pytest.mark.lengthy
def test_a_table_has_a_line_a_flow_whatever_their_names_hold(tmp_path: Path) -> None:
    path = written(tmp_path, FILE.replace("It was easy to find.", "It was \\u001b[31measy\\nto find."))
    told = CliRunner().invoke(ratings_command, [str(path), str(RUN)]).output.splitlines()

    assert [line.split()[-1] for line in told if line.endswith(("privacy-centre", "other"))] == [
        "facebook-2025-privacy-centre", "other",
    ]  # fmt: skip
    assert not any("\x1b" in line for line in told)
    assert "item 2: It was \ufffd[31measy to find. (ordinal)" in told[-2]
    assert max(map(len, told)) <= 80


def test_with_too_few_flows_there_is_no_correlation() -> None:
    found = likeness([Row("a", Fraction(1), 2, None)] * FEWEST)

    assert (found.flows, found.value, found.reason) == (0, None, "too few, 12 flows with both are needed")


@for_each(
    ("totals", "ratings", "what"), [(range(FEWEST), [50] * FEWEST, "ratings"), ([7] * FEWEST, range(12), "scores")]
)
def test_where_all_are_equal_there_is_no_correlation_which_is_not_one_of_zero(
    totals: list[float], ratings: list[int], what: str
) -> None:
    found = likeness(rows(list(totals), list(ratings)))

    assert (found.value, found.low, found.reason) == (None, None, f"none, all {what} are equal")


@pytest.mark.lengthy
def test_a_correlation_comes_with_an_interval_that_holds_it() -> None:
    found = likeness(rows([3, 9, 1, 20, 34, 12, 50, 41, 60, 2, 75, 80], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]))

    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    assert -1 <= found.low < found.value < found.high <= 1
    assert likeness(rows(list(range(20)), list(range(20))))[1:4] == (1, 1, 1)


@pytest.mark.lengthy
def test_thousands_of_raters_of_one_flow_are_counted_in_a_moment() -> None:
    many = [Fraction(number % 5) for number in range(20_000)]

    assert alpha([many, many], "ordinal") == alpha([many[::-1], many], "ordinal")
