"""A service that remembers, walked once and replayed with nobody behind it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Browser, Page

from analyzer import storage
from analyzer.errors import InputError, WalkError
from analyzer.evidence.agreement import agreement
from analyzer.mocks import MockSite, Request, Response
from analyzer.model import Goal, RouteAgreement, Walk
from analyzer.recordings import har
from analyzer.walking.browsers.browser import FLAGS
from analyzer.walking.browsers.finding import BrowserChoice
from analyzer.walking.course import Course, Going, go
from analyzer.walking.performing.repeat import check_bounds
from analyzer.walking.replaying import Replayed, replay
from analyzer.walking.sites import attached
from tests.walks import FLOW, button, pause, press, walk_of
from tests.walks import page as drawn

pytestmark = pytest.mark.browser

SHOP, FRAME, MAIL = "https://shop.test", "https://frame.test", "https://mail.example"
FROM = datetime(2025, 5, 20, 9, tzinfo=UTC)
Recorded = Callable[[Going], tuple[Walk, Path]]

HOME = """<!doctype html><html lang=en><meta charset=utf-8><title>Shop</title><h1>Visit {visits}</h1>
<p id=told>nothing told</p><a href=/>Again</a><a href=/window target=_blank>Window</a>
<button onclick="fetch('/count').then(a => a.text()).then(t => told.textContent = t)">Count</button>
<button onclick="told.textContent = confirm('Sure?') ? prompt('Why?') : 'kept'">Leave</button>
<form method=post action=/refuse enctype=multipart/form-data>
<label>Why <input name=why></label><label>Proof <input type=file name=proof></label>
<label><input type=checkbox name=sure> Sure</label>
<label>Land <select name=land><option>France<option>Ireland</select></label><button>Refuse</button></form>
<iframe src=https://frame.test/ title=Other></iframe>
<script>new Worker('/worker').onmessage = e => told.textContent = 'worker ' + e.data</script>"""
WINDOW = "<!doctype html><html lang=en><title>Window</title><h1>Another window</h1><button>Close it</button>"
DONE = "<!doctype html><html lang=en><meta charset=utf-8><title>Done</title><h1>Refused: {why}</h1><p>{cookie}</p>"
MAILS = "<!doctype html><html lang=en><title>Mail</title><h1>Mailbox</h1><p>Code 1234</p>"
OTHER = """<!doctype html><html lang=en><title>Frame</title>
<button onclick="fetch('/press').then(a => a.text()).then(t => textContent = t)">Press</button>"""


@pytest.mark.parametrize(
    ("act", "why"), [(press("Tab", count=10**6), "1000001 acts: no procedure"), (pause(10**10), "step 2: wait: longer")]
)
def test_what_nobody_would_see_the_end_of_is_not_begun(act: Any, why: str) -> None:
    home = drawn("Home", button("Go"))
    check_bounds(walk_of(home, press("Tab", count=30), home))
    with pytest.raises(WalkError, match=why):
        check_bounds(walk_of(home, act, home))


def handle(times: int, request: Request) -> tuple[int, Response]:
    """Every answer tells how many there were before, so that an answer given twice is seen."""
    html = (("content-type", "text/html; charset=utf-8"),)
    match request.url.partition("?")[0]:
        case "https://shop.test/count" | "https://frame.test/press":
            body = f"count {times}"
        case "https://shop.test/refuse":
            why = request.body.partition(b'name="why"')[2].split(b"\r\n")[2].decode()
            headers = (("location", f"{SHOP}/done?why={why}"), ("set-cookie", "refused=yes; Path=/; Secure; HttpOnly"))
            return times + 1, Response(303, headers, b"")
        case "https://shop.test/done":
            why = request.url.partition("=")[2]
            body = DONE.format(why=why, cookie=request.headers.get("cookie", "no cookie"))
        case "https://shop.test/worker":
            script = b"fetch('/count?from=worker').then(a => a.text()).then(postMessage)"
            return times, Response(200, (("content-type", "text/javascript"),), script)
        case "https://shop.test/window":
            body = WINDOW
        case "https://mail.example/":
            body = MAILS
        case "https://frame.test/":
            body = OTHER
        case _:
            body = HOME.replace("{visits}", str(times))
    return times + 1, Response(200, html, body.encode())


def everything(page: Page) -> None:
    """One of each: repeated addresses, a frame, a pop-up, dialogs, a mailbox in a tab, a label, a form with a file."""
    page.get_by_role("link", name="Again").click()
    page.get_by_role("button", name="Count").click()
    page.get_by_role("button", name="Count").dblclick()
    page.frame_locator("iframe").get_by_role("button").click()
    page.on("dialog", lambda dialog: dialog.accept("I want to") if dialog.type == "prompt" else dialog.accept())
    page.get_by_role("button", name="Leave").click()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Window").click()
    opened.value.get_by_role("button").click()
    opened.value.close()
    mail = page.context.new_page()
    mail.goto(f"{MAIL}/")
    mail.close()
    page.locator("#told").hover()
    page.locator("label", has_text="Why").click(position={"x": 3, "y": 3})
    page.get_by_label("Why").fill("because")
    page.get_by_label("Why").press("End")
    page.get_by_label("Why").press_sequentially("!")
    page.get_by_label("Proof").set_input_files({"name": "proof.txt", "mimeType": "text/plain", "buffer": b"here"})
    page.get_by_label("Sure").check()
    page.get_by_label("Land").select_option("Ireland")
    page.wait_for_timeout(1000)
    page.mouse.wheel(0, 100)
    page.get_by_role("button", name="Refuse").click(position={"x": 5, "y": 5})


@pytest.fixture
def recorded(browser: Browser, choice: BrowserChoice, tmp_path: Path) -> Recorded:
    """Walk a course of one's own on the shop; return the walk and its folder."""

    def record(going: Going) -> tuple[Walk, Path]:
        flow = msgspec.structs.replace(FLOW, start=f"{SHOP}/")
        course = Course(
            identity=flow, time_zone="Europe/Dublin", begins=FROM, route="refuse", silence=False, expect="uncertain",
            goal=Goal(text="Refused: because!"), end=None, going=going, script=None,
        )  # fmt: skip
        site = MockSite("shop", (SHOP, FRAME, MAIL), 0, handle)
        folder = tmp_path / "recorded"
        walk, _ = go(
            browser, course, folder, choice=choice, patience=5.0, progress=lambda _: None, flags=FLAGS,
            attach=lambda context, clock: attached(browser, context, site, clock),
        )  # fmt: skip
        return walk, folder

    return record


def agreed(recorded: Walk, again: Replayed) -> RouteAgreement:
    return agreement("walks/refuse", recorded, again.walk, again.failure, again.misses, again.overruns)


def test_everything_a_route_can_do_is_done_again_from_its_record(
    recorded: Recorded, browser: Browser, choice: BrowserChoice, tmp_path: Path
) -> None:
    walk, folder = recorded(everything)
    assert (walk.outcome, len(walk.screens)) == ("reached", len({screen.number for screen in walk.screens}))
    assert "refused=yes" in {block.text for block in walk.screens[-1].blocks}
    again = [replay(browser, folder, tmp_path / f"again{n}", choice=choice, patience=5.0) for n in range(2)]
    told = [agreed(walk, one) for one in again]
    assert told[0].failure == ""
    assert [screen.differs for screen in told[0].screens] == [()] * len(walk.screens)
    assert told[0].reproduced
    assert told[0].sha256 == told[1].sha256
    assert again[0].walk.transitions == walk.transitions
    assert (tmp_path / "again0" / "inputs.json").read_bytes() == (folder / "inputs.json").read_bytes()


def test_a_page_that_asks_for_what_was_never_recorded_is_no_reproduction(
    recorded: Recorded, browser: Browser, choice: BrowserChoice, tmp_path: Path
) -> None:
    walk, folder = recorded(lambda page: page.get_by_role("button", name="Count").click())
    kept = [one for one in har.read(folder / "traffic.har") if not one.url.endswith("/count")]
    (folder / "traffic.har").write_bytes(har.write(kept, creator="test", version="1", start=FROM))
    again = replay(browser, folder, tmp_path / "again", choice=choice, patience=2.0)
    assert again.misses == (f"GET {SHOP}/count",)
    told = agreed(walk, again)
    assert not told.reproduced
    assert [screen.differs for screen in told.screens] == [(), ("text",)]


def test_a_control_that_is_no_longer_there_ends_the_replay_in_one_line(
    recorded: Recorded, browser: Browser, choice: BrowserChoice, tmp_path: Path
) -> None:
    walk, folder = recorded(lambda page: page.get_by_role("button", name="Count").click())
    changed = [
        msgspec.structs.replace(one, body=WINDOW.encode()) if one.url == f"{SHOP}/" else one
        for one in har.read(folder / "traffic.har")
    ]
    (folder / "traffic.har").write_bytes(har.write(changed, creator="test", version="1", start=FROM))
    told = agreed(walk, replay(browser, folder, tmp_path / "again", choice=choice, patience=2.0))
    assert told.failure.endswith("button 'Count' is not where it was")
    assert ("missing",) in {screen.differs for screen in told.screens}


def test_a_walk_without_its_traffic_is_refused(
    recorded: Recorded, browser: Browser, choice: BrowserChoice, tmp_path: Path
) -> None:
    _, folder = recorded(lambda page: page.get_by_role("button", name="Count").click())
    (folder / storage.TRAFFIC_FILE).unlink()
    with pytest.raises(InputError, match=r"traffic\.har: is missing"):
        replay(browser, folder, tmp_path / "again", choice=choice)
