"""From the chats to the help centre, through an article that names the page nobody lists, the form, and the letter."""

from collections.abc import Mapping

from playwright.sync_api import Page


def refuse(page: Page, labels: Mapping[str, str], persona: Mapping[str, str]) -> None:
    page.goto("https://web.whatsapp.test/")
    page.get_by_role("link", name=labels["help"], exact=True).click()
    page.get_by_role("link", name=labels["legal_bases"]).click()
    page.get_by_role("link", name=labels["objecting"]).click()
    page.get_by_role("link", name=labels["contact"]).click()
    page.get_by_label(labels["phone"]).fill(persona["phone"])
    page.get_by_label(labels["email"]).fill(persona["email"])
    page.get_by_label(labels["reason"]).fill(labels["grounds"])
    page.get_by_role("button", name=labels["send"], exact=True).click()
    page.goto("https://mail.example/")
    page.get_by_role("link", name=labels["letter"]).click()
    page.get_by_label(labels["reply"]).fill(labels["answer"])
    page.get_by_role("button", name=labels["send_reply"]).click()
