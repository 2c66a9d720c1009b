"""A member who objects at the club, and the search for what they typed."""

import base64
import html
import json
import unicodedata
from pathlib import Path
from urllib.parse import quote, quote_plus

from playwright.sync_api import BrowserContext

from tests.walking.club import CSRF, SESSION
from tests.walking.hand import FromOutside, Hand

EMAIL, PASSWORD = "Ada.Lovelace@analytical.org", "Hunter2 & <sons>!"
NAME, WHY = "Zoé O'Brien", 'My "reasons" are mine\nalone'
TYPED = (EMAIL, PASSWORD, NAME, WHY)


def objects(context: BrowserContext) -> bool:
    """Log in by Enter, tell a name, press in a shadow root, a frame and a pop-up, and object with a reason."""
    page = context.pages[0]
    hand = Hand(page)
    hand.click(page.get_by_label("E-mail"))
    hand.write(EMAIL)
    hand.click(page.get_by_label("Year"))
    hand.write("42")
    hand.click(page.get_by_text("Stay"))
    hand.click(page.get_by_label("Password"))
    hand.write(PASSWORD)
    hand.press("Enter")
    page.wait_for_url("**/home")
    hand.click(page.get_by_label("Your name"))
    hand.write(NAME)
    hand.click(page.get_by_role("button", name="Save"))
    page.get_by_text("Hello").wait_for()
    hand.click(page.get_by_role("button", name="Deep"))
    hand.click(page.frame_locator("iframe").get_by_role("button"))
    with context.expect_page() as opened:
        hand.click(page.get_by_role("link", name="Terms"))
    other = Hand(opened.value)
    other.click(opened.value.get_by_role("button"))
    opened.value.get_by_text("Read", exact=True).wait_for()
    other.send("Page.close")
    hand.click(page.get_by_label("Why"))
    first, second = WHY.split("\n")
    hand.write(first)
    hand.press("Enter")
    hand.write(second)
    hand.click(page.get_by_role("button", name="Object"))
    page.wait_for_url("**/done")
    page.get_by_role("heading").wait_for()
    return True


def objects_in_a_window(hand: FromOutside) -> None:
    """Do the same in short, in the window of another process."""
    hand.click("[name=email]")
    hand.write(EMAIL)
    hand.click("[name=password]")
    hand.write(PASSWORD)
    hand.enter()
    hand.click("#name")
    hand.write(NAME)
    hand.click("#save")
    hand.wait("told.textContent")
    hand.click("[name=why]")
    hand.write(WHY)
    hand.click("form button")
    hand.wait("location.pathname === '/done' && document.querySelector('h1')?.textContent")


def spelled(value: str) -> set[bytes]:
    """Return a value as it may be written, by other means than those that replace it."""
    ways = {value, value.lower(), value.upper(), unicodedata.normalize("NFD", value), value.replace("\n", "\r\n")}
    ways |= {quote(one, safe="") for one in ways} | {quote_plus(one) for one in ways}
    ways |= {quote(quote(value)), html.escape(value), html.escape(value, quote=False), json.dumps(value)[1:-1]}
    ways |= {json.dumps(value, ensure_ascii=False)[1:-1], base64.b64encode(value.encode()).decode()}
    return {one.encode() for one in ways}


def leaks(folder: Path) -> list[str]:
    """Return the files below a folder that hold what was typed, or a secret of the session; as text and in base64."""
    wanted = {one: value for value in (*TYPED, SESSION, CSRF) for one in spelled(value)}
    found = []
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            data = file.read_bytes()
            found += [f"{file}: {value}" for one, value in wanted.items() if one in data]
    return found
