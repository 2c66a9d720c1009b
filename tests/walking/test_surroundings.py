"""What lies around controls is told whatever a page is made of: here a script that fails is not passed over."""

import json
from collections.abc import Sequence
from contextlib import closing

import pytest
from playwright.sync_api import Browser

from analyzer.walking.capturing import observer
from analyzer.walking.exploring.scripts import opening, script

DIALOG = (
    "<div id=ask style='position:fixed; bottom:0'><p>We use cookies.</p><div>Accept all</div><i>Reject all</i></div>"
)
ODD = {
    "fields that are called as what a form is asked for": "<form style='width:90px; height:9px'>"
    + "".join(
        f"<input type=hidden name={name}>" for name in ("children", "title", "matches", "attributes", "innerText")
    )
    + "<button>Search</button></form><script>document.forms[0].addEventListener('click', () => {})</script>",
    "drawings": "<svg width=9 height=9><title>Logo</title><text>Hi</text></svg><math><mi>x</mi></math>",
    "templates, frames and roots": "<template><p>x</p></template><iframe></iframe><div id=host></div>"
    "<script>host.attachShadow({ mode: 'closed' }).innerHTML = '<b>Hi</b><slot></slot>'</script>",
    "depth": "<script>for (let one = document.body, i = 0; i < 1000; i++) one = one.appendChild("
    "document.createElement('div'))</script>",
    "much text": "<p id=long></p><script>long.textContent = 'word '.repeat(200000)</script>",
}


@pytest.mark.browser
def test_what_asks_is_found_beside_whatever_else_a_page_holds(browser: Browser) -> None:
    found = _words(browser, [f"<!doctype html><body>{DIALOG}{odd}" for odd in ODD.values()])
    assert [what for what, words in zip(ODD, found, strict=True) if not words >= {"Accept all", "Reject all"}] == []


PROSE = """<!doctype html><body><article><p>Press <b>Reject all</b>.</p><ul><li>Accept all</li></ul>
<div>Or <i>Refuse</i></div><div>Vendor 1 <label><input type=checkbox> Allow</label></div>
<table><tr><td>Decline</td></tr></table></article><div id=listening><p>Allow all</p></div><span>Deny</span>
<script>listening.firstChild.onclick = () => {}</script>"""


@pytest.mark.browser
def test_what_running_text_lists_or_tables_name_is_not_taken_for_what_is_pressed(browser: Browser) -> None:
    assert _words(browser, [PROSE]) == [{"Allow all", "Deny", "Or Refuse"}]
    assert {"Reject all", "Accept all"} <= _words(browser, [PROSE.replace("<article", "<article role=dialog")])[0]


@pytest.mark.browser
def test_a_banner_that_was_pushed_out_of_the_window_is_there_no_more(browser: Browser) -> None:
    pushed = DIALOG.replace("bottom:0", "bottom:0; transform:translateY(100%)")
    emptied = f"<div style='position:fixed; bottom:0; width:0; height:0'>{DIALOG.replace('fixed', 'absolute')}</div>"
    found = _words(browser, [f"<!doctype html><body>{one}" for one in (DIALOG, pushed, emptied)])
    assert [words >= {"Accept all", "Reject all"} for words in found] == [True, False, True]


def _words(browser: Browser, bodies: Sequence[str]) -> list[set[str]]:
    """Return what each page is found to hold that nothing marks as a control."""
    pages = {f"https://odd.test/{place}": body for place, body in enumerate(bodies)}
    found = []
    with closing(browser.new_context()) as context:
        context.add_init_script(observer.script())
        context.add_init_script(opening())
        page = context.new_page()
        page.route("**/*", lambda route: route.fulfill(content_type="text/html", body=pages[route.request.url]))
        for url in pages:
            page.goto(url)
            told = json.loads(page.evaluate(script("surroundings"), [[], True]))
            found.append({one["words"] for one in told["bare"]})
    return found


HEARD = {
    "itself": "link.onclick = () => {}",
    "what holds it": "link.parentNode.addEventListener('mousedown', () => {})",
    "the document": "document.addEventListener('click', () => {}, true)",
    "the window": "addEventListener('pagehide', () => {})",
    "the history": "navigation.onnavigate = () => {}",
}


@pytest.mark.browser
def test_a_link_leads_only_where_it_says_where_no_script_hears_that_it_is_pressed(browser: Browser) -> None:
    links = {"": "<p><a id=link href=/b>B</a>", "elsewhere": "<p><a id=link href=/b target=_blank>B</a>"}
    pages = [*links.values(), *(f"{links['']}<script>{one}</script>" for one in HEARD.values())]
    assert _leading(browser, pages) == [True, *[False] * (len(pages) - 1)]


def _leading(browser: Browser, bodies: Sequence[str]) -> list[bool]:
    """Return of each page whether its first control leads where it says."""
    pages = {f"https://odd.test/{place}": f"<!doctype html><body>{body}" for place, body in enumerate(bodies)}
    with closing(browser.new_context()) as context:
        context.add_init_script(observer.script())
        context.add_init_script(opening())
        page = context.new_page()
        page.route("**/*", lambda route: route.fulfill(content_type="text/html", body=pages[route.request.url]))
        found = []
        for url in pages:
            page.goto(url)
            key = page.evaluate("() => window.__optout.keyOf(document.getElementById('link'))")
            found.append(json.loads(page.evaluate(script("surroundings"), [[key], False]))["around"][0]["leads"])
        return found
