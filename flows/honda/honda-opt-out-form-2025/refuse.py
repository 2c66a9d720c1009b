"""The link at the foot of the page, eight fields, and the button."""

from collections.abc import Mapping

from playwright.sync_api import Page


def refuse(page: Page, labels: Mapping[str, str], persona: Mapping[str, str]) -> None:
    page.goto("https://www.cars.test/")
    page.get_by_role("link", name=labels["choices"]).click()
    for field in ("first_name", "last_name", "address", "city", "zip", "phone", "email"):
        page.get_by_label(labels[field]).fill(persona[field])
    page.get_by_label(labels["state"], exact=False).select_option(persona["state"])
    page.get_by_role("button", name=labels["send"]).click()
