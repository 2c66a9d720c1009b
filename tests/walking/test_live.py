"""A live service, here on a loopback port under a name of its own: visited with manners, and never committed to."""

import gc
import http.server
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from analyzer import flows, storage
from analyzer.errors import InputError, WalkError
from analyzer.model import Expectation, Walk
from analyzer.recordings import har
from analyzer.walking import gate
from analyzer.walking.browsers.browser import started
from analyzer.walking.browsers.finding import BrowserChoice
from analyzer.walking.live import LIVE_FLAGS, unasked
from analyzer.walking.manners import PAUSE_MS, Manners
from analyzer.walking.replaying import replay
from analyzer.walking.walker import walk
from tests.tables import for_each
from tests.walking.conversing import converse

FLOW = """
[flow]
title = "Object to the use of data"
service = "Shop"
right = "objection"
country = "IE"
languages = ["en"]
device = "desktop"
date = 2025-05-20
account = "logged in"
time_zone = "Europe/Dublin"
start = "http://shop.test/"
[site]
kind = "live"
[provenance]
invented = []
[[provenance.sources]]
who = "a test"
date = "2025-05-20"
language = "en"
says = "everything"
[persona]
email = "camille@mail.example"
password = "my own pass"
[routes.refuse]
script = "refuse.py"
[routes.refuse.reached]
text = "You have objected"
[routes.accept]
silence = true
[routes.accept.reached]
text = "Your data"
"""
HOME = b"""<!doctype html><html lang=en><title>Shop</title><h1>Your data</h1><a href=/form>How to object</a>
<form method=post action=/login><label>Password <input type=password name=password></label>
<button>Log in</button></form>
<form action=/search><input name=q aria-label=Search><button>Search</button></form>
<button id=sly onclick="f.submit()">More</button><form id=f method=post action=/sly></form>
<button onclick="send()">Options</button><a href="/account?action=delete">Next</a>
<button onclick="fetch('/api/unsubscribe').catch(() => 0)">Later</button>
<button onclick="socket.send('objection')">Tell</button>
<button onclick="navigator.sendBeacon('/sly', '1')">Beacon</button>
<label><input type=checkbox onchange="send()">I object to AI training</label><x-part></x-part>
<iframe id=inner srcdoc="<button onclick=&quot;parent.send()&quot;>More</button>"></iframe>
<script>var socket, connect = () => new Promise(open => {
  socket = new WebSocket("ws://shop.test/socket"); socket.onopen = () => { socket.send("here 1"); open(); };
  socket.onmessage = said => { document.querySelector("h1").textContent = said.data; }; });
var send = () => fetch("/sly", {method: "POST", body: "1"}).catch(() => 0);
customElements.define("x-part", class extends HTMLElement { constructor() { super();
  this.attachShadow({mode: "open"}).innerHTML = "<button onclick='send()'>Details</button>"; } });</script>
<img alt="" src="http://169.254.169.254/latest"><iframe src="file:///etc/passwd"></iframe>"""
WORKER = b"""try { const line = new WebSocket("ws://shop.test/socket");
  line.onopen = () => line.send("by a worker"); line.onmessage = () => postMessage("said");
} catch { postMessage("none"); }"""
START_WORKERS = """async ([text, nested]) => {
  const one = (address, more) => new Promise(done => {
    new Worker(address, more).onmessage = ({data}) => done(data);
    new Promise(later => setTimeout(later, 1000)).then(() => done("silent"));
  });
  const blob = (script, more) => {
    const address = URL.createObjectURL(new Blob([script])), said = one(address, more);
    URL.revokeObjectURL(address);
    return said;
  };
  const said = [one("/worker.js"), blob(text), blob(text, {type: "module"}),
    one("data:text/javascript," + encodeURIComponent(text)), blob(nested)];
  document.title = (await Promise.all(said)).join(" ");
}"""
NESTED = f"""const inner = new Worker(URL.createObjectURL(new Blob([{WORKER.decode()!r}])));
inner.onmessage = ({{data}}) => postMessage(data);"""
FORM = b"""<!doctype html><html lang=en><title>Form</title><h1>Object</h1><form method=post action=/object>
<label>E-mail <input name=mail></label><button>Send</button></form>"""


@dataclass
class Shop:
    """What the service was asked, and the flags that lead a browser there."""

    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    port: int = 0


@pytest.fixture
def shop() -> Iterator[Shop]:
    there = Shop()

    def heard(said: str) -> str:
        there.asked.append(f"said {said}")
        return "Heard"

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/socket":
                there.asked.append("GET /socket")
                converse(self, heard)
            elif self.path == "/worker.js":
                self.answer(WORKER, "text/javascript")
            else:
                self.answer(FORM if self.path == "/form" else HOME)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.answer(b"<!doctype html><html lang=en><title>Done</title><h1>You have objected</h1>")

        def answer(self, body: bytes, kind: str = "text/html; charset=utf-8") -> None:
            if self.path != "/favicon.ico":
                there.asked.append(f"{self.command} {self.path}")
                there.agents.add(self.headers["User-Agent"])
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Set-Cookie", "seen=1")
            self.send_header("Set-Cookie", "sid=9f8Kd02LmQpXz71TbYwR; HttpOnly")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    there.port = server.server_port
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield there
    server.shutdown()
    server.server_close()


@dataclass
class Visit:
    """Walks the refusal of a script on the service."""

    browser: Browser
    choice: BrowserChoice
    place: Path

    def __call__(self, script: str, allowed: Manners | None, expect: Expectation = "reached", reads: str = "") -> Walk:
        folder = self.place / "shop"
        folder.mkdir(exist_ok=True)
        (folder / "flow.toml").write_text(FLOW.replace("[provenance]", f"{reads}[provenance]"), encoding="utf-8")
        body = "\n".join(f"    {line}" for line in script.splitlines())
        (folder / "refuse.py").write_text(f"def refuse(page, persona):\n{body}\n", encoding="utf-8")
        flow = flows.load(folder)
        return walk(
            self.browser, flow, replace(flow.routes["refuse"], expect=expect), "en", self.place / "walk",
            choice=self.choice, patience=5.0, manners=allowed,
        )  # fmt: skip


@pytest.fixture
def visit(
    browser: Browser, choice: BrowserChoice, shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Visit]:
    monkeypatch.setattr(gate, "PAUSE_MS", 20)  # nobody's service is spared here
    leads = f"--host-resolver-rules=MAP shop.test 127.0.0.1:{shop.port}, MAP * ~NOTFOUND"
    with closing(started(browser.browser_type, choice, flags=(*LIVE_FLAGS, leads))) as outside:
        yield Visit(outside, choice, tmp_path)


OBJECT = """page.get_by_role("link", name="How to object").click()
page.get_by_label("E-mail").fill(persona["email"])
page.get_by_role("button", name="Send").click()"""


@pytest.mark.browser
def test_a_live_service_is_not_visited_unless_told_to(visit: Visit, shop: Shop) -> None:
    with pytest.raises(InputError, match="only when told to: --live"):
        visit(OBJECT, None)
    assert shop.asked == []


@pytest.mark.browser
def test_what_commits_is_not_pressed_and_the_walk_ends_there(visit: Visit, shop: Shop, tmp_path: Path) -> None:
    found = visit(OBJECT, Manners(commit=False, contact="research@office.example"))
    assert found.outcome == "stopped_before_commit"
    assert found.failure == "'Send' was not pressed without --commit: its label means submit"
    assert [type(step.action).__name__ for step in found.transitions] == ["Open", "Click", "Fill"]
    assert shop.asked == ["GET /", "GET /form"]
    assert all(agent.endswith("(+research@office.example)") and "optout/" in agent for agent in shop.agents)
    assert storage.read_walk(tmp_path / "walk").walk == found


@pytest.mark.browser
def test_a_second_passes_between_two_actions(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(gate, "PAUSE_MS", PAUSE_MS)
    monkeypatch.setattr(Page, "wait_for_timeout", lambda _, timeout: waited.append(timeout))
    found = visit('page.get_by_role("link", name="How to object").click()', Manners(commit=False), expect="uncertain")
    assert waited == [1000] * len(found.transitions)


@pytest.mark.browser
def test_with_both_flags_it_is_really_sent_and_every_request_is_listed(
    visit: Visit, shop: Shop, tmp_path: Path
) -> None:
    found = visit(OBJECT, Manners(commit=True))
    assert found.outcome == "reached"
    assert shop.asked == ["GET /", "GET /form", "POST /object"]
    listed = (tmp_path / "walk" / "requests.log").read_text(encoding="utf-8").splitlines()
    assert "POST http://shop.test/object" in listed
    assert "not asked: a link-local address belongs to this machine's network" in listed
    traffic = har.read(tmp_path / "walk" / "traffic.har")
    assert [f"{one.method} {one.status}" for one in traffic if one.url.endswith("/object")] == ["POST 200"]
    assert [one.origin for one in found.refused] == ["http://169.254.169.254"]


OPEN_THE_FORM = 'page.goto("http://shop.test/form")\n'
BY_ITS_PLACE = """box = page.locator("button").bounding_box()
page.mouse.click(box["x"] + 5, box["y"] + 5)"""
AFTER_A_REFUSAL = """try:
    page.get_by_role("button").click()
except Exception:
    page.evaluate("document.forms[0].submit()")"""
TELL = 'page.evaluate("connect()")\npage.get_by_role("button", name="Tell").click()'
BY_A_SCRIPT = "page.evaluate(\"fetch('/sly', {method: 'POST', body: '1'}).catch(() => 0)\")\n"
SENT, SLY = "'Send' was not pressed", "a form to http://shop.test/sly was not sent"
NAMELESS = "'' was not pressed without --commit: it has no label"
FETCHED = "a request (POST) to http://shop.test/sly was not sent"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("script", "why"),
    [
        (OPEN_THE_FORM + 'page.get_by_label("E-mail").press("Enter")', SENT),
        ('page.get_by_role("button", name="More").click()', SLY),
        ('page.evaluate("f.submit()")\npage.wait_for_timeout(10)', SLY),
        (OPEN_THE_FORM + 'page.locator("button").dispatch_event("click")', SENT),
        (OPEN_THE_FORM + BY_ITS_PLACE, SENT),
        (OPEN_THE_FORM + AFTER_A_REFUSAL, SENT),
        (OPEN_THE_FORM + 'page.get_by_label("E-mail").press("Shift+Enter")', SENT),
        (OPEN_THE_FORM + 'page.get_by_label("E-mail").type("\\r")', SENT),
        ('page.get_by_role("button", name="Options").click()', FETCHED),
        ('page.get_by_label("I object to AI training").check()', "'I object"),
        ('page.frame_locator("#inner").get_by_role("button").focus()\npage.keyboard.press("Enter")', NAMELESS),
        ('page.locator("x-part").get_by_role("button").focus()\npage.keyboard.press("Enter")', NAMELESS),
        ('page.get_by_role("button", name="Beacon").click()', FETCHED),
        ('page.get_by_role("link", name="Next").click()', "http://shop.test/account was not asked for"),
        ('page.goto("http://shop.test/account?action=delete")', "http://shop.test/account was not asked for"),
        ('page.get_by_role("button", name="Later").click()', "http://shop.test/api/unsubscribe was not asked for"),
        (TELL, "a message to ws://shop.test/socket was not sent"),
    ],
)
def test_no_way_around_the_gate_is_open(visit: Visit, shop: Shop, script: str, why: str) -> None:
    found = visit(script, Manners(commit=False))
    assert (found.outcome, found.failure[: len(why)]) == ("stopped_before_commit", why)
    assert set(shop.asked) <= {"GET /", "GET /form", "GET /socket"}


READS = """[[site.reads]]
address = "http://shop.test/sly"
[[site.reads]]
address = "ws://shop.test/*"
names = ["objection"]
"""


@pytest.mark.browser
def test_what_the_flow_declares_to_read_leaves_and_a_socket_is_kept_with_the_traffic(
    visit: Visit, shop: Shop, tmp_path: Path
) -> None:
    script = """page.evaluate("connect()")\npage.get_by_role("button", name="Options").click()
page.get_by_role("button", name="Tell").click()\npage.get_by_text("Heard").wait_for()"""
    found = visit(script, Manners(commit=False), expect="uncertain", reads=READS)
    assert (found.failure, found.outcome) == ("", "uncertain")
    assert shop.asked == ["GET /", "GET /socket", "POST /sly", "said objection"]
    (socket,) = har.load(tmp_path / "walk" / "traffic.har").traffic.sockets
    assert [(one.sent, one.data) for one in socket.messages] == [(True, b"objection"), (False, b"Heard")]


@pytest.mark.browser
@pytest.mark.parametrize("commit", [True, False])
def test_a_worker_speaks_over_no_socket_unless_all_may_be_sent(visit: Visit, shop: Shop, commit: bool) -> None:  # noqa: FBT001 - a parameter
    script = f"""page.evaluate({START_WORKERS!r}, {[WORKER.decode(), NESTED]!r})
assert {commit} or page.title() == "none none none none none", page.title()
page.get_by_role("link", name="How to object").click()"""
    assert visit(script, Manners(commit=commit), expect="uncertain").outcome == "uncertain"
    assert ("said by a worker" in shop.asked) == commit


IN_A_HANDLER = """page.on("console", lambda _: page.get_by_label("I object to AI training").check())
page.evaluate("console.log(1)")
page.wait_for_timeout(100)
page.get_by_role("link", name="How to object").click()"""


@pytest.mark.browser
def test_a_stop_within_a_handler_ends_the_walk_without_a_traceback(
    visit: Visit, shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    found = visit(IN_A_HANDLER, Manners(commit=False))
    assert (found.outcome, found.failure[:9]) == ("stopped_before_commit", "'I object")
    assert not [asked for asked in shop.asked if asked.startswith("POST")]
    gc.collect()  # an event loop tells of what nobody has asked for only then
    assert [record.getMessage() for record in caplog.records] == []


@pytest.mark.browser
def test_searching_and_logging_in_commit_to_nothing_and_leave_no_password(
    visit: Visit, shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPTOUT_TEST_WORD", "secret word")
    script = """page.get_by_label("Search").fill("object")
page.get_by_role("button", name="Search").click()
import os
page.get_by_label("Password").fill(os.environ["OPTOUT_TEST_WORD"])
page.get_by_role("button", name="Log in").click()"""
    assert visit(script, Manners(commit=False)).outcome == "reached"
    assert shop.asked[-1] == "POST /login"
    written = b"".join(file.read_bytes() for file in (tmp_path / "walk").rglob("*") if file.is_file())
    assert not any(password in written for password in (b"secret word", b"secret+word", b"secret%20word"))
    traffic = har.read(tmp_path / "walk" / "traffic.har")
    assert [one.sent for one in traffic if one.sent] == [b"password=Invented-password-2"]
    assert not any(name == "cookie" for one in traffic for name, _ in one.asked)
    assert b"9f8Kd02LmQpXz71TbYwR" not in written


SHOWN = """ECHOES = '''field => { field.type = "text";
    field.oninput = () => { document.querySelector("h1").textContent = field.value; }; }'''
page.get_by_label("Password").evaluate(ECHOES)
page.get_by_label("Password").fill(persona["password"])
page.get_by_role("link", name="How to object").click()
page.go_back()
page.get_by_label("Password").focus()
import os
for key in os.environ["OPTOUT_TEST_WORD"]:
    page.keyboard.press(key)
page.get_by_role("button", name="Log in").click()"""

SPELLED = [
    """page.locator("form input").first.fill("-".join(["Tell", "nobody", "this"]))""",
    """at = page.locator("form input").first
at.focus()
for number in (84, 101, 108, 108, 45, 110, 111, 98, 111, 100, 121, 45, 116, 104, 105, 115):
    page.keyboard.press(chr(number))""",
    """page.locator("form input").first.fill("siht-ydobon-lleT"[::-1])""",
    """import base64
word = base64.b64decode("VGVsbC1ub2JvZHktdGhpcw==").decode()
page.locator("form input").first.fill(word)""",
    """word = bytes.fromhex("54656c6c2d6e6f626f64792d74686973").decode()
page.locator("form input").first.fill(word)""",
    """try:
    page.locator("form input").first.fill("{}-nobody-this".format("Tell"))
except Exception:
    pass
page.get_by_role("button", name="Log in").click()""",
    """page.evaluate("document.querySelector('[name=q]').autocomplete = 'one-time-code'")
page.get_by_label("Search").fill("nobody-knows")""",
]


@pytest.mark.browser
@pytest.mark.parametrize("script", SPELLED)
def test_a_password_that_a_script_spells_is_refused_and_nothing_of_the_walk_is_kept(
    script: str, visit: Visit, tmp_path: Path
) -> None:
    with pytest.raises(
        WalkError, match=r"refuse\.py: (action \d+|it) types a password or a code .*\[persona\]"
    ) as refused:
        visit(script, Manners(commit=False))
    assert "nobody" not in str(refused.value)
    assert {file.name for file in (tmp_path / "walk").rglob("*") if file.is_file()} <= {"requests.log"}


@pytest.mark.browser
def test_a_password_shown_as_text_or_echoed_or_typed_key_by_key_never_touches_the_disk_and_the_visit_replays(
    visit: Visit,
    shop: Shop,
    tmp_path: Path,
    browser: Browser,
    choice: BrowserChoice,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPTOUT_TEST_WORD", "Ke9!x")
    found = visit(SHOWN, Manners(commit=False))
    assert found.outcome == "reached"
    assert shop.asked[-1] == "POST /login"
    written = [file.read_bytes() for file in (tmp_path / "walk").rglob("*") if file.is_file()]
    assert not any(
        secret in data for data in written for secret in (b"my own pass", b"my+own+pass", b"Ke9!x", b"Ke9%21x")
    )
    assert [screen.number for screen in found.screens if screen.screenshot is None] == [2]
    assert "Invented-password-1" in {block.text for block in found.screens[1].blocks}
    again = replay(browser, tmp_path / "walk", tmp_path / "again", choice=choice, patience=5.0)
    assert (again.failure, again.misses, again.walk.outcome) == ("", (), "reached")


@for_each(
    ("url", "asked"),
    [
        ("https://shop.test/", True), ("data:text/html,hi", True), ("file:///etc/passwd", False),
        ("javascript:alert(1)", False), ("http://169.254.169.254/latest", False), ("http://[fe80::1]/", False),
        ("ftp://shop.test/", False), ("chrome://version", False), ("http://[::ffff:169.254.169.254]/", False),
        ("http://127.0.0.1/", False), ("http://[::1]/", False), ("http://10.0.0.1/", False),
        ("http://localhost/", False),
        ("http://metadata.google.internal/", False), ("http://printer.local./", False), ("http://8.8.8.8/", True),
    ],
)  # fmt: skip
def test_what_is_no_service_is_never_asked(url: str, asked: bool) -> None:  # noqa: FBT001 - a column of the table
    assert (unasked(url) == "") == asked


def test_a_service_of_a_private_network_may_be_asked_where_the_visit_begins_there() -> None:
    assert unasked("http://10.0.0.1/form", home="10.0.0.1") == ""
    assert unasked("http://169.254.169.254/", home="169.254.169.254")
