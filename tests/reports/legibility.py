"""What a browser shows of a page that nobody can read: words cut by an edge, and words broken without a hyphen."""

from pathlib import Path

from playwright.sync_api import Page

WIDTHS = (360, 768, 1440)
"""A phone, a tablet and a desk, in CSS pixels."""

PAPER = 680
"""An A4 sheet between its margins, in CSS pixels."""

ACROSS = 1000
"""The same sheet laid across."""

_FAULTS = (Path(__file__).parent / "layout.js").read_text(encoding="utf-8")
_OPEN = "document.querySelectorAll('details').forEach(one => { one.open = true })"
_OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def faults(page: Page, paper: int = PAPER) -> dict[str, list[str]]:
    """Return what cannot be read at each width, and on paper so wide; nothing where all is well."""
    page.evaluate(_OPEN)
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found[f"{width} px"] = _at_once(page)
    page.set_viewport_size({"width": paper, "height": 900})
    page.emulate_media(media="print")
    found["print"] = _at_once(page)
    page.emulate_media(media="screen")
    return {where: told for where, told in found.items() if told}


def _at_once(page: Page) -> list[str]:
    over = page.evaluate(_OVER)
    return [*page.evaluate(_FAULTS), *([f"the page is {over} px wider than its window"] if over else [])]
