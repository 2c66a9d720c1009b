"""A person records: the flow that comes out walks from its traffic, the service gone, and holds nothing of theirs."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which

import pytest
from playwright.sync_api import Browser, BrowserContext

from analyzer import flows, storage
from analyzer.errors import BrowserError, InputError
from analyzer.model import Answer, Goal
from analyzer.recordings import har
from analyzer.recordings.acts import Told, Went, steps_of
from analyzer.recordings.recorded import Attended, folder_of, write
from analyzer.walking.attending.attending import attend, check_start
from analyzer.walking.attending.trying import tried
from analyzer.walking.browsers.browser import started
from analyzer.walking.browsers.finding import BrowserChoice, find_with_window
from analyzer.walking.live import LIVE_FLAGS
from tests.tables import for_each
from tests.walking.club import CLUB, Club, open_club
from tests.walking.hand import FromOutside, Hand
from tests.walking.members import EMAIL, leaks, objects, objects_in_a_window

COMMAND = "from analyzer.cli import main; main()"
Visit = Callable[..., Attended]
PAGE = """<!doctype html><html lang=en><title>Page</title><h1 id=told>nothing</h1>
<style>a, #fake { position: fixed; right: 0; top: 0 } #fake { top: 40px }</style>
<button id=one ondblclick="told.textContent='twice'">One</button><button id=two>Two</button>
<label for=box>Agree</label><input type=checkbox id=box>
<label>Land <select><option>France<option>Ireland</select></label><label>Text <input id=text></label>
<a href=/next>Next</a><div id=fake onclick="told.textContent='fake'">Fake</div>
<input type=date aria-label=Day><p style="height:3000px">Long</p>
<script>two.onclick = () => { one.click(); one.dispatchEvent(new MouseEvent("click", {bubbles: true}));
  scrollTo(0, 50); told.textContent = 'pressed'; history.pushState({}, "", "/pushed") };
text.oninput = e => { if (e.data === 'x') text.value = 'by script' };</script>"""


@pytest.fixture
def visit(browser: Browser, choice: BrowserChoice) -> Iterator[Visit]:
    """Let somebody visit the club; ``ended`` is what they do there."""
    with open_club() as port:
        Club.pages = {"/page": PAGE, "/next": "<!doctype html><title>Next</title><h1>Next</h1>"}
        flags = (*LIVE_FLAGS, f"--host-resolver-rules=MAP *.test 127.0.0.1:{port}")
        window = started(browser.browser_type, choice, flags=flags)

        def go(ended: Callable[[BrowserContext], bool], path: str = "/") -> Attended:
            return attend(window, f"{CLUB}{path}", language="en", device="desktop", ended=ended)

        yield go
        window.close()


@pytest.mark.browser
def test_a_recorded_flow_walks_from_its_traffic_with_the_service_gone_and_holds_nothing_typed(
    visit: Visit, browser: Browser, choice: BrowserChoice, tmp_path: Path
) -> None:
    seen = visit(objects)
    recorded = folder_of(seen, "club", "refuse", "1")
    write(recorded, tmp_path / "club")
    assert EMAIL in {act.what.value for act in seen.acts if isinstance(act.what, Told)}
    asked = len(Club.asked)

    walk = tmp_path / "walk"
    result = tried(browser, flows.load(tmp_path / "club"), "refuse", walk, choice=choice, patience=10)

    assert (result.failure, result.misses, result.overruns) == ("", (), ())
    assert len(Club.asked) == asked, "the walk asked the service"
    assert not leaks(tmp_path)
    last = storage.read_walk(walk).walk.screens[-1]
    shown = " ".join(block.text for block in last.blocks)
    assert "You have objected, camille.martin@mail.example" in shown
    assert "optout-text-1" in shown


@pytest.mark.browser
def test_only_what_the_person_does_is_recorded(visit: Visit) -> None:
    def presses(context: BrowserContext) -> bool:
        page = context.pages[0]
        hand = Hand(page)
        hand.click(page.locator("#two"))
        page.get_by_text("pressed").wait_for()
        page.evaluate("document.querySelector('#fake').click(); window.__optout_person?.('{}')")
        page.evaluate("one.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}))")
        return True

    steps = steps_of(f"{CLUB}/page", visit(presses, "/page").acts)
    assert [step.__struct_config__.tag for step in steps] == ["navigate", "click"]
    assert steps[1].selectors == ('aria/Two[role="button"]', "#two")
    assert steps[1].asserted_events[0].url == f"{CLUB}/pushed"


@pytest.mark.browser
def test_each_kind_of_act_becomes_its_step(visit: Visit) -> None:
    def acts(context: BrowserContext) -> bool:
        page = context.pages[0]
        hand = Hand(page)
        hand.click(page.locator("#one"), times=2)
        page.get_by_text("twice").wait_for()
        hand.click(page.get_by_text("Agree"))
        hand.press("Tab")
        hand.press("Tab")
        hand.click(page.get_by_label("Text"))
        hand.write("word")
        hand.click(page.locator("#two"), button="right")
        hand.wheel(400)
        page.wait_for_function("scrollY > 300")
        page.wait_for_function("new Promise(done => { const y = scrollY; setTimeout(() => done(y === scrollY), 150) })")
        hand.click(page.locator("#fake"))
        hand.click(page.get_by_role("link", name="Next"))
        page.get_by_role("heading", name="Next").wait_for()
        page.goto(f"{CLUB}/page?typed=there")  # what the address bar does
        hand.click(page.locator("#one"))
        return True

    steps = steps_of(f"{CLUB}/page", visit(acts, "/page").acts)
    kinds = [step.__struct_config__.tag for step in steps]
    assert kinds == [
        "navigate", "doubleClick", "click", "keyDown", "keyUp", "keyDown", "keyUp", "click", "change", "click",
        "scroll", "click", "click", "navigate", "click",
    ]  # fmt: skip
    assert steps[9].button == "secondary"
    assert steps[12].asserted_events[0].url == f"{CLUB}/next"
    assert steps[13].url == f"{CLUB}/page?typed=there"


ASKS = """<!doctype html><html lang=en><title>Asks</title><h1 id=told>nothing</h1><button id=one>Ask</button>
<script>one.onclick = () => { told.textContent = confirm("Sure?") ? prompt("Why?") : "no"; confirm("Stay?");
  fetch("/page?why=" + told.textContent).then(() => { document.title = "Asked"; }); };</script>"""


@pytest.mark.browser
def test_answers_to_dialogs_of_the_browser_are_recorded_and_given_again_without_what_was_typed(
    visit: Visit, browser: Browser, choice: BrowserChoice, tmp_path: Path
) -> None:
    def answers(context: BrowserContext) -> bool:
        page = context.pages[0]
        said = {"Sure?": "", "Why?": "My own reasons"}
        page.on("dialog", lambda one: one.accept(said[one.message]) if one.message in said else one.dismiss())
        Hand(page).click(page.locator("#one"))
        page.wait_for_function("document.title === 'Asked'")
        return True

    Club.pages["/page"] = ASKS
    recorded = folder_of(visit(answers, "/page"), "club", "refuse", "1", goal=Goal(text="optout-text-1"))
    write(recorded, tmp_path / "club")
    assert not [data for data in recorded.files.values() if b"reasons" in data]
    result = tried(browser, flows.load(tmp_path / "club"), "refuse", tmp_path / "walk", choice=choice, patience=10)
    assert (result.failure, result.misses, result.overruns) == ("", (), ())
    walk = storage.read_walk(tmp_path / "walk").walk
    given = [one.action for one in walk.transitions if isinstance(one.action, Answer)]
    assert [(one.dialog, one.accepted) for one in given] == [("confirm", True), ("prompt", True), ("confirm", False)]


SPEAKS = """<!doctype html><html lang=en><title>Speaks</title><h1 id=told>nothing</h1>
<label>Why <input id=why></label><button id=one>Tell</button>
<script>var line = new WebSocket("ws://club.test/socket");
line.onmessage = ({data}) => { told.textContent = JSON.parse(data).heard; };
why.oninput = one.onclick = () => line.send(JSON.stringify({why: why.value}));</script>"""


@pytest.mark.browser
def test_what_is_said_over_a_websocket_is_recorded_and_answered_again_without_what_was_typed(
    visit: Visit, browser: Browser, choice: BrowserChoice, tmp_path: Path
) -> None:
    def tells(context: BrowserContext) -> bool:
        hand = Hand(context.pages[0])
        hand.click(context.pages[0].locator("#why"))
        hand.write("My own reasons")
        hand.click(context.pages[0].locator("#one"))
        context.pages[0].get_by_text("My own reasons").wait_for()
        return True

    Club.pages["/page"] = SPEAKS
    recorded = folder_of(visit(tells, "/page"), "club", "refuse", "1", goal=Goal(text="optout-text-1"))
    write(recorded, tmp_path / "club")
    asked = len(Club.asked)
    result = tried(browser, flows.load(tmp_path / "club"), "refuse", tmp_path / "walk", choice=choice, patience=10)

    assert not [data for data in recorded.files.values() if b"My o" in data or b"reasons" in data]
    (socket,) = har.load(tmp_path / "club" / "traffic.har").traffic.sockets
    said = {message.data for message in socket.messages if b"optout" in message.data or len(message.data) > 20}
    assert said == {b'{"why":"optout-text-1"}', b'{"heard": "optout-text-1"}'}
    assert (result.failure, result.misses, result.overruns) == ("", (), ())
    assert len(Club.asked) == asked, "the walk asked the service"


WORKER = """const line = new WebSocket("ws://club.test/socket");
line.onopen = () => line.send('{"why": "a worker"}');
line.onmessage = ({data}) => postMessage(JSON.parse(data).heard);"""
WORKS = f"""<!doctype html><html lang=en><title>Works</title><h1 id=told>nothing</h1><button id=one>Ask</button><script>
const tell = ({{data}}) => told.textContent += " " + data;
one.onclick = () => {{
  new Worker(URL.createObjectURL(new Blob([{WORKER!r}]))).onmessage = tell;
  const shared = "onconnect = ({{ports: [port]}}) => port.postMessage('shared')";
  new SharedWorker("data:text/javascript," + shared).port.onmessage = tell;
}}</script>"""


@pytest.mark.browser
def test_what_a_worker_says_over_a_websocket_is_recorded_and_what_nobody_can_hear_is_told(
    visit: Visit, browser: Browser, choice: BrowserChoice, tmp_path: Path
) -> None:
    def asks(context: BrowserContext) -> bool:
        Hand(context.pages[0]).click(context.pages[0].locator("#one"))
        context.pages[0].get_by_text("a worker").wait_for()
        context.pages[0].get_by_text("shared").wait_for()
        return True

    Club.pages["/page"] = WORKS
    recorded = folder_of(visit(asks, "/page"), "club", "refuse", "1", goal=Goal(text="a worker"))
    write(recorded, tmp_path / "club")
    result = tried(browser, flows.load(tmp_path / "club"), "refuse", tmp_path / "walk", choice=choice, patience=10)

    (socket,) = har.load(tmp_path / "club" / "traffic.har").traffic.sockets
    assert [(one.sent, one.data) for one in socket.messages] == [
        (True, b'{"why": "a worker"}'), (False, b'{"heard": "a worker"}'),
    ]  # fmt: skip
    assert [note for note in recorded.notes if "share" in note] == [
        "a worker that pages share (data:): what it said over WebSockets is not in the recording"
    ]
    assert (result.failure, result.misses, result.overruns) == ("", (), ())


@pytest.mark.browser
def test_closing_the_window_ends_the_recording_and_keeps_what_came_before(visit: Visit) -> None:
    def presses_and_closes(context: BrowserContext) -> bool:
        page = context.pages[0]
        hand = Hand(page)
        hand.click(page.get_by_role("link", name="Next"))
        page.get_by_role("heading", name="Next").wait_for()
        page.close()
        return False

    seen = visit(presses_and_closes, "/page")
    assert [step.__struct_config__.tag for step in steps_of(seen.start, seen.acts)] == ["navigate", "click"]
    assert {one.url for one in seen.traffic} >= {f"{CLUB}/page", f"{CLUB}/next"}


@pytest.mark.browser
def test_where_the_page_goes_by_itself_nothing_is_recorded(visit: Visit) -> None:
    def waits(context: BrowserContext) -> bool:
        page = context.pages[0]
        page.evaluate("location.href = '/next'")
        page.get_by_role("heading", name="Next").wait_for()
        return True

    seen = visit(waits, "/page")
    assert [act.what for act in seen.acts] == [Went(url=f"{CLUB}/next", asked=False)]
    with pytest.raises(InputError, match="nothing was done"):
        folder_of(seen, "club", "refuse", "1")


@for_each(
    ("url", "why"),
    [
        ("file:///etc/passwd", "file:"),
        ("javascript:alert(1)", "javascript:"),
        ("data:text/html,hi", "no address of a service"),
        ("http://169.254.169.254/latest/", "link-local"),
        ("http://[fe80::1]/", "link-local"),
        ("shop.test", "no address"),
    ],
)
def test_what_is_no_address_of_a_service_is_not_opened(url: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        check_start(url)


def test_without_a_display_the_remedy_is_named() -> None:
    with pytest.raises(BrowserError, match="xvfb-run"):
        find_with_window({}, which=lambda name: f"/usr/bin/{name}")


@pytest.fixture
def display() -> Iterator[str]:
    """A display that nobody looks at."""
    if which("Xvfb") is None:
        pytest.skip("no Xvfb on this machine: a window needs a display")
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x1000x24"], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    with server.stdout:
        yield f":{server.stdout.readline().strip()}"
        server.terminate()
        server.wait()


@pytest.mark.browser
def test_the_command_records_in_a_window_until_it_is_interrupted_and_leaves_nothing_typed_anywhere(
    browser: Browser, display: str, tmp_path: Path
) -> None:
    window = next((path for name in ("chromium", "google-chrome") if (path := which(name))), None)
    if window is None:
        pytest.skip("no browser with a window on this machine")
    # The window is driven from here through a port of its own, as a person would from outside of the command.
    wrapper, port_file = tmp_path / "browser", tmp_path / "port"
    wrapper.write_text(f'#!/bin/sh\nexec {window} --remote-debugging-port=0 "$@" 2>{port_file}\n', encoding="utf-8")
    wrapper.chmod(0o755)
    # The browser's socket lies in its scratch folder, and the path of a socket is short.
    with open_club() as port, tempfile.TemporaryDirectory(prefix="o") as scratch:
        surroundings = {"OPTOUT_BROWSER": str(wrapper), "TMPDIR": scratch, "DISPLAY": display}
        command = subprocess.Popen(
            [sys.executable, "-c", COMMAND, "record", f"http://localhost:{port}/", "-o", "club"],
            cwd=tmp_path, env={**os.environ, **surroundings},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )  # fmt: skip
        try:
            outside = browser.browser_type.connect_over_cdp(_port_of(port_file, command))
            objects_in_a_window(FromOutside(outside, "http://localhost"))
            while_open = leaks(Path(scratch))
            os.killpg(command.pid, signal.SIGINT)  # Ctrl-C reaches the browser and its driver too
            said, _ = command.communicate(timeout=90)
            left = leaks(Path(scratch))
        finally:
            if command.poll() is None:
                os.killpg(command.pid, signal.SIGKILL)
    assert command.returncode == 0, said
    assert "is really submitted" in said
    assert "It can be walked from its tape, and asks for nothing that was not recorded" in said
    assert "not on the tape" not in said
    assert "more often" not in said
    assert not while_open
    assert not left
    assert not leaks(tmp_path)
    assert json.loads((tmp_path / "club" / "refuse.json").read_bytes())["steps"]


def _port_of(port_file: Path, command: subprocess.Popen[str]) -> str:
    """Return where the command's browser listens, once it does."""
    end = time.monotonic() + 40
    while time.monotonic() < end:
        said = port_file.read_text(encoding="utf-8") if port_file.exists() else ""
        if "DevTools listening on " in said:
            return said.partition("DevTools listening on ")[2].split()[0]
        assert command.poll() is None, command.communicate()[0]
        time.sleep(0.1)
    raise AssertionError("the window did not open")
