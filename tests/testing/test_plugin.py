"""The fixture in the test run of a team: it costs nothing unused, walks beside anything else, and fails readably."""

from pathlib import Path

import pytest

from tests.small_flows import GOOD, flow

pytest_plugins = ["pytester"]

BARE = ("-p", "no:hypothesispytest", "-p", "no:xdist", "-p", "no:rerunfailures")
"""A run without the plugins of ours, which take longer to load than it takes."""

UNUSED = """
import sys

def test_nothing_of_the_package_is_loaded(request):
    assert request.config.pluginmanager.hasplugin("refusal_walk")
    loaded = {name.partition(".")[0] for name in sys.modules}
    assert not loaded & {"playwright", "msgspec", "networkx", "bs4", "jinja2"}
    assert {name for name in sys.modules if name.startswith("analyzer")} == {
        "analyzer", "analyzer.testing", "analyzer.testing.plugin",
    }
"""

FLOW_FOLDER = """
def test_refusing_is_as_easy(refusal_walk):
    result = refusal_walk("stopping")
    assert (result.refuse.clicks, result.accept.clicks) == (1, 0)
    assert result.refuse.clicks <= result.accept.clicks

def test_it_is_told(refusal_walk):
    refusal_walk("stopping").assert_refusing_costs_no_more()

def test_what_is_not_there_is_one_line(refusal_walk):
    refusal_walk("nowhere")
"""

SERVED = """
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect, sync_playwright

PAGE = b'''<!doctype html><html lang=en><title>Shop</title><main><h1>Cookies</h1>
<form method=post action=/choice><button name=say value=yes>Accept all</button>
<button name=say value=no>Reject all</button></form></main>'''
DONE = '''<!doctype html><html lang=en><title>Done</title><main><h1>You %s all</h1></main>
<script src="http://elsewhere.example/spy.js"></script><img src="http://192.0.2.1/pixel.png">'''
asked, failed = [], {}

class Shop(BaseHTTPRequestHandler):
    def answer(self, body):
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.answer(PAGE)

    def do_POST(self):
        said = self.rfile.read(int(self.headers["content-length"]))
        asked.append(said)
        chosen = "accepted" if b"yes" in said else "rejected"
        self.answer((DONE % chosen).encode())

    def log_message(self, *_):
        pass

@pytest.fixture
def shop():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()

def reject(page):
    page.on("requestfailed", lambda one: failed.update({one.url: one.failure}))
    page.get_by_role("button", name="Reject all").click()

def accept(page):
    page.get_by_role("button", name="Accept all").click()

def test_two_equal_buttons_pass_beside_a_playwright_of_the_test(refusal_walk, shop):
    with sync_playwright():
        result = refusal_walk.at(
            shop, refuse=reject, refused="You rejected all", accept=accept, accepted="You accepted all",
        )
    assert asked == [b"say=no", b"say=yes"]
    assert failed == {
        "http://elsewhere.example/spy.js": "net::ERR_BLOCKED_BY_CLIENT.Inspector",
        "http://192.0.2.1/pixel.png": "net::ERR_BLOCKED_BY_CLIENT.Inspector",
    }
    result.assert_refusing_costs_no_more()
    assert result.refuse.clicks == result.accept.clicks == 1
    assert (result.folder / "report.html").is_file()

def test_what_is_not_reached_fails_where_it_is_written(refusal_walk, shop):
    def lost(page):
        expect(page.get_by_text("Nowhere")).to_be_visible(timeout=100)
    refusal_walk.at(shop, refuse=lost, refused="You rejected all", accept=None, patience=5)

def test_another_machine_is_not_asked(refusal_walk):
    refusal_walk.at("https://shop.example/", refuse=reject, refused="x", accept=None)

def test_an_end_that_nothing_recognises_is_asked_for(refusal_walk, shop):
    with pytest.raises(TypeError, match="accepted: how is the end"):
        refusal_walk.at(shop, refuse=reject, refused="x", accept=accept)
"""


@pytest.mark.lengthy
def test_a_run_that_does_not_use_the_fixture_loads_nothing_for_it(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(UNUSED)
    pytester.runpytest_subprocess(*BARE, "-p", "no:cacheprovider").assert_outcomes(passed=1)


@pytest.mark.browser
def test_a_flow_folder_is_walked_and_a_failure_quotes_and_keeps_the_report(
    pytester: pytest.Pytester, tmp_path: Path
) -> None:
    folder = flow(pytester.path, "stopping", GOOD)
    told = (folder / "flow.toml").read_text(encoding="utf-8")
    silent = '[routes.accept]\nsilence = true\nreached.text = "Stop"\n\n[provenance]'
    (folder / "flow.toml").write_text(told.replace("[provenance]", silent), encoding="utf-8")
    pytester.makepyfile(FLOW_FOLDER)

    done = pytester.runpytest_subprocess(*BARE, "-p", "no:cacheprovider", "--refusal-out", str(tmp_path / "kept"))

    done.assert_outcomes(failed=3)
    printed = done.stdout.str()
    assert "assert result.refuse.clicks <= result.accept.clicks" in printed
    assert "  clicks                     1       0  more" in printed.partition("Captured refusal_walk call")[2]
    assert "RefusalError: refusing costs more than accepting: Stopping the newsletter" in printed
    assert "  clicks                     1       0  more" in printed
    assert "no flow 'nowhere', neither shipped nor a folder" in printed
    assert "analyzer/testing" not in printed
    reports = sorted(path.relative_to(tmp_path / "kept").parts[1:] for path in tmp_path.rglob("report.html"))
    assert reports == [("stopping", "report.html")] * 2
    assert len(list(tmp_path.rglob("bundle.zip"))) == 2


@pytest.mark.browser
def test_functions_on_a_page_of_this_machine_are_walked_and_nothing_elsewhere_is_asked(
    pytester: pytest.Pytester,
) -> None:
    file = pytester.makepyfile(SERVED)

    done = pytester.runpytest_subprocess(*BARE, "-p", "no:cacheprovider", "--basetemp", str(pytester.path / "kept"))

    done.assert_outcomes(passed=2, failed=2)
    printed = done.stdout.str()
    line = SERVED.strip().splitlines().index('        expect(page.get_by_text("Nowhere")).to_be_visible(timeout=100)')
    assert f"{file}:{line + 1}: " in printed
    assert "https://shop.example/: is not on this machine; serve it at http://localhost, or walk it" in printed
