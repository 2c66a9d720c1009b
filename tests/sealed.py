"""Finished runs, and bundles of them, made without a browser: from the committed walks, or from drawn ones."""

import shutil
from collections.abc import Mapping, Sequence
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
    shutil.copytree(ROOT / "fixtures" / "walks" / NAME, folder)
    flow = flows.load(NAME)
    least = counterfactual_of(flow)
    assert least is not None
    return _finish(folder, {"": flow, "counterfactual/": least}, {})


def small_run(folder: Path, more: Mapping[str, bytes] | None = None, named: str = "Settings") -> Path:
    """Make ``folder`` a finished run of two short walks past a button, with ``more`` files by their path."""
    refuse = walk_of(page("Home", button(named)), click(named), page("Stop", button("Stop")), route="refuse")
    write_run(folder, refuse, walk_of(page("Home", button(named)), route="accept"))
    return _finish(folder, {"": flows.load("symmetric-notification")}, more or {})


def finish_again(folder: Path) -> None:
    """Name the files that are in a finished run's folder now, as if they had come out of the run."""
    made = msgspec.json.decode((folder / stamping.FILE).read_bytes(), type=stamping.Finished).stamp
    for file in sealing.FILES:
        (folder / file).unlink(missing_ok=True)
    (folder / stamping.FILE).unlink()
    stamping.finish(folder, made)


def _finish(folder: Path, parts: Mapping[str, Flow], more: Mapping[str, bytes]) -> Path:
    policy = policies.newest()
    for name, data in (inputs.kept(parts, policy) | dict(more)).items():
        storage.write_file(folder / name, data)
    report = judge(folder, policy)
    storage.write_file(folder / SCORE, canonical.line(Scored.of(report).printed()))
    for name in OF_A_RUN:
        storage.write_file(folder / name, REPORTS[name](report, folder))
    walked: Sequence[tuple[Flow, str]] = [(flow, flow.languages[0]) for flow in parts.values()]
    stamping.finish(folder, stamping.stamp(walked, policy.sha256, BROWSER))
    return folder
