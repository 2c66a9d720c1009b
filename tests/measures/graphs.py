"""Step graphs from walks, and the answer of one measure, for the tests of measures."""

from analyzer.graph import StepGraph, build
from analyzer.measures import MEASURES
from analyzer.model import Measurement, Walk
from tests.walks import gathered_of


def graph_of(*walks: Walk) -> StepGraph:
    return build({walk.route: gathered_of(walk) for walk in walks})


def answer(name: str, *walks: Walk) -> Measurement:
    """What the measure of this name says about these walks."""
    measure = next(one for one in MEASURES if name == one.ID)
    return measure.measure(graph_of(*walks))


def value(name: str, *walks: Walk) -> float:
    """The value measured; a test that asks for one expects that there is one."""
    found = answer(name, *walks)
    assert found.outcome == "measured", found.reason
    assert found.value is not None
    return found.value
