import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Browser, Page, Request

from analyzer.model import Report
from analyzer.reports.html import render

pytestmark = pytest.mark.browser

Images = Callable[[str], bytes]
Show = Callable[..., Page]

PAYLOADS = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "'><svg onload=alert(3)><animate onbegin=alert(4) attributeName=x>",
    "]]><!-- --><iframe src=https://evil.test></iframe>",
    "</style></title></textarea><style>@import 'https://evil.test/x.css';</style>",
    "javascript:alert(5)//{{ 7 * 7 }}{% raw %}",
    "\x00\x1b[2J\u202egnp.exe\u2066\u200f\ufeff\U000e0041",
    "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u05e2\u05d1\u05e8\u05d9\u05ea",
    "W" * 5000,
    "\u0300" * 60 + "\U0001f600" * 200,
    "\u6f22" * 400,
)
FIXED = {"format", "kind", "site_kind", "right", "device", "outcome", "expected", "bearing", "way", "since"}


def hostile(report: Report) -> Report:
    """Return the report with every free string replaced by an attack on whatever prints it."""
    return msgspec.convert(attacked(msgspec.to_builtins(report)), type=Report)


def attacked(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: attacked(each, name) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [attacked(each, key) for each in value]
    if not isinstance(value, str) or key in FIXED or "sha256" in key or re.fullmatch(r"(refuse|accept)(:\d+)?", value):
        return value
    return value + PAYLOADS[zlib.crc32(value.encode()) % len(PAYLOADS)]


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Show]:
    """Open a page from a file, offline, in a context of its own."""
    contexts = []

    def opened(html: str, width: int = 1440, **settings: Any) -> Page:
        file = tmp_path / "report.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.goto(file.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


def overflow(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_a_report_never_overflows_its_window(show: Show, facebook: Report, images: Images, width: int) -> None:
    assert overflow(show(render(facebook, images), width)) == 0


def test_a_hostile_report_runs_nothing_asks_for_nothing_and_overflows_nowhere(
    browser: Browser, tmp_path: Path, facebook: Report, images: Images
) -> None:
    report = hostile(facebook)
    routes = dict(report.routes) | dict.fromkeys(PAYLOADS[:2], report.routes["refuse"])
    file = tmp_path / "hostile.html"
    file.write_text(render(msgspec.structs.replace(report, routes=routes), images), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    happened: list[str] = []
    page.on("dialog", lambda dialog: happened.append(dialog.message))
    page.on("request", lambda request: happened.append(request.url) if left(request) else None)
    page.on("pageerror", lambda error: happened.append(str(error)))
    page.on("console", lambda message: happened.append(message.text))
    page.goto(file.as_uri())
    for width in (360, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert overflow(page) == 0
    assert page.locator("script, iframe, object, form, [onerror], [onload], [onbegin], [src]").count() == 0
    assert page.locator("style").count() == 1
    assert "[U+202E]" in page.locator("body").inner_text()
    assert page.evaluate(r"!/[\u202a-\u202e\u2066-\u2069\u001b]/.test(document.documentElement.outerHTML)")
    assert happened == []
    context.close()


def left(request: Request) -> bool:
    return not request.url.startswith(("file:", "data:"))


def test_even_markup_that_got_in_could_not_run_or_ask(show: Show, facebook: Report, images: Images) -> None:
    smuggled = '<img src="https://evil.test/a.png"><script>document.title = "owned"</script>'
    page = show(render(facebook, images).replace("</footer>", f"</footer>{smuggled}"))
    failures: dict[str, str | None] = {}
    page.on("requestfailed", lambda request: failures.update({request.url: request.failure}))
    page.reload()
    assert failures == {"https://evil.test/a.png": "csp"}
    assert page.title() != "owned"


def test_a_node_of_the_graph_leads_to_its_screen_shown_large(show: Show, facebook: Report, images: Images) -> None:
    page = show(render(facebook, images))
    card = page.locator("#refuse-4")
    before = card.bounding_box()
    page.locator('.steps a[href="#refuse-4"]').click()
    after = card.bounding_box()
    assert before
    assert after
    assert after["width"] > 2 * before["width"]
    assert 0 <= after["y"] < 900


def test_the_keyboard_reaches_the_result_first(show: Show, facebook: Report, images: Images) -> None:
    page = show(render(facebook, images))
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to the result"
    box = skip.bounding_box()
    assert box
    assert box["y"] >= 0
    assert page.locator(":focus").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


def test_the_strips_have_one_scale(show: Show, facebook: Report, images: Images) -> None:
    page = show(render(facebook, images))
    cards = page.locator(".strips .act").evaluate_all(
        "all => all.map(e => Math.round(e.getBoundingClientRect().width))"
    )
    assert len(cards) == 6
    assert len(set(cards)) == 1


LABELS = (
    "Notifications, 3 non lues", "Nous planifions de nouvelles fonctionnalités d'IA pour vous", "Confidentialité",
    "l'utilisation de vos informations personnelles", "Datenschutz und Sicherheit", "Bevestigingscode (verplicht)",
)  # fmt: skip
BROKEN = """all => all.flatMap(label => [...label.firstChild.data.matchAll(/\\S+/g)].filter(word => {
    const range = document.createRange();
    range.setStart(label.firstChild, word.index);
    range.setEnd(label.firstChild, word.index + word[0].length);
    return new Set([...range.getClientRects()].map(line => Math.round(line.top))).size > 1;
}).map(word => word[0]))"""


@pytest.mark.parametrize("width", [768, 1280, 1440])
def test_no_word_on_the_strips_is_broken_that_fits_a_card(
    show: Show, facebook: Report, images: Images, width: int
) -> None:
    refuse = facebook.routes["refuse"]
    first = refuse.steps[1]
    steps = tuple(
        msgspec.structs.replace(first, number=number, label=label) for number, label in enumerate(LABELS * 3, start=2)
    )
    longer = msgspec.structs.replace(refuse, steps=steps)
    page = show(render(msgspec.structs.replace(facebook, routes=facebook.routes | {"refuse": longer}), images), width)
    page.add_style_tag(content=".act .label { hyphens: manual !important }")
    assert page.locator(".strip.refuse .act .label").evaluate_all(BROKEN) == []


@pytest.mark.parametrize(("width", "wider"), [(1440, False), (1000, True), (400, True)])
def test_a_step_graph_that_is_wider_than_its_box_says_so_and_scrolls_by_keyboard(
    show: Show, facebook: Report, images: Images, width: int, *, wider: bool
) -> None:
    page = show(render(facebook, images), width)
    box = page.get_by_role("region", name="Step graph, a picture")
    assert box.evaluate("e => e.scrollWidth > e.clientWidth") == wider
    assert page.locator("#graph-sideways").is_visible() == wider
    if wider:
        box.focus()
        scrolled = box.evaluate_handle(
            "e => ({ promise: new Promise(done => e.addEventListener('scroll', () => done(e.scrollLeft))) })"
        )
        page.keyboard.press("ArrowRight")
        assert scrolled.evaluate("scrolled => scrolled.promise") > 0


def test_what_a_finding_rests_on_is_folded_on_a_phone_and_shown_elsewhere_and_on_paper(
    show: Show, facebook: Report, images: Images
) -> None:
    page = show(render(facebook, images), 360)
    grounds = page.locator(".finding .folded dl")
    assert {each.is_visible() for each in grounds.all()} == {False}
    page.locator(".finding .folded summary").first.click()
    assert grounds.first.is_visible()
    page.emulate_media(media="print")
    assert {each.is_visible() for each in grounds.all()} == {True}
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 768, "height": 900})
    assert {each.is_visible() for each in grounds.all()} == {True}


def test_the_contents_stay_in_sight_and_cover_nothing_that_a_link_leads_to(
    show: Show, facebook: Report, images: Images
) -> None:
    page = show(render(facebook, images), 360)
    page.get_by_role("link", name="Findings", exact=True).first.click()
    bar, head = page.locator(".contents").bounding_box(), page.locator("#findings-title").bounding_box()
    assert bar
    assert head
    assert bar["y"] == 0
    assert bar["height"] <= head["y"] < 900


@pytest.mark.parametrize("width", [360, 1440])
def test_the_scale_stays_one_when_the_strips_stand_upright(
    show: Show, facebook: Report, images: Images, width: int
) -> None:
    page = show(render(facebook, images), width)
    side = "height" if width == 360 else "width"
    first = [
        page.locator(f".strip.{kind} .act").first.evaluate(f"e => Math.round(e.getBoundingClientRect().{side})")
        for kind in ("refuse", "counterfactual")
    ]
    assert first[0] == first[1]


def test_print_has_no_dark_areas_even_for_readers_in_the_dark(show: Show, facebook: Report, images: Images) -> None:
    page = show(render(facebook, images), color_scheme="dark")
    shade = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(shade) != "rgb(255, 255, 255)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(shade) == "rgb(255, 255, 255)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(show: Show, facebook: Report, images: Images, scheme: str) -> None:
    """WCAG 2.2, success criterion 1.4.3: a contrast of at least 4.5 to 1, here for the colours all text is made of."""
    page = show(render(facebook, images), color_scheme=scheme)
    names = ("ink", "soft", "refuse", "accept", "paper", "sheet", "refuse-sheet", "accept-sheet")
    colour = {name: page.evaluate(COLOUR, name) for name in names}
    pairs = [(text, ground) for text in ("ink", "soft") for ground in names[4:]]
    pairs += [("refuse", "paper"), ("refuse", "refuse-sheet"), ("accept", "paper"), ("accept", "accept-sheet")]
    assert [pair for pair in pairs if contrast(colour[pair[0]], colour[pair[1]]) < 4.5] == []


COLOUR = """name => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = `var(--${name})`;
    const shade = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
    probe.remove();
    return shade;
}"""


def contrast(one: list[int], other: list[int]) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: list[int]) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    red, green, blue = ((c / 255 / 12.92) if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
