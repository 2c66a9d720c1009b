"""Pages as a browser lays them out, in every language: nothing overflows, is cut, or breaks inside a word."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from analyzer.model import Report
from analyzer.reports.html import render
from analyzer.reports.languages import LANGUAGES
from tests.reports.legibility import faults

pytestmark = pytest.mark.browser


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
