"""The same way to the form, which says that the objection made on Facebook applies: nothing is left to submit."""

from collections.abc import Mapping

from playwright.sync_api import Page


def refuse(page: Page, labels: Mapping[str, str]) -> None:
    page.goto("https://www.instagram.test/")
    page.get_by_role("link", name=labels["profile"], exact=True).click()
    page.get_by_role("link", name=labels["bars"], exact=True).click()
    page.get_by_role("link", name=labels["privacy_centre"]).click()
    page.get_by_role("link", name=labels["topic"], exact=True).click()
    page.get_by_role("link", name=labels["shared"]).click()
