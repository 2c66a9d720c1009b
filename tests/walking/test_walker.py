"""A route is walked to an outcome, the same way each time, and whatever ends it early is one clear line."""

import os
import re
import signal
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType

from analyzer import storage
from analyzer.errors import InputError, StorageError, WalkError
from analyzer.flows import Flow, load
from analyzer.model import Goal, Transition, Walk
from analyzer.walking import watchdog
from analyzer.walking.browsers.browser import process_id
from analyzer.walking.browsers.finding import BrowserChoice
from analyzer.walking.capturing import capture
from analyzer.walking.walker import walk

pytestmark = pytest.mark.browser

FLOW = """
[flow]
title = "Refusing at a shop"
service = "Shop"
right = "consent_refusal"
country = "FR"
languages = ["en", "fr", "pt-PT"]
device = "desktop"
date = 2025-05-20
account = "none"
time_zone = "Europe/Paris"
start = "https://shop.test/"
[persona]
name = "Camille"
[site]
kind = "mock"
files = "pages"
origin = "https://shop.test"
[provenance]
invented = ["all of it"]
[[provenance.sources]]
who = "nobody"
date = "2025-05-20"
language = "en"
says = "nothing"
[labels.en]
refuse = "Refuse"
[labels.fr]
refuse = "Refuser"
[labels.pt-PT]
refuse = "Recusar"
[routes.refuse]
script = "refuse.py"
[routes.refuse.reached]
url = "https://shop.test/refused*"
text = "You refused"
[routes.accept]
silence = true
[routes.accept.reached]
text = "Do you accept?"
"""
INDEX = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>
<h1>Do you accept?</h1><p id="now"></p><a href="/refused.html">Refuse</a><a href="/loop.html">Loop</a>
<img src="https://tracker.test/pixel.png" alt="">
<script>now.textContent = new Date().toLocaleString() + Math.random()</script>"""
REFUSED = """<!doctype html><html lang="en"><title>Refused</title><h1>You
 refused</h1><script>localStorage.setItem('choice', 'no')</script>"""
LOOP = "<!doctype html><button onclick='for (;;);'>Hang</button>"
CODEGEN = """\
import re
from playwright.sync_api import Page, expect


def test_example(page: Page) -> None:
    page.goto("https://shop.test/")
    page.get_by_role("link", name="Refuse").click()
    expect(page.get_by_role("heading")).to_contain_text("You refused")
"""
Walked = Callable[..., Walk]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    flow = tmp_path / "flows" / "shop"
    (flow / "pages").mkdir(parents=True)
    for name, page in (("index", INDEX), ("refused", REFUSED), ("loop", LOOP)):
        (flow / "pages" / f"{name}.html").write_text(page, encoding="utf-8")
    (flow / "flow.toml").write_text(FLOW, encoding="utf-8")
    (flow / "refuse.py").write_text(CODEGEN, encoding="utf-8")
    return flow


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def going(folder: Path, out: Path, browser: Browser, choice: BrowserChoice) -> Walked:
    """Return a function that walks the flow's route, with another script or expectation if asked."""

    def go(script: str = "", route: str = "refuse", language: str = "en", **how: Any) -> Walk:
        if script:
            (folder / "refuse.py").write_text(textwrap.dedent(script), encoding="utf-8")
        flow: Flow = load(folder)
        spec = replace(flow.routes[route], expect=how.pop("expect", "reached"), ends=how.pop("ends", {}))
        how = {"browser": browser, "folder": out, "choice": choice, "patience": 2.0, **how}
        return walk(flow=flow, route=spec, language=language, **how)

    return go


@pytest.fixture
def mortal(chromium: BrowserType, choice: BrowserChoice) -> Iterator[Browser]:
    """A browser of its own, for a test that kills it."""
    started = chromium.launch(executable_path=choice.executable)
    yield started
    started.close()


def script_of(body: str) -> str:
    return "def refuse(page, labels, language, persona):\n" + textwrap.indent(textwrap.dedent(body), "    ")


def test_what_codegen_prints_is_walked_unchanged(going: Walked, out: Path) -> None:
    found = going()
    assert (found.outcome, found.failure, len(found.transitions), len(found.screens)) == ("reached", "", 2, 2)
    assert storage.read_walk(out).walk == found
    assert found.screens[1].title == "Refused"
    assert (found.activations.seen, found.activations.counted, found.activations.unexplained) == (1, 1, ())


def test_two_walks_of_one_route_are_the_same_bytes(going: Walked, out: Path) -> None:
    going()
    other = out.with_name("other")
    going(folder=other)
    files = sorted(file.relative_to(out) for file in out.rglob("*.*"))
    assert len(files) == 7
    assert all((out / file).read_bytes() == (other / file).read_bytes() for file in files)


def test_requests_that_leave_the_declared_origin_are_kept_as_refused(going: Walked) -> None:
    assert [(one.origin, one.count) for one in going().refused] == [("https://tracker.test", 1)]


def test_saying_nothing_is_a_route(going: Walked) -> None:
    found = going(route="accept")
    assert (found.outcome, found.silence, len(found.transitions), len(found.screens)) == ("reached", True, 1, 1)


def test_every_transition_is_told_as_it_happens(going: Walked) -> None:
    told: list[Transition] = []
    assert going(progress=told.append).transitions == tuple(told)
    assert len(told) == 2


def test_a_script_gets_the_words_of_its_language_and_the_persona_by_name(going: Walked) -> None:
    check = script_of("""
        assert (labels["refuse"], language, persona["name"]) == ("Refuser", "fr", "Camille")
        page.goto("https://shop.test/refused.html")
    """)
    assert going(check, language="fr").environment.locale == "fr-FR"


def test_a_language_that_names_its_region_is_the_browsers_locale_as_it_is(going: Walked) -> None:
    there = script_of("page.goto('https://shop.test/refused.html')")
    assert going(there, language="pt-PT").environment.locale == "pt-PT"


def test_what_a_script_prints_goes_to_stderr(going: Walked, capsys: pytest.CaptureFixture[str]) -> None:
    going(script_of("print('aside'); page.goto('https://shop.test/refused.html')"))
    captured = capsys.readouterr()
    assert (captured.out, "aside" in captured.err) == ("", True)


@pytest.mark.parametrize(("expect", "outcome"), [("dead_end", "dead_end"), ("uncertain", "uncertain")])
def test_an_expected_end_without_the_goal_is_a_result(going: Walked, expect: str, outcome: str) -> None:
    found = going(script_of("page.goto('https://shop.test/')"), expect=expect)
    assert (found.outcome, found.failure) == (outcome, "")


def test_an_expected_end_is_recognised_and_another_one_is_an_error(going: Walked) -> None:
    script = script_of("page.goto('https://shop.test/')")
    assert going(script, expect="dead_end", ends={"en": Goal(url="https://shop.test/")}).outcome == "dead_end"
    with pytest.raises(WalkError, match=r"not the expected dead end: the address is https://shop\.test/, not"):
        going(script, expect="dead_end", ends={"en": Goal(url="https://shop.test/closed")})


def test_an_unexpected_end_without_the_goal_is_an_error(going: Walked, out: Path, folder: Path) -> None:
    expected = (
        rf"^{folder}/refuse\.py: goal not reached: the address is https://shop\.test/, not https://shop\.test/refused"
    )
    with pytest.raises(WalkError, match=expected):
        going(script_of("page.goto('https://shop.test/')"))
    assert storage.read_walk(out).walk.outcome == "incomplete"


BROKEN = {
    "a script that raises": ("raise ValueError('no\\nsuch thing')", r"refuse\.py:2: ValueError: no such thing$"),
    "a script that exits": ("import sys; sys.exit(3)", r"refuse\.py:2: SystemExit: 3$"),
    "a locator that finds nothing": (
        "page.get_by_role('link', name='Refuse').click(); page.get_by_role('button', name='Send').click()",
        r"refuse\.py:2: locator found nothing within 2 s: get_by_role\(\"button\", name=\"Send\"\)",
    ),
    "an expectation that does not hold": (
        "from playwright.sync_api import expect; expect(page.get_by_text('Gone')).to_be_visible(timeout=200)",
        r"refuse\.py:2: Locator expected to be visible.*get_by_text\(\"Gone\"\)$",
    ),
    "an address that is none": ("page.goto('nowhere')", r"refuse\.py:2: .*invalid URL"),
    "a handler that raises": (
        "page.on('dialog', lambda dialog: 1 / 0)\npage.evaluate('confirm(1)')",
        r"refuse\.py:2: ZeroDivisionError: division by zero$",
    ),
    "a handler that raises while something is clicked": (
        "page.on('request',\n        lambda _: 1 / 0)\npage.get_by_role('link', name='Refuse').click()",
        r"refuse\.py:3: ZeroDivisionError: division by zero$",
    ),
    "a dialog that nobody answers": (
        "page.on('dialog', lambda _: 0); page.evaluate('onclick = () => confirm(`Sure?`); 0'); page.click('h1')",
        r"refuse\.py:2: a browser dialog stayed open \(confirm: 'Sure\?'\); its handler must accept or dismiss it$",
    ),
    "a way around the page": (
        "page.request.get('https://shop.test/')",
        r"refuse\.py:2: APIRequestContext\.get\(\) is refused",
    ),
}


@pytest.mark.parametrize(("body", "line"), BROKEN.values(), ids=BROKEN)
def test_what_goes_wrong_is_one_line_and_what_was_gathered_is_kept(
    going: Walked, out: Path, body: str, line: str
) -> None:
    with pytest.raises(WalkError, match=line) as raised:
        going(script_of(body))
    kept = storage.read_walk(out).walk
    assert "\n" not in str(raised.value)
    assert (kept.outcome, kept.failure) == ("incomplete", str(raised.value))
    assert len(kept.screens) == len(kept.transitions) >= 1


def test_a_script_that_is_no_python_is_refused_before_anything_is_opened(going: Walked, out: Path) -> None:
    with pytest.raises(InputError, match=r"refuse\.py: line 1: "):
        going("def refuse(page:\n")
    assert not out.exists()


def test_a_full_disk_is_one_line(going: Walked, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StorageError(
            "out/screens/001.png: cannot be written: No space left on device; free space or choose another -o"
        )

    monkeypatch.setattr(capture.storage, "write_exhibit", full)
    with pytest.raises(WalkError, match="No space left on device"):
        going()


def test_a_page_in_an_endless_loop_ends_after_the_patience(out: Path, mortal: Browser, going: Walked) -> None:
    body = "page.get_by_role('link', name='Loop').click(); page.get_by_role('button').click(); page.title()"
    with pytest.raises(WalkError, match=r"refuse\.py:2: .*(hangs|endless loop)"):
        going(script_of(body), browser=mortal, patience=1.0)
    kept = storage.read_walk(out).walk
    assert (kept.outcome, [screen.url for screen in kept.screens]) == (
        "incomplete",
        ["https://shop.test/", "https://shop.test/loop.html"],
    )


def test_a_page_that_hangs_on_its_own_timer_is_ended_by_the_watchdog(mortal: Browser, going: Walked) -> None:
    body = "page.evaluate('() => { setTimeout(() => { for (;;); }, 100) }'); page.wait_for_timeout(200)"
    with pytest.raises(WalkError, match=r"did not answer for 1 s .* an endless loop"):
        going(script_of(body), browser=mortal, patience=1.0)


def test_a_crashed_page_is_one_line(out: Path, mortal: Browser, going: Walked) -> None:
    body = "page.context.new_cdp_session(page).send('Page.crash')"
    with pytest.raises(WalkError, match=r"refuse\.py:2: the page crashed"):
        going(script_of(body), browser=mortal)
    assert storage.read_walk(out).walk.outcome == "incomplete"


def test_a_browser_that_dies_is_one_line(out: Path, mortal: Browser, going: Walked) -> None:
    process = process_id(mortal)

    def die(_: Transition) -> None:
        os.kill(process, signal.SIGKILL)

    with pytest.raises(WalkError, match="the browser died"):
        going(browser=mortal, progress=die)
    kept = storage.read_walk(out).walk
    assert (kept.outcome, len(kept.screens)) == ("incomplete", 1)


def test_what_a_script_takes_its_time_for_is_no_page_that_hangs(going: Walked) -> None:
    body = "import time; time.sleep(3.5); page.goto('https://shop.test/refused.html')"
    assert going(script_of(body), patience=1.0).outcome == "reached"


@pytest.mark.parametrize("busy", ["while True: pass", "import time; time.sleep(60)"])
def test_a_script_that_is_busy_without_end_is_interrupted_at_its_line(
    busy: str, out: Path, going: Walked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watchdog, "LEAST_OWN", 0.4)
    monkeypatch.setattr(watchdog, "OWN", 0.0)
    body = f"import os\npage.goto('https://shop.test/refused.html')\n{busy}"
    with pytest.raises(WalkError, match=r"refuse\.py:4: busy for 0\.4 s with something else than the page"):
        going(script_of(body))
    kept = storage.read_walk(out).walk
    assert (kept.outcome, kept.screens[-1].title) == ("incomplete", "Refused")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("raise GeneratorExit", "refuse.py:2: GeneratorExit"),
        ("class Odd(BaseException):\n    def __str__(self): raise ValueError\nraise Odd", "refuse.py:4: Odd"),
    ],
)
def test_whatever_a_script_raises_is_one_line(body: str, said: str, out: Path, going: Walked) -> None:
    with pytest.raises(WalkError, match=re.escape(said)):
        going(script_of(body))
    assert storage.read_walk(out).walk.outcome == "incomplete"


def test_a_script_may_change_the_working_directory(
    tmp_path: Path, going: Walked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = Path.cwd()
    body = "import os; os.chdir('/'); page.goto('https://shop.test/refused.html')"
    assert going(script_of(body), folder=Path("here")).outcome == "reached"
    assert Path.cwd() == before
    assert storage.read_walk(tmp_path / "here").walk.screens


def test_an_outcome_found_on_a_browser_that_is_gone_is_none(out: Path, mortal: Browser, going: Walked) -> None:
    body = f"import os; page.goto('https://shop.test/refused.html'); os.kill({process_id(mortal)}, 9)"
    with pytest.raises(WalkError, match="the browser died"):
        going(script_of(body), browser=mortal)
    kept = storage.read_walk(out).walk
    assert (kept.outcome, kept.screens[-1].title) == ("incomplete", "Refused")


def test_a_page_that_crashed_after_the_last_action_is_no_outcome(out: Path, mortal: Browser, going: Walked) -> None:
    body = """
        page.goto("https://shop.test/refused.html")
        try:
            page.context.new_cdp_session(page).send("Page.crash")
        except Exception:
            pass
    """
    with pytest.raises(WalkError, match="the page crashed"):
        going(script_of(body), browser=mortal)
    assert storage.read_walk(out).walk.outcome == "incomplete"


def test_a_page_that_greets_with_a_dialog_is_a_walk_that_can_be_read_back(
    going: Walked, folder: Path, out: Path
) -> None:
    greeting = INDEX.replace("<script>", "<script>alert('Hello'); document.querySelector('a').focus();")
    (folder / "pages" / "index.html").write_text(greeting, encoding="utf-8")

    going()

    walked = storage.read_walk(out).walk
    assert [type(step.action).__name__ for step in walked.transitions] == ["Open", "Answer", "Click"]
