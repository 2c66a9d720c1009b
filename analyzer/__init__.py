"""Measure how hard an organisation makes it to say no, and keep evidence that others can check.

The public API. Names are loaded when they are asked for, so that judging never loads a browser driver and
``optout --help`` loads neither.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analyzer.errors import AnalyzerError, BrowserError, InputError, StorageError, WalkError
    from analyzer.flows import Flow, discover, load
    from analyzer.graph import StepGraph, build
    from analyzer.judging import judge
    from analyzer.measures import measure_all
    from analyzer.model import Report, Walk
    from analyzer.pipeline import machine, run
    from analyzer.scoring.score import score
    from analyzer.storage import Gathered, read_walk

__all__ = [
    "AnalyzerError", "BrowserError", "Flow", "Gathered", "InputError", "Report", "StepGraph", "StorageError", "Walk",
    "WalkError", "build", "discover", "judge", "load", "machine", "measure_all", "read_walk", "run", "score",
]  # fmt: skip

_HOMES = {
    "AnalyzerError": "errors", "BrowserError": "errors", "InputError": "errors", "StorageError": "errors",
    "WalkError": "errors", "Flow": "flows", "discover": "flows", "load": "flows", "StepGraph": "graph",
    "build": "graph", "judge": "judging", "measure_all": "measures", "Report": "model", "Walk": "model",
    "machine": "pipeline", "run": "pipeline", "score": "scoring.score", "Gathered": "storage", "read_walk": "storage",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
