"""Flows whose site is recorded traffic: what replays truly, and what is told where it cannot."""

import gc
import json
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser

from analyzer import flows, judging
from analyzer.errors import WalkError
from analyzer.model import Exchange, Message, Screen, Socket, Walk
from analyzer.recordings import har, spool
from analyzer.scoring import policy
from analyzer.walking import sites
from analyzer.walking.browsers.finding import BrowserChoice
from analyzer.walking.replaying import replay
from analyzer.walking.walker import walk

pytestmark = pytest.mark.browser

SHOP, FRAME = "https://shop.test", "https://frame.test"
WHEN = datetime(2024, 2, 29, 18, 30, tzinfo=UTC)

FLOW = """
[flow]
title = "Stopping the newsletter"
service = "Shop"
right = "consent_refusal"
country = "IE"
languages = ["en"]
device = "desktop"
date = 2024-02-29
account = "none"
time_zone = "Europe/Dublin"
start = "https://shop.test/"

[site]
kind = "tape"
file = "traffic.har"
"""

HTML = (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"), ("Content-Length", "7"))


def heard(url: str, body: str = "", **changes: Any) -> Exchange:
    plain = {"at": 0, "method": "GET", "asked": (), "sent": b"", "status": 200, "answered": HTML}
    return Exchange(url=url, body=body.encode(), **plain | changes)


def page(*parts: str) -> str:
    return "<!doctype html><html lang=en><meta charset=utf-8><title>Shop</title>" + "".join(parts)


def says(text: str, data: bytes | None = None, *, sent: bool = False) -> Message:
    return Message(sent=sent, text=data is None, data=text.encode() if data is None else data)


@pytest.fixture
def walked(browser: Browser, choice: BrowserChoice, tmp_path: Path) -> Any:
    """Walk a route of one's own on traffic of one's own; return the walk and its folder."""

    def go(script: str, goal: str, *exchanges: Exchange, sockets: tuple[Socket, ...] = (), rules: str = "") -> Any:
        folder = tmp_path / "recorded-shop"
        folder.mkdir()
        told = har.write(exchanges, creator="test", version="1", start=WHEN, sockets=sockets)
        (folder / "traffic.har").write_bytes(told)
        (folder / "refuse.py").write_text(f"def refuse(page):\n    {script}\n", encoding="utf-8")
        route = f'[routes.refuse]\nscript = "refuse.py"\nreached.text = {json.dumps(goal)}\n'
        (folder / "flow.toml").write_text(FLOW + rules + route, encoding="utf-8")
        flow, to = flows.load(folder), tmp_path / "run" / "walks" / "refuse"
        return walk(browser, flow, flow.routes["refuse"], "en", to, choice=choice, patience=4.0), to

    return go


def whole(walk: Walk) -> bool:
    return not walk.refused and not walk.repeated


def unpictured(walk: Walk) -> list[Screen]:
    """The screens without their pictures: a busy Chromium rounds one pixel's colour otherwise now and then."""
    return [replace(screen, screenshot=None) for screen in walk.screens]


def texts(walk: Walk, screen: int = -1) -> list[str]:
    return [block.text for block in walk.screens[screen].blocks]


@pytest.mark.slow
def test_walking_and_replaying_a_large_tape_takes_the_memory_of_its_largest_body(
    walked: Any, browser: Browser, choice: BrowserChoice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "_IN_MEMORY", 1)
    monkeypatch.setattr(sites, "_TIDY_UP_AFTER", 4 << 20)
    size, many = 1 << 20, 32
    fetching = f"for (let n = 0; n < {many}; n++) await (await fetch('/' + n)).arrayBuffer()"
    start = heard(f"{SHOP}/", page(f"<script type=module>{fetching}; document.body.append('All heard')</script>"))
    told = [start, *(heard(f"{SHOP}/{n}", chr(65 + n) * size, answered=()) for n in range(many))]

    tracemalloc.start()
    try:
        walk, to = walked('page.get_by_text("All heard").wait_for(timeout=60_000)', "All heard", *told)
        del told
        gc.collect()
        tracemalloc.reset_peak()
        again = replay(browser, to, tmp_path / "again", choice=choice)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert whole(walk)
    assert not again.failure + "".join((*again.misses, *again.overruns))
    kept = {one.url: one.body[:1] for one in har.stored(to / "traffic.har").exchanges if len(one.body) == size}
    assert kept == {f"{SHOP}/{n}": chr(65 + n).encode() for n in range(many)}
    assert peak < 20 * size


def test_an_address_asked_again_shows_what_it_showed_then(walked: Any) -> None:
    told = [heard(f"{SHOP}/", page(f"<h1>Visit {n}</h1><a href=/>Again</a>")) for n in (1, 2, 3)]
    script = "[page.get_by_role('link').click() for _ in range(2)]"
    walk, _ = walked(script, "Visit 3", *told)
    assert [texts(walk, n)[0] for n in range(3)] == ["Visit 1", "Visit 2", "Visit 3"]
    assert whole(walk)


def test_only_the_persona_has_a_password_on_recorded_traffic_and_of_another_nothing_is_kept(
    walked: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPTOUT_TEST_WORD", "Tell-nobody-this")
    script = 'import os; page.locator("input").fill(os.environ["OPTOUT_TEST_WORD"])'
    shows = "<form><input type=password oninput='this.setAttribute(\"value\", this.value)'></form><p>Here"
    with pytest.raises(WalkError, match=r"action 2 types a password or a code that is not the persona's"):
        walked(script, "Here", heard(f"{SHOP}/", page(shows)))
    assert [file for file in (tmp_path / "run").rglob("*") if file.is_file()] == []


def test_a_form_is_told_by_its_body_and_a_cookie_on_its_redirect_is_kept(walked: Any) -> None:
    def posted(why: str, to: str) -> Exchange:
        return heard(
            f"{SHOP}/refuse", method="POST", sent=f"why={why}".encode(), status=303,
            asked=(("content-type", "application/x-www-form-urlencoded"),),
            answered=(("location", to), ("set-cookie", f"why={why}; Path=/"), ("set-cookie", "again=1; Path=/")),
        )  # fmt: skip

    walk, _ = walked(
        "page.get_by_label('Why').fill('b'); page.get_by_role('button').click()", "b; again=1",
        heard(f"{SHOP}/", page("<form method=post action=/refuse><label>Why <input name=why></label><button>Go")),
        posted("a", "/a"), posted("b", "/b"),
        heard(f"{SHOP}/b", status=302, answered=(("location", f"{SHOP}/done"),)),
        heard(f"{SHOP}/done", page("<h1>Done</h1><p id=told></p><script>told.textContent = document.cookie</script>")),
    )  # fmt: skip
    assert "why=b; again=1" in texts(walk)
    assert whole(walk)


def test_frames_of_other_sites_windows_and_workers_are_answered_too(walked: Any) -> None:
    start = page(
        f"<iframe src={FRAME}/ title=Other></iframe><a href=/window target=_blank>Window</a><p id=told>nothing</p>",
        "<script>new Worker('/worker.js').onmessage = e => told.textContent = e.data</script>",
    )
    script = """page.frame_locator('iframe').get_by_role('button').click()
    with page.expect_popup() as opened:
        page.get_by_role('link').click()
    opened.value.get_by_role('button').click()"""
    js = (("content-type", "text/javascript"),)
    walk, _ = walked(
        script, "Another window",
        heard(f"{SHOP}/", start),
        heard(f"{FRAME}/", page("<button onclick=\"fetch('/press').then(a => a.text()).then(t => textContent = t)\">")),
        heard(f"{FRAME}/press", "pressed"),
        heard(f"{SHOP}/window", page("<h1>Another window</h1><button>Close</button>")),
        heard(f"{SHOP}/worker.js", "fetch('/count').then(a => a.text()).then(postMessage)", answered=js),
        heard(f"{SHOP}/count", "worker heard 7"),
    )  # fmt: skip
    assert "worker heard 7" in {block.text for screen in walk.screens for block in screen.blocks}
    assert "pressed" in {control.name for screen in walk.screens for control in screen.controls}
    assert {screen.page for screen in walk.screens} == {1, 2}
    assert whole(walk)


SPEAKING = page(
    "<p id=told></p><button onclick=\"line.send('no')\">No</button>",
    "<button onclick=\"line.send('never')\">Never</button>",
    "<script>var line = new WebSocket('wss://shop.test/line'); line.binaryType = 'arraybuffer';",
    "line.onmessage = e => told.append((e.data.byteLength ?? e.data) + ' ')</script>",
)
LINE = Socket(
    at=5, url="wss://shop.test/line",
    messages=(says("hello"), says("", b"\0\1\2"), says("no", sent=True), says("noted"), says("bye"))
)  # fmt: skip


def test_what_a_service_said_over_a_socket_it_says_again_after_the_same_words(
    walked: Any, browser: Browser, choice: BrowserChoice, tmp_path: Path
) -> None:
    walk, to = walked("page.get_by_text('No').click()", "noted", heard(f"{SHOP}/", SPEAKING), sockets=(LINE,))
    assert [texts(walk, n)[0] for n in (0, 1)] == ["hello 3", "hello 3 noted bye"]
    assert whole(walk)
    again = replay(browser, to, tmp_path / "again", choice=choice, patience=4.0)
    assert (again.failure, again.misses, again.overruns) == ("", (), ())
    assert unpictured(again.walk) == unpictured(walk)


def test_sockets_of_a_worker_speak_as_those_of_a_page_do(walked: Any) -> None:
    worker = """"use strict"; const line = new WebSocket("/line"); line.binaryType = "arraybuffer"; let told = "";
const tell = said => { told += said + " "; postMessage(told.trim()); };
line.onmessage = ({data}) => tell(data.byteLength ?? data);
line.addEventListener("open", () => tell("open"));
const other = new WebSocket("wss://shop.test/other"); other.onclose = ({code}) => postMessage(`closed ${code}`);
onmessage = ({data}) => line.send(data);"""
    body = page(
        "<h1 id=told>nothing</h1><p id=closed><button onclick='w.postMessage(\"no\")'>No</button><script>",
        "const w = new Worker('/w.js'); w.onmessage = ({data}) => {",
        " (data.startsWith('closed') ? closed : told).textContent = data };</script>",
    )
    script = heard(f"{SHOP}/w.js", worker, answered=(("Content-Type", "text/javascript"),))
    # Whoever speaks before the line is open is not heard, here as anywhere: a worker on a busy machine opens it late.
    clicking = "page.get_by_text('hello 3').wait_for(); page.get_by_text('No').click()"
    walk, _ = walked(clicking, "noted", heard(f"{SHOP}/", body), script, sockets=(LINE,))
    assert texts(walk)[0] == "open hello 3 noted bye"
    assert [(one.origin, one.count) for one in walk.refused] == [("wss://shop.test", 1)]


NAMELESS = """const line = new WebSocket("wss://shop.test/line");
line.onmessage = ({data}) => postMessage(typeof data); line.onclose = ({code}) => postMessage(`closed ${code}`);"""
WITHIN = f"""const inner = new Worker(URL.createObjectURL(new Blob([{NAMELESS!r}])));
inner.onmessage = ({{data}}) => postMessage(data);"""
SHARED = f"onconnect = ({{ports: [port]}}) => {{ const postMessage = said => port.postMessage(said); {NAMELESS} }}"
SHORT = Socket(at=5, url="wss://shop.test/line", messages=(says("hello"),))
WORKERS = page(
    "<p id=told></p><a href=/>Again</a><script>const said = [];",
    "const tell = ({data}) => { said.push(data); told.textContent = said.join(' ') };",
    "const blob = text => URL.createObjectURL(new Blob([text]));",
    f"const workers = [new Worker(blob({NAMELESS!r})), new Worker(blob({WITHIN!r})), new Worker('/w.js'),",
    f" new Worker('/w.js'), new Worker('data:text/javascript,' + encodeURIComponent({NAMELESS!r})),",
    f" new Worker(blob({NAMELESS!r}), {{type: 'module'}})]; for (const one of workers) one.onmessage = tell;",
    "const shared = new SharedWorker('/s.js'); shared.port.onmessage = tell;</script>",
)
JS = (("Content-Type", "text/javascript"),)
"""Seven workers of all kinds, each with a socket at the same address."""


def test_sockets_of_every_kind_of_worker_are_answered_and_again_when_the_page_comes_again(walked: Any) -> None:
    told = [
        heard(f"{SHOP}/", WORKERS), heard(f"{SHOP}/w.js", NAMELESS, answered=JS),
        heard(f"{SHOP}/w.js", NAMELESS, answered=JS), heard(f"{SHOP}/s.js", SHARED, answered=JS),
    ]  # fmt: skip
    walk, _ = walked("page.get_by_role('link').click()", "string", *told, *told, sockets=(SHORT,) * 14)
    assert [texts(walk, n)[0] for n in (0, 1)] == [" ".join(["string"] * 7)] * 2
    assert whole(walk)


def test_a_worker_that_may_not_ask_the_tape_hears_nothing_and_is_counted(walked: Any) -> None:
    bare = page(
        '<meta http-equiv=Content-Security-Policy content="connect-src wss:"><h1 id=told>nothing</h1><script>',
        f"new Worker(URL.createObjectURL(new Blob([{NAMELESS!r}]))).onmessage = ({{data}}) => told.textContent = data",
        "</script>",
    )
    walk, _ = walked("pass", "closed", heard(f"{SHOP}/", bare))
    assert texts(walk) == ["closed 1006"]
    assert [(one.origin, one.count) for one in walk.refused] == [("wss://shop.test", 1)]


def test_words_and_sockets_that_were_not_recorded_are_counted(walked: Any) -> None:
    other = "<script>new WebSocket('wss://shop.test/other')</script>"
    script = "page.get_by_text('Never').click()"
    walk, _ = walked(script, "hello", heard(f"{SHOP}/", SPEAKING + other), sockets=(LINE,))
    assert [(one.origin, one.count) for one in walk.refused] == [("wss://shop.test", 2)]
    assert texts(walk)[0] == "hello 3"


def test_the_page_clock_begins_when_the_recording_did(walked: Any) -> None:
    clock = page("<h1 id=told></h1><script>told.textContent = new Date().toISOString().slice(0, 16)</script>")
    walk, _ = walked("pass", "2024-02-29T18:30", heard(f"{SHOP}/", clock))
    assert walk.environment.clock == WHEN.isoformat()


def test_what_is_not_on_the_tape_or_more_often_asked_is_told_in_the_report(walked: Any) -> None:
    ask = "<button onclick=\"fetch('/a'); fetch('/a'); fetch('/nowhere'); fetch('https://ads.example/')\">Ask</button>"
    walk, to = walked("page.get_by_role('button').click()", "Ask", heard(f"{SHOP}/", page(ask)), heard(f"{SHOP}/a"))
    assert [(one.origin, one.count) for one in walk.refused] == [("https://ads.example", 1), (SHOP, 1)]
    assert [(one.origin, one.count) for one in walk.repeated] == [(SHOP, 1)]
    report = judging.judge(to.parents[1], policy.newest())
    assert report.provenance.site_kind == "tape"
    assert (
        "2 requests were not on the tape and had no answer (https://ads.example and https://shop.test); such a walk "
        "reproduces the recording only in part." in report.limits
    )
    assert (
        "1 request came more often than on the tape and got the last recorded answer again; such a walk reproduces "
        "the recording only in part." in report.limits
    )


def test_what_is_declared_volatile_is_no_miss(walked: Any) -> None:
    ask = "<button onclick=\"fetch('/a?t=' + Date.now()).then(() => textContent = 'heard')\">Ask</button>"
    walk, _ = walked(
        "page.get_by_role('button').click()", "heard", heard(f"{SHOP}/", page(ask)), heard(f"{SHOP}/a?t=1"),
        rules='[site.rules]\nparameters = ["t"]\n',
    )  # fmt: skip
    assert whole(walk)


@pytest.mark.parametrize("status", [200, 404, 599])
def test_headers_no_browser_takes_do_not_end_a_walk(walked: Any, status: int) -> None:
    odd = (*HTML, ("X-Odd", "caf\u00e9 \u202e"), ("X-Long", "x" * 9000), ("Link", ""))
    walk, _ = walked("pass", "Hello", heard(f"{SHOP}/", page("<h1>Hello</h1>"), answered=odd, status=status))
    assert texts(walk) == ["Hello"]
