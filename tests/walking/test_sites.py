"""The network is a loopback listener here: if anything reaches it, something leaked."""

import json
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError

from analyzer.mocks import MockSite, Request, Response
from analyzer.walking.browsers.browser import Setting, new_context
from analyzer.walking.sites import Attachment, attached, origin_of

pytestmark = pytest.mark.browser

NOON = datetime(2025, 5, 20, 10, tzinfo=UTC)
SHOP = "https://shop.test"
PAGE = """<!doctype html><title>shop</title><form method=post action=/refuse><input name=mail value=a@b.example>
<button>Refuse</button></form>"""


def handle(asked: tuple[Request, ...], request: Request) -> tuple[tuple[Request, ...], Response]:
    """A shop that answers a form by a redirect with a cookie, echoes what it was asked, and fails on demand."""
    html = (("content-type", "text/html"),)
    path = request.url.removeprefix(SHOP)
    if request.method == "POST":
        gone = Response(303, (("location", "/done"), ("set-cookie", "refused=1; Secure; HttpOnly; Path=/")), b"")
        return (*asked, request), gone
    if path == "/frame":
        return asked, Response(
            200, html, b"<iframe src=https://frame.test/></iframe><script>new Worker('/worker')</script>"
        )
    if path == "/worker":
        return asked, Response(200, (("content-type", "text/javascript"),), b"fetch('https://leak.test/worker')")
    if path == "/broken":
        raise KeyError("the shop's own mistake")
    if path == "/favicon.ico":
        return asked, Response(404, (), b"")
    return (*asked, request), Response(200, html, PAGE.encode())


@contextmanager
def shop(browser: Browser) -> Iterator[tuple[Page, Attachment, list[Request]]]:
    seen: list[Request] = []

    def keep(state: tuple[Request, ...], request: Request) -> tuple[tuple[Request, ...], Response]:
        state, response = handle(state, request)
        seen[:] = state
        return state, response

    context = new_context(browser, Setting.of("desktop", "en-GB", "Europe/Dublin", NOON))
    site = MockSite("shop", (SHOP, "https://frame.test"), (), keep)
    with closing(context), attached(browser, context, site, lambda: NOON) as attachment:
        yield context.new_page(), attachment, seen


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield server


def test_a_redirect_after_a_form_stays_inside_and_keeps_its_cookie(browser: Browser) -> None:
    with shop(browser) as (page, attachment, seen):
        page.goto(SHOP)
        page.get_by_role("button").click()

        assert page.url == f"{SHOP}/done"
        assert [request.method for request in seen] == ["GET", "POST", "GET"]
        assert seen[1].body == b"mail=a%40b.example"
        assert seen[2].headers["cookie"] == "refused=1"
        assert seen[2].at == NOON
        assert attachment.refused == ()


def test_frames_and_workers_of_declared_origins_are_answered_and_their_leaks_refused(browser: Browser) -> None:
    with shop(browser) as (page, attachment, _):
        with page.expect_worker() as worker:
            page.goto(f"{SHOP}/frame")
        worker.value.evaluate("fetch('https://leak.test/again').catch(() => 0)")

        assert page.frames[1].url == "https://frame.test/"
        assert {refused.origin for refused in attachment.refused} == {"https://leak.test"}


@pytest.mark.parametrize(
    "attempt",
    [
        "fetch('http://127.0.0.1:PORT/')",
        "new Promise(done => new WebSocket('ws://127.0.0.1:PORT/').onerror = done)",
        "new Promise(done => { const i = new Image(); i.onerror = done; i.src = 'http://127.0.0.1:PORT/x.png' })",
        "fetch('https://shop.test:444/')",
        "Promise.resolve(navigator.sendBeacon('http://127.0.0.1:PORT/'))",
    ],
)
def test_nothing_a_page_tries_reaches_the_network(browser: Browser, listener: socket.socket, attempt: str) -> None:
    with shop(browser) as (page, _, _):
        page.goto(SHOP)
        page.evaluate(f"{attempt.replace('PORT', str(listener.getsockname()[1]))}.catch(() => 0).then(() => 0)")

    with pytest.raises(BlockingIOError):
        listener.accept()


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://elsewhere.example/", "http://169.254.169.254/"])
def test_an_undeclared_address_is_aborted_and_counted(browser: Browser, address: str) -> None:
    with shop(browser) as (page, attachment, _):
        with pytest.raises(PlaywrightError, match="ERR_BLOCKED_BY_CLIENT"):
            page.goto(address)

        assert [(refused.origin, refused.count) for refused in attachment.refused] == [(origin_of(address), 1)]


def test_a_mock_that_fails_says_so_instead_of_hanging(browser: Browser) -> None:
    with shop(browser) as (page, attachment, _):
        page.goto(f"{SHOP}/broken")

        assert attachment.failure.startswith("mock site shop: GET https://shop.test/broken: KeyError:")


def test_a_request_that_comes_after_the_end_is_left_alone(browser: Browser, capfd: pytest.CaptureFixture[str]) -> None:
    with shop(browser) as (page, attachment, seen):
        page.goto(SHOP)
        asked = len(seen)
        attachment.end()
        attachment.answer({"request": {"url": f"{SHOP}/late", "headers": {}, "method": "GET"}, "requestId": "1"})

        assert (len(seen), attachment.pending) == (asked, 0)
    assert "Traceback" not in capfd.readouterr().err


def test_a_site_that_answers_after_the_end_is_not_heard(browser: Browser, capfd: pytest.CaptureFixture[str]) -> None:
    ended: list[Attachment] = []

    def slow(state: None, _: Request) -> tuple[None, Response]:
        ended[0].end()
        return state, Response(200, (("content-type", "text/html"),), b"late")

    context = new_context(browser, Setting.of("desktop", "en-GB", "Europe/Dublin", NOON))
    with (
        closing(context),
        attached(browser, context, MockSite("slow", (SHOP,), None, slow), lambda: NOON) as attachment,
    ):
        ended.append(attachment)
        page = context.new_page()
        page.evaluate(f"void fetch('{SHOP}/').catch(() => 0)")
        context.cookies()
        while attachment.pending:
            context.cookies()
    assert "Traceback" not in capfd.readouterr().err


def test_two_contexts_see_the_same_clock_randomness_and_language(browser: Browser) -> None:
    look = """JSON.stringify([new Date().getTimezoneOffset(), navigator.language, innerWidth, Math.random(),
        crypto.randomUUID(), [...crypto.getRandomValues(new Uint16Array(3))],
        matchMedia('(prefers-reduced-motion)').matches])"""
    seen = []
    for _ in range(2):
        with shop(browser) as (page, _, _):
            page.goto(SHOP)
            page.context.clock.pause_at(NOON.replace(second=5))
            seen.append((page.evaluate(look), page.evaluate("new Date().toISOString()")))

    assert seen[0] == seen[1]
    assert seen[0][1] == "2025-05-20T10:00:05.000Z"
    assert json.loads(seen[0][0])[:3] == [-60, "en-GB", 1280]
