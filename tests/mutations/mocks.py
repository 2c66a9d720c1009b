"""A mock that another one stands before: what the site answers is changed on its way to the browser."""

import contextlib
from collections.abc import Callable
from datetime import datetime

from bs4 import BeautifulSoup
from playwright.sync_api import Browser, BrowserContext

from analyzer.mocks import MockSite, Request, Response
from analyzer.walking.browsers.browser import FLAGS
from analyzer.walking.sites import Attachment, Transport, attached

Answering = Callable[[Request], Response]

Change = Callable[[Answering], Answering]
"""Takes who answers and returns who answers instead, anew for every visit."""

Edit = Callable[[BeautifulSoup], bool]
"""Changes a page in place and says whether it did."""


def changed(change: Change) -> Transport:
    """Return the transport by which the browser meets the changed mock."""

    def attach(
        browser: Browser, context: BrowserContext, site: MockSite, clock: Callable[[], datetime]
    ) -> contextlib.AbstractContextManager[Attachment]:
        answer = change(site.handle)
        return attached(
            browser, context, MockSite(site.name, site.origins, None, lambda _, asked: (None, answer(asked))), clock
        )

    return Transport(attach, FLAGS)


def editing(edit: Edit, url: str = "") -> Change:
    """Return the change that edits the page at ``url``, or every page."""

    def change(answer: Answering) -> Answering:
        def edited(request: Request) -> Response:
            response = answer(request)
            if not is_page(response) or (url and request.url != url):
                return response
            page = BeautifulSoup(response.body, "html.parser")
            return Response(response.status, response.headers, str(page).encode()) if edit(page) else response

        return edited

    return change


def logging(log: list[tuple[Request, Response]]) -> Change:
    """Return the change that changes nothing and writes down what was asked and answered."""

    def change(answer: Answering) -> Answering:
        def logged(request: Request) -> Response:
            response = answer(request)
            log.append((request, response))
            return response

        return logged

    return change


def interposing(url: str, page: str) -> Change:
    """Return the change that shows ``page`` in place of ``url`` the first time it is opened."""

    def change(answer: Answering) -> Answering:
        waiting = [url]

        def interposed(request: Request) -> Response:
            if request.method == "GET" and request.url in waiting:
                waiting.remove(request.url)
                return Response(200, (("Content-Type", "text/html; charset=utf-8"),), page.encode())
            return answer(request)

        return interposed

    return change


def is_page(response: Response) -> bool:
    """Return whether a person is shown a page."""
    kinds = [value for name, value in response.headers if name.lower() == "content-type"]
    return bool(response.body) and any(kind.startswith("text/html") for kind in kinds)
