"""Committed walks, what is judged of them, and whether the mock still gives the same walk.

``make golden`` walks again and rewrites both; review the difference like code. Fonts and builds move boxes and pixels,
so that a new walk is compared by what was shown, offered and done.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from analyzer import canonical, flows, pipeline, storage
from analyzer.model import Walk
from analyzer.reports import terminal
from analyzer.scoring import policy
from analyzer.walking.browsers.finding import BrowserChoice
from tests.shipped_run import judged

ROOT = Path(__file__).parents[1]
WALKS = ROOT / "fixtures" / "walks"
GOLDENS = ROOT / "tests" / "goldens"
NAME = "facebook-2025-privacy-centre"
COMMITTED = WALKS / NAME


def walks_below(place: Path) -> Iterator[Path]:
    yield from sorted(path.parent.relative_to(place) for path in place.rglob(storage.WALK_FILE))


def shown(walk: Walk) -> object:
    """What a walk shows, offers and does, without what fonts move."""
    return (
        walk.outcome,
        walk.activations,
        [(type(step.action).__name__, step.source, step.target) for step in walk.transitions],
        [
            (
                screen.url, screen.title, screen.language, screen.dialogs, screen.document,
                [(block.text, block.tag, block.level, block.region) for block in screen.blocks],
                [(one.role, one.name, one.required, one.checked, one.enabled, one.filled) for one in screen.controls],
            )
            for screen in walk.screens
        ],
    )  # fmt: skip


@pytest.mark.browser
def test_the_shipped_flow_still_gives_the_committed_walks(
    browser: Browser, choice: BrowserChoice, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    machine = pipeline.Machine(browser, choice, patience=30)
    pipeline.run(flows.load(NAME), "fr", tmp_path, policy.newest(), machine, lambda *_: None)
    fresh = tmp_path / NAME
    if request.config.getoption("--refresh"):
        shutil.rmtree(COMMITTED, ignore_errors=True)
        for walk in walks_below(fresh):
            shutil.copytree(fresh / walk, COMMITTED / walk)

    assert list(walks_below(fresh)) == list(walks_below(COMMITTED))
    for walk in walks_below(fresh):
        assert shown(storage.read_walk(fresh / walk).walk) == shown(storage.read_walk(COMMITTED / walk).walk)


@pytest.mark.lengthy
def test_the_committed_walks_still_give_the_reviewed_report(request: pytest.FixtureRequest) -> None:
    report = judged()
    for golden, written in (
        (GOLDENS / f"{NAME}.json", canonical.text(report)),
        (GOLDENS / f"{NAME}.txt", terminal.table(report).encode()),
    ):
        if request.config.getoption("--refresh"):
            storage.write_file(golden, written)
        assert golden.read_bytes() == written, f"{golden.name} changed: review it, then make golden"
