"""One press on the button that accepts everything."""

from collections.abc import Mapping

from playwright.sync_api import Page


def accept(page: Page, labels: Mapping[str, str]) -> None:
    page.goto("https://www.search.test/")
    page.get_by_role("button", name=labels["accept"]).click()
