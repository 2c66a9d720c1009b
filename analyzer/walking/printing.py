"""A page of our own as PDF: tagged, with its table of contents filled in, and the same bytes each time.

Chromium numbers sheets but cannot say in the text on which one a heading stands (``target-counter`` is not built). So
the page is printed twice: the first print says where the headings came to lie, the second has the numbers. A number
takes room, too, and may move what it counts: the print that is kept is one whose headings lie where it says. Of what a
print holds only its two dates differ between two prints of the same page by the same build and fonts.

Chromium writes no author either, though a page may name one: that is appended as an update of the file, as PDF (ISO
32000-1, 7.5.6) provides, so that no byte before it moves.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError

from analyzer.errors import BrowserError

_DATES = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}\+00'00'\)")
_TABLE = re.compile(rb"/Dests (\d+) 0 R")
_PLACE = re.compile(rb"/([^\s/\[\]]+) \[(\d+) 0 R /XYZ")
_KIDS = re.compile(rb"/Kids \[([^\]]*)\]")
_TRAILER = re.compile(
    rb"trailer\s+<<(?P<held>[^<>]*/Info (?P<info>\d+) 0 R[^<>]*)>>\s+startxref\s+(?P<table>\d+)\s+%%EOF\s*\Z"
)
_BLANK = """() => {
  for (const one of document.images) one.style.visibility = 'hidden';
  for (const place of document.querySelectorAll('[data-page-of]')) place.textContent = '00';
}"""
"""The first print is there for its places only: encoding pictures is most of what a print costs. Numbers get room."""

_PRINTS = 6
"""How often a page is printed until its numbers hold; each time that numbers get longer may move a heading again."""

_FILL = """pages => {
  for (const one of document.images) one.style.visibility = '';
  for (const place of document.querySelectorAll('[data-page-of]'))
    place.textContent = pages[place.dataset.pageOf] ?? '';
}"""


def printed(browser: Browser, html: str, made: datetime, author: str = "") -> bytes:
    """Print a page that needs nothing from elsewhere; its scripts, had it any, do not run.

    Parameters
    ----------
    browser
        A started browser.
    html
        The page. Elements with ``data-page-of="ID"`` get the number of the sheet on which the element ID begins, where
        a link leads to it.
    made
        The date that stands in the file, for the browser would write that of now.
    author
        Who is named as the file's author, "" for nobody.

    Raises
    ------
    BrowserError
        If the browser does not print it, or its numbers move what they count each time.
    """
    try:
        context = browser.new_context(java_script_enabled=False, offline=True, service_workers="block")
        try:
            page = context.new_page()
            page.set_content(html, wait_until="load")
            page.evaluate(_BLANK)
            return authored(settled(_numbered(page, sheets(_print(page))), made), author)
        finally:
            context.close()
    except PlaywrightError as error:
        raise BrowserError(
            f"the browser printed no PDF: {error.message.splitlines()[0]}; run: optout doctor"
        ) from error


def settled(pdf: bytes, made: datetime) -> bytes:
    """Return a print with ``made`` as its dates; no byte changes its place, so that its table of offsets holds."""
    date = made.astimezone(UTC).strftime("%Y%m%d%H%M%S").encode()
    return _DATES.sub(lambda found: b"/" + found[1] + b" (D:" + date + b"+00'00')", pdf)


def authored(pdf: bytes, author: str) -> bytes:
    """Return a print whose information names its author.

    The same bytes where there is nobody to name, or where the browser ended the file in another way than a table.
    """
    trailer = _TRAILER.search(pdf)
    if not author or trailer is None:
        return pdf
    number = int(trailer["info"])
    named = b"/Author <" + f"\ufeff{author}".encode("utf-16-be", "replace").hex().upper().encode() + b">>>"
    information = _object(pdf, number).strip().removesuffix(b">>") + b"\n" + named
    start = len(pdf.rstrip()) + 1
    added = information + b"\nendobj\n"
    table = b"xref\n0 1\n0000000000 65535 f \n%d 1\n%010d 00000 n \n" % (number, start)
    before = int(trailer["table"])
    ending = b"trailer\n<<%b\n/Prev %d>>\nstartxref\n%d\n" % (trailer["held"], before, start + len(added))
    return pdf.rstrip() + b"\n" + added + table + ending + b"%%EOF\n"


def sheets(pdf: bytes) -> Mapping[str, int]:
    """Return on which sheet, counted from 1, each place lies that a link of the print leads to."""
    table = _TABLE.search(pdf)
    if table is None:
        return {}
    at = {number: sheet for sheet, number in enumerate(_pages(pdf), start=1)}
    places = _PLACE.findall(_object(pdf, int(table[1])))
    return {name.decode("ascii", "replace"): at[int(page)] for name, page in places if int(page) in at}


def _numbered(page: Page, places: Mapping[str, int]) -> bytes:
    """Print a page with the numbers of the sheets on which its places lie in that very print."""
    for _ in range(_PRINTS):
        page.evaluate(_FILL, places)
        pdf = _print(page)
        if (found := sheets(pdf)) == places:
            return pdf
        places = found
    raise BrowserError(
        "the table of contents cannot be numbered: its numbers move the headings that they count; shorten the cover"
    )


def _print(page: Page) -> bytes:
    return page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)


def _pages(pdf: bytes) -> list[int]:
    """Return the object numbers of the sheets in their order: the leaves of the tree of pages."""
    root = re.search(rb"/Pages (\d+) 0 R", pdf)
    return _leaves(pdf, int(root[1])) if root else []


def _leaves(pdf: bytes, number: int) -> list[int]:
    kids = _KIDS.search(_object(pdf, number))
    if kids is None:
        return [number]
    return [leaf for kid in re.findall(rb"(\d+) 0 R", kids[1]) for leaf in _leaves(pdf, int(kid))]


def _object(pdf: bytes, number: int) -> bytes:
    """Return an object of the file as it is written; what Skia writes as a dictionary it does not compress."""
    start = pdf.find(b"\n%d 0 obj\n" % number)
    return pdf[start : pdf.find(b"endobj", start)] if start >= 0 else b""
