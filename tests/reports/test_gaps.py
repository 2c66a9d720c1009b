"""Refusing against accepting and against the least a lawful design needs: in every quantity, from two starts."""

import pytest
from msgspec.structs import replace

from analyzer.model import Asymmetry, Report
from analyzer.reports.gaps import QUANTITIES, asymmetries, notes, table
from tests.facebook_report import FACEBOOK
from tests.shipped_run import judged


def of(report: Report, way: str, since: str) -> Asymmetry:
    return next(one for one in report.asymmetries if (one.way, one.since) == (way, since))


@pytest.mark.lengthy
def test_every_quantity_has_its_difference_and_a_ratio_that_nothing_divides_by_zero() -> None:
    report = judged()
    gaps = {gap.quantity: gap for gap in of(report, "accept", "first_screen").gaps}

    assert tuple(gaps) == QUANTITIES
    assert (gaps["clicks"].refuse, gaps["clicks"].other) == (5, 0)
    assert (gaps["clicks"].difference, gaps["clicks"].ratio) == (5, 6)
    for gap in of(report, "counterfactual", "first_screen").gaps:
        assert gap.difference == round(gap.refuse - gap.other, 2)
        assert gap.ratio == round((gap.refuse + 1) / (gap.other + 1), 2)


@pytest.mark.lengthy
def test_from_the_first_link_less_is_counted_and_a_way_without_one_is_counted_whole() -> None:
    report = judged()
    late = {gap.quantity: gap for gap in of(report, "counterfactual", "first_link").gaps}
    whole = {gap.quantity: gap for gap in of(report, "counterfactual", "first_screen").gaps}

    assert (late["clicks"].refuse, late["clicks"].other) == (2, 1)
    assert 0 < late["seconds"].refuse < whole["seconds"].refuse
    assert {name: gap.other for name, gap in late.items()} == {name: gap.other for name, gap in whole.items()}


def test_what_was_not_walked_or_cannot_be_trusted_is_compared_with_nothing() -> None:
    refusal = FACEBOOK.routes["refuse"]
    silent = replace(refusal, counts=None, seconds=None)

    assert asymmetries({"refuse": refusal}, None) == asymmetries({"refuse": silent}, FACEBOOK.counterfactual) == ()
    assert {one.way for one in asymmetries(FACEBOOK.routes, None)} == {"accept"}
    assert table(replace(FACEBOOK, asymmetries=())) == ((), ())


@pytest.mark.lengthy
def test_only_a_way_that_asks_something_and_has_no_first_link_is_told_to_be_counted_whole() -> None:
    report = judged()
    early = replace(report, asymmetries=tuple(one for one in report.asymmetries if one.since == "first_screen"))

    assert notes(report)[2] == "Without such a link, and so counted whole: Counterfactual."
    assert notes(early) == notes(report)[:1]
