from pathlib import Path

import pytest
from playwright.sync_api import Browser

from analyzer.model import Comparison
from analyzer.reports.compared.page import page
from tests.compared_pages import hostile

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("attacked", "language"), [(False, "de"), (False, "pl"), (True, "en")])
def test_a_comparison_overflows_nowhere_runs_nothing_and_asks_for_nothing(
    browser: Browser, tmp_path: Path, comparison: Comparison, language: str, *, attacked: bool
) -> None:
    file = tmp_path / "compared.html"
    file.write_text(page(hostile(comparison) if attacked else comparison, language), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    shown = context.new_page()
    happened: list[str] = []
    shown.on("dialog", lambda dialog: happened.append(dialog.message))
    shown.on("request", lambda request: happened.append(request.url))
    shown.on("pageerror", lambda error: happened.append(str(error)))
    shown.on("console", lambda message: happened.append(message.text))
    shown.goto(file.as_uri())
    shown.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    for width in (360, 768, 1440):
        shown.set_viewport_size({"width": width, "height": 900})
        over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert shown.evaluate(over) == 0, width
    context.close()
    assert [told for told in happened if not told.startswith(("file:", "data:"))] == []
