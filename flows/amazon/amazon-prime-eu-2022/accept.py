"""One press on the button that subscribes."""

from collections.abc import Mapping

from playwright.sync_api import Page


def accept(page: Page, labels: Mapping[str, str]) -> None:
    page.goto("https://www.amazon.test/prime")
    page.get_by_role("button", name=labels["subscribe"]).click()
