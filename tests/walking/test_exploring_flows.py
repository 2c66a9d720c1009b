"""Without its script a mock is left by a way that is no longer than the script's, or what is in it is said."""

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from analyzer import flows
from analyzer.cli import exploring
from analyzer.errors import InputError
from analyzer.walking.exploring.flows import explore_flow
from analyzer.walking.exploring.ground import Bounds
from tests.shipped_flows import FLOWS

EXPECTED = Path(__file__).parents[1] / "expected"
SAMPLE = ("facebook-2025-email", "google-cookies-2021", "honda-opt-out-form-2025")
"""A mail on the way, questions answered one by one, and a form of many fields."""

WALKED = Path(__file__).parents[2] / "fixtures" / "walks" / "facebook-2025-privacy-centre"


def shortest_or_named(browser: Browser, name: str, seconds: float) -> None:
    flow = flows.load(name)
    script = tomllib.loads((EXPECTED / f"{name}.toml").read_text(encoding="utf-8"))["refuse"]
    found = explore_flow(browser, flow, flow.languages[0], Bounds(250, 20, seconds))
    assert found.truncated == bool(found.bounds)
    if script.get("outcome") == "dead_end":
        assert found.refuse is None
    elif found.refuse is None:
        assert found.truncated, f"{name}: no refusal, and nothing said to be in the way"
    else:
        assert found.refuse.clicks <= script["clicks"] or found.truncated
        assert found.search_cost is not None


@pytest.mark.browser
@pytest.mark.sampled(1)
@pytest.mark.parametrize("name", SAMPLE)
def test_a_refusal_is_found_that_is_no_longer_than_the_scripts(browser: Browser, name: str) -> None:
    flow = flows.load(name)
    script = tomllib.loads((EXPECTED / f"{name}.toml").read_text(encoding="utf-8"))["refuse"]
    found = explore_flow(browser, flow, flow.languages[0], Bounds(250, 20, 60))
    assert found.refuse is not None, found.bounds
    assert found.refuse.clicks <= script["clicks"]
    assert "own mark" in found.refuse.evidence


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("name", FLOWS)
def test_of_every_shipped_flow_the_refusal_is_found_or_what_is_in_the_way_is_named(browser: Browser, name: str) -> None:
    shortest_or_named(browser, name, 90)


def test_options_of_a_page_and_of_a_flow_are_kept_apart() -> None:
    for given in (["symmetric-notification", "--live"], ["http://127.0.0.1:9/", "--beside", str(WALKED)]):
        assert isinstance(CliRunner().invoke(exploring.explore_command, given).exception, InputError)


def test_a_run_of_another_flow_is_not_compared_with() -> None:
    given = ["symmetric-notification", "--beside", str(WALKED)]
    failed = CliRunner().invoke(exploring.explore_command, given).exception
    assert isinstance(failed, InputError)
    assert "not of symmetric-notification" in str(failed)
