"""Pages as a browser lays them out, in every language: nothing overflows, is cut, or breaks inside a word."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from analyzer.model import Comparison, Report
from analyzer.reports import compared, site
from analyzer.reports.html import render
from analyzer.reports.spoken import LANGUAGES
from tests.reports.legibility import ACROSS, faults
from tests.reports.test_site import ended, published, scored
from tests.runs import compared as compare
from tests.runs import write_run
from tests.walks import button, click, walk_of
from tests.walks import page as drawn

pytestmark = pytest.mark.browser


@pytest.mark.sampled(2)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_report_can_be_read_at_every_width_and_on_paper(
    browser: Browser, tmp_path: Path, facebook: Report, images: Callable[[str], bytes], language: str
) -> None:
    file = tmp_path / "report.html"
    file.write_text(render(facebook, images, language=language), encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    assert faults(page) == {}
    page.close()


@pytest.mark.sampled(2)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_an_index_can_be_read_at_every_width_and_on_paper(
    browser: Browser, tmp_path: Path, language: str
) -> None:
    runs = [published("open", scored(10, 20)), published("dead", ended(scored(80, 90), "dead_end"))]
    file = tmp_path / "index.html"
    file.write_text(site.page(site.rows(runs), language), encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    assert faults(page, ACROSS) == {}
    page.close()


def test_every_word_of_a_comparison_can_be_read_at_every_width_and_on_paper(
    browser: Browser, tmp_path: Path, comparison: Comparison
) -> None:
    file = tmp_path / "compared.html"
    file.write_text(compared.page(comparison), encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    assert faults(page) == {}
    page.close()


@pytest.mark.sampled(2)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_comparison_of_many_can_be_read_on_paper_in_every_language(
    browser: Browser, tmp_path: Path, language: str
) -> None:
    walk = walk_of(drawn("Home", button("Object")), click("Object"), drawn("Done", "You objected"))
    runs = [write_run(tmp_path / f"facebook-2025-privacy-centre@number-{one}", walk) for one in range(12)]
    file = tmp_path / "compared.html"
    file.write_text(compared.page(compare(runs), language), encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    assert faults(page) == {}
    page.close()


def test_what_is_cut_or_broken_is_told(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        "<body style='margin: 0'><p style='width: 4em; overflow-wrap: anywhere'>Verantwortlichkeiten</p>"
        "<p style='width: 4em; overflow: hidden; white-space: nowrap'>much longer</p>"
        "<svg width=50 height=20><text x=20 y=15>picture</text></svg><p>fine, a-b</p>"
    )
    told = faults(page)["768 px"]
    assert [one.split(" in ")[0] for one in told] == ["broken: Verantwortlichkeiten", "cut: longer", "cut: picture"]
    page.close()
