"""Every shipped flow costs exactly what its sources describe, in each of its languages.

What is expected stands in ``tests/expected/<flow-id>.toml``, a table a route: counts, and ``outcome`` where it is not
``reached``. Variants have a file of their own, ``<flow-id>@<variant>.toml``.
"""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from analyzer import counting, pipeline, storage
from analyzer.flows import Flow
from analyzer.reproducing import reproduced
from analyzer.scoring import policy
from analyzer.walking.browsers.finding import BrowserChoice
from analyzer.walking.walker import walk
from tests.shipped_flows import FLOWS

EXPECTED = {
    file.stem: tomllib.loads(file.read_text(encoding="utf-8"))
    for file in sorted((Path(__file__).parent / "expected").glob("*.toml"))
}

WALKS = [(flow, route, language) for flow in FLOWS.values() for route in flow.routes for language in flow.languages]


def test_every_shipped_route_has_its_expected_counts() -> None:
    assert {name: set(flow.routes) for name, flow in FLOWS.items()} == {
        name: set(routes) for name, routes in EXPECTED.items()
    }


@pytest.mark.browser
@pytest.mark.sampled(4)
@pytest.mark.parametrize(("flow", "route", "language"), WALKS, ids=lambda value: getattr(value, "name", value))
def test_a_shipped_route_costs_what_its_sources_describe(
    flow: Flow, route: str, language: str, browser: Browser, choice: BrowserChoice, tmp_path: Path
) -> None:
    expected: dict[str, Any] = dict(EXPECTED[flow.name][route])

    walked = walk(browser, flow, flow.routes[route], language, tmp_path, choice=choice)

    gathered = storage.read_walk(tmp_path)
    counts, reason = counting.counts(gathered)
    assert counts is not None, reason
    assert walked.outcome == expected.pop("outcome", "reached")
    assert walked.refused == ()
    assert {what: getattr(counts, what) for what in expected} == expected
    # What others published was counted in the flow's own language.
    published = tuple(row for row in flow.published if row.route == route and language == flow.languages[0])
    rows = reproduced(replace(flow, published=published), {route: gathered})
    assert [(row.published, row.measured, row.reason) for row in rows if not row.reproduced] == []


@pytest.mark.slow  # `make test` walks a small flow twice (test_walker.py) and a shipped one beside its golden
@pytest.mark.browser
@pytest.mark.parametrize("flow", FLOWS.values(), ids=lambda flow: flow.name)
def test_walking_a_flow_twice_gives_the_same_report_to_the_byte(
    flow: Flow, browser: Browser, choice: BrowserChoice, tmp_path: Path
) -> None:
    machine = pipeline.Machine(browser, choice, patience=30)
    for out in ("once", "twice"):
        pipeline.run(flow, flow.languages[0], tmp_path / out, policy.newest(), machine, lambda *_: None)
    once, twice = (tmp_path / out / flow.name / "report.json" for out in ("once", "twice"))
    assert once.read_bytes() == twice.read_bytes()
