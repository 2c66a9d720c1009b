"""The manual way: each of four questions is answered with no, and the account created on the fifth page."""

from collections.abc import Mapping

from playwright.sync_api import Page


def refuse(page: Page, labels: Mapping[str, str]) -> None:
    page.goto("https://accounts.google.test/signup/personalisation")
    page.get_by_role("link", name=labels["manual"]).click()
    for answer in ("no_activity", "no_videos", "no_personalised_ads", "no_reminders"):
        page.get_by_role("radio", name=labels[answer]).check()
        page.get_by_role("button", name=labels["next"]).click()
    page.get_by_role("button", name=labels["create"]).click()
