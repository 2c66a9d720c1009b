import re
from pathlib import Path

import pytest

import analyzer.measures
from analyzer.measures import MEASURES, measure_all
from analyzer.measuring.measure import Measure
from analyzer.scoring import policy
from tests.measures.graphs import graph_of
from tests.tables import for_each
from tests.walks import button, click, page, walk_of

SECTIONS = ["What", "Formula", "Why it is friction", "When it cannot tell", "Sources"]


@for_each("measure", MEASURES)
def test_a_manual_has_its_sections_in_order_and_none_is_empty(measure: Measure) -> None:
    manual = measure.__doc__
    assert manual is not None
    assert re.findall(r"^(.+)\n-{4,}$", manual, re.MULTILINE) == SECTIONS
    parts = re.split(r"^.+\n-{4,}$", manual, flags=re.MULTILINE)
    assert all(part.strip().endswith(".") for part in parts)


@for_each("measure", MEASURES)
def test_a_measure_is_named_as_its_file(measure: Measure) -> None:
    assert getattr(measure, "__name__", "").rpartition(".")[2] == measure.ID
    assert measure.TITLE
    assert measure.UNIT


UNITS = {
    "clicks": "clicks", "keystrokes": "keys", "screens": "screens", "page_loads": "loads",
    "scrolls": "scrolls", "required_fields": "fields", "required_text_fields": "fields", "optional_fields": "fields",
    "words": "words", "options_per_screen": "options", "context_switches": "switches", "reauthentication": "times",
    "declared_waiting": "hours", "asked_again": "times", "right_first_named": "clicks",
    "hidden_in_text": "paragraph", "prominence": "times", "preselected": "choices", "pointer_only": "controls",
    "confusing_wording": "passages", "estimated_time": "s", "asymmetry": "clicks",
}  # fmt: skip
"""The units in which released policies state their ramps: a policy does not repeat them, so none may change."""


@pytest.mark.lengthy
def test_a_measure_that_a_released_policy_weighs_keeps_its_unit() -> None:
    weighed = {entry.measure for version in policy.shipped() for entry in policy.load(version).entries}

    assert {measure.ID: measure.UNIT for measure in MEASURES if measure.ID in weighed} == UNITS


def test_no_measure_is_forgotten() -> None:
    files = [file.stem for file in Path(analyzer.measures.__file__).parent.glob("*.py") if file.stem != "__init__"]
    assert sorted(measure.ID for measure in MEASURES) == sorted(files)


def test_measures_do_not_import_one_another() -> None:
    ids = {measure.ID for measure in MEASURES}
    for name in ids:
        source = (Path(analyzer.measures.__file__).parent / f"{name}.py").read_text()
        imported = re.findall(r"from analyzer\.measures(?:\.(\w+))? import ([\w, ]+)", source)
        assert not {word for module, names in imported for word in (module, *names.split(", "))} & ids


def test_a_measure_that_fails_is_an_answer_and_does_not_take_the_others_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Broken:
        ID, TITLE, UNIT = "broken", "Broken", "x"

        @staticmethod
        def measure(_: object) -> None:
            raise ZeroDivisionError("no screen")

    monkeypatch.setattr(analyzer.measures, "MEASURES", (Broken, *MEASURES))
    answers = measure_all(graph_of(walk_of(page("Home", button("Refuse")), click("Refuse"), page("Done"))))
    assert (answers[0].outcome, answers[0].reason) == ("error", "ZeroDivisionError: no screen")
    assert {answer.outcome for answer in answers[1:]} <= {"measured", "not_applicable", "cannot_tell"}
