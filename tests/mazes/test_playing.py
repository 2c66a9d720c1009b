"""That a browser agrees with the model: real clicks along the shortest ways really store what the truth says."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import product
from typing import Any, get_args

import pytest
from playwright.sync_api import Browser, BrowserType

from analyzer.walking.browsers.browser import started
from analyzer.walking.browsers.finding import BrowserChoice
from tests.mazes.drawing import maze
from tests.mazes.kept import kept
from tests.mazes.model import Storage
from tests.mazes.playing import FLAGS, DisagreementError, Player, check
from tests.mazes.rendering import render
from tests.mazes.serving import serve
from tests.mazes.truth import truth

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def near(chromium: BrowserType, choice: BrowserChoice) -> Iterator[Browser]:
    """A browser that reaches this machine's loopback, which the one of all tests does not."""
    with closing(started(chromium, choice, flags=FLAGS)) as other:
        yield other


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    ("seed", "given"),
    [
        (
            1,
            {
                "travel": "pages",
                "carry": "session",
                "storage": "post",
                "ending": "toggles",
                "preselected": True,
                "depth": 2,
            },
        ),
        (
            2,
            {
                "host": "iframe",
                "travel": "spa",
                "storage": "opaque",
                "late_ms": 3000,
                "ending": "button",
                "asks": "ask",
            },
        ),
        (3, {"host": "slot", "travel": "push", "storage": "tcf", "ending": "button", "veil": "menu", "depth": 2}),
    ],
)
def test_real_clicks_along_the_shortest_ways_store_what_the_truth_says(
    near: Browser, seed: int, given: dict[str, Any]
) -> None:
    check(near, maze(seed, **given))


def test_a_model_that_is_wrong_about_its_pages_is_found_out(near: Browser) -> None:
    drawn = maze(
        6, ending="button", depth=1, veil="none", asks="", flaw="none", storage="json", host="plain", travel="spa"
    )
    lying = replace(
        drawn, screens=tuple(replace(s, controls=tuple(_lie(c) for c in s.controls)) for s in drawn.screens)
    )
    best = truth(drawn).refuse
    assert best
    with serve(render(lying)) as address, closing(near.new_context()) as context:
        page = context.new_page()
        page.clock.install()
        player = Player(drawn, page, address, patience_s=1)
        player.arrive()
        with pytest.raises(DisagreementError, match=r"stored is \(True"):
            player.follow(best.ways[0])


def _lie(control: Any) -> Any:
    return replace(control, effect=replace(control.effect, stores="all")) if control.effect.stores else control


def test_every_form_of_storage_is_read_back_as_it_was_written(near: Browser) -> None:
    drawn = maze(1, purposes=3, host="plain", flaw="none", veil="none")
    with serve(render(drawn)) as address, closing(near.new_context()) as context:
        page = context.new_page()
        page.goto(address)
        for storage, choice in product(get_args(Storage), product((False, True), repeat=3)):
            if storage == "post":
                continue
            context.clear_cookies()
            page.evaluate("() => localStorage.clear()")
            page.evaluate("([storage, on]) => STORES[storage].put(on)", [storage, list(choice)])
            cookies = {str(each["name"]): str(each["value"]) for each in context.cookies()}
            read = kept(replace(drawn, storage=storage), cookies, page.evaluate("() => ({...localStorage})"))
            assert (storage, read) == (storage, choice)
            assert page.evaluate("(storage) => STORES[storage].got()", storage) == list(choice)
