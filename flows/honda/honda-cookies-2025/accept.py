"""One press on the button that allows everything."""

from collections.abc import Mapping

from playwright.sync_api import Page


def accept(page: Page, labels: Mapping[str, str]) -> None:
    page.goto("https://www.cars.test/")
    page.get_by_role("button", name=labels["accept"]).click()
