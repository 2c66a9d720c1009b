"""From the bell to the notice, the link at the end of its second paragraph, the form, and the code sent by mail."""

import re
from collections.abc import Mapping

from playwright.sync_api import Page


def refuse(page: Page, labels: Mapping[str, str], persona: Mapping[str, str]) -> None:
    page.goto("https://www.facebook.test/")
    page.get_by_role("link", name=labels["notifications"]).click()
    page.get_by_role("link", name=labels["notification"]).click()
    page.get_by_role("link", name=labels["object"], exact=True).click()
    page.get_by_label(labels["country"]).select_option(label=labels["france"])
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
