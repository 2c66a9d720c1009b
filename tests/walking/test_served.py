"""One mock, two transports: inside the browser and on a loopback port, a walk comes out the same."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser, BrowserType

from analyzer import canonical, flows
from analyzer.model import Walk
from analyzer.serving import Addresses, choose, listening
from analyzer.walking.browsers.browser import LOOPBACK_FLAGS, started
from analyzer.walking.browsers.finding import BrowserChoice
from analyzer.walking.served import moved, served
from analyzer.walking.walker import walk
from tests.shipped_flows import FLOWS
from tests.small_flows import flow as small_flow

pytestmark = pytest.mark.browser

ALWAYS = "facebook-2025-privacy-centre"
WALKS = [
    pytest.param(flow.name, route, id=f"{flow.name}-{route}", marks=() if flow.name == ALWAYS else pytest.mark.slow)
    for flow in FLOWS.values()
    for route in flow.routes
    if flow.site.kind == "mock"
]


@pytest.fixture(scope="module")
def outward(chromium: BrowserType, choice: BrowserChoice) -> Iterator[Browser]:
    """A browser for which this machine, and nothing else, has a name."""
    with closing(started(chromium, choice, flags=LOOPBACK_FLAGS)) as other:
        yield other


def bare(walk: Walk) -> Walk:
    """The walk without what says how it was carried: flags, and stored pages that hold addresses."""
    screens = tuple(msgspec.structs.replace(screen, dom=None, screenshot=None) for screen in walk.screens)
    environment = msgspec.structs.replace(walk.environment, flags=())
    return msgspec.structs.replace(walk, screens=screens, environment=environment)


@pytest.mark.sampled(1)
@pytest.mark.parametrize(("name", "route"), WALKS)
def test_a_served_site_gives_the_walk_it_gives_inside_the_browser(
    name: str, route: str, browser: Browser, outward: Browser, choice: BrowserChoice, tmp_path: Path
) -> None:
    chosen, flow = choose(name, None, {}), flows.load(name)
    language = flow.languages[0]
    inside = walk(browser, flow, flow.routes[route], language, tmp_path / "inside", choice=choice)
    with listening(0) as listener:
        addresses = Addresses(chosen.site.origins, listener.getsockname()[1])
        there = moved(flow, addresses)
        outside = walk(
            outward, there, there.routes[route], language, tmp_path / "outside",
            choice=choice, transport=served(listener, addresses),
        )  # fmt: skip

    assert {addresses.declared(screen.url) for screen in outside.screens} != {screen.url for screen in outside.screens}
    mapped = msgspec.json.decode(addresses.body_inwards(canonical.text(bare(outside))), type=Walk)
    assert canonical.text(mapped).decode() == canonical.text(bare(inside)).decode()


def test_beside_a_served_site_everything_is_aborted_and_counted(
    outward: Browser, choice: BrowserChoice, tmp_path: Path
) -> None:
    place = small_flow(
        tmp_path, "shop-2026",
        "page.evaluate(\"fetch('https://leak.test/').catch(() => 0)\")",
        "page.evaluate(\"fetch('http://other.localhost:9/').catch(() => 0)\")",
        "page.goto('https://shop.test/gone.html')",
    )  # fmt: skip
    with listening(0) as listener:
        addresses = Addresses(("https://shop.test",), listener.getsockname()[1])
        there = moved(flows.load(place), addresses)
        walked = walk(
            outward, there, there.routes["refuse"], "en", tmp_path / "walk",
            choice=choice, transport=served(listener, addresses),
        )  # fmt: skip

    assert walked.outcome == "reached"
    assert walked.screens[-1].url == addresses.served("https://shop.test/gone.html")
    assert [one.origin for one in walked.refused] == ["http://other.localhost:9", "https://leak.test"]
