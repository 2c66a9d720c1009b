"""Looking into the person's mailbox for a code that a service has sent."""

from playwright.sync_api import BrowserContext
from playwright.sync_api import Error as PlaywrightError

from analyzer.exploring.answers import code_in
from analyzer.walking.exploring.ground import origin

LETTERS = 3
"""How many messages are opened, from the top of the list, where mailboxes show the newest."""

_LINKS = "() => [...document.querySelectorAll('main a[href], [role=main] a[href]')].map(one => one.href)"
_TEXT = "() => (document.querySelector('main, [role=main]') ?? document.body).innerText"


def newest_code(context: BrowserContext, mailbox: str) -> str:
    """Return the code in the newest message that holds one, "" where there is none; ``mailbox`` is its origin.

    It is read in a window of its own, which is closed again.
    """
    page = context.new_page()
    try:
        page.goto(f"{mailbox}/")
        letters = [one for one in page.evaluate(_LINKS) if origin(one) == mailbox]
        for letter in letters[:LETTERS]:
            page.goto(letter)
            if code := code_in(page.evaluate(_TEXT)):
                return code
    except PlaywrightError:
        return ""
    finally:
        page.close()
    return ""
