"""Finished runs, and bundles of them, made without a browser: from the committed walks, or from drawn ones.

Each is judged and drawn once and written as often as it is asked for.
"""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec

from analyzer import canonical, flows, stamping, storage
from analyzer.evidence import inputs, sealing
from analyzer.flows import Flow, counterfactual_of
from analyzer.judging import SCORE, Scored, judge
from analyzer.reports.writing import OF_A_RUN, REPORTS
from analyzer.scoring import policy as policies
from analyzer.stamping import Browser
from tests.runs import write_run
from tests.walks import button, click, page, walk_of

ROOT = Path(__file__).parents[1]
NAME = "facebook-2025-privacy-centre"
BROWSER = Browser(version="1", build="shell", driver="1", fonts="0")


def finished_run(folder: Path) -> Path:
    """Make ``folder`` a finished run of the shipped flow."""
    return _written(_finished(), folder)


def small_run(folder: Path, more: Mapping[str, bytes] | None = None, named: str = "Settings") -> Path:
    """Make ``folder`` a finished run of two short walks past a button, with ``more`` files by their path."""
    _written(_small(folder.name, named), folder)
    if more:
        _written(more, folder)
        finish_again(folder)
    return folder


def finish_again(folder: Path) -> None:
    """Name the files that are in a finished run's folder now, as if they had come out of the run."""
    made = msgspec.json.decode((folder / stamping.FILE).read_bytes(), type=stamping.Finished).stamp
    for file in sealing.FILES:
        (folder / file).unlink(missing_ok=True)
    (folder / stamping.FILE).unlink()
    stamping.finish(folder, made)


@cache
def _finished() -> Mapping[str, bytes]:
    flow = flows.load(NAME)
    least = counterfactual_of(flow)
    assert least is not None
    with tempfile.TemporaryDirectory() as place:
        folder = Path(shutil.copytree(ROOT / "fixtures" / "walks" / NAME, Path(place) / "run"))
        return _read(_finish(folder, {"": flow, "counterfactual/": least}))


@cache
def _small(called: str, named: str) -> Mapping[str, bytes]:
    refuse = walk_of(page("Home", button(named)), click(named), page("Stop", button("Stop")), route="refuse")
    with tempfile.TemporaryDirectory() as place:
        folder = write_run(Path(place) / called, refuse, walk_of(page("Home", button(named)), route="accept"))
        return _read(_finish(folder, {"": flows.load("symmetric-notification")}))


def _read(folder: Path) -> Mapping[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def _written(files: Mapping[str, bytes], folder: Path) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def _finish(folder: Path, parts: Mapping[str, Flow]) -> Path:
    policy = policies.newest()
    for name, data in inputs.kept(parts, policy).items():
        storage.write_file(folder / name, data)
    report = judge(folder, policy)
    storage.write_file(folder / SCORE, canonical.line(Scored.of(report).printed()))
    for name in OF_A_RUN:
        storage.write_file(folder / name, REPORTS[name](report, folder))
    walked: Sequence[tuple[Flow, str]] = [(flow, flow.languages[0]) for flow in parts.values()]
    stamping.finish(folder, stamping.stamp(walked, policy.sha256, BROWSER))
    return folder
