"""Four presses on four large buttons."""

from collections.abc import Mapping

from playwright.sync_api import Page


def accept(page: Page, labels: Mapping[str, str]) -> None:
    page.goto("https://www.facebook.test/")
    page.get_by_role("link", name=labels["start"]).click()
    page.get_by_role("button", name=labels["accept"]).click()
    page.get_by_role("button", name=labels["accept"]).click()
    page.get_by_role("button", name=labels["terms"]).click()
