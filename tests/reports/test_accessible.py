"""The pages that people read against WCAG 2.2, levels A and AA, as axe-core checks them, in light and in dark."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from analyzer.model import Comparison, Report
from analyzer.reports import compared, html, site
from analyzer.reports.annex import Addressee, render
from analyzer.reports.languages import speech
from tests.npm import packed
from tests.reports.test_annex import SEALED
from tests.reports.test_site import ended, published, scored
from tests.walks import button, click, walk_of
from tests.walks import page as screen

pytestmark = [pytest.mark.npm, pytest.mark.browser]

AXE = "axe-core@4.14.1"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """levels => axe.run(document, { runOnly: levels, resultTypes: ["violations"] }).then(
    found => found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 120)}`)))"""


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    return packed(tmp_path_factory.mktemp("axe"), AXE, "axe.min.js")["axe.min.js"].decode()


@pytest.fixture(scope="module")
def pages(facebook: Report, images: Callable[[str], bytes], comparison: Comparison) -> dict[str, str]:
    """Every page that a command writes, with something in each of its parts."""
    walks = {"refuse": walk_of(screen("Accueil", button("Menu")), click("Menu"), screen("Fin"), route="refuse")}
    rows = site.rows([published("open", scored(10, 20)), published("dead", ended(scored(80, 90), "dead_end"))])
    return {
        "report": html.render(facebook, images),
        "report in Polish": html.render(facebook, images, language="pl"),
        "annex": render(facebook, walks, images, SEALED, Addressee(speech("fr"))),
        "site": site.page(rows),
        "compared": compared.page(comparison),
    }


@pytest.mark.sampled(4)
@pytest.mark.parametrize("name", ["report", "report in Polish", "annex", "site", "compared"])
def test_a_page_has_nothing_that_wcag_forbids(
    browser: Browser, tmp_path: Path, axe: str, pages: dict[str, str], name: str
) -> None:
    file = tmp_path / "page.html"
    file.write_text(pages[name], encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.evaluate(axe)
    for width, scheme in ((360, "dark"), (1280, "light")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert page.evaluate(RUN, LEVELS) == [], (width, scheme)
    page.close()


def test_what_wcag_forbids_is_found(browser: Browser, axe: str) -> None:
    page = browser.new_page()
    page.set_content("<html><body><img src=x><p style='color: #aaa; background: #fff'>pale</p></body></html>")
    page.evaluate(axe)
    found = {one.split(":")[0] for one in page.evaluate(RUN, LEVELS)}
    assert {"image-alt", "color-contrast", "html-has-lang"} <= found
    page.close()
