"""A password typed from a route that is walked on a service or on recorded traffic is refused before anything is."""

import json
from pathlib import Path

import pytest

from analyzer import flows
from analyzer.errors import InputError
from tests.small_flows import FLOW
from tests.tables import for_each

LIVE = FLOW.replace('kind = "mock"\nfiles = "pages"\norigin = "https://shop.test"', 'kind = "live"').replace(
    "[provenance]", '[persona]\npassword = "Invented-1"\n[provenance]'
)


def flow(folder: Path, body: str, text: str = LIVE, name: str = "refuse.py") -> Path:
    folder.mkdir()
    (folder / "flow.toml").write_text(text.replace("refuse.py", name), encoding="utf-8")
    lines = "\n    ".join(body.splitlines())
    content = body if name.endswith(".json") else f"def refuse(page, persona):\n    {lines}\n"
    (folder / name).write_text(content, encoding="utf-8")
    return folder


@for_each(
    "line",
    [
        'page.get_by_label("Passwort").fill("hunter2")',
        'page.get_by_role("textbox", name="Mot de passe").press_sequentially("hunter2")',
        'page.fill("input[type=password]", "hunter2")',
        'page.fill(selector="#pw", value="hunter2", timeout=9)',
        'field = page.locator("#login-password")\nfield.fill("hunter2")',
        'secret = "hunter2"\npage.get_by_placeholder("Password").fill(secret)',
        'page.frame_locator("iframe").get_by_label("Password").fill("hunt" "er" + "2")',
        'page.get_by_label(labels["password"]).type(f"hunter{page}")',
        'page.get_by_label("Password").click()\npage.keyboard.type("hunter2")',
        'secret: str = "hunter2"\npage.fill("#pw", secret)',
        'page.get_by_label("Password").fill("".join(["hunt", "er2"]))',
        'page.get_by_label("Password").fill("hunter{}".format(2))',
        'page.get_by_label("Password").fill("hunter%d" % 2)',
        'part = "hunt"\npage.get_by_label("Password").fill(f"{part}er2")',
        'page.get_by_label("Password").click()\nfor key in "hunter2":\n    page.keyboard.press(key)',
        'for key in ["h", "2"]:\n    page.get_by_label("Password").press(key)',
        'page.get_by_label("Password").focus()\npage.keyboard.press("h")\npage.keyboard.press("2")',
        'page.locator("input[autocomplete=one-time-code]").fill("hunter2")',
        'page.locator("#pass").fill("hunter2")',
        'page.locator("[name=\'user_pass\']").fill("hunter2")',
        'field = page.locator("#pw")\nfield.fill("hunter2")\nfield = page.locator("#why")\nfield.fill("no use")',
    ],
)
def test_a_password_in_a_script_is_named_by_its_line_and_not_repeated(
    line: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = flow(tmp_path_factory.mktemp("a") / "flow", line)
    with pytest.raises(InputError, match=r"refuse\.py: line \d: types a password .*persona") as refused:
        flows.load(folder)
    assert "hunter" not in str(refused.value)


@for_each(
    "line",
    [
        'page.get_by_label("Password").fill(persona["password"])',
        'page.get_by_label("Password").fill("Invented-1")',
        'page.get_by_label("Password").fill("")',
        'page.get_by_label("Search").fill("password")',
        'page.get_by_role("textbox", name="Why").fill("hunter2")',
        'page.get_by_label("Password").fill()',
        'page.get_by_label("Boarding pass").fill("AB1234")',
        'page.get_by_label("NIP").fill("1234563218")',
        'page.get_by_label("Tan").fill("dark")',
        'page.get_by_label("Pass number").fill("AB1234")',
        'page.locator("#boarding-pass").fill("AB1234")',
        'page.get_by_label("Password").fill(os.environ["SECRET"])',
        'page.get_by_label("Password").click()\npage.keyboard.press("Enter")\npage.keyboard.type("no use")',
        'for key in persona["password"]:\n    page.get_by_label("Password").press(key)',
        'page.get_by_label("Password").click()\npage.keyboard.press("Tab")\npage.keyboard.type("no use")',
        'field = page.locator("#why")\nfield.fill("no use")\nfield = page.locator("#pw")\nfield.click()',
    ],
)
def test_what_is_no_password_or_the_personas_is_typed(line: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    flows.load(flow(tmp_path_factory.mktemp("a") / "flow", line))


@pytest.mark.lengthy
@for_each("line", ["page" + '.locator("a")' * 500 + '.fill("x")', 'page.fill("#pw", ' + "+".join(['"a"'] * 2000) + ")"])
def test_a_script_nested_deeper_than_anybody_writes_is_one_line(
    line: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.raises(InputError, match=r"refuse\.py: nested too deep"):
        flows.load(flow(tmp_path_factory.mktemp("a") / "flow", line))


def test_a_mock_opens_nothing_and_may_be_typed_into(tmp_path: Path) -> None:
    folder = tmp_path / "flow"
    flow(folder, 'page.get_by_label("Password").fill("hunter2")', FLOW)
    (folder / "pages").mkdir()
    flows.load(folder)


def test_a_password_in_a_recording_is_named_by_its_step_and_one_that_was_masked_is_none(tmp_path: Path) -> None:
    def recorded(value: str) -> str:
        selectors = [["aria/Password"]]
        steps = [{"type": "navigate", "url": "https://shop.test/"},
                 {"type": "change", "target": "main", "selectors": selectors, "value": value}]  # fmt: skip
        return json.dumps({"title": "a", "steps": steps})

    flows.load(flow(tmp_path / "good", recorded("Invented-1"), name="refuse.json"))
    with pytest.raises(InputError, match=r"refuse\.json: step 2: types a password .*optout import replaces it"):
        flows.load(flow(tmp_path / "bad", recorded("hunter2"), name="refuse.json"))
