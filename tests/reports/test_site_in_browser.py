"""The index in a browser, from a file: searched, filtered and sorted, whole without its script, asking for nothing."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser, Page, expect

from analyzer.reports.languages import LANGUAGES
from analyzer.reports.site import page, rows
from tests.compared_pages import attacked
from tests.facebook_report import FACEBOOK
from tests.reports.test_site import ended, published, scored

pytestmark = pytest.mark.browser
replace = msgspec.structs.replace
FLOW = FACEBOOK.flow


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three flows of two services, one of them a dead end and one full of attacks."""
    evil = replace(msgspec.convert(attacked(msgspec.to_builtins(FLOW)), type=type(FLOW)), title="<script>alert(1)")
    made = rows(
        [
            published("easy", scored(10, 20, flow=replace(FLOW, title="Café, easy", country="DE"))),
            published("hard", scored(50, 60, flow=evil)),
            published("dead", ended(scored(80, 90, flow=replace(FLOW, service="Chat")), "dead_end"), operator=""),
        ]
    )
    file = tmp_path_factory.mktemp("site") / "index.html"
    file.write_text(page(made), encoding="utf-8")
    return file


@pytest.fixture
def shown(browser: Browser, index: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    happened: list[str] = []
    opened.on("dialog", lambda dialog: happened.append(dialog.message))
    opened.on("request", lambda request: happened.append(request.url))
    opened.on("pageerror", lambda error: happened.append(str(error)))
    opened.on("console", lambda message: happened.append(message.text))
    opened.goto(index.as_uri())
    yield opened
    context.close()
    assert [told for told in happened if not told.startswith(("file:", "data:"))] == []


def names(page: Page) -> list[str]:
    return [row.text_content() or "" for row in page.locator("tbody tr:visible .id").all()]


def test_words_and_choices_leave_the_rows_that_fit_and_the_address_keeps_the_view(shown: Page, index: Path) -> None:
    assert names(shown) == ["hard", "easy", "dead"]
    shown.get_by_role("searchbox").fill("cafe EASY")
    assert names(shown) == ["easy"]
    expect(shown.get_by_role("status")).to_have_text("1 of 3 shown. Sorted by: Place, ascending.")
    shown.get_by_role("searchbox").fill("nothing has these words")
    expect(shown.get_by_role("status")).to_have_text(
        "No flow fits what was searched and chosen: none of 3 is shown. “Show all” brings them back."
    )
    expect(shown.get_by_role("table")).to_be_hidden()
    shown.get_by_role("button", name="Show all").click()
    shown.get_by_label("Operator").select_option("not known")
    assert names(shown) == ["dead"]
    again = shown.context.new_page()
    again.goto(shown.url)
    assert "#" in shown.url
    assert names(again) == ["dead"]
    again.goto(f"{index.as_uri()}#country=%3Dnowhere&sort=nothing")
    again.reload()
    assert names(again) == ["hard", "easy", "dead"]


def test_heads_sort_both_ways_by_keyboard_and_what_is_not_known_stands_last(shown: Page) -> None:
    head = shown.get_by_role("columnheader", name="Friction of 100")
    head.get_by_role("button").press("Enter")
    assert names(shown) == ["easy", "hard", "dead"]
    expect(head).to_have_attribute("aria-sort", "ascending")
    head.get_by_role("button").press("Enter")
    assert names(shown) == ["hard", "easy", "dead"]
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(shown.get_by_role("columnheader", name="Flow")).not_to_have_attribute("aria-sort", "ascending")


@pytest.mark.parametrize("script", [True, False])
def test_the_whole_table_fits_every_width_with_and_without_its_script(
    browser: Browser, index: Path, *, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script)
    opened = context.new_page()
    opened.goto(index.as_uri())
    expect(opened.get_by_role("search")).to_be_visible(visible=script)
    for width in (360, 768, 1184, 1440):
        opened.set_viewport_size({"width": width, "height": 900})
        assert names(opened) == ["hard", "easy", "dead"]
        if script:  # without, nothing can be asked of the page
            over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert opened.evaluate(over) == 0, width
    assert len(opened.get_by_role("row").all()) == 4
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_laptop_shows_a_table_that_fits_in_every_language_and_a_tablet_cards(
    browser: Browser, tmp_path: Path, language: str
) -> None:
    file = tmp_path / "index.html"
    made = rows([published("facebook-2025-privacy-centre", scored(36.8, 79.8))])
    file.write_text(page(made, language), encoding="utf-8")
    opened = browser.new_page()
    opened.goto(file.as_uri())
    shown = {}
    for width in (360, 768, 1150, 1153, 1200, 1440, 1600):
        opened.set_viewport_size({"width": width, "height": 900})
        shown[width] = opened.locator("table").evaluate("one => getComputedStyle(one).display")
        assert opened.evaluate("document.documentElement.scrollWidth") <= width, width
    opened.close()
    assert list(shown.values()) == ["block", "block", "block", "table", "table", "table", "table"]
