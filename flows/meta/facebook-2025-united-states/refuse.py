"""The way people in the European Union take, to a form that is not for people in the United States."""

from collections.abc import Mapping

from playwright.sync_api import Page


def refuse(page: Page, labels: Mapping[str, str]) -> None:
    page.goto("https://www.facebook.test/")
    page.get_by_role("button", name=labels["profile"]).click()
    page.get_by_role("button", name=labels["settings_privacy"]).click()
    page.get_by_role("link", name=labels["privacy_centre"]).click()
    page.get_by_role("link", name=labels["object"], exact=True).click()
