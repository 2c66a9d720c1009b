"""From the link in the mail through the login to the form."""

from collections.abc import Mapping

from playwright.sync_api import Page


def refuse(page: Page, labels: Mapping[str, str], persona: Mapping[str, str]) -> None:
    page.goto("https://mail.example/messages/announcement")
    page.get_by_role("link", name=labels["object"], exact=True).click()
    page.get_by_label(labels["login_email"]).fill(persona["email"])
    page.get_by_label(labels["password"]).fill(persona["password"])
    page.get_by_role("main").get_by_role("button", name=labels["login"]).click()
    page.get_by_role("button", name=labels["submit"]).click()
