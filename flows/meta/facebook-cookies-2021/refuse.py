"""The second window, and its button, which refuses although it says that it accepts."""

from collections.abc import Mapping

from playwright.sync_api import Page


def refuse(page: Page, labels: Mapping[str, str]) -> None:
    page.goto("https://www.network.test/")
    page.get_by_role("link", name=labels["manage"]).click()
    page.get_by_role("button", name=labels["confirm"]).click()
