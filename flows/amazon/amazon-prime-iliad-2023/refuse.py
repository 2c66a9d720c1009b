"""From the menu of the account to Prime Central, and through the four pages to the last of fifteen options."""

from collections.abc import Mapping

from playwright.sync_api import Page


def refuse(page: Page, labels: Mapping[str, str]) -> None:
    page.goto("https://www.amazon.test/")
    page.get_by_role("link", name=labels["account"]).hover()
    page.get_by_role("link", name=labels["prime"], exact=True).click()
    page.get_by_role("button", name=labels["manage"]).click()
    page.get_by_role("link", name=labels["end"]).click()
    page.get_by_role("link", name=labels["continue"]).click()
    page.get_by_role("link", name=labels["continue"]).click()
    page.get_by_role("button", name=labels["end_now"]).click()
