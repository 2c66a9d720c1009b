"""Somebody else's service is looked at: nothing that commits is pressed, and nothing but questions leaves."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser

from analyzer.walking.browsers.browser import STEADY_FLAGS, Setting, started
from analyzer.walking.browsers.finding import BrowserChoice
from analyzer.walking.exploring.exploring import explore
from analyzer.walking.exploring.ground import Bounds, Ground, origin

PAGE = """<!doctype html><html lang=en><body><h1>Privacy choices</h1>
<div role=dialog style="position:fixed"><p>We use cookies.</p>
<form method=post action=/sent><input name=mail value=somebody@mail.example><button>Reject all</button></form>
<button onclick="document.cookie='c=all';fetch('/api/unsubscribe');
fetch('/api',{method:'POST',body:'a=1'});navigator.sendBeacon('/beacon','x')">
Accept all</button>
<button onclick="location='http://other.example:PORT/cookies'">Cookie settings</button>
<a href="http://partner.example:PORT/privacy">Privacy partners</a>
<button onclick="fetch('/deleted?yes')">Delete my account</button>
<button onclick="fetch('/objected?yes')">Object</button>
<button onclick="fetch('/paid?yes')">Pay now</button>
<button onclick="fetch('/ended?yes')">Cancel subscription</button></div>
<script>new WebSocket('ws://shop.example:PORT/socket')</script>"""


@contextmanager
def service() -> Iterator[tuple[int, list[tuple[str, str, str, str]]]]:
    """Serve the page to whoever asks, and note method, host, path and visitor."""
    asked: list[tuple[str, str, str, str]] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self) -> None:
            host = self.headers.get("Host", "").partition(":")[0]
            asked.append((self.command, host, self.path, self.headers.get("User-Agent", "")))
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(PAGE.replace("PORT", str(server.server_port)).encode())

        do_GET = do_POST = answer  # noqa: N815 - the names that the library looks for

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server.server_port, asked
        server.shutdown()


@pytest.mark.browser
def test_on_a_service_of_somebody_else_only_questions_leave_and_nothing_that_commits_is_pressed(
    browser: Browser, choice: BrowserChoice
) -> None:
    setting = Setting.of("desktop", "en", "Europe/Brussels", datetime(2026, 11, 26, tzinfo=UTC))
    flags = ("--host-resolver-rules=MAP *.example 127.0.0.1", *STEADY_FLAGS)
    with service() as (port, asked), closing(started(browser.browser_type, choice, flags=flags)) as outside:
        url = f"http://shop.example:{port}/"
        ground = Ground(url, setting, "en", frozenset({origin(url)}), commits=False)
        found = explore(outside, ground, Bounds(states=12, seconds=40))
    assert asked
    assert {method for method, _, _, _ in asked} == {"GET"}
    assert {host for _, host, _, _ in asked} == {"shop.example"}
    assert not {path for _, _, path, _ in asked} & {
        "/deleted?yes",
        "/objected?yes",
        "/paid?yes",
        "/ended?yes",
        "/socket",
    }
    assert all("optout/" in agent for _, _, _, agent in asked)
    pressed = {label for press in found.presses if press.target for label in press.labels}
    assert "Accept all" in pressed
    assert not pressed & {"Delete my account", "Object", "Pay now", "Cancel subscription", "Privacy partners"}
    spared = "\n".join(found.spared)
    for name in ("Delete my account", "Object", "Pay now", "Cancel subscription", "Privacy partners"):
        assert f"“{name}” was not pressed" in spared
    assert not [path for _, _, path, _ in asked if "unsubscribe" in path]
    for path in ("/sent", "/api", "/api/unsubscribe", "/beacon", "/socket", "other.example/cookies"):
        assert f"{path} was not asked" in spared
