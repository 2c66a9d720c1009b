"""The cancel button on the page of the membership, and the one that confirms."""

from collections.abc import Mapping

from playwright.sync_api import Page


def refuse(page: Page, labels: Mapping[str, str]) -> None:
    page.goto("https://www.amazon.test/prime")
    page.get_by_role("link", name=labels["cancel"]).click()
    page.get_by_role("button", name=labels["confirm"]).click()
