"""Finished runs, and bundles of them, made from the committed walks without a browser."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from analyzer import canonical, flows, stamping, storage
from analyzer.evidence import inputs, sealing
from analyzer.flows import counterfactual_of
from analyzer.judging import judge, scored
from analyzer.reports.writing import FORMATS
from analyzer.scoring import policy as policies
from analyzer.stamping import Browser

ROOT = Path(__file__).parents[1]
NAME = "facebook-2025-privacy-centre"
LANGUAGE = "fr"
BROWSER = Browser(version="1", build="shell", driver="1", fonts="0")


def finished_run(folder: Path, more: Mapping[str, bytes] | None = None) -> Path:
    """Make ``folder`` a finished run of the shipped flow, with ``more`` files by their path."""
    shutil.copytree(ROOT / "fixtures" / "walks" / NAME, folder)
    flow, policy = flows.load(NAME), policies.newest()
    least = counterfactual_of(flow)
    assert least is not None
    for name, data in inputs.kept({"": flow, "counterfactual/": least}, policy).items() | (more or {}).items():
        storage.write_file(folder / name, data)
    report = judge(folder, policy)
    storage.write_file(folder / "score.json", canonical.line(scored(report)))
    for suffix, written in FORMATS.items():
        storage.write_file(folder / f"report{suffix}", written(report, folder))
    stamping.finish(folder, stamping.stamp([(flow, LANGUAGE), (least, LANGUAGE)], policy.sha256, BROWSER))
    return folder


def sealed_run(folder: Path) -> Path:
    """Make ``folder`` a finished run and return its bundle."""
    return sealing.seal(finished_run(folder))
