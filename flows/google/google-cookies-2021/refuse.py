"""Three purposes switched off one by one, and confirmed."""

from collections.abc import Mapping

from playwright.sync_api import Page


def refuse(page: Page, labels: Mapping[str, str]) -> None:
    page.goto("https://www.search.test/")
    page.get_by_role("link", name=labels["customise"]).click()
    for purpose in ("search", "videos", "ads"):
        page.get_by_role("radiogroup", name=labels[purpose]).get_by_role("radio", name=labels["off"]).check()
    page.get_by_role("button", name=labels["confirm"]).click()
