"""Every shipped flow costs exactly what its sources describe, in each of its languages."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from analyzer import counting, flows, storage
from analyzer.walking.browsers.finding import BrowserChoice
from analyzer.walking.walker import walk

pytestmark = pytest.mark.browser

EXPECTED = {
    # Row M25-P: picture, settings and privacy, Privacy Centre, one word of the 2nd paragraph, submit; e-mail prefilled.
    ("facebook-2025-privacy-centre", "refuse"): {
        "clicks": 5, "screens": 6, "keystrokes": 0, "required_fields": 1, "required_text_fields": 1,
        "optional_fields": 1, "context_switches": 0,
    },
    ("facebook-2025-privacy-centre", "accept"): {"clicks": 0, "screens": 0, "required_fields": 0, "words": 0},
    # Row M-CF: one press on one of two equal buttons.
    ("symmetric-notification", "refuse"): {"clicks": 1, "required_fields": 0, "optional_fields": 0},
    ("symmetric-notification", "accept"): {"clicks": 1, "required_fields": 0, "optional_fields": 0},
}  # fmt: skip

SHIPPED = [
    (flow.name, route, language)
    for flow in flows.discover(Path(__file__).parents[1] / "flows")
    for route in flow.routes
    for language in flow.languages
]  # fmt: skip


def test_every_shipped_route_has_its_expected_counts() -> None:
    assert {(name, route) for name, route, _ in SHIPPED} == EXPECTED.keys()


@pytest.mark.parametrize(("name", "route", "language"), SHIPPED)
def test_a_shipped_route_costs_what_its_sources_describe(
    name: str, route: str, language: str, browser: Browser, choice: BrowserChoice, tmp_path: Path
) -> None:
    flow = flows.load(name)

    walked = walk(browser, flow, flow.routes[route], language, tmp_path, choice=choice)

    counts, reason = counting.counts(storage.read_walk(tmp_path))
    assert counts is not None, reason
    assert walked.outcome == "reached"
    assert walked.refused == ()
    assert walked.screens[-1].language == language
    assert {what: getattr(counts, what) for what in EXPECTED[name, route]} == EXPECTED[name, route]
