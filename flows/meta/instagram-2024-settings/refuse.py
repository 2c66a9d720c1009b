"""From the profile through two menus to an article, the link in its 19th paragraph, the form, and the code by mail."""

import re
from collections.abc import Mapping

from playwright.sync_api import Page


def refuse(page: Page, labels: Mapping[str, str], persona: Mapping[str, str]) -> None:
    page.goto("https://www.instagram.test/")
    page.get_by_role("link", name=labels["profile"], exact=True).click()
    page.get_by_role("link", name=labels["bars"], exact=True).click()
    page.get_by_role("link", name=labels["about"], exact=True).click()
    page.get_by_role("link", name=labels["policy"], exact=True).click()
    page.get_by_role("button", name=labels["centre_bars"]).click()
    page.get_by_role("button", name=labels["arrow"]).click()
    page.get_by_role("link", name=labels["article"]).click()
    page.get_by_role("link", name=labels["object"], exact=True).click()
    page.get_by_label(labels["country"]).select_option(label=labels["brazil"])
    page.get_by_label(labels["email"]).fill(persona["email"])
    page.get_by_label(labels["impact"]).fill(labels["answer"])
    page.get_by_role("button", name=labels["submit"]).click()
    page.get_by_label(labels["code"]).fill(code_in(page.context.new_page(), labels))
    page.get_by_role("button", name=labels["confirm"]).click()


def code_in(mailbox: Page, labels: Mapping[str, str]) -> str:
    mailbox.goto("https://mail.example/")
    mailbox.get_by_role("link", name=labels["code_mail"]).click()
    code = re.search(r"\b\d{6}\b", mailbox.get_by_role("main").inner_text())
    mailbox.close()
    return code[0] if code else ""
