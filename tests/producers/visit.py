"""What the visitor of the shop does, whichever browser it is that records."""

from playwright.sync_api import Page

from tests.producers import shop

LOOK = 0.7
"""Seconds for which a person looks before the next act."""


def visit(page: Page) -> None:
    """Wait for all that the first page asks for, ask its state again, refuse, and look at the settings again."""
    page.goto(f"{shop.SHOP}/")
    page.get_by_text("all was asked").wait_for()
    _look(page)
    page.get_by_role("button", name="Vérifier").click()
    page.get_by_text("asked 2 times").wait_for()
    page.get_by_label("Pourquoi").fill(shop.WHY)
    _look(page)
    page.get_by_role("button", name="Refuser").click()
    page.get_by_text(shop.DONE).wait_for()
    _look(page)
    page.get_by_role("link").click()
    page.get_by_text("all was asked").wait_for()
    _look(page)


def _look(page: Page) -> None:
    page.wait_for_timeout(LOOK * 1000)
