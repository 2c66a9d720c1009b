"""The form for people without an account: a request, who asks, and the evidence it wants."""

from collections.abc import Mapping

from playwright.sync_api import Page


def refuse(page: Page, labels: Mapping[str, str], persona: Mapping[str, str]) -> None:
    page.goto("https://www.meta.test/articles/third-party")
    page.get_by_role("link", name=labels["form"]).click()
    page.get_by_label(labels["choice"]).check()
    page.get_by_label(labels["country"]).select_option(persona["country"])
    for field in ("name", "email", "prompts"):
        page.get_by_label(labels[field]).fill(persona[field])
    picture = {"name": "screenshot.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n"}
    page.get_by_label(labels["evidence"]).set_input_files(picture)
    page.get_by_role("button", name=labels["send"]).click()
