"""The one switch, and the button that confirms it."""

from collections.abc import Mapping

from playwright.sync_api import Page


def refuse(page: Page, labels: Mapping[str, str]) -> None:
    page.goto("https://www.cars.test/")
    page.get_by_role("switch", name=labels["advertising"]).uncheck()
    page.get_by_role("button", name=labels["confirm"]).click()
