"""What the observer reports while things happen on a page."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from analyzer.walking.capturing import observer
from analyzer.walking.capturing.capture import Frames

pytestmark = pytest.mark.browser

FORM = """<!doctype html><html lang="en"><body>
<form onsubmit="return false"><label id="label" for="box">I agree</label> <input type="checkbox" id="box">
<label id="stubborn" for="other" onclick="event.preventDefault()">No</label> <input type="checkbox" id="other">
<input id="text" aria-label="Name"><button id="send">Send</button></form>
<button id="relay" onclick="document.getElementById('box').click()"><b>Relay</b></button>
<div id="plain" style="height: 30px">Plain</div>
<div id="hand" style="cursor: pointer"><b>With <i>a hand</i></b></div>
<div id="drag" draggable="true">Drag me</div><div id="drop" ondragover="event.preventDefault()">Drop here</div>
<a id="link" href="#here">A link</a><p style="height: 3000px">Long</p></body></html>"""


class Told(list[dict[str, Any]]):
    """The reports so far, as the page told them."""

    def of(self, *types: str) -> list[dict[str, Any]]:
        return [report for report in self if report["type"] in types]


@pytest.fixture
def stage(browser: Browser) -> Iterator[tuple[Page, Told]]:
    context = browser.new_context(viewport={"width": 800, "height": 600})
    told = Told()
    context.expose_binding("__optout_report", lambda _, report: told.append(json.loads(report)))
    context.add_init_script(observer.script())
    page = context.new_page()

    def serve(route: Route) -> None:
        route.fulfill(body=FORM, content_type="text/html")

    page.route("**/*", serve)
    page.goto("https://page.test/")
    yield page, told
    context.close()


def settle(page: Page) -> None:
    """Wait until the page has told all it had to: reports are ordered before the answer."""
    page.evaluate("1")


def test_a_click_says_on_what_and_with_what(stage: tuple[Page, Told]) -> None:
    page, told = stage
    page.locator("#relay b").click()
    settle(page)

    click = told.of("click")[0]
    assert {name: click[name] for name in ("trusted", "detail", "pointer", "button", "echo", "evaluated")} == {
        "trusted": True, "detail": 1, "pointer": "mouse", "button": 0, "echo": False, "evaluated": False,
    }  # fmt: skip
    target = click["target"]
    assert (target["role"], target["name"], target["tag"], target["kind"]) == ("button", "Relay", "button", "button")
    assert set(target["box"]) == {"x", "y", "width", "height"}
    assert [report["type"] for report in told if report["type"] in ("pointerdown", "pointerup", "click")][:3] == [
        "pointerdown", "pointerup", "click",
    ]  # fmt: skip


def test_a_click_falls_on_the_control_the_screen_lists(stage: tuple[Page, Told]) -> None:
    page, told = stage
    page.locator("#hand i").click()
    page.locator("#relay b").click()
    page.locator("#label").click()
    settle(page)

    seen = json.loads(page.evaluate("__optout.capture({})"))
    keys = {control["name"]: control["key"] for control in seen["controls"]}
    trusted = [click["target"]["key"] for click in told.of("click") if click["trusted"]]
    assert trusted[:2] == [keys["With a hand"], keys["Relay"]]
    assert trusted[3] == keys["I agree"]


def test_a_click_a_page_script_makes_is_neither_trusted_nor_evaluated(stage: tuple[Page, Told]) -> None:
    page, told = stage
    page.locator("#relay").click()
    settle(page)

    relayed = told.of("click")[1]
    assert (relayed["trusted"], relayed["evaluated"], relayed["echo"]) == (False, False, False)
    assert relayed["target"]["kind"] == "checkbox"


@pytest.mark.parametrize(
    "expression",
    [
        "document.getElementById('send').click()",
        "() => document.getElementById('send').click()",
        "setTimeout(() => document.getElementById('send').click(), 0)",
        "document.getElementById('send').dispatchEvent(new MouseEvent('click', {bubbles: true}))",
    ],
)
def test_a_click_made_by_evaluate_is_told_as_such(expression: str, stage: tuple[Page, Told]) -> None:
    page, told = stage
    page.evaluate(expression)
    page.wait_for_function("() => true")
    settle(page)

    click = told.of("click")[0]
    assert (click["trusted"], click["evaluated"], click["detail"], click["target"]["name"]) == (False, True, 0, "Send")


def test_the_second_click_of_a_label_is_an_echo(stage: tuple[Page, Told]) -> None:
    page, told = stage
    page.locator("#label").click()
    settle(page)

    clicks = told.of("click")
    assert [(click["trusted"], click["echo"], click["target"]["tag"]) for click in clicks] == [
        (True, False, "label"),
        (True, True, "input"),
    ]
    assert [report["target"]["kind"] for report in told.of("change")] == ["checkbox"]


def test_a_field_operated_after_its_label_is_no_echo(stage: tuple[Page, Told]) -> None:
    page, told = stage
    page.locator("#stubborn").click()
    page.locator("#other").focus()
    page.keyboard.press("Space")
    page.locator("#stubborn").click()
    page.locator("#other").click()
    settle(page)

    assert [(click["target"]["tag"], click["echo"], click["pointer"]) for click in told.of("click")] == [
        ("label", False, "mouse"), ("input", False, ""), ("label", False, "mouse"), ("input", False, "mouse"),
    ]  # fmt: skip


def test_what_is_typed_is_counted_and_not_told(stage: tuple[Page, Told]) -> None:
    page, told = stage
    page.locator("#text").press_sequentially("Zq8")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    settle(page)

    assert [report["key"] for report in told.of("keydown")] == ["", "", "", "Enter", "Control", "a"]
    assert len(told.of("input")) == 3
    assert not any("Zq8" in json.dumps(report) for report in told)


def test_enter_in_a_field_clicks_without_a_pointer_and_submits(stage: tuple[Page, Told]) -> None:
    page, told = stage
    page.locator("#text").press("Enter")
    settle(page)

    click = told.of("click")[0]
    assert (click["trusted"], click["pointer"], click["detail"], click["target"]["name"]) == (True, "", 0, "Send")
    assert [report["target"]["name"] for report in told.of("submit")] == ["Send"]


def test_fill_is_told_as_input(stage: tuple[Page, Told]) -> None:
    page, told = stage
    page.locator("#text").fill("value")
    settle(page)

    assert [(report["trusted"], report["target"]["name"]) for report in told.of("input")] == [(True, "Name")]
    assert [report["target"]["name"] for report in told.of("focusin")] == ["Name"]


def test_other_buttons_and_double_clicks_are_told(stage: tuple[Page, Told]) -> None:
    page, told = stage
    page.locator("#plain").click(button="right")
    page.locator("#plain").click(button="middle")
    page.locator("#plain").dblclick()
    settle(page)

    assert [report["button"] for report in told.of("auxclick")] == [2, 1]
    assert [report["detail"] for report in told.of("click")] == [1, 2]
    assert len(told.of("dblclick")) == 1
    assert told.of("dblclick")[0]["target"]["tag"] == "div"


def test_hovering_is_told_once_for_each_control(stage: tuple[Page, Told]) -> None:
    page, told = stage
    page.locator("#send").hover()
    page.locator("#send").hover(position={"x": 3, "y": 3})
    page.locator("#plain").hover()
    page.locator("#link").hover()
    page.locator("#send").hover()
    settle(page)

    assert [report["target"]["name"] for report in told.of("hover")] == ["Send", "A link", "Send"]


def test_dragging_is_told(stage: tuple[Page, Told]) -> None:
    page, told = stage
    page.drag_and_drop("#drag", "#drop")
    settle(page)

    assert [(report["type"], report["target"]["name"]) for report in told.of("dragstart", "drop")] == [
        ("dragstart", "Drag me"),
        ("drop", "Drop here"),
    ]


def test_scrolling_is_told_by_how_far(stage: tuple[Page, Told]) -> None:
    page, told = stage
    page.mouse.wheel(0, 500)
    page.wait_for_function("() => scrollY === 500")
    page.evaluate("scrollTo(0, 200)")
    page.wait_for_function("() => scrollY === 200")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    settle(page)

    assert sum(report["down"] for report in told.of("scroll")) == 200
    assert sum(abs(report["down"]) for report in told.of("scroll")) >= 800


def test_a_tap_is_told_as_touch(browser: Browser) -> None:
    context = browser.new_context(has_touch=True)
    told = Told()
    context.expose_binding("__optout_report", lambda _, report: told.append(json.loads(report)))
    context.add_init_script(observer.script())
    page = context.new_page()
    page.goto("data:text/html,<button>Tap</button>")
    page.get_by_role("button").tap()
    settle(page)

    assert [(report["pointer"], report["trusted"]) for report in told.of("click")] == [("touch", True)]
    context.close()


def test_a_report_arrives_before_the_navigation_it_causes(browser: Browser) -> None:
    context = browser.new_context()
    order: list[str] = []
    context.expose_binding("__optout_report", lambda _, report: order.append(json.loads(report)["type"]))
    context.add_init_script(observer.script())
    page = context.new_page()
    page.route("**/*", lambda route: route.fulfill(body='<a href="/next">Next</a>', content_type="text/html"))
    page.goto("https://page.test/")
    page.on("framenavigated", lambda frame: order.append(frame.url))
    page.get_by_role("link").click()
    page.wait_for_url("**/next")

    assert order.index("click") < order.index("https://page.test/next")
    context.close()


def test_listeners_that_a_page_wipes_are_back_after_the_next_capture(stage: tuple[Page, Told]) -> None:
    page, told = stage
    page.set_content("<button>New</button>")
    page.evaluate("__optout.capture({})")
    page.get_by_role("button").click()
    settle(page)

    assert [report["target"]["name"] for report in told.of("click")] == ["New"]


def test_a_report_names_the_same_key_as_the_screen(stage: tuple[Page, Told]) -> None:
    page, told = stage
    page.locator("#send").click()
    settle(page)

    seen = json.loads(page.evaluate("__optout.capture({})"))
    keys = {control["name"]: control["key"] for control in seen["controls"]}
    assert told.of("click")[0]["target"]["key"] == keys["Send"]


def test_frames_keep_their_numbers_while_others_come_and_go(stage: tuple[Page, Told]) -> None:
    page, _ = stage
    frames = Frames(page)
    page.evaluate("() => { for (const tag of ['iframe', 'iframe']) document.body.append(document.createElement(tag)) }")
    first, second = page.frames[1:]
    assert [frames.number(page.main_frame), frames.number(first), frames.number(second)] == [0, 1, 2]

    page.evaluate("document.querySelector('iframe').remove()")
    page.evaluate("document.body.append(document.createElement('iframe'))")

    assert frames.number(second) == 2
    assert frames.number(page.frames[-1]) == 3
    assert frames.key(second, 7) == "2.7"
