"""The eight steps that every side walks: a mock of six pages, its flow, its script and the equivalent recording.

Each page has some 230 elements, some 80 of which can be pressed, so that looking at it costs something. Six of the
steps load a page.
"""

import json
from pathlib import Path
from textwrap import dedent

NAMES = ("Settings", "Privacy", "AI at Shop", "Right to object", "Continue", "Send")
"""What is pressed on each page in turn; before that the fifth page's form is filled in, the sixth page's box ticked."""

FIELD, ADDRESS, BOX = "Your e-mail address", "person@mail.example", "I have read this"

HOST = "shop.test"

FLOW = """
[flow]
title = "Eight steps"
service = "Shop"
right = "objection"
country = "IE"
languages = ["en"]
device = "desktop"
date = 2026-11-26
account = "none"
time_zone = "Europe/Dublin"
start = "https://shop.test/"
[site]
kind = "mock"
files = "pages"
origin = "https://shop.test"
[routes.refuse]
script = "refuse.py"
reached.url = "https://shop.test/6.html"
[provenance]
invented = ["everything"]
"""

SCRIPT = f"""
def refuse(page):
    for name in {NAMES[:4]!r}:
        page.get_by_role("link", name=name, exact=True).click()
    page.get_by_label({FIELD!r}).fill({ADDRESS!r})
    page.get_by_role("link", name={NAMES[4]!r}, exact=True).click()
    page.get_by_label({BOX!r}).check()
    page.get_by_role("link", name={NAMES[5]!r}, exact=True).click()
"""


def write(folder: Path) -> Path:
    """Write the flow and its pages into ``folder`` and return it."""
    pages = folder / "pages"
    pages.mkdir(parents=True)
    for number, name in enumerate((*NAMES, "")):
        file = "index.html" if number == 0 else f"{number}.html"
        (pages / file).write_text(_page(number, name), encoding="utf-8")
    (folder / "flow.toml").write_text(FLOW, encoding="utf-8")
    (folder / "refuse.py").write_text(SCRIPT, encoding="utf-8")
    return folder


def recording(start: str) -> str:
    """Return the same steps as Chrome's DevTools export them, from ``start`` on."""
    moved = {"assertedEvents": [{"type": "navigation"}]}
    steps: list[dict[str, object]] = [
        {"type": "setViewport", "width": 1280, "height": 800, "deviceScaleFactor": 1, "isMobile": False,
         "hasTouch": False, "isLandscape": False},
        {"type": "navigate", "url": start, **moved},
        *(_click(name) | moved for name in NAMES[:4]),
        {"type": "change", "value": ADDRESS, "selectors": [[f"aria/{FIELD}"]], "target": "main"},
        _click(NAMES[4]) | moved,
        _click(BOX),
        _click(NAMES[5]) | moved,
    ]  # fmt: skip
    return json.dumps({"title": "Eight steps", "steps": steps})


def _click(name: str) -> dict[str, object]:
    return {"type": "click", "selectors": [[f"aria/{name}"]], "target": "main", "offsetX": 5, "offsetY": 5}


def _page(number: int, name: str) -> str:
    links = "".join(f"<li><a href='#{item}'>Topic {number}.{item} of the help pages</a></li>" for item in range(60))
    buttons = "".join(f"<button type=button>Choose {item}</button> " for item in range(18))
    text = "".join(f"<p>Paragraph {item} says once more what stands in the one before it.</p>" for item in range(40))
    field = f"<p><label>{FIELD} <input name=email></label></p>" if number == len(NAMES) - 2 else ""
    box = f"<p><label><input type=checkbox> {BOX}</label></p>" if number == len(NAMES) - 1 else ""
    after = f"<p><a href='{number + 1}.html'>{name}</a></p>" if name else "<p>You have objected.</p>"
    return dedent(f"""\
        <!doctype html><html lang=en><meta charset=utf-8><title>Page {number}</title>
        <style>body {{ font: 16px sans-serif; margin: 1em }} li {{ display: inline-block; margin: 0 .5em }}</style>
        <h1>Page {number}</h1><main>{field}{box}{after}{text}</main><nav><ul>{links}</ul></nav><p>{buttons}</p>
        """)
