"""Every shipped flow walked again from its bundle, its mock gone: all screens agree, and each time in the same way."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from analyzer import flows, pipeline
from analyzer.evidence.opening import unpacked
from analyzer.evidence.sealing import BUNDLE
from analyzer.scoring import policy
from analyzer.walking import walker
from analyzer.walking.browsers.finding import BrowserChoice
from tests.shipped_flows import FLOWS

pytestmark = pytest.mark.browser

SAMPLE = {"facebook-2025-email"}
"""Logs in again, reads a mail on the way and returns: what a tape gets wrong where it matches the first answer."""


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in SAMPLE else pytest.mark.slow) for name in FLOWS]
)
def test_a_bundle_is_reproduced_each_time_in_one_way_with_its_mock_gone(
    name: str,
    browser: Browser,
    choice: BrowserChoice,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pytestconfig: pytest.Config,
) -> None:
    flow, times = flows.load(name), 3 if pytestconfig.getoption("--long") else 2
    machine = pipeline.Machine(browser, choice, patience=30)
    pipeline.run(flow, flow.languages[0], tmp_path, policy.newest(), machine, lambda *_: None)
    monkeypatch.setattr(walker, "load_site", None)
    with unpacked(tmp_path / name / BUNDLE) as (_, folder):
        gathered = pipeline.recorded(folder)
        agreements = [
            pipeline.replayed(folder, gathered, tmp_path / str(n), machine, lambda *_: None) for n in range(times)
        ]
    assert [route for route in agreements[0].routes if not route.reproduced] == []
    assert agreements[0].reproduced
    assert all(other == agreements[0] for other in agreements)
