"""A screen as captured. ``pages/*.html`` are pages, each with what must be seen on it in the JSON file beside it."""

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from analyzer import canonical, storage
from analyzer.dom import Dom
from analyzer.errors import WalkError
from analyzer.model import Screen
from analyzer.walking.capturing import observer
from analyzer.walking.capturing.capture import Frames, Moment, capture

pytestmark = pytest.mark.browser

PAGES = Path(__file__).parent / "pages"
HOSTILE = Path(__file__).parent / "hostile"
ORIGIN = "https://page.test"
OTHER = "https://other.test"
MOMENT = Moment(number=1, page=1, document=1, at=0)

Open = Callable[[str | Mapping[str, str]], Page]
Look = Callable[[str | Mapping[str, str]], Screen]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB", reduced_motion="reduce")
    context.add_init_script(observer.script())
    yield context
    context.close()


@pytest.fixture
def opened(context: BrowserContext) -> Open:
    """Open a page given as HTML, or several as address -> HTML with the first one shown."""
    page = context.new_page()  # closed with its context: closing a page that goes elsewhere may never return

    def go(pages: str | Mapping[str, str]) -> Page:
        served = {f"{ORIGIN}/": pages} if isinstance(pages, str) else pages

        def serve(route: Route) -> None:
            body = served.get(route.request.url)
            if body is None:
                route.abort()
            else:
                route.fulfill(body=body, content_type="text/html; charset=utf-8")

        page.unroute_all()
        page.route("**/*", serve)
        page.goto(next(iter(served)))
        return page

    return go


def screen_of(page: Page, folder: Path, moment: Moment = MOMENT) -> Screen:
    return capture(page, page.context.new_cdp_session(page), folder, moment, Frames(page))


@pytest.fixture
def look(opened: Open, tmp_path: Path) -> Look:
    return lambda pages: screen_of(opened(pages), tmp_path)


def stored(screen: Screen, folder: Path) -> str:
    assert screen.dom is not None
    return (folder / screen.dom.file).read_text()


def subset(whole: Any, part: Any) -> Any:
    """Return of ``whole`` what ``part`` speaks of."""
    if isinstance(part, dict) and isinstance(whole, dict):
        return {name: subset(whole.get(name), value) for name, value in part.items()}
    return whole


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.html")))
def test_a_page_shows_exactly_what_is_expected(name: str, look: Look, tmp_path: Path) -> None:
    expected = json.loads((PAGES / f"{name}.json").read_text())

    screen = look((PAGES / f"{name}.html").read_text())

    seen = msgspec.to_builtins(screen)
    if "controls" in expected:
        assert len(seen["controls"]) == len(expected["controls"]), [c["name"] for c in seen["controls"]]
        for control, part in zip(seen["controls"], expected["controls"], strict=True):
            assert subset(control, part) == part
    if "blocks" in expected:
        assert [block["text"] for block in seen["blocks"]] == expected["blocks"]
    for field, member in (("regions", "region"), ("levels", "level")):
        if field in expected:
            assert [block[member] for block in seen["blocks"]] == expected[field]
    assert list(seen["dialogs"]) == expected.get("dialogs", [])
    if "hidden" in expected:
        assert list(Dom(stored(screen, tmp_path)).hidden_text()) == expected["hidden"]
    if "limits" in expected:
        assert list(seen["limits"]) == expected["limits"]


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.html")))
def test_every_key_is_found_once_in_the_stored_page(name: str, look: Look, tmp_path: Path) -> None:
    screen = look((PAGES / f"{name}.html").read_text())

    page = stored(screen, tmp_path)
    for key in [block.key for block in screen.blocks] + [control.key for control in screen.controls]:
        assert page.count(f'data-optout-key="{key}"') == 1


def test_the_same_page_is_the_same_bytes(opened: Open, tmp_path: Path) -> None:
    html = (PAGES / "reading.html").read_text() + (PAGES / "states.html").read_text()
    screens = [screen_of(opened(html), tmp_path / str(turn)) for turn in range(3)]

    assert len({canonical.line(screen) for screen in screens}) == 1
    again = screen_of(opened(html), tmp_path / "again", Moment(number=2, page=1, document=1, at=0))
    assert again.dom is not None
    assert screens[0].dom is not None
    assert again.dom.sha256 == screens[0].dom.sha256


@pytest.mark.parametrize("where", ["input", "textarea", "[contenteditable]", "x-box input", "iframe"])
def test_no_caret_blinks_on_a_screenshot(where: str, opened: Open, tmp_path: Path) -> None:
    page = opened(
        "<input><textarea></textarea><div contenteditable>x</div><x-box></x-box><iframe srcdoc='<input>'></iframe>"
        "<script>document.querySelector('x-box').attachShadow({mode: 'open'}).innerHTML = '<input>'</script>"
    )
    focused = (page.frames[1].locator("input") if where == "iframe" else page.locator(where)).first
    focused.focus()
    html = page.content()

    first = screen_of(page, tmp_path)
    second = screen_of(page, tmp_path, Moment(number=2, page=1, document=1, at=0))

    assert focused.evaluate("field => getComputedStyle(field).caretColor") == "rgba(0, 0, 0, 0)"
    assert first.screenshot is not None
    assert second.screenshot is not None
    assert first.screenshot.sha256 == second.screenshot.sha256
    assert page.content() == html
    assert page.evaluate("document.styleSheets.length + document.adoptedStyleSheets.length") == 0


def test_a_captured_page_is_left_as_it_was(opened: Open, tmp_path: Path) -> None:
    page = opened((PAGES / "states.html").read_text())
    before = page.content()
    page.evaluate("() => { window.changes = 0; new MutationObserver(r => changes += r.length).observe(document, "
                  "{subtree: true, childList: true, attributes: true, characterData: true}) }")  # fmt: skip

    screen_of(page, tmp_path)

    assert page.content() == before
    assert page.evaluate("changes") == 0


def test_keys_stay_with_their_elements_while_the_page_changes(opened: Open, tmp_path: Path) -> None:
    page = opened("<button>One</button><button>Two</button>")
    before = {control.name: control.key for control in screen_of(page, tmp_path).controls}

    page.evaluate("document.body.prepend(Object.assign(document.createElement('button'), {textContent: 'New'}))")

    after = {control.name: control.key for control in screen_of(page, tmp_path).controls}
    assert {name: after[name] for name in before} == before
    assert list(after) == ["New", "One", "Two"]


def test_the_exhibits_are_a_screenshot_and_the_stored_page(look: Look, tmp_path: Path) -> None:
    screen = look("<p>Text</p>")

    assert screen.screenshot is not None
    assert screen.dom is not None
    assert storage.read_exhibit(tmp_path, screen.screenshot).startswith(b"\x89PNG")
    assert storage.read_exhibit(tmp_path, screen.dom).startswith(b"<!doctype html>")
    assert (screen.screenshot.file, screen.dom.file) == ("screens/001.png", "screens/001.html")


def test_what_was_typed_is_kept_nowhere(opened: Open, tmp_path: Path) -> None:
    page = opened(
        '<input aria-label="Name" value="sec-ret"><textarea>sec-ret</textarea><div contenteditable>sec-ret</div>'
        '<input type="hidden" value="sec-ret"><input type="password"><select><option>One<option>sec-ret?</select>'
    )
    page.locator("[type=password]").fill("sec-ret")
    page.locator("input").first.fill("sec-ret more")

    screen = screen_of(page, tmp_path)

    assert "sec-ret" not in canonical.line(screen).decode()
    assert "sec-ret" not in stored(screen, tmp_path).replace("sec-ret?", "")
    assert [control.filled for control in screen.controls] == [True, True, True, True, True]


def test_frames_are_placed_where_they_are_shown(look: Look, tmp_path: Path) -> None:
    inner = '<body style="margin: 0"><button style="position: absolute; left: 5px; top: 7px">{}</button>'
    screen = look(
        {
            f"{ORIGIN}/": '<html lang="en"><p style="margin: 0; height: 100px">Before</p>'
            f'<iframe src="{ORIGIN}/same" style="position: absolute; left: 50px; top: 200px; border: 3px solid; '
            f'padding: 4px"></iframe><div role="dialog" aria-label="Outer" style="margin-top: 1200px"><p>Around</p>'
            f'<iframe src="{OTHER}/"></iframe></div><p>After</p><iframe src="{ORIGIN}/gone" hidden></iframe>',
            f"{ORIGIN}/same": inner.format("Same") + "<p>Same text",
            f"{OTHER}/": inner.format("Other") + '<div role="dialog" aria-label="Within"><p>Other text</p></div>',
            f"{ORIGIN}/gone": inner.format("Gone"),
        }
    )

    assert [block.text for block in screen.blocks] == [
        "Before",
        "Same",
        "Same text",
        "Around",
        "Other",
        "Other text",
        "After",
    ]
    same, other = screen.controls
    assert (same.name, same.frame, same.box.x, same.box.y, same.in_viewport) == ("Same", 1, 62, 214, True)
    assert (other.name, other.frame, other.in_viewport, other.region, other.language) == (
        "Other",
        2,
        False,
        "dialog",
        "en",
    )
    assert screen.dialogs == ("Outer", "Within")
    assert [block.dialog for block in screen.blocks] == [None, None, None, 0, 0, 1, None]
    assert same.key.startswith("1.")
    assert other.key.startswith("2.")
    page = stored(screen, tmp_path)
    assert 'data-optout-frame="1"' in page
    assert Dom(page).hidden_text() == ()
    assert "Gone" not in page


def test_a_frame_that_loads_once_it_is_scrolled_to_is_passed_by(look: Look) -> None:
    screen = look(
        {
            f"{ORIGIN}/": '<p>Before</p><iframe srcdoc="<p>Here"></iframe><p style="margin-top: 9000px">After</p>'
            f'<iframe loading="lazy" src="{ORIGIN}/in"></iframe>',
            f"{ORIGIN}/in": "<p>Below</p>",
        }
    )
    assert [block.text for block in screen.blocks] == ["Before", "Here", "After"]


def test_a_frame_inside_a_shadow_root_is_read_in_its_place(look: Look) -> None:
    screen = look(
        {
            f"{ORIGIN}/": "<p>Before</p><x-box></x-box><p>After</p><script>document.querySelector('x-box')"
            f".attachShadow({{mode: 'open'}}).innerHTML = '<iframe src=\"{ORIGIN}/in\"></iframe>'</script>",
            f"{ORIGIN}/in": "<p>Inside</p>",
        }
    )
    assert [block.text for block in screen.blocks] == ["Before", "Inside", "After"]


def test_a_closed_shadow_root_is_no_obstacle(look: Look) -> None:
    screen = look(
        "<p>Before</p><x-box>light</x-box><script>document.querySelector('x-box')"
        ".attachShadow({mode: 'closed'}).innerHTML = '<button>Closed</button>'</script>"
    )
    assert [block.text for block in screen.blocks] == ["Before"]


def test_focus_is_followed_into_shadow_roots_and_frames(opened: Open, tmp_path: Path) -> None:
    page = opened({f"{ORIGIN}/": f'<input><iframe src="{ORIGIN}/in"></iframe>', f"{ORIGIN}/in": "<button>In</button>"})
    assert screen_of(page, tmp_path).focus is None

    page.frames[1].locator("button").focus()

    screen = screen_of(page, tmp_path)
    assert screen.focus == next(control.key for control in screen.controls if control.name == "In")


def test_a_page_that_replaces_prototypes_is_read_all_the_same(opened: Open) -> None:
    page = opened((HOSTILE / "prototypes.html").read_text())
    cdp = page.context.new_cdp_session(page)
    told = cdp.send("Runtime.evaluate", {"expression": "window.__optout.capture({frame: 0})"})["result"]
    seen = json.loads(told["value"])
    assert [block["text"] for block in seen["blocks"]] == ["Send", "Plain text"]
    assert [control["name"] for control in seen["controls"]] == ["", "", "", "", "Send"]


def test_a_page_that_meddles_with_values_is_read_all_the_same(look: Look) -> None:
    screen = look(
        "<button>Plain</button><p>Text</p><script>Array.prototype.toJSON = Object.prototype.toJSON = () => 'taken';"
        "Object.prototype.seen = Object.prototype.label = true; Error.prepareStackTrace = () => { throw 1 };"
        "Element.prototype.getBoundingClientRect = () => ({}); window.getComputedStyle = () => ({});"
        "for (const name of ['firstChild', 'nodeType', 'textContent', 'parentNode'])"
        "Object.defineProperty(Node.prototype, name, { get: () => null }); String.prototype.trim = () => 'taken';"
        "</script>"
    )
    assert [control.name for control in screen.controls] == ["Plain"]
    assert [block.text for block in screen.blocks] == ["Plain", "Text"]


def test_the_observer_cannot_be_replaced_or_enumerated(opened: Open) -> None:
    page = opened("<p>Text</p>")
    assert (
        page.evaluate("() => { try { window.__optout = 1 } catch {} return typeof window.__optout.capture }")
        == "function"
    )
    assert page.evaluate("() => { try { delete window.__optout } catch {} return typeof window.__optout }") == "object"
    assert page.evaluate("Object.isFrozen(window.__optout) && !Object.keys(window).includes('__optout')")


def test_nothing_of_a_stored_page_runs_or_loads_when_it_is_opened(
    look: Look, context: BrowserContext, tmp_path: Path
) -> None:
    html = stored(look((HOSTILE / "dangerous.html").read_text()), tmp_path)
    assert html.index("Content-Security-Policy") < html.index("data-optout-")
    assert html.split("<head>")[1].startswith("<meta http-equiv=")

    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []

    def serve(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=html if route.request.url == f"{OTHER}/kept.html" else "", content_type="text/html")

    page.route("**/*", serve)
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{OTHER}/kept.html")
    page.locator("a").dispatch_event("click")
    page.locator("html").dispatch_event("click")

    assert asked == [f"{OTHER}/kept.html"]
    assert page.evaluate("typeof window.hits") == "undefined"
    assert page.evaluate("document.querySelectorAll('[onclick], [onload], [onerror]').length") == 0
    assert page.url == f"{OTHER}/kept.html"
    assert page.evaluate("[...document.scripts].every(script => script.textContent === '')")
    assert page.frames[1].locator("p").inner_text() == "Framed & <b>"
    assert not [text for text in said if "hit" in text]
    page.close()


@pytest.mark.parametrize("text", ["a\x00b", "a\ufffe", "\ud800 lone", "tail \udc00", "bell \x07 and \x9f", "🙂 pair"])
def test_text_that_no_file_can_hold_is_cleaned(text: str, opened: Open, tmp_path: Path) -> None:
    page = opened("<p>x</p><button>x</button>")
    units = base64.b64encode(text.encode("utf-16-le", "surrogatepass")).decode()
    page.evaluate(
        "coded => { const bytes = Uint8Array.from(atob(coded), c => c.charCodeAt(0));"
        "const text = String.fromCharCode(...new Uint16Array(bytes.buffer));"
        "document.title = text; for (const e of document.querySelectorAll('p, button')) {"
        "e.textContent = text; e.setAttribute('aria-label', text); e.title = text } }",
        units,
    )

    screen = screen_of(page, tmp_path)

    storage.write_file(tmp_path / "screen.json", canonical.text(screen))
    assert msgspec.json.decode((tmp_path / "screen.json").read_bytes(), type=Screen) == screen
    assert ("🙂" in screen.blocks[0].text) == ("🙂" in text)


@pytest.mark.parametrize(
    "answer", ["7", "'{}'", "'[1]'", '\'{"index": -1, "skipped": false, "dom": []}\'', "'\\ud800'"]
)
def test_an_answer_that_is_not_the_observers_is_a_limit_and_no_crash(
    answer: str, browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page()
    page.add_init_script(f"window.__optout = {{ capture: () => ({answer}) }}")
    page.goto("data:text/html,<p>Text</p>")

    screen = screen_of(page, tmp_path)

    assert screen.blocks == ()
    assert screen.limits == ("could not be read: its answer is not what was asked for",)
    page.close()


def test_a_page_opened_before_the_observer_is_read_and_says_so(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    page.set_content("<p>Text</p>")

    screen = screen_of(page, tmp_path)

    assert [block.text for block in screen.blocks] == ["Text"]
    assert screen.limits == ("the observer came late: what happened before was not noticed",)
    page.close()


def test_a_page_without_end_is_bounded_and_says_so(opened: Open) -> None:
    page = opened("<main></main>")
    page.evaluate(
        "() => { let at = document.querySelector('main'); for (let i = 0; i < 1500; i++)"
        "at = at.appendChild(document.createElement('div')); at.textContent = 'deep';"
        "document.body.append(...Array.from({length: 30}, () => document.createElement('p')));"
        "for (const p of document.querySelectorAll('p')) p.innerHTML = 'Text <a href=/>Link</a>' }"
    )
    seen = json.loads(page.evaluate("__optout.capture({elements: 1250, blocks: 10, controls: 5, dom: 20000})"))
    assert len(seen["blocks"]) == 10
    assert len(seen["controls"]) == 5
    assert sum(len(part) for part in seen["dom"]) <= 20000
    assert any("blocks of text were not kept" in limit for limit in seen["limits"])
    assert any("elements and what they hold were not looked at" in limit for limit in seen["limits"])
    assert any("the stored page was cut" in limit for limit in seen["limits"])


def test_a_page_that_navigates_under_our_eyes_is_looked_at_again(opened: Open, tmp_path: Path) -> None:
    page = opened({f"{ORIGIN}/": "<p>First</p>", f"{ORIGIN}/next": "<p>Next</p>"})
    page.evaluate("setTimeout(() => { location.href = '/next' }, 0)")

    screen = screen_of(page, tmp_path)

    assert [block.text for block in screen.blocks] in (["First"], ["Next"])


def test_what_scrolls_in_a_box_that_is_fixed_is_seen_and_what_the_box_hides_is_not(look: Look) -> None:
    box = "<div style='position:fixed;top:0;height:600px'><div style='overflow:{};height:200px'>{}</div></div>"
    inside = "<p style='height:900px'>Long</p><button>Refuse</button>"
    assert [one.name for one in look(box.format("auto", inside)).controls] == ["Refuse"]
    assert [one.name for one in look(box.format("hidden", inside)).controls] == []
    scrolled = "<script>document.querySelector('div div').scrollTop = 900</script>"
    seen = look(box.format("auto", f"<button>Close</button>{inside}") + scrolled)
    assert [(one.name, one.box.y < 0) for one in seen.controls] == [("Close", True), ("Refuse", False)]
    away = "<div style='position:absolute;left:-9999px;overflow:auto'><button>Skip</button></div>"
    assert look(away).controls == ()
    folded = box.replace("height:200px", "height:0;padding-bottom:20px")
    assert look(folded.format("auto", inside)).controls == ()


def test_a_closed_page_is_told_in_one_line(opened: Open, tmp_path: Path) -> None:
    page = opened("<p>Text</p>")
    cdp = page.context.new_cdp_session(page)
    page.close()
    with pytest.raises(WalkError, match=r"^screen 1: cannot be captured: "):
        capture(page, cdp, tmp_path, MOMENT, Frames(page))


def test_boxes_are_those_of_the_document_and_not_of_the_window(opened: Open, tmp_path: Path) -> None:
    page = opened('<div style="height: 3000px"></div><button>Below</button>')
    before = screen_of(page, tmp_path)
    page.locator("button").scroll_into_view_if_needed()
    after = screen_of(page, tmp_path)

    assert (before.controls[0].in_viewport, after.controls[0].in_viewport) == (False, True)
    assert before.controls[0].box == after.controls[0].box
    assert after.viewport.y > 0
    assert before.height == after.height > 3000


FORM = """<section><h3>Title {0}</h3><p>Some text here <a href="/{0}">link {0}</a> and more</p><ul>
<li><button>Do {0}</button></li><li><label>Field <input name="f{0}"></label></li></ul></section>"""


READ = "() => { __optout.capture({}) }"


def test_cost_grows_no_faster_than_the_page(context: BrowserContext) -> None:
    """8,000 elements cost at most 12 times what 820 cost, by the processor time of the page's thread, alternately."""
    pages = {sections: context.new_page() for sections in (82, 800)}
    sessions = {}
    for sections, page in pages.items():
        page.set_content("<main>" + "".join(FORM.format(n) for n in range(sections)))
        page.evaluate(READ)
        sessions[sections] = context.new_cdp_session(page)
        sessions[sections].send("Performance.enable", {"timeDomain": "threadTicks"})
    elements = {sections: page.evaluate("document.querySelectorAll('*').length") for sections, page in pages.items()}
    assert elements[82] <= 830
    assert elements[800] >= 8000

    def used(sections: int) -> float:
        told = sessions[sections].send("Performance.getMetrics")["metrics"]
        return next(one["value"] for one in told if one["name"] == "TaskDuration")

    def cost(sections: int) -> float:
        before = used(sections)
        pages[sections].evaluate(READ)
        return used(sections) - before

    costs = [(cost(82), cost(800)) for _ in range(8)]

    assert min(large for _, large in costs) <= 12 * min(small for small, _ in costs)
    for page in pages.values():
        page.close()
