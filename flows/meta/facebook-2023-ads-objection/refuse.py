"""Through the Privacy Policy to a hidden form that wants each purpose, and why an unpublished assessment is wrong."""

from collections.abc import Mapping

from playwright.sync_api import Page


def refuse(page: Page, labels: Mapping[str, str]) -> None:
    page.goto("https://www.facebook.test/")
    page.get_by_role("button", name=labels["profile"]).click()
    page.get_by_role("button", name=labels["settings_privacy"]).click()
    page.get_by_role("link", name=labels["privacy_centre"]).click()
    page.get_by_role("link", name=labels["policy"], exact=True).click()
    page.get_by_role("link", name=labels["bases"]).click()
    page.get_by_role("link", name=labels["object"], exact=True).click()
    page.get_by_label(labels["purposes"]).fill(labels["named"])
    page.get_by_label(labels["assessment"]).fill(labels["argument"])
    page.get_by_role("button", name=labels["submit"]).click()
