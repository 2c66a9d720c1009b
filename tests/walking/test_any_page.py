"""Any page at all is read: a seeded sample of markup nobody would write, whole with ``--long``."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from analyzer import canonical
from analyzer.dom import Dom
from analyzer.model import Screen
from analyzer.walking.capturing import observer
from analyzer.walking.capturing.capture import Frames, Moment, capture

pytestmark = pytest.mark.browser

TAGS = [
    "a", "b", "br", "button", "details", "dialog", "div", "fieldset", "footer", "form", "frame", "frameset", "h1",
    "header", "iframe", "img", "input", "label", "legend", "li", "main", "map", "math", "menu", "nav", "noscript",
    "object", "option", "p", "script", "select", "slot", "span", "style", "summary", "svg", "table", "td", "template",
    "textarea", "title", "tr", "ul", "video", "x-a",
]  # fmt: skip
ATTRIBUTES = [
    "aria-checked=mixed", "aria-expanded=true", "aria-hidden=true", "aria-invalid=x", "aria-label=x",
    "aria-labelledby=a", "aria-labelledby='a b a'", "aria-level=99", "aria-level=x", "aria-modal=true",
    "contenteditable", "dir=rtl", "disabled", "for=a", "hidden", "href=/x", "href=http://[", "href=javascript:1",
    "id=a", "inert", "lang=''", "lang=fr", "list=a", "multiple", "name=parentNode", "name=x", "onclick=1", "open",
    "popover", "required", "role=button", "role=checkbox", "role=dialog", "role=heading", "role=none",
    "shadowrootmode=open", "size=5", "slot=s", "srcdoc='<p>x'", "style='background:oklch(.5 .1 20/.3)'",
    "style='clip-path:inset(50%)'", "style='color:color(display-p3 1 0 0)'", "style='cursor:pointer'",
    "style='display:contents'", "style='display:inline-block'", "style='opacity:0'",
    "style='position:absolute;overflow:hidden;width:3px'", "style='position:fixed;inset:0'",
    "style='transform:scale(0)'", "style='visibility:hidden'", "tabindex=-1", "tabindex=0", "tabindex=x",
    "type=checkbox", "type=file", "type=hidden", "type=image", "type=radio", "type=range",
]  # fmt: skip
TEXTS = ["text ", " ", "\n", "running text of several words ", "\x01", "🙂", "&lt;b&gt;", "]]>", "--"]
SAMPLE = range(12)
WHOLE = range(400)


def markup(chance: random.Random, depth: int = 0) -> str:
    written = ""
    for _ in range(chance.randint(1, 4)):
        if depth > 5 or chance.random() < 0.3:
            written += chance.choice(TEXTS)
            continue
        tag = chance.choice(TAGS)
        attributes = " ".join(chance.sample(ATTRIBUTES, chance.randint(0, 3)))
        end = f"</{tag}>" if chance.random() < 0.9 else ""
        written += f"<{tag} {attributes}>{markup(chance, depth + 1)}{end}"
    return written


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.add_init_script(observer.script())
    page = context.new_page()
    page.route("**/*", lambda route: route.abort())
    yield page
    context.close()


SHADOWED = """html => {
  for (const host of document.querySelectorAll("x-a")) {
    if (host instanceof HTMLElement && !host.shadowRoot) host.attachShadow({ mode: "open" }).innerHTML = html;
  }
  for (const dialog of document.querySelectorAll("dialog:not([open]):not([popover])")) {
    if (dialog instanceof HTMLDialogElement) dialog.showModal();
  }
}"""
SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def test_any_markup_is_read_without_an_error(page: Page, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    cdp = page.context.new_cdp_session(page)
    for seed in WHOLE if request.config.getoption("--long") else SAMPLE:
        chance = random.Random(seed)
        page.set_content(markup(chance), wait_until="commit")
        page.evaluate(SHADOWED, markup(chance))
        page.evaluate(SETTLED)

        screen = capture(page, cdp, tmp_path, Moment(number=1, page=1, document=1, at=0), Frames(page))

        canonical.line(screen)
        assert screen.dom is not None, seed
        check(screen, (tmp_path / screen.dom.file).read_text(), seed)


def check(screen: Screen, stored: str, seed: int) -> None:
    dom = Dom(stored)
    dom.hidden_text()
    for item in (*screen.blocks, *screen.controls):
        if item.key.startswith("0."):
            assert stored.count(f'data-optout-key="{item.key}"') == 1, seed
    for control in screen.controls:
        dom.paragraph_of(control.key)
        dom.label_of(control.key)
        dom.required_mark(control.key)
    assert not any("could not be read" in limit for limit in screen.limits), seed
