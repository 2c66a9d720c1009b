"""Every wording rule of every kind is listed once, under a name that nothing else has."""

import inspect
from pathlib import Path

import analyzer.wording
from analyzer.measures import MEASURES
from analyzer.wording.registry import WORDING_RULES, by_id

KINDS = ("rules", "notices", "routes", "readability")


def test_no_rule_is_forgotten() -> None:
    folder = Path(analyzer.wording.__file__).parent
    files = {
        path.stem for kind in KINDS for path in (folder / kind).glob("*.py") if "\nHOOKS: tuple" in path.read_text()
    }

    assert files == {rule.ID for rule in WORDING_RULES} == set(by_id)
    assert len(WORDING_RULES) == len(by_id)


def test_no_rule_is_called_like_a_measure_whose_own_findings_it_would_switch_off() -> None:
    assert {rule.ID for rule in WORDING_RULES}.isdisjoint({measure.ID for measure in MEASURES})


def test_every_rule_has_a_manual() -> None:
    assert all(rule.TITLE and inspect.getdoc(rule) for rule in WORDING_RULES)
