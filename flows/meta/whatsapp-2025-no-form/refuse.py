"""From the chats to the help centre, a search for the form, the legal bases, the policy, and back to the start."""

from collections.abc import Mapping

from playwright.sync_api import Page


def refuse(page: Page, labels: Mapping[str, str]) -> None:
    page.goto("https://web.whatsapp.test/")
    page.get_by_role("link", name=labels["help"], exact=True).click()
    page.get_by_role("searchbox").fill(labels["wanted"])
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name=labels["legal_bases"]).click()
    page.get_by_role("main").get_by_role("link", name=labels["policy"]).click()
    page.get_by_role("main").get_by_role("link", name=labels["help_centre"]).click()
