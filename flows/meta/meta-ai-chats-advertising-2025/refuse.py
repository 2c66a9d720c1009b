"""Through the ad preferences to the page about the AI, which says that there is no setting."""

from collections.abc import Mapping

from playwright.sync_api import Page


def refuse(page: Page, labels: Mapping[str, str]) -> None:
    page.goto("https://www.meta.test/")
    page.get_by_role("link", name=labels["preferences"]).click()
    page.get_by_role("link", name=labels["activity"]).click()
    page.get_by_role("link", name=labels["ai"]).click()
