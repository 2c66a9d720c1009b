"""Two presses: the offer on the front page, and the button behind it."""

from collections.abc import Mapping

from playwright.sync_api import Page


def accept(page: Page, labels: Mapping[str, str]) -> None:
    page.goto("https://www.amazon.test/")
    page.get_by_role("link", name=labels["try"]).click()
    page.get_by_role("button", name=labels["join"]).click()
