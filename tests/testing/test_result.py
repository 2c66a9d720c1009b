"""What a test gets of a walked refusal: costs that are known, and failures that quote the evidence."""

from pathlib import Path

import msgspec
import pytest

from analyzer.model import Counts, Report
from analyzer.testing.result import COSTS, RefusalError, Result
from analyzer.testing.walking import RefusalWalk
from tests.facebook_report import FACEBOOK
from tests.tables import for_each

replace = msgspec.structs.replace


def result(report: Report = FACEBOOK) -> Result:
    return Result(report, Path("kept"))


def with_counts(route: str, **counts: int) -> Report:
    way = FACEBOOK.routes[route]
    assert way.counts is not None
    return replace(FACEBOOK, routes=FACEBOOK.routes | {route: replace(way, counts=replace(way.counts, **counts))})


def test_costs_are_those_of_the_report() -> None:
    counts = FACEBOOK.routes["refuse"].counts
    assert counts is not None
    found = result().refuse
    assert {name: getattr(found, name) for name in Counts.__struct_fields__} == msgspec.structs.asdict(counts)
    assert found.seconds == FACEBOOK.routes["refuse"].seconds
    assert result().score == FACEBOOK.score


def test_a_failure_shows_what_was_compared_quotes_findings_with_what_speaks_against_them_and_names_the_report() -> None:
    with pytest.raises(RefusalError) as failed:
        result().assert_refusing_costs_no_more()
    told = str(failed.value)
    assert told.startswith(f"refusing costs more than accepting: {FACEBOOK.flow.title}\n")
    for cost in COSTS:
        assert f"  {cost.replace('_', ' ')} " in told
    assert "  more\n" in told
    findings = [one for measurement in FACEBOOK.measurements for one in measurement.findings if one.route == "refuse"]
    quoted = [one for one in findings if one.quote and f"“{one.quote}” {one.message}" in told]
    assert quoted
    assert quoted[0].rule in told
    assert "against it: " in told
    assert told.endswith("Report: kept/report.html")


def test_the_weightiest_measure_is_quoted_first() -> None:
    assert FACEBOOK.score is not None
    points = {one.measure: one.points for one in FACEBOOK.score.contributions}
    found = [one for one in FACEBOOK.measurements if any(each.route == "refuse" for each in one.findings)]
    found = [one for one in found if points.get(one.id)]
    heaviest = max(found, key=lambda one: points.get(one.id, 0))
    first = result().told().partition("Findings, one a measure, the weightiest first")[2].splitlines()[1]
    assert first.startswith(f"  - {heaviest.title}: ")


def test_of_a_test_that_fails_now_no_earlier_report_is_left_and_nothing_else_is_touched(tmp_path: Path) -> None:
    (tmp_path / "test" / "page" / "walks").mkdir(parents=True)
    (tmp_path / "test" / "page" / "report.html").touch()
    (tmp_path / "test" / "notes.txt").touch()
    with pytest.raises(RefusalError, match="no flow 'nowhere'"):
        RefusalWalk(tmp_path / "test", lambda _: None)("nowhere")
    assert [path.name for path in (tmp_path / "test").iterdir()] == ["notes.txt"]


def test_equal_costs_pass_and_one_more_fails() -> None:
    accept = FACEBOOK.routes["accept"].counts
    assert accept is not None
    equal = msgspec.structs.asdict(accept)
    result(with_counts("refuse", **equal)).assert_refusing_costs_no_more(*Counts.__struct_fields__)
    for cost in Counts.__struct_fields__:
        more = result(with_counts("refuse", **equal | {cost: equal[cost] + 1}))
        more.assert_refusing_costs_no_more(*(other for other in Counts.__struct_fields__ if other != cost))
        with pytest.raises(RefusalError, match=cost.replace("_", " ")):
            more.assert_refusing_costs_no_more(cost)


def test_an_unknown_count_is_no_silent_pass() -> None:
    with pytest.raises(ValueError, match=r"no count 'click'; there is clicks, "):
        result().assert_refusing_costs_no_more("click")


@for_each(
    ("changes", "said"),
    [
        ({"outcome": "dead_end", "reached": False}, "it ended as: dead end"),
        ({"counts": None, "counts_reason": "the page disagrees"}, "the page disagrees"),
    ],
)
def test_a_way_that_leads_nowhere_has_no_costs(changes: dict[str, object], said: str) -> None:
    way = replace(FACEBOOK.routes["refuse"], **changes)
    broken = result(replace(FACEBOOK, routes=FACEBOOK.routes | {"refuse": way}))
    with pytest.raises(RefusalError, match=f"what 'refuse' takes is not known: {said}"):
        assert broken.refuse.clicks <= 0
    with pytest.raises(RefusalError, match="there is no such route"):
        broken.way("elsewhere")


def test_friction_above_a_limit_and_friction_that_cannot_be_told_fail() -> None:
    assert FACEBOOK.score is not None
    result().assert_friction_at_most(FACEBOOK.score.total)
    with pytest.raises(RefusalError, match="is above"):
        result().assert_friction_at_most(FACEBOOK.score.total - 0.1)
    unscored = result(replace(FACEBOOK, score=None, score_reason="the walk broke off"))
    with pytest.raises(RefusalError, match="not scored, so not within 100: the walk broke off"):
        unscored.assert_friction_at_most(100)
    with pytest.raises(RefusalError, match="not scored: the walk broke off"):
        assert unscored.score.total <= 100


def test_what_a_page_says_cannot_move_the_cursor_or_forge_lines() -> None:
    evil = replace(FACEBOOK, flow=replace(FACEBOOK.flow, title="A\x1b[2J\nReport: forged"))
    with pytest.raises(RefusalError) as failed:
        result(evil).assert_refusing_costs_no_more()
    assert "\x1b" not in str(failed.value)
    assert "\nReport: forged" not in str(failed.value)
