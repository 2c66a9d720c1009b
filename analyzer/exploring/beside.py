"""A search beside the walk of the script: how much longer the script's way is than the shortest that anybody knows."""

from analyzer import counting
from analyzer.canonical import DECIMALS
from analyzer.exploring.lostness import lostness
from analyzer.graph import StepGraph
from analyzer.graph.joining import arrived, join
from analyzer.model.exploration import Beside, Exploration


def beside(steps: StepGraph, found: Exploration) -> Beside:
    """Compare an exploration with the walk of the same flow.

    Raises
    ------
    KeyError
        If no refusal was walked.
    """
    walk, joined = steps.walks["refuse"], join(steps, found)
    needed = joined.needed
    lost = None
    if arrived(steps) and needed is not None:
        distinct = len(set(joined.path))
        lost = round(lostness(len(joined.path), distinct, min(needed, distinct)), DECIMALS)
    return Beside(
        scripted=sum(counting.clicks_of(step, walk) for step in walk.transitions),
        shortest=joined.shortest,
        lostness=lost,
        common=joined.shared,
    )
