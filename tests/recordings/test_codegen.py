"""What codegen wrote as JSON lines, read by us, against what codegen itself writes as Python of the same session."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from analyzer import flows
from analyzer.cli import importing
from analyzer.errors import InputError
from analyzer.flows import read_script
from analyzer.model import Goal
from analyzer.recordings import codegen, recognising
from analyzer.recordings.scripting import import_codegen

SHOP = "https://shop.test/"
START = {"name": "openPage", "url": SHOP, "signals": [], "pageGuid": "a"}
BUTTON = {"kind": "role", "body": "button", "options": {"attrs": [], "exact": False, "name": "Stop"}}
CLICK = {
    "name": "click", "selector": "x", "button": "left", "modifiers": 0, "clickCount": 1, "signals": [], "pageGuid": "a",
    "locator": BUTTON,
}  # fmt: skip

PAGE = """<!doctype html><html lang=en><title>Shop</title>
<label>E-mail <input id=mail></label><label><input type=checkbox> Sure</label>
<label>Land <select><option>France<option>Ireland</select></label><input placeholder="Search \\"all\\"">
<ul><li><button>Stop</button><li><button>Stop</button></ul>
<iframe srcdoc="<button>Inside</button>" title=Other></iframe>
<button onclick="window.open('about:blank')">Window</button>"""


def recorded(path: Path, *actions: Any) -> Path:
    file = path / "actions.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in ({"browserName": "chromium"}, *actions)), encoding="utf-8")
    return file


def by_hand(browser: Browser, path: Path, language: str) -> str:
    """Let codegen record one session; the recorder of the driver is what the command starts."""
    file = path / f"recorded.{language}"
    context = browser.new_context()
    context.route("**/*", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    recorder = {"language": language, "mode": "recording", "outputFile": str(file), "handleSIGINT": False}
    names = (
        "language", "mode", "pauseOnNextStatement", "testIdAttributeName", "launchOptions", "contextOptions", "device",
        "saveStorage", "outputFile", "handleSIGINT", "omitCallTracking",
    )  # fmt: skip
    show = context._impl_obj._channel.showRecorder  # noqa: SLF001 - codegen has no public door
    context._sync(show(**{name: recorder.get(name) for name in names}))  # noqa: SLF001 - the same
    page = context.new_page()
    page.goto(SHOP)
    for place in (page.get_by_role("button", name="Stop").last, page.frame_locator("iframe").get_by_role("button")):
        box = place.bounding_box()
        assert box
        page.mouse.click(box["x"] + 5, box["y"] + 5)
        page.wait_for_timeout(300)
    page.locator("#mail").focus()
    page.keyboard.type("anna@mail.example")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_timeout(300)
    page.get_by_placeholder("Search").click()
    page.keyboard.type('it\'s "x"')
    page.wait_for_timeout(800)
    page.close()
    context.close()
    return file.read_text(encoding="utf-8")


@pytest.mark.browser
def test_our_script_says_what_codegen_itself_says_in_python(browser: Browser, tmp_path: Path) -> None:
    lines = by_hand(browser, tmp_path, "jsonl")
    python = by_hand(browser, tmp_path, "python-pytest")
    file = tmp_path / "recorded.jsonl"
    assert recognising.recognise(file) == "codegen"
    made = codegen.load(file, "refuse", {})
    assert "anna" in lines
    assert "anna" not in made.script

    def calls(code: str) -> list[str]:
        return [ast.unparse(node) for node in ast.parse(code).body[-1].body]  # type: ignore[attr-defined]

    theirs = [call.replace("'anna@mail.example'", "persona['email']") for call in calls(python)]
    assert len(theirs) > 5
    assert calls(made.script) == theirs


def test_actions_become_a_flow_whose_script_is_read_without_running_it(tmp_path: Path) -> None:
    popup = CLICK | {"signals": [{"name": "popup", "popupPageGuid": "b"}]}
    inside = {"kind": "default", "body": "iframe", "options": {}, "next": {"kind": "frame", "body": "", "next": BUTTON}}
    actions = [
        START, CLICK | {"locator": inside, "clickCount": 2, "modifiers": 9}, popup,
        {"name": "openPage", "url": "about:blank", "signals": [], "pageGuid": "b"},
        CLICK | {"pageGuid": "b", "button": "right"}, {"name": "closePage", "signals": [], "pageGuid": "b"},
        {"name": "assertVisible", "signals": [], "pageGuid": "a"},
    ]  # fmt: skip
    made = import_codegen(recorded(tmp_path, *actions), tmp_path / "a-shop", goal=Goal(text="Gone"), language="en")
    body = made.recording.read_text(encoding="utf-8").splitlines()[4:]
    stop = "get_by_role('button', name='Stop')"
    assert [line.strip() for line in body] == [
        f"page.goto('{SHOP}')",
        f"page.locator('iframe').content_frame.{stop}.dblclick(modifiers=['Alt', 'Shift'])",
        "with page.expect_popup() as page1_opened:",
        f"page.{stop}.click()",
        "page1 = page1_opened.value",
        f"page1.{stop}.click(button='right')",
        "page1.close()",
    ]
    assert flows.load(tmp_path / "a-shop").identity("en").start == SHOP
    assert made.notes == ("line 8: assertVisible was left out: no act",)


def test_what_may_be_a_password_is_typed_from_the_persona(tmp_path: Path) -> None:
    def fill(field: str, text: str) -> dict[str, Any]:
        return {"name": "fill", "pageGuid": "a", "text": text, "locator": {"kind": "default", "body": field}}

    typed = [fill("#mail", "ada@lovelace.test"), fill("#f2", "sunflower"), fill("#q", "objection")]
    made = import_codegen(recorded(tmp_path, START, *typed), tmp_path / "a-shop", goal=Goal(text="Gone"), language="en")
    script = made.recording.read_text(encoding="utf-8")
    assert "sunflower" not in script
    assert "persona['password']" in script
    assert "objection" in script


@pytest.mark.parametrize(
    ("action", "why"),
    [
        ({"name": "teleport", "pageGuid": "a"}, "line 3: 'teleport': an action that is not known here"),
        ({"name": "setInputFiles", "pageGuid": "a"}, "does not hold the file"),
        ({"name": "navigate", "url": "file:///etc/passwd", "pageGuid": "a"}, "not an http or https address"),
        ({"name": "navigate", "url": "javascript:alert(1)", "pageGuid": "a"}, "not an http or https address"),
        (CLICK | {"locator": BUTTON | {"kind": "magic"}}, "a locator 'magic'"),
        (CLICK | {"locator": BUTTON | {"options": {"name": {}}}}, "by a pattern"),
        (CLICK | {"locator": BUTTON | {"options": {"attrs": [{"name": "x=1) or exec", "value": 1}]}}}, "a role with"),
        (CLICK | {"locator": {"kind": "nth", "body": "0)or(1"}}, "without a number"),
        (CLICK | {"locator": None}, "names no element"),
        (CLICK | {"button": "left') or ('"}, "the mouse button"),
        ({"name": 3}, "not an action"),
        ([], "not an action"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_down_is_refused_by_name(tmp_path: Path, action: Any, why: str) -> None:
    with pytest.raises(InputError) as refused:
        codegen.load(recorded(tmp_path, START, action), "refuse", {})
    assert why in str(refused.value)
    assert "\n" not in str(refused.value)


def test_without_its_flag_it_is_refused_and_says_why(tmp_path: Path) -> None:
    arguments = [str(recorded(tmp_path, START, CLICK)), "-o", str(tmp_path / "a-shop")]
    with pytest.raises(InputError, match="an undocumented format; take it with --experimental"):
        importing.import_command.main(arguments, standalone_mode=False)
    importing.import_command.main([*arguments, "--experimental", "--reached-text", "Gone"], standalone_mode=False)
    assert (tmp_path / "a-shop" / "refuse.py").is_file()


WILD = st.text(st.sampled_from("'\"\\\n)(#; \u2028\u202e{}a"), max_size=12)


@pytest.mark.lengthy
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=WILD, name=WILD, kind=st.sampled_from(["text", "label", "role", "default", "test-id", "has-text"]))
def test_whatever_texts_hold_the_script_is_those_calls_and_nothing_else(
    tmp_path: Path, text: str, name: str, kind: str
) -> None:
    locator = {"kind": kind, "body": text, "options": {"name": name, "attrs": [], "exact": True}}
    fill = {"name": "fill", "text": name, "pageGuid": "a", "signals": [], "locator": locator}
    made = codegen.load(recorded(tmp_path, START, fill), "refuse", {})
    file = tmp_path / "refuse.py"
    file.write_text(made.script, encoding="utf-8")
    assert read_script(file).function == "refuse"
    (function,) = [node for node in ast.parse(made.script).body if isinstance(node, ast.FunctionDef)]
    assert [type(node) for node in function.body] == [ast.Expr, ast.Expr]
    assert {type(node) for node in ast.walk(function.body[1])} <= {
        ast.Expr, ast.Call, ast.Attribute, ast.Name, ast.Load, ast.Constant, ast.keyword, ast.Subscript,
    }  # fmt: skip
    assert text in [node.value for node in ast.walk(function.body[1]) if isinstance(node, ast.Constant)]
