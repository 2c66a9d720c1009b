import json
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer import canonical
from analyzer.errors import InputError
from analyzer.recordings import devtools, strictjson
from analyzer.recordings.steps import Step
from tests.tables import for_each

ON = {"selectors": [["aria/Je refuse"], ["#decline"]], "target": "main"}
EVERY_STEP: dict[str, dict[str, Any]] = {
    "setViewport": {
        "width": 603, "height": 679, "deviceScaleFactor": 2.625, "isMobile": False, "hasTouch": False,
        "isLandscape": False,
    },
    "navigate": {"url": "https://shop.test/", "assertedEvents": [{"type": "navigation", "url": "x", "title": ""}]},
    "click": {**ON, "offsetX": 190.90188598632812, "offsetY": 2, "button": "secondary", "deviceType": "touch",
              "duration": 214, "frame": [0, 1], "timeout": 5000},
    "doubleClick": {**ON, "offsetX": 1, "offsetY": 2},
    "hover": {"selectors": ["a", ["b", "c"]]},
    "change": {**ON, "value": ""},
    "keyDown": {"key": "Tab", "target": "main", "frame": [0, 1]},
    "keyUp": {"key": "Tab", "target": "main", "frame": [0]},
    "scroll": {"x": 0, "y": 120.5, "target": "main", **ON},
    "close": {"target": "https://shop.test/popup"},
    "emulateNetworkConditions": {"download": 180000, "upload": 84375, "latency": 562.5},
    "waitForElement": {**ON, "operator": "<=", "count": 0, "visible": True, "attributes": {"a": "b"},
                       "properties": {"a": {"b": [1]}}},
    "waitForExpression": {"expression": "1", "timeout": 1000, "frame": [0]},
    "customStep": {"name": "optout:why", "parameters": {"text": "to find the form"}},
}  # fmt: skip


def data(*steps: Any, **head: Any) -> bytes:
    return json.dumps({"title": "t", **head, "steps": list(steps)}).encode()


def step(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, **EVERY_STEP[kind], **more}


def refusal(content: bytes) -> str:
    with pytest.raises(InputError) as caught:
        devtools.parse(content, "refuse.json")
    return str(caught.value)


def test_every_step_type_is_covered_here() -> None:
    assert set(EVERY_STEP) == {kind.__struct_config__.tag for kind in get_args(Step)}


@for_each("kind", EVERY_STEP)
def test_a_step_is_read_and_written_back_without_loss(kind: str) -> None:
    recording = devtools.parse(data(step(kind), selectorAttribute="data-test", timeout=4000), "refuse.json")
    written = canonical.text(recording.plain())

    assert canonical.text(devtools.parse(written, "refuse.json").plain()) == written
    for key, value in json.loads(written)["steps"][0].items():
        given_value = step(kind)[key]
        assert value == (round(given_value, 2) if isinstance(given_value, float) else given_value)


@for_each("kind", EVERY_STEP)
def test_an_unknown_key_names_file_step_type_and_key(kind: str) -> None:
    assert refusal(data(step("close"), step(kind, nmae=1))) == f"refuse.json: step 2: {kind}: unknown key 'nmae'"


@for_each(
    ("kind", "key"),
    [(kind, key) for kind, keys in EVERY_STEP.items() for key in keys if key != "parameters"],
)
def test_a_wrong_type_names_the_key(kind: str, key: str) -> None:
    said = refusal(data(step(kind, **{key: {"a": {}} if key != "properties" else 3})))

    assert said.startswith(f"refuse.json: step 1: {kind}: {key}")
    assert "\n" not in said


@for_each(
    ("kind", "key"),
    [
        ("navigate", "url"), ("click", "selectors"), ("doubleClick", "selectors"), ("hover", "selectors"),
        ("change", "value"), ("keyDown", "key"), ("keyUp", "key"), ("setViewport", "width"),
        ("emulateNetworkConditions", "latency"), ("waitForElement", "selectors"), ("waitForExpression", "expression"),
        ("customStep", "name"),
    ],
)  # fmt: skip
def test_a_missing_key_is_named(kind: str, key: str) -> None:
    content = step(kind)
    del content[key]

    assert refusal(data(content)) == f"refuse.json: step 1: {kind}: missing key '{key}'"


@for_each(
    ("content", "said"),
    [
        ({"type": "clikc"}, "step 1: unknown type 'clikc'; there are setViewport, navigate, click"),
        ({}, "step 1: missing key 'type'"),
        ({"type": 3}, "step 1: unknown type a number"),
        ([], "step 1: expected an object, got a list"),
        (
            step("customStep", name="optout:answer", parameters={"accepted": 1}),
            "step 1: customStep: parameters: accepted: expected true or false",
        ),
        (step("customStep", name="wait"), "step 1: customStep: 'wait' belongs to another tool and cannot be performed"),
        (step("click", button="back"), "step 1: click: the mouse button 'back' cannot be pressed"),
        (step("click", button="left"), "step 1: click: button: unknown value 'left'"),
        (step("click", timeout=90000), "step 1: click: timeout: expected number <= 30000"),
        (step("click", selectors=[]), "step 1: click: selectors: expected list of length >= 1"),
        (step("click", selectors=[[]]), "step 1: click: selectors[0]: expected list of length >= 1"),
        (step("click", selectors=["aria/x[level='1']"]), "unknown aria attribute 'level'; there are name and role"),
        (step("click", selectors=["aria/"]), "selector 'aria/': it asks for neither a name nor a role"),
        (step("click", selectors=[["a", "b >>> c"]]), "selector 'a > b >>> c': it uses a combinator"),
        (step("hover", selectors=["::-p-text(x)"]), "selector '::-p-text(x)': it uses a combinator or pseudo-element"),
        (step("scroll", selectors=["aria/x[a='b']"]), "step 1: scroll: selector"),
        (step("navigate", url="javascript:alert(1)"), "step 1: navigate: 'javascript:alert(1)' is not an http"),
        (step("navigate", url="file:///etc/passwd"), "is not an http or https address"),
        (step("navigate", url="http://169.254.169.254/"), "is not an http or https address"),
        (step("click", target="http://["), "step 1: click: target: 'http://[' is no address"),
        (step("click", assertedEvents=[{"type": "navigation", "url": "http://["}]), "assertedEvents: 'http://[' is no"),
        (step("navigate", url="data:text/html,x"), "is not an http or https address"),
        (step("navigate", url="https://anna:pw@shop.test/"), "is not an http or https address"),
        (step("navigate", url="https://shop.test\\@evil.test/"), "is not an http or https address"),
        (step("navigate", url="http://169.254.169.254\\.shop.test/"), "is not an http or https address"),
        (step("navigate", url="http://169\u3002254\uff0e169.254/"), "is not an http or https address"),
        (step("navigate", url="http://\u2460\u2465\u2468.254.169.254/"), "is not an http or https address"),
        (step("navigate", url="http://169.254.169%C2%AD.254/"), "is not an http or https address"),
        (step("navigate", url="https://shop.test:99999/"), "is not an http or https address"),
        (step("navigate", url="http://[::1"), "is not an http or https address"),
        (step("navigate", url="https://"), "is not an http or https address"),
        (step("navigate", assertedEvents=[{"type": "navigation", "uri": ""}]), "assertedEvents[0]: unknown key 'uri'"),
        (step("navigate", assertedEvents=[{}]), "assertedEvents[0]: missing key 'type'"),
        (step("setViewport", width=0), "step 1: setViewport: width: expected number >= 1"),
        (step("setViewport", width=1e9), "step 1: setViewport: width: expected number <= 10000"),
        (step("click", offsetX=True), "step 1: click: offsetX: expected number | null, got true or false"),
        (step("keyDown", key="Nokey"), "step 1: keyDown: no keyboard here has a key 'Nokey'; remove the step"),
        (step("keyUp", key="Control+a"), "step 1: keyUp: no keyboard here has a key 'Control+a'"),
        (step("change", value="C:\\fakepath\\id.png"), "step 1: change: a file was chosen, which a recording does not"),
        (step("click", **{"x\u202e\ny": 1}), r"step 1: click: unknown key 'x\u202e\ny'"),
        (step("click", **{"k" * 5000: 1}), f"unknown key '{'k' * 80}...'"),
    ],
)  # fmt: skip
def test_what_is_no_step_is_refused_in_one_line(content: Any, said: str) -> None:
    line = refusal(data(content))

    assert said in line
    assert "\n" not in line
    assert len(line) < 500


@for_each(
    ("content", "said"),
    [
        (b"", "refuse.json: empty"),
        (b" \n", "refuse.json: empty"),
        (b"{", "refuse.json: line 1: not JSON"),
        (b'{"title": "t", "steps": [', "refuse.json: line 1: not JSON"),
        (b"[]", "a recording is an object with title and steps, not a list"),
        (b'{"steps": []}', "refuse.json: missing key 'title'"),
        (b'{"title": "t"}', "refuse.json: missing key 'steps'"),
        (b'{"title": "t", "steps": {}}', "refuse.json: steps: expected list"),
        (b'{"title": null, "steps": []}', "refuse.json: title: expected text, got null"),
        (b'{"title": "t", "steps": [], "spets": 1}', "refuse.json: unknown key 'spets'"),
        (b'{"title": "t", "title": "u", "steps": []}', "refuse.json: key 'title' stands twice in one object"),
        (b'{"title": "t", "timeout": NaN, "steps": []}', "refuse.json: NaN is not a JSON number"),
        (b'{"title": "t", "timeout": 1e999, "steps": []}', "refuse.json: number '1e999' is too large"),
        (b'{"title": "t", "timeout": ' + b"9" * 6000 + b', "steps": []}', "is too large"),
        (b'{"title": "\\ud800", "steps": []}', "refuse.json: half of a surrogate pair"),
        ('{"title": "é"}'.encode("utf-16"), "refuse.json: not UTF-8 text"),
        ('{"title": "é"}'.encode("latin-1"), "refuse.json: not UTF-8 text (byte 11)"),
        (b"[" * 100_000, "refuse.json: nested too deep"),
        (b'{"title":"t","steps":[' + b"[" * 40 + b"]" * 40 + b"]}", "refuse.json: nested deeper than 32 levels"),
        (b" " * (strictjson.LARGEST + 1), "refuse.json: larger than 4 MB"),
    ],
)  # fmt: skip
def test_what_is_no_recording_is_refused_in_one_line(content: bytes, said: str) -> None:
    line = refusal(content)

    assert said in line
    assert "\n" not in line
    assert len(line) < 500


def test_a_byte_order_mark_and_the_recorders_source_map_are_accepted() -> None:
    content = b"\xef\xbb\xbf" + data(step("close")) + b"\n//# recorderSourceMap=BCBCAA\n"

    assert len(devtools.parse(content, "refuse.json").steps) == 1


def test_only_files_are_read_and_never_more_than_the_bound(tmp_path: Path) -> None:
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(200 << 20)

    for path, said in (
        (huge, "larger than 4 MB"),
        (tmp_path, "not a file"),
        (tmp_path / "none.json", "No such file"),
        (Path("/dev/zero"), "not a file"),
        (Path("a\0b"), "null"),
    ):
        with pytest.raises(InputError, match=said):
            devtools.load(path)


def test_a_network_that_is_no_longer_slowed_down_is_read() -> None:
    unslowed = step("emulateNetworkConditions", download=-1, upload=-1, latency=0)

    assert devtools.parse(data(unslowed), "refuse.json").plain()["steps"] == [{**unslowed}]
    assert "download: expected number >= -1" in refusal(data(step("emulateNetworkConditions", download=-2)))


def test_an_alternative_that_nothing_can_match_is_named_where_another_is_left() -> None:
    alternatives = [["aria/Size [name='L'] [level='2']"], ["#decline"]]
    recording = devtools.parse(data(step("click", selectors=alternatives)), "refuse.json")

    assert devtools.unusable(recording.steps[0]) == (
        "selector \"aria/Size [name='L'] [level='2']\": unknown aria attribute 'level'; there are name and role",
    )
    assert len(recording.plain()["steps"][0]["selectors"]) == 2


@for_each("key", ["Zenkaku", "HangulMode", "Hyper", "\u0644\u0627", "\u20ac", "\U0001f600", "NumpadEnter"])
def test_keys_of_keyboards_elsewhere_are_read(key: str) -> None:
    assert devtools.parse(data(step("keyDown", key=key)), "refuse.json").steps


@for_each(
    "url",
    [
        "about:blank", "about:newtab", "chrome://newtab/", "chrome://new-tab-page/", "chrome://new-tab-page-third-party/",
        "edge://newtab/", "brave://newtab", "opera://startpage/", "chrome://startpageshared/",
        "chrome-search://local-ntp/local-ntp.html", "chrome://vivaldi-webui/startpage?section=Speed-dials",
    ],
)  # fmt: skip
def test_a_new_tab_is_an_empty_page_in_every_browser_with_the_panel(url: str) -> None:
    recording = devtools.parse(data({"type": "navigate", "url": url}, step("navigate")), "refuse.json")

    assert recording.start == "https://shop.test/"


def test_the_start_is_the_first_real_address() -> None:
    blank = {"type": "navigate", "url": "chrome://new-tab-page/"}

    assert devtools.parse(data(blank, step("navigate")), "refuse.json").start == "https://shop.test/"
    assert devtools.parse(data(blank), "refuse.json").start == ""


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["type", "selectors", "url"]), inner),
    max_leaves=20,
)


def read(content: bytes) -> devtools.Recording | str:
    try:
        return devtools.parse(content, "x.json")
    except InputError as error:
        return str(error)


@pytest.mark.lengthy
@given(st.one_of(
    json_values,
    st.fixed_dictionaries({"title": st.text(), "steps": st.lists(json_values)}),
    st.fixed_dictionaries({
        "title": st.just("t"),
        "steps": st.lists(st.tuples(st.sampled_from(sorted(EVERY_STEP)), st.text(), json_values).map(
            lambda drawn: step(drawn[0], **{drawn[1]: drawn[2]}))),
    }),
))  # fmt: skip
def test_any_json_is_a_recording_or_one_line(value: Any) -> None:
    result = read(json.dumps(value).encode())

    if isinstance(result, str):
        assert result.startswith("x.json: ")
        assert len(result.splitlines()) == 1
    else:
        written = canonical.text(result.plain())
        assert canonical.text(devtools.parse(written, "x.json").plain()) == written


@given(st.binary(max_size=300), st.integers(0, 400), st.integers(0, 255))
def test_any_bytes_are_a_recording_or_one_line(noise: bytes, place: int, byte: int) -> None:
    good = data(*(step(kind) for kind in EVERY_STEP))

    for content in (noise, good[:place], good[:place] + bytes([byte]) + good[place + 1 :]):
        result = read(content)
        assert not isinstance(result, str) or len(result.splitlines()) == 1
