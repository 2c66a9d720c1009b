"""What Playwright's own recorder writes of a visit to a service on this machine, imported and walked without it."""

import base64
import hashlib
import re
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserType

from analyzer import flows, storage
from analyzer.model import Message
from analyzer.recordings import har, recognising
from analyzer.recordings.taping import import_traffic
from analyzer.walking.browsers.browser import LOOPBACK_FLAGS, started
from analyzer.walking.browsers.finding import BrowserChoice
from analyzer.walking.replaying import replay
from tests.processes import optout

pytestmark = pytest.mark.browser

START = "https://shop.test/"
PAGE = """<!doctype html><html lang=en><meta charset=utf-8><title>Shop</title><h1>Café</h1><p id=told></p>
<form method=post action=/refuse enctype=multipart/form-data><label>Why <input name=why></label><button>Refuse</button>
</form><script>new WebSocket('LINE').onmessage = e => told.textContent = e.data</script>"""
DONE = "<!doctype html><html lang=en><title>Done</title><h1>You will not hear from us</h1>"
SCRIPT = """def refuse(page):
    page.get_by_label("Why").fill("because")
    page.get_by_role("button").click()
"""


class Line(socketserver.StreamRequestHandler):
    """A WebSocket that says hello (RFC 6455) and waits for the end."""

    def handle(self) -> None:
        head = b"".join(iter(self.rfile.readline, b"\r\n")).decode()
        key = re.findall(r"(?i)sec-websocket-key: (\S+)", head)[0] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        accept = base64.b64encode(hashlib.sha1(key.encode(), usedforsecurity=False).digest()).decode()
        lines = ("HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade")
        self.wfile.write("\r\n".join((*lines, f"Sec-WebSocket-Accept: {accept}", "", "")).encode() + b"\x81\x05hello")
        self.rfile.read(1)


@pytest.fixture(scope="module")
def line() -> Iterator[str]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Line) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"ws://line.localhost:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(scope="module")
def outside(chromium: BrowserType, choice: BrowserChoice) -> Iterator[Browser]:
    """A browser that reaches this machine, unlike the one that walks."""
    # Chromium asks a person before a page reaches this machine.
    flags = (*LOOPBACK_FLAGS, "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets")
    with started(chromium, choice, flags=flags) as reaching:
        yield reaching


def visit(browser: Browser, har_file: Path, content: str, line: str) -> None:
    context = browser.new_context(record_har_path=har_file, record_har_content=content, service_workers="block")  # type: ignore[arg-type]
    html = "text/html; charset=utf-8"
    context.route(START, lambda route: route.fulfill(body=PAGE.replace("LINE", line), content_type=html))
    context.route(f"{START}refuse", lambda route: route.fulfill(body=DONE, content_type=html))
    page = context.new_page()
    page.goto(START)
    page.get_by_text("hello").wait_for(timeout=5000)
    page.get_by_label("Why").fill("because")
    page.get_by_role("button").click()
    page.get_by_text("You will not hear").wait_for()
    context.close()


def flow_of(file: Path, folder: Path) -> Path:
    result = import_traffic(file, recognising.recognise(file), folder)
    (folder / "refuse.py").write_text(SCRIPT, encoding="utf-8")
    route = '[routes.refuse]\nscript = "refuse.py"\nreached.text = "You will not hear from us"\n'
    result.flow.write_text(result.flow.read_text(encoding="utf-8") + route, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("name", "content"), [("t.har", "embed"), ("t.har", "attach"), ("t.zip", "attach")])
def test_a_har_of_playwright_is_read_whichever_way_it_holds_contents(
    outside: Browser, line: str, tmp_path: Path, name: str, content: str
) -> None:
    visit(outside, tmp_path / name, content, line)
    folder = flow_of(tmp_path / name, tmp_path / "a-shop")
    read = har.read(folder / "traffic.har")
    assert [(one.method, one.url) for one in read] == [("GET", START), ("POST", f"{START}refuse")]
    assert [one.body.decode() for one in read] == [PAGE.replace("LINE", line), DONE]
    assert b'name="why"\r\n\r\nbecause' in read[1].sent
    (socket,) = har.load(folder / "traffic.har").traffic.sockets
    assert (socket.url, socket.messages) == (line, (Message(sent=False, text=True, data=b"hello"),))
    assert flows.load(folder).identity("en").start == START


def test_what_playwright_recorded_is_run_and_replayed_from_the_command_line(
    browser: Browser, outside: Browser, line: str, choice: BrowserChoice, tmp_path: Path
) -> None:
    visit(outside, tmp_path / "t.har", "embed", line)
    folder = flow_of(tmp_path / "t.har", tmp_path / "a-shop")

    assert optout("check", folder).returncode == 0
    done = optout("run", folder, "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    walked = tmp_path / "out" / "a-shop" / "walks" / "refuse"
    walk = storage.read_walk(walked).walk
    assert (walk.outcome, walk.refused, walk.repeated) == ("reached", (), ())
    assert "hello" in {block.text for block in walk.screens[0].blocks}
    again = replay(browser, walked, tmp_path / "again", choice=choice)
    assert (again.failure, again.misses, again.overruns) == ("", (), ())
    assert again.walk.screens == walk.screens
