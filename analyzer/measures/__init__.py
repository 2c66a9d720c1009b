"""The measures: step graph -> measurements with findings. One file a measure; its docstring is its manual.

To add one: a file here, a line in ``MEASURES``, an entry in the newest policy, a table of cases in the tests.
"""

from collections.abc import Collection

from analyzer.graph import StepGraph
from analyzer.measures import (
    asked_again,
    asymmetry,
    clicks,
    confusing_wording,
    context_switches,
    declared_waiting,
    estimated_time,
    hidden_in_text,
    keystrokes,
    optional_fields,
    options_per_screen,
    page_loads,
    pointer_only,
    preselected,
    prominence,
    reauthentication,
    required_fields,
    required_text_fields,
    right_first_named,
    screens,
    scrolls,
    words,
)
from analyzer.measuring.answer import Answer
from analyzer.measuring.klm import seconds
from analyzer.measuring.measure import Measure
from analyzer.measuring.switching import without
from analyzer.model import Measurement

MEASURES: tuple[Measure, ...] = (
    clicks,
    keystrokes,
    screens,
    page_loads,
    scrolls,
    required_fields,
    required_text_fields,
    optional_fields,
    words,
    options_per_screen,
    context_switches,
    reauthentication,
    declared_waiting,
    asked_again,
    right_first_named,
    hidden_in_text,
    prominence,
    preselected,
    pointer_only,
    confusing_wording,
    estimated_time,
    asymmetry,
)

COUNTS_FINDINGS = frozenset({confusing_wording.ID})
"""Measures whose value is how many findings of wording rules they have."""

__all__ = ["COUNTS_FINDINGS", "MEASURES", "Measure", "measure_all", "seconds"]


def measure_all(graph: StepGraph, off: Collection[str] = ()) -> tuple[Measurement, ...]:
    """Return the answer of every measure, in the order of ``MEASURES``.

    A measure that fails answers ``error`` with the reason; the others are not affected.

    Parameters
    ----------
    graph
        The step graph.
    off
        Names of the wording rules that are switched off: what they find is neither shown nor counted.
    """
    return tuple(without(off, _measured(measure, graph), counts=measure.ID in COUNTS_FINDINGS) for measure in MEASURES)


def _measured(measure: Measure, graph: StepGraph) -> Measurement:
    try:
        return measure.measure(graph)
    except Exception as error:  # noqa: BLE001 - one broken measure must not take the others with it
        return Answer(measure.ID, measure.TITLE, measure.UNIT).error(f"{type(error).__name__}: {error}")
