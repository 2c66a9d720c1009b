"""Recordings on real pages: every step type, every kind of selector, and what is said when a step cannot be done."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from analyzer import flows
from analyzer.errors import WalkError
from analyzer.model import Hover
from analyzer.recordings import devtools
from analyzer.walking import walker
from analyzer.walking.browsers.finding import BrowserChoice
from analyzer.walking.performing.perform import perform

pytestmark = pytest.mark.browser

ORIGIN = "https://shop.test"
OPENED = {"type": "navigate", "url": f"{ORIGIN}/"}
LOG = "<script>var log = [], note = what => log.push(what);</script>"

Perform = Callable[..., Page]


@pytest.fixture
def performed(browser: Browser) -> Iterator[Perform]:
    """Perform steps on pages given as path -> HTML, after opening ``/``; returns the page."""
    context = browser.new_context()

    def do(pages: Mapping[str, str] | str, *steps: dict[str, Any], evaluate: bool = False, **head: Any) -> Page:
        files = {"/": pages} if isinstance(pages, str) else pages

        def serve(route: Route) -> None:
            path = route.request.url.removeprefix(ORIGIN)
            if path not in files:
                route.abort()
                return
            html = f"<!doctype html>{LOG}{files[path]}"
            route.fulfill(status=200, content_type="text/html; charset=utf-8", body=html)

        context.route("**", serve)
        page = context.new_page()
        data = {"title": "test", "timeout": 2000, **head, "steps": [OPENED, *steps]}
        perform(page, devtools.parse(json.dumps(data).encode(), "refuse.json"), evaluate=evaluate)
        return page

    yield do
    context.close()


def click(*selectors: Any, **more: Any) -> dict[str, Any]:
    return {"type": "click", "selectors": list(selectors), **more}


def change(value: str, *selectors: Any) -> dict[str, Any]:
    return {"type": "change", "value": value, "selectors": list(selectors)}


def logged(page: Page) -> Any:
    return page.evaluate("log")


HOST = """
<div id=host></div>
<script>
  const root = host.attachShadow({mode: "open"});
  root.innerHTML = "<div id=inner></div>";
  const deep = root.querySelector("#inner").attachShadow({mode: "open"});
  deep.innerHTML = "<button id=no aria-label='Je refuse tout'>Non</button>";
  deep.querySelector("#no").onclick = () => note("refused");
</script>"""


@pytest.mark.parametrize(
    "selector",
    [
        "aria/Je refuse tout",
        'aria/Je refuse tout[role="button"]',
        'aria/[name="Je refuse tout"][role="button"]',
        ["#host", "#inner", "#no"],
        ["#host", "aria/Je refuse tout"],
        ["#host", "text/Non"],
        "pierce/#no",
        "text/Non",
        "css/#no",
    ],
)
def test_every_kind_of_selector_reaches_into_shadow_roots(performed: Perform, selector: Any) -> None:
    assert logged(performed(HOST, click(selector))) == ["refused"]


@pytest.mark.parametrize("selector", ["xpath///*[@id='b']", "xpath//html/body/button[2]", "xpath/.//button[2]"])
def test_an_xpath_is_taken_as_it_is(performed: Perform, selector: str) -> None:
    page = performed("<button>a</button><button id=b onclick=note('b')>b</button>", click(selector))

    assert logged(page) == ["b"]


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<a href=# onclick=note(1)>Non  merci</a>", "Non merci"),
        ("<label><input type=checkbox onclick=note(1)> Publicité</label>", "Publicité"),
        ("<div role=switch aria-checked=true aria-label=Suivi onclick=note(1)>x</div>", "Suivi"),
        ("<img alt=Fermer onclick=note(1) width=10 height=10>", "Fermer"),
        ("<h2 onclick=note(1)>Titre</h2>", "Titre"),
        ("<span onclick=note(1)>Refuser</span>", "Refuser"),
        ('<button onclick=note(1)>C\'est (bien) "bon".</button>', 'C\'est (bien) "bon".'),
    ],
)
def test_an_accessible_name_is_found_whatever_carries_it(performed: Perform, html: str, name: str) -> None:
    assert logged(performed(html, click(f"aria/{name}"))) == [1]


def test_an_accessible_name_is_exact(performed: Perform) -> None:
    page = performed(
        "<button onclick=note('long')>Refuser tout</button><button onclick=note('short')>Refuser</button>",
        click("aria/Refuser"),
    )

    assert logged(page) == ["short"]


def test_alternatives_are_tried_in_their_order_and_hidden_matches_are_passed_over(performed: Perform) -> None:
    page = performed(
        "<button onclick=note('c')>c</button><button id=b onclick=note('b')>b</button>"
        "<button style='display:none'>a</button>",
        click("aria/gone", "text/a", "#b", "aria/c"),
    )

    assert logged(page) == ["b"]


def test_an_alternative_that_is_no_selector_gives_way_to_another(performed: Perform) -> None:
    page = performed(
        "<script>setTimeout(() => document.body.innerHTML = '<button id=b onclick=note(1)>b</button>', 400)</script>",
        click("button[[[", "xpath///*[@", "#b"),
    )

    assert logged(page) == [1]


def test_what_appears_late_is_waited_for(performed: Perform) -> None:
    page = performed(
        "<script>setTimeout(() => document.body.innerHTML = '<button onclick=note(1)>late</button>', 400)</script>",
        click("aria/late", "#late"),
    )

    assert logged(page) == [1]


def test_a_step_that_finds_nothing_names_file_step_type_and_selectors(performed: Perform) -> None:
    with pytest.raises(WalkError) as caught:
        performed("<p>empty", click("aria/Je refuse", ["#a", "#decline"], timeout=200))

    assert str(caught.value) == (
        "refuse.json: step 2 of the recording: click: nothing matches aria/Je refuse, #a > #decline within 0.2 s"
    )


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (click("a[b"), "step 2 of the recording: click: not a selector"),
        (click("xpath///a["), "step 2 of the recording: click: not a selector"),
        (click("#b", timeout=300), "step 2 of the recording: click: found, but not possible within 0.3 s: <div"),
        (
            click("#off", timeout=300),
            "step 2 of the recording: click: found, but not possible within 0.3 s: element is not enabled",
        ),
        (change("x", "#file"), "step 2 of the recording: change: a recording does not hold the file that was chosen"),
        (click("#b2", frame=[0], timeout=300), "step 2 of the recording: click: no frame [0] within 0.3 s"),
        (
            click("#b2", target="https://x.test/", timeout=300),
            "step 2 of the recording: click: no page or frame at https://x.test/",
        ),
        (
            {"type": "navigate", "url": "https://gone.invalid:1/"},
            "step 2 of the recording: navigate: no machine has that name",
        ),
        (
            click("#b2", assertedEvents=[{"type": "navigation", "url": f"{ORIGIN}/done"}], timeout=300),
            "click: no navigation followed within 0.3",
        ),
        (
            {"type": "waitForElement", "selectors": ["button"], "count": 9, "timeout": 300},
            "step 2 of the recording: waitForElement: >= 9 of button not there after 0.3 s",
        ),
    ],
)
def test_a_step_that_cannot_be_done_ends_in_one_line(performed: Perform, step: dict[str, Any], said: str) -> None:
    html = (
        "<button id=b style='position:absolute;top:90px'>b</button><button id=off disabled>off</button>"
        "<button id=b2>b2</button><div style='position:absolute;inset:80px 0 0 0' id=cover></div>"
        "<input type=file id=file>"
    )

    with pytest.raises(WalkError) as caught:
        performed(html, step)

    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_clicks_double_clicks_and_other_buttons(performed: Perform) -> None:
    page = performed(
        "<button id=a onclick=note('click') ondblclick=note('double') onauxclick=note('aux') "
        "oncontextmenu=note('menu')>a</button>",
        click("#a", duration=20),
        {"type": "doubleClick", "selectors": ["#a"], "offsetX": 2, "offsetY": 2},
        click("#a", button="secondary"),
        click("#a", button="auxiliary"),
    )

    assert [entry for entry in logged(page) if entry != "menu"] == ["click", "click", "click", "double", "aux", "aux"]


def test_offsets_count_from_the_element_and_are_dropped_where_they_lie_outside(performed: Perform) -> None:
    area = "<div style='width:100px;height:60px' onclick='note([event.offsetX, event.offsetY])' id=a></div>"

    page = performed(
        area,
        click("#a", offsetX=10, offsetY=20.4),
        click("#a", offsetX=400, offsetY=20),
        click("#a"),
    )

    assert logged(page) == [[10, 20], [50, 30], [50, 30]]


def test_a_click_goes_to_the_middle_where_something_else_now_lies_at_its_place(performed: Perform) -> None:
    html = (
        "<div style='position:relative;width:200px'><button id=a style='width:200px;height:40px' onclick=note('a')>"
        "a</button><span style='position:absolute;inset:0 auto auto 0;width:40px;height:40px' onclick=note('badge')>"
        "</span></div>"
    )

    assert logged(performed(html, click("#a", offsetX=5, offsetY=10))) == ["a"]


def test_what_was_tapped_is_clicked_where_there_is_no_touch_screen(performed: Perform) -> None:
    assert logged(performed("<button onclick=note('a')>a</button>", click("aria/a", deviceType="touch"))) == ["a"]


def test_a_button_held_since_before_its_page_is_a_plain_click(performed: Perform) -> None:
    html = "<button onmousedown='since = Date.now()' onclick='note(Date.now() - since < 5000)'>a</button>"

    assert logged(performed(html, click("aria/a", duration=86_400_000))) == [True]


@pytest.mark.parametrize("pressed", ["#c", "#l", "#in"])
def test_a_box_is_not_ticked_again_by_what_old_recorders_noted(performed: Perform, pressed: str) -> None:
    html = "<input type=checkbox id=c checked><label for=c id=l>Ads <b id=in>all</b></label>"

    page = performed(html, click(pressed), change("on", "#c"))

    assert not page.locator("#c").is_checked()


def test_a_box_is_not_ticked_again_after_the_space_bar(performed: Perform) -> None:
    space = [{"type": kind, "key": " "} for kind in ("keyDown", "keyUp")]
    tab = [{"type": kind, "key": "Tab"} for kind in ("keyDown", "keyUp")]

    page = performed("<input type=checkbox id=c checked>", *tab, *space, change("on", "#c"))

    assert not page.locator("#c").is_checked()


def test_a_change_of_a_box_that_was_not_pressed_ticks_it(performed: Perform) -> None:
    page = performed("<button>a</button><input type=checkbox id=c>", click("aria/a"), change("on", "#c"))

    assert page.locator("#c").is_checked()


@pytest.mark.parametrize(
    ("field", "value", "after"),
    [
        ("<input id=f value=old>", "camille@mail.example", "camille@mail.example"),
        ("<textarea id=f></textarea>", "a\nb", "a\nb"),
        ("<input id=f type=date>", "2025-05-20", "2025-05-20"),
        ("<input id=f type=color>", "#ff0000", "#ff0000"),
        ("<input id=f type=range min=0 max=10>", "7", "7"),
        ("<input id=f type=number>", "18", "18"),
        ("<select id=f><option>One<option value=2>Two</select>", "2", "2"),
        ("<select id=f><option>One<option value=2>Two</select>", "Two", "2"),
    ],
)
def test_a_change_brings_a_field_to_its_value(performed: Perform, field: str, value: str, after: str) -> None:
    page = performed(field, change(value, "#f"))

    assert page.locator("#f").input_value() == after


def test_a_change_reaches_editable_text_boxes_and_buttons_of_a_group(performed: Perform) -> None:
    page = performed(
        "<p id=e contenteditable>old</p><input type=checkbox id=c><input type=checkbox id=d checked>"
        "<input type=radio id=r>",
        change("new", "#e"),
        change("on", "#c"),
        change("false", "#d"),
        change("on", "#r"),
    )

    assert page.locator("#e").inner_text() == "new"
    assert [page.locator(f"#{key}").is_checked() for key in "cdr"] == [True, False, True]


def test_the_click_that_opens_a_list_is_part_of_choosing(performed: Perform) -> None:
    page = performed(
        "<select id=s onclick=note('click') onchange=note(this.value)><option>1<option>2</select>",
        click("#s"),
        {"type": "waitForExpression", "expression": "note('evaluated')"},
        change("2", "#s"),
    )

    assert logged(page) == ["2"]


def test_an_expression_is_not_evaluated_unless_asked_for(performed: Perform) -> None:
    page = performed("", {"type": "waitForExpression", "expression": "note('evaluated')", "timeout": 100})

    assert logged(page) == []


def test_an_expression_that_is_asked_for_is_waited_for(performed: Perform) -> None:
    late = {"type": "waitForExpression", "expression": "document.title === 'late'", "timeout": 2000}
    page = performed(
        "<script>setTimeout(() => { document.title = 'late'; note('now') }, 300)</script>", late, evaluate=True
    )

    assert logged(page) == ["now"]


def test_keys_move_the_focus_and_press_buttons(performed: Perform) -> None:
    def stroke(key: str) -> tuple[dict[str, Any], dict[str, Any]]:
        return {"type": "keyDown", "key": key}, {"type": "keyUp", "key": key}

    page = performed(
        "<input id=a autofocus><button id=b onclick=note('pressed')>b</button>",
        click("#a"),
        *stroke("x"),
        *stroke("é"),
        *stroke("Dead"),
        *stroke("Tab"),
        *stroke("Enter"),
        *stroke("Space"),
    )

    assert page.locator("#a").input_value() == "xé"
    assert logged(page) == ["pressed", "pressed"]


def test_a_modifier_that_was_let_go_in_another_window_is_not_held_on(performed: Perform) -> None:
    html = "<button onclick='note([event.altKey, event.ctrlKey, event.shiftKey])'>a</button>"
    held = [{"type": "keyDown", "key": key} for key in ("Alt", "ControlLeft")]
    shift = [{"type": kind, "key": "Shift"} for kind in ("keyDown", "keyUp")]

    page = performed(html, *held, shift[0], click("aria/a"), shift[1], click("aria/a"))

    assert logged(page) == [[False, False, True], [False, False, False]]


def test_a_key_is_let_go_though_its_frame_is_gone(performed: Perform) -> None:
    pages = {
        "/": "<iframe src=/f></iframe><input id=after>",
        "/f": "<button onclick='top.note(1); frameElement.remove()'>no</button>",
    }
    enter = [{"type": kind, "key": "Enter", "target": f"{ORIGIN}/f", "frame": []} for kind in ("keyDown", "keyUp")]
    inside = [{**one, "target": "main", "frame": [0]} for one in enter]
    tab = {"type": "keyDown", "key": "Tab", "frame": [0]}

    for pressed in (enter, inside):
        page = performed(pages, tab, *pressed, change("b", "#after"))

        assert logged(page) == [1]
        assert page.locator("#after").input_value() == "b"


def test_a_letter_that_no_keyboard_here_has_is_written(performed: Perform) -> None:
    keys = [{"type": kind, "key": key} for key in ("é", "\u0644\u0627", "Zenkaku") for kind in ("keyDown", "keyUp")]

    page = performed("<input id=f autofocus>", click("#f"), *keys)

    assert page.locator("#f").input_value() == "é\u0644\u0627"


def test_hovering_opens_a_menu(performed: Perform) -> None:
    page = performed("<div id=m onmouseenter=note('over')>menu</div>", {"type": "hover", "selectors": ["text/menu"]})

    assert logged(page) == ["over"]


def test_the_page_and_a_part_of_it_are_scrolled_to_a_place(performed: Perform) -> None:
    page = performed(
        "<style>html{scroll-behavior:smooth}</style><div id=box style='height:100px;width:200px;overflow:auto'>"
        "<div style='height:900px;width:900px'></div></div><div style='height:5000px;width:5000px'></div>",
        {"type": "scroll", "selectors": ["#box"], "x": 30, "y": 120},
        {"type": "scroll", "x": 40, "y": 700},
        {"type": "scroll", "y": 300},
    )

    assert page.evaluate("[box.scrollLeft, box.scrollTop, scrollX, scrollY]") == [30, 120, 0, 300]


def test_the_window_gets_the_recorded_size(performed: Perform) -> None:
    size = {"deviceScaleFactor": 1, "isMobile": False, "hasTouch": False, "isLandscape": False}

    page = performed("", {"type": "setViewport", "width": 603, "height": 679, **size})

    assert page.evaluate("[innerWidth, innerHeight]") == [603, 679]


def test_a_network_that_is_off_stays_off(performed: Perform) -> None:
    page = performed(
        "<button onclick='note(navigator.onLine)'>b</button>",
        {"type": "emulateNetworkConditions", "download": 0, "upload": 0, "latency": 0},
        click("aria/b"),
    )

    assert logged(page) == [False]


def test_frames_are_reached_by_their_path(performed: Perform) -> None:
    pages = {
        "/": "<iframe src=/a></iframe><iframe src=/b></iframe>",
        "/a": "<button id=x>a</button>",
        "/b": "<iframe src=/c></iframe>",
        "/c": "<button id=x onclick=\"top.note('c')\">c</button>",
    }

    page = performed(pages, click("#x", frame=[1, 0]))

    assert logged(page) == ["c"]


INSIDE = "<button id=x onclick=\"top.postMessage('x', '*')\">a</button>"
HEARD = "<script>onmessage = event => note(event.data)</script>"


def test_frames_of_other_sites_are_not_counted_as_the_recorder_does_not(performed: Perform) -> None:
    pages = {
        "/": f"{HEARD}<iframe src=https://ads.example/></iframe><iframe src=/consent></iframe>",
        "https://ads.example/": "<p>ad",
        "/consent": INSIDE,
    }

    page = performed(pages, click("#x", frame=[0]))
    page.wait_for_function("log.length")

    assert logged(page) == ["x"]


def test_frames_of_other_sites_are_counted_where_the_element_is_in_one_as_replaying_tools_do(
    performed: Perform,
) -> None:
    pages = {
        "/": f"{HEARD}<iframe src=https://ads.example/></iframe><iframe src=https://cmp.example/></iframe>",
        "https://ads.example/": "<p>ad",
        "https://cmp.example/": INSIDE,
    }

    page = performed(pages, click("#x", frame=[1]))
    page.wait_for_function("log.length")

    assert logged(page) == ["x"]


def test_the_one_frame_that_shows_the_element_is_taken_where_frames_came_in_another_order(performed: Perform) -> None:
    pages = {"/": f"{HEARD}<iframe src=/a></iframe><iframe src=/b></iframe>", "/a": INSIDE, "/b": "<p>b"}

    page = performed(pages, click("#x", frame=[1]))
    page.wait_for_function("log.length")

    assert logged(page) == ["x"]


def test_of_several_frames_that_show_the_element_none_is_guessed(performed: Perform) -> None:
    pages = {
        "/": "<iframe src=/a></iframe><iframe src=/a></iframe><iframe src=/b></iframe>",
        "/a": INSIDE,
        "/b": "<p>b",
    }

    with pytest.raises(WalkError, match="nothing matches #x"):
        performed(pages, click("#x", frame=[2], timeout=300))


def test_popups_are_reached_by_their_address_and_closed(performed: Perform) -> None:
    pages = {
        "/": "<button onclick=\"window.open('/pop')\">open</button>",
        "/pop": "<button onclick=\"opener.note('inside')\">in</button>",
    }
    popup = f"{ORIGIN}/pop"

    page = performed(pages, click("aria/open"), click("aria/in", target=popup), {"type": "close", "target": popup})

    assert logged(page) == ["inside"]
    assert page.context.pages == [page]


def test_a_popup_is_reached_though_its_query_is_new_each_time(performed: Perform) -> None:
    pages = {
        "/": "<button onclick=\"window.open('/pop?state=2#x')\">open</button><iframe src='/frame?id=7'></iframe>",
        "/pop?state=2": "<button onclick=\"opener.note('pop')\">in</button>",
        "/frame?id=7": "<button onclick=\"parent.note('frame')\">in</button>",
    }

    page = performed(
        pages,
        click("aria/open"),
        click("aria/in", target=f"{ORIGIN}/pop?state=1"),
        click("aria/in", target=f"{ORIGIN}/frame?id=6"),
    )

    assert logged(page) == ["pop", "frame"]


def test_of_two_frames_at_one_place_none_is_guessed(performed: Perform) -> None:
    pages = {"/": "<iframe src='/f?id=1'></iframe><iframe src='/f?id=2'></iframe>", "/f?id=1": "a", "/f?id=2": "b"}

    with pytest.raises(WalkError, match="no page or frame at"):
        performed(pages, click("b", target=f"{ORIGIN}/f?id=3", timeout=300))


def test_a_frame_in_its_own_process_is_reached_by_its_address(performed: Perform) -> None:
    pages = {"/": "<iframe src=/f></iframe>", "/f": "<button onclick=\"parent.note('f')\">f</button>"}

    assert logged(performed(pages, click("aria/f", target=f"{ORIGIN}/f"))) == ["f"]


def test_closing_the_main_page_ends_the_route_with_the_page_left_open(performed: Perform) -> None:
    page = performed("<button onclick=note(1)>a</button>", {"type": "close"}, click("aria/a"))

    assert not page.is_closed()
    assert logged(page) == []


def test_an_asserted_navigation_is_waited_for_wherever_it_leads(performed: Perform) -> None:
    pages = {
        "/": "<button onclick=\"setTimeout(() => location = '/done?session=2', 500)\">go</button>",
        "/done?session=2": "<p>done",
    }

    page = performed(
        pages,
        click("aria/go", assertedEvents=[{"type": "navigation", "url": f"{ORIGIN}/done?session=1", "title": ""}]),
    )

    assert page.url == f"{ORIGIN}/done?session=2"


def test_a_navigation_that_the_recorder_did_not_see_end_need_not_come(performed: Perform) -> None:
    html = "<a href='mailto:object@shop.test'>write</a><button onclick=note('on')>go on</button>"
    written = click("aria/write", assertedEvents=[{"type": "navigation"}])

    assert logged(performed(html, written, click("aria/go on"))) == ["on"]


@pytest.mark.parametrize(
    "wait",
    [
        {"count": 2, "operator": "==", "attributes": {"lang": "fr"}, "properties": {"title": "t", "style": {}}},
        {"selectors": ["#gone", "b"], "operator": "<=", "count": 2},
        {"selectors": ["#gone"], "visible": False},
        {"selectors": ["#gone"], "operator": "==", "count": 0},
    ],
)
def test_elements_are_waited_for_by_number_and_likeness(performed: Perform, wait: dict[str, Any]) -> None:
    page = performed(
        "<script>setTimeout(() => document.body.innerHTML = '<b lang=fr title=t>1</b><b lang=fr title=t>2</b>', 300)"
        "</script>",
        {"type": "waitForElement", "selectors": ["b"], **wait},
    )

    assert page.locator("b").count() in {0, 2}


def test_the_empty_page_of_a_new_tab_is_not_opened(performed: Perform) -> None:
    page = performed("<p>here", {"type": "navigate", "url": "chrome://new-tab-page/"})

    assert page.url == f"{ORIGIN}/"


def test_notes_for_people_do_nothing(performed: Perform) -> None:
    page = performed("", {"type": "customStep", "name": "optout:why", "parameters": {"text": "note('run')"}})

    assert logged(page) == []


PAGE = """<!doctype html><html lang=en><meta charset=utf-8><title>Start</title>
<button>Press</button><label>Mail <input id=mail></label><select id=s><option>1<option>2</select>
<label><input type=checkbox id=c> Box</label><iframe src=frame.html></iframe>
<div id=part style="height:60px;overflow:auto"><div style="height:900px"></div></div>
<button onclick="setTimeout(() => location = 'done.html', 700)">Later</button>
<button onclick="window.open('done.html')">Pop up</button><div style="height:3000px"></div>"""

STEPS = [
    {"type": "navigate", "url": f"{ORIGIN}/index.html"},
    click("aria/Press", offsetX=3, offsetY=3),
    {"type": "doubleClick", "selectors": ["aria/Press"]},
    click("aria/Press", button="secondary"),
    {"type": "hover", "selectors": ["aria/Press"]},
    change("abc", "#mail"),
    {"type": "keyDown", "key": "Tab"},
    {"type": "keyUp", "key": "Tab"},
    click("#s"),
    change("2", "#s"),
    change("on", "#c"),
    {"type": "scroll", "x": 0, "y": 30, "selectors": ["#part"]},
    click("aria/Inside", frame=[0]),
    {"type": "scroll", "x": 0, "y": 300},
    {"type": "waitForElement", "selectors": ["select"]},
    click("aria/Pop up"),
    click("aria/There", target=f"{ORIGIN}/done.html"),
    {"type": "close", "target": f"{ORIGIN}/done.html"},
    click("aria/Later", assertedEvents=[{"type": "navigation"}]),
]

FLOW = f"""
[flow]
title = "t"
service = "s"
right = "objection"
country = "GB"
languages = ["en"]
device = "desktop"
date = 2025-05-20
account = "none"
time_zone = "UTC"
start = "{ORIGIN}/index.html"
[site]
kind = "mock"
files = "pages"
origin = "{ORIGIN}"
[provenance]
invented = ["everything"]
[routes.refuse]
script = "refuse.json"
[routes.refuse.reached]
url = "*/done.html"
"""


def test_whoever_watches_sees_each_step_as_the_action_it_is(
    browser: Browser, choice: BrowserChoice, tmp_path: Path
) -> None:
    folder = tmp_path / "recorded"
    (folder / "pages").mkdir(parents=True)
    (folder / "flow.toml").write_text(FLOW, encoding="utf-8")
    (folder / "refuse.json").write_text(json.dumps({"title": "t", "steps": STEPS}), encoding="utf-8")
    (folder / "pages" / "index.html").write_text(PAGE, encoding="utf-8")
    (folder / "pages" / "frame.html").write_text("<button>Inside</button>", encoding="utf-8")
    (folder / "pages" / "done.html").write_text("<title>Done</title><button>There</button>", encoding="utf-8")
    flow = flows.load(folder)

    walk = walker.walk(browser, flow, flow.routes["refuse"], "en", tmp_path / "walk", choice=choice)

    actions = [transition.action for transition in walk.transitions]
    on = ["" if isinstance(action, Hover) else getattr(getattr(action, "on", None), "name", "") for action in actions]
    assert list(zip((type(action).__name__ for action in actions), on, strict=True)) == [
        ("Open", ""), ("Click", "Press"), ("Click", "Press"), ("Click", "Press"), ("Hover", ""), ("Fill", "Mail"),
        ("Press", "Mail"), ("Choose", ""), ("Check", "Box"), ("Hover", ""), ("Scroll", ""),
        ("Click", "Inside"), ("Scroll", ""), ("Click", "Pop up"), ("Click", "There"), ("Focus", ""), ("Click", "Later"),
    ]  # fmt: skip
    assert walk.outcome == "reached"
    assert walk.activations.seen == walk.activations.counted == 9


def test_a_click_whose_place_is_taken_and_a_tap_without_a_touch_screen_are_one_click_each(
    browser: Browser, choice: BrowserChoice, tmp_path: Path
) -> None:
    folder = tmp_path / "recorded"
    (folder / "pages").mkdir(parents=True)
    steps = [
        STEPS[0],
        click("#a", offsetX=5, offsetY=10, timeout=2000),
        click("aria/Done", deviceType="touch"),
    ]
    html = (
        "<!doctype html><html lang=en><title>Start</title><div style='position:relative;width:200px'>"
        "<button id=a style='width:200px;height:40px'>Refuse</button>"
        "<span style='position:absolute;left:0;top:0;width:40px;height:40px'>new</span></div><a href=done.html>Done</a>"
    )
    (folder / "flow.toml").write_text(FLOW, encoding="utf-8")
    (folder / "refuse.json").write_text(json.dumps({"title": "t", "steps": steps}), encoding="utf-8")
    (folder / "pages" / "index.html").write_text(html, encoding="utf-8")
    (folder / "pages" / "done.html").write_text("<title>Done</title>", encoding="utf-8")
    flow = flows.load(folder)

    walk = walker.walk(browser, flow, flow.routes["refuse"], "en", tmp_path / "walk", choice=choice)

    assert [type(transition.action).__name__ for transition in walk.transitions] == ["Open", "Click", "Click"]
    assert walk.outcome == "reached"
    assert walk.activations.seen == walk.activations.counted == 2
