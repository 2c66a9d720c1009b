"""Runs made of drawn walks, written as `optout run` writes them, for tests of what compares them."""

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from analyzer import storage
from analyzer.judging import compare_runs
from analyzer.model import Comparison, FlowIdentity, Hypothesis, Walk
from analyzer.scoring import policy
from tests.walks import FLOW


def write_run(folder: Path, *walks: Walk, counterfactual: Path | None = None, **changes: object) -> Path:
    """Write walks as the routes of one flow, called as the folder is; ``changes`` are fields of the flow."""
    flow = replace(FLOW, id=folder.name, **changes)
    for walk in walks:
        storage.write_walk(replace(walk, flow=flow), folder / "walks" / walk.route)
    if counterfactual:
        (folder / "counterfactual").symlink_to(counterfactual)
    return folder


def flow_of(folder: Path) -> FlowIdentity:
    """The flow of a run that was written."""
    return storage.read_walk(folder / "walks" / "refuse").walk.flow


def compared(folders: Sequence[Path], hypotheses: Sequence[Hypothesis] = ()) -> Comparison:
    """Compare runs under the newest policy."""
    return compare_runs(folders, hypotheses, policy.newest())
