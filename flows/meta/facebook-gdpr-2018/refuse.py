"""Through the settings of both consents, past a warning each, once more over the changes, and the terms."""

from collections.abc import Mapping

from playwright.sync_api import Page


def refuse(page: Page, labels: Mapping[str, str]) -> None:
    page.goto("https://www.facebook.test/")
    page.get_by_role("link", name=labels["start"]).click()
    for choice in ("no_partners", "no_faces"):
        page.get_by_role("link", name=labels["manage"]).click()
        page.get_by_role("link", name=labels["continue"]).click()
        page.get_by_role("radio", name=labels[choice]).check()
        page.get_by_role("button", name=labels["save"]).click()
        page.get_by_role("button", name=labels["confirm"]).click()
    page.get_by_role("button", name=labels["with_changes"]).click()
    page.get_by_role("button", name=labels["terms"]).click()
