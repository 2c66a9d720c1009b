"""The blue circle, what stands about its chat, the settings for privacy and for chats, and the help: no switch."""

from collections.abc import Mapping

from playwright.sync_api import Page


def refuse(page: Page, labels: Mapping[str, str]) -> None:
    page.goto("https://web.whatsapp.test/")
    page.get_by_role("link", name=labels["circle"], exact=True).click()
    page.get_by_role("link", name=labels["about"]).click()
    page.get_by_role("link", name=labels["settings"], exact=True).click()
    page.get_by_role("main").get_by_role("link", name=labels["privacy"]).click()
    page.get_by_role("link", name=labels["back"]).click()
    page.get_by_role("main").get_by_role("link", name=labels["chats"]).click()
    page.get_by_role("link", name=labels["help"], exact=True).click()
    page.get_by_role("link", name=labels["article"]).click()
