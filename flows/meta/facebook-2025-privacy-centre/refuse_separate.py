"""The same way, then the form once more for the account that is not linked."""

from collections.abc import Mapping

from playwright.sync_api import Page


def refuse(page: Page, labels: Mapping[str, str]) -> None:
    page.goto("https://www.facebook.test/")
    page.get_by_role("button", name=labels["profile"]).click()
    page.get_by_role("button", name=labels["settings_privacy"]).click()
    page.get_by_role("link", name=labels["privacy_centre"]).click()
    page.get_by_role("link", name=labels["object"], exact=True).click()
    page.get_by_role("button", name=labels["submit"]).click()
    page.get_by_role("link", name=labels["instagram"]).click()
    page.get_by_role("button", name=labels["submit"]).click()
