"""Through the settings to the Privacy Policy, a search in its text, and the link in the passage found."""

from collections.abc import Mapping

from playwright.sync_api import Page


def refuse(page: Page, labels: Mapping[str, str]) -> None:
    page.goto("https://www.facebook.test/")
    page.get_by_role("button", name=labels["profile"]).click()
    page.get_by_role("button", name=labels["settings_privacy"]).click()
    page.get_by_role("link", name=labels["settings"], exact=True).click()
    page.get_by_role("main").get_by_role("link", name=labels["policy"]).click()
    page.get_by_role("link", name=labels["magnifier"]).click()
    page.get_by_role("searchbox", name=labels["word"], exact=True).fill(labels["wanted"])
    page.get_by_role("searchbox", name=labels["word"], exact=True).press("Enter")
    page.get_by_role("link", name=labels["right"]).click()
    page.get_by_role("link", name=labels["object"], exact=True).click()
    page.get_by_role("radio", name=labels["yes"]).check()
    page.get_by_role("button", name=labels["submit"]).click()
