"""The step graph: what was walked, and what each screen offered but was not taken, as one frozen graph.

``identity`` says when two screens are the same, ``building`` merges walks, ``questions`` are asked of the graph, and
``describing`` turns it into what a report shows.
"""

from analyzer.graph.building import StepGraph, build
from analyzer.graph.describing import describe
from analyzer.graph.identity import identity, place, title_of
from analyzer.graph.questions import branching, dead_ends, goals, loops, mandatory, shortest, shortest_path

__all__ = [
    "StepGraph", "branching", "build", "dead_ends", "describe", "goals", "identity", "loops", "mandatory", "place",
    "shortest", "shortest_path", "title_of",
]  # fmt: skip
