"""What a measure is: one file that reads a step graph and answers with a value in its unit, never with points.

The docstring of the file is the measure's manual, with the sections What, Formula, Why it is friction, When it cannot
tell, and Sources.
"""

from typing import Protocol

from analyzer.graph import StepGraph
from analyzer.model import Measurement


class Measure(Protocol):
    """The shape of a measure's file; ``ID`` is its name."""

    ID: str
    TITLE: str
    UNIT: str

    def measure(self, graph: StepGraph, /) -> Measurement:
        """Return the answer for the refusal in this graph."""
        ...
