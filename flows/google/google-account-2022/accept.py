"""The express way: one press, and all trackers are on."""

from collections.abc import Mapping

from playwright.sync_api import Page


def accept(page: Page, labels: Mapping[str, str]) -> None:
    page.goto("https://accounts.google.test/signup/personalisation")
    page.get_by_role("button", name=labels["express"]).click()
