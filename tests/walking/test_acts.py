"""Each of Playwright's methods that act makes the transition a person would recognise."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any

import pytest
from playwright.sync_api import ElementHandle, Frame, Locator, Page

from analyzer.model import (
    Answer,
    Check,
    Choose,
    Click,
    Drag,
    Fill,
    Focus,
    Hover,
    Open,
    Pause,
    Press,
    Scroll,
    Transition,
    Upload,
)
from analyzer.walking.watching.surface import SURFACE
from analyzer.walking.watching.wrapping import unwatched

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="en"><title>Acts</title><body style="height:3000px; margin:8px">
<main><form onsubmit="return false">
<button id="press" onclick="this.dataset.n = (+this.dataset.n || 0) + 1">Press</button>
<label>Name <input id="name" value="before"></label> <label>Empty <input id="empty"></label>
<label><input type="checkbox" id="off"> Off</label> <label><input type="checkbox" id="on" checked> On</label>
<label>List <select id="list"><option value="a">Alpha</option><option value="b">Beta</option></select></label>
<label>File <input type="file" id="file"></label>
<button id="ask" onclick="document.title = confirm('Sure?')">Ask</button>
<button id="from" draggable="true" style="display:block">From</button>
<button id="to" ondragover="event.preventDefault()" ondrop="event.preventDefault()" style="margin-top:60px">To</button>
<a href="/next">Next</a>
<button id="deep" style="position:absolute; top:2000px; height:20px">Deep</button>
</form></main>"""
AS_AT_FIRST = "() => { document.forms[0].reset(); document.activeElement.blur(); scrollTo(0, 0) }"
NEXT = "<!doctype html><title>Next</title><h1>Next</h1>"
HANDED = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"a"}


def shown(transition: Transition) -> str:  # noqa: C901, PLR0911, PLR0912 - one line an action
    """Write a transition's action in a few words."""
    action: Any = transition.action
    on = getattr(action, "on", None)
    name = f" {on.role} {on.name}" if on else ""
    match action:
        case Click():
            return f"click{name} {action.times} {action.button} {action.pointer}"
        case Fill():
            return f"fill{name} {action.characters}{' replaced' * action.replaced}"
        case Press():
            return f"press{name} {action.keys or '-'} {action.count}"
        case Check():
            return f"check{name} {action.was}->{action.to}"
        case Choose():
            return f"choose{name} {','.join(action.options)}"
        case Upload():
            return f"upload{name} {action.files}"
        case Drag():
            return f"drag{name} -> {action.to.name if action.to else None}"
        case Scroll():
            return f"scroll {action.right} {action.down}"
        case Answer():
            return f"answer {action.dialog} {action.accepted} {action.characters}"
        case Open():
            return f"open {action.url}"
        case Pause():
            return f"wait {action.milliseconds}"
        case Hover() | Focus():
            return f"{type(action).__name__.lower()}{name}"
        case _:
            return f"{type(action).__name__.lower()} {action.how}"


Do = Callable[[Page], Any]
PRESS, NAME, FROM, TO = "#press", "#name", "#from", "#to"


def centre(page: Page, selector: str) -> tuple[float, float]:
    with unwatched():
        box = page.locator(selector).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def by_selector(at: Callable[[Page], Page | Frame]) -> dict[str, tuple[Do, str]]:
    """What Page and Frame do to the element a selector names."""
    return {
        "check": (lambda page: at(page).check("#off"), "check checkbox Off False->True"),
        "click": (lambda page: at(page).click(PRESS), "click button Press 1 left mouse"),
        "dblclick": (lambda page: at(page).dblclick(PRESS), "click button Press 2 left mouse"),
        "dispatch_event": (lambda page: at(page).dispatch_event(PRESS, "click"), "click button Press 1 left script"),
        "drag_and_drop": (lambda page: at(page).drag_and_drop(FROM, TO), "drag button From -> To"),
        "fill": (lambda page: at(page).fill(NAME, "after"), "fill textbox Name 5 replaced"),
        "focus": (lambda page: at(page).focus(NAME), "focus textbox Name"),
        "goto": (lambda page: at(page).goto("https://shop.test/next"), "open https://shop.test/next"),
        "hover": (lambda page: at(page).hover(PRESS), "hover button Press"),
        "press": (lambda page: at(page).press(NAME, "End"), "press textbox Name End 1"),
        "select_option": (lambda page: at(page).select_option("#list", "b"), "choose combobox List Beta"),
        "set_checked": (lambda page: at(page).set_checked("#on", checked=False), "check checkbox On True->False"),
        "set_input_files": (lambda page: at(page).set_input_files("#file", [HANDED]), "upload button File 1"),
        "tap": (lambda page: at(page).tap(PRESS), "click button Press 1 left touch"),
        "type": (lambda page: at(page).type("#empty", "four"), "press textbox Empty - 4"),
        "uncheck": (lambda page: at(page).uncheck("#on"), "check checkbox On True->False"),
        "wait_for_timeout": (lambda page: at(page).wait_for_timeout(700), "wait 700"),
    }


def by_element(at: Callable[[Page, str], Locator | ElementHandle]) -> dict[str, tuple[Do, str]]:
    """What Locator and ElementHandle do to their element."""
    return {
        "check": (lambda page: at(page, "#off").check(), "check checkbox Off False->True"),
        "click": (lambda page: at(page, PRESS).click(button="right"), "click button Press 1 right mouse"),
        "dblclick": (lambda page: at(page, PRESS).dblclick(), "click button Press 2 left mouse"),
        "dispatch_event": (lambda page: at(page, PRESS).dispatch_event("mouseover"), "hover button Press"),
        "fill": (lambda page: at(page, "#empty").fill("abc"), "fill textbox Empty 3"),
        "focus": (lambda page: at(page, PRESS).focus(), "focus button Press"),
        "hover": (lambda page: at(page, PRESS).hover(), "hover button Press"),
        "press": (lambda page: at(page, NAME).press("Control+A"), "press textbox Name Control+A 1"),
        "scroll_into_view_if_needed": (lambda page: at(page, "#deep").scroll_into_view_if_needed(), "scroll 0 1643"),
        "select_option": (lambda page: at(page, "#list").select_option(label="Beta"), "choose combobox List Beta"),
        "select_text": (lambda page: at(page, NAME).select_text(), "focus textbox Name"),
        "set_checked": (lambda page: at(page, "#off").set_checked(checked=True), "check checkbox Off False->True"),
        "set_input_files": (lambda page: at(page, "#file").set_input_files(HANDED), "upload button File 1"),
        "tap": (lambda page: at(page, PRESS).tap(), "click button Press 1 left touch"),
        "type": (lambda page: at(page, "#empty").type("ab"), "press textbox Empty - 2"),
        "uncheck": (lambda page: at(page, "#on").uncheck(), "check checkbox On True->False"),
    }


def answered(page: Page, how: str) -> None:
    page.once("dialog", lambda dialog: getattr(dialog, how)())
    page.click("#ask")


def choosing(page: Page) -> None:
    with page.expect_file_chooser() as chosen:
        page.click("#file")
    chosen.value.set_files([HANDED])


def keyed(page: Page, act: Callable[[Page], None]) -> None:
    with unwatched():
        page.focus("#empty")
    act(page)


def key_down_and_up(page: Page) -> None:
    with unwatched():
        page.focus("#empty")
    page.keyboard.down("Home")
    page.keyboard.up("Home")


def pointer_down_and_up(page: Page) -> None:
    with unwatched():
        page.mouse.move(*centre(page, PRESS))
    page.mouse.down()
    page.mouse.up()


def there_and(page: Page, act: Callable[[Page], Any]) -> None:
    with unwatched():
        page.goto("https://shop.test/next")
        page.goto("https://shop.test/")
        page.goto("https://shop.test/next")
        page.go_back()
    act(page)


def another(page: Page, act: Callable[[Page, Page], Any]) -> None:
    with unwatched():
        other = page.context.new_page()
        other.goto("https://shop.test/next")
    act(page, other)


EXPECTED: Mapping[str, Mapping[str, tuple[Do, str]]] = {
    "Page": {
        **by_selector(lambda page: page),
        "go_back": (lambda page: there_and(page, lambda here: here.go_back()), "history back"),
        "go_forward": (lambda page: there_and(page, lambda here: here.go_forward()), "history forward"),
        "reload": (lambda page: page.reload(), "history reload"),
        "bring_to_front": (lambda page: another(page, lambda _, other: other.bring_to_front()), "focus"),
        "close": (lambda page: another(page, lambda _, other: other.close()), "focus"),
    },
    "Frame": by_selector(lambda page: page.main_frame),
    "Locator": {
        **by_element(lambda page, selector: page.locator(selector)),
        "blur": (lambda page: page.locator(NAME).blur(), "focus"),
        "clear": (lambda page: page.locator(NAME).clear(), "fill textbox Name 0 replaced"),
        "drag_to": (lambda page: page.locator(FROM).drag_to(page.locator(TO)), "drag button From -> To"),
        "drop": (lambda page: page.locator(TO).drop({"files": HANDED}), "upload button To 1"),
        "press_sequentially": (
            lambda page: page.locator("#empty").press_sequentially("xyz"),
            "press textbox Empty - 3",
        ),
    },
    "ElementHandle": by_element(lambda page, selector: page.wait_for_selector(selector)),  # type: ignore[arg-type,return-value]
    "Keyboard": {
        "down": (key_down_and_up, "press textbox Empty Home 1"),
        "up": (key_down_and_up, "press textbox Empty Home 1"),
        "insert_text": (
            lambda page: keyed(page, lambda here: here.keyboard.insert_text("ab")),
            "press textbox Empty - 2",
        ),
        "press": (lambda page: keyed(page, lambda here: here.keyboard.press("End")), "press textbox Empty End 1"),
        "type": (lambda page: keyed(page, lambda here: here.keyboard.type("abc")), "press textbox Empty - 3"),
    },
    "Mouse": {
        "click": (lambda page: page.mouse.click(*centre(page, PRESS)), "click button Press 1 left mouse"),
        "dblclick": (lambda page: page.mouse.dblclick(*centre(page, PRESS)), "click button Press 2 left mouse"),
        "down": (pointer_down_and_up, "click button Press 1 left mouse"),
        "up": (pointer_down_and_up, "click button Press 1 left mouse"),
        "move": (lambda page: page.mouse.move(*centre(page, PRESS)), "hover button Press"),
        "wheel": (lambda page: page.mouse.wheel(0, 300), "scroll 0 300"),
    },
    "Touchscreen": {
        "tap": (lambda page: page.touchscreen.tap(*centre(page, PRESS)), "click button Press 1 left touch"),
    },
    "Dialog": {
        "accept": (lambda page: answered(page, "accept"), "answer confirm True 0"),
        "dismiss": (lambda page: answered(page, "dismiss"), "answer confirm False 0"),
    },
    "FileChooser": {"set_files": (choosing, "upload button File 1")},
}
CASES = [
    pytest.param(act, expected, id=f"{name}.{member}")
    for name, members in EXPECTED.items()
    for member, (act, expected) in members.items()
]


@pytest.fixture(scope="module")
def stage(staged: Callable[..., AbstractContextManager[Any]]) -> Iterator[Any]:
    with staged({"/": PAGE, "/next": NEXT}, touch=True) as stage:
        yield stage


def test_every_method_that_acts_is_shown_here() -> None:
    acting = {name: set(members.acts) for name, members in SURFACE.items() if members.acts}
    assert {name: set(members) for name, members in EXPECTED.items()} == acting


@pytest.mark.sampled(20)
@pytest.mark.parametrize(("act", "expected"), CASES)
def test_acting_makes_the_transition_a_person_would_recognise(stage: Any, act: Do, expected: str) -> None:
    diary = stage.recorder.diary
    with unwatched():
        if stage.page.url != "https://shop.test/":
            stage.page.goto("https://shop.test/")
        stage.page.evaluate(AS_AT_FIRST)
        stage.page.mouse.move(0, 0)
    stage.page.wait_for_timeout(0)
    before = len(diary.transitions)
    act(stage.page)
    last = diary.transitions[-1]
    assert len(diary.transitions) > before
    assert shown(last) == expected
    assert diary.screens[-1].number == last.target or diary.screens[-1].page != 1
    assert (diary.seen, diary.unexplained) == (diary.counted, [])
