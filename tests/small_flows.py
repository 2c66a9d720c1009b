"""Flows of two pages, as the README shows how to make one: what the tests of whole runs walk."""

from pathlib import Path

from playwright.sync_api import Browser

from analyzer import flows, pipeline
from analyzer.scoring import policy
from analyzer.walking.browsers.finding import BrowserChoice

FLOW = """
[flow]
title = "Stopping the newsletter"
service = "Shop"
right = "consent_refusal"
country = "IE"
languages = ["en"]
device = "desktop"
date = 2026-11-23
account = "none"
time_zone = "Europe/Dublin"
start = "https://shop.test/"

[site]
kind = "mock"
files = "pages"
origin = "https://shop.test"

[routes.refuse]
script = "refuse.py"
reached.text = "You will not hear from us"

[provenance]
invented = ["everything"]
"""

PAGES = {
    "index.html": "<!doctype html><html lang=en><title>Shop</title><main><a href=gone.html>Stop</a></main>",
    "gone.html": "<!doctype html><html lang=en><title>Gone</title><main><p>You will not hear from us</p></main>",
}

GOOD = 'page.get_by_role("link", name="Stop").click()'


def flow(folder: Path, name: str, *lines: str) -> Path:
    (folder / name / "pages").mkdir(parents=True)
    (folder / name / "flow.toml").write_text(FLOW, encoding="utf-8")
    for file, content in PAGES.items():
        (folder / name / "pages" / file).write_text(content, encoding="utf-8")
    body = "\n".join(f"    {line}" for line in lines)
    (folder / name / "refuse.py").write_text(f"def refuse(page):\n{body}\n", encoding="utf-8")
    return folder / name


def walked(place: Path, out: Path, browser: Browser, choice: BrowserChoice) -> Path:
    """Return what `optout run` leaves of a flow below ``out``, made in this process with a browser that runs anyhow."""
    machine = pipeline.Machine(browser, choice, patience=30)
    pipeline.run(flows.load(place), "en", out, policy.newest(), machine, lambda *_: None)
    return out / place.name
