"""What may leave while somebody else's service is looked at: questions, slowly and under our name, and nothing else."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Route, WebSocketRoute

from analyzer.walking.live import unasked
from analyzer.walking.manners import READING
from analyzer.wording.committing import address_commits

_BY_SCRIPTS = frozenset({"xhr", "fetch", "ping", "eventsource"})
"""Kinds of request by which a script can have something done."""


class Guard:
    """Stands between a page and a service that is not ours; ``held`` names what did not leave, each once.

    ``start`` is where the visit begins, ``allowed`` which documents may be entered, ``language`` that of the pages.
    """

    def __init__(self, context: BrowserContext, start: str, allowed: Callable[[str], bool], language: str) -> None:
        self.held: dict[str, None] = {}
        self._home = urlsplit(start).hostname or ""
        self._allowed, self._language = allowed, language
        context.route("**/*", self._asked)
        # What goes over a socket cannot be told from a form.
        context.route_web_socket(re.compile(""), self._socket)

    def _asked(self, route: Route) -> None:
        request = route.request
        page = request.is_navigation_request()
        why = unasked(request.url, self._home)
        if not why and (page or request.resource_type in _BY_SCRIPTS):
            why = address_commits(request.url, self._language, page=page)
        if request.method not in READING:
            why = f"a request ({request.method[:20]}) that may change something"
        elif page and request.frame.parent_frame is None and not self._allowed(request.url):
            why = "a way to another origin"
        if not why:
            route.continue_()
            return
        self._hold(request.url, why)
        route.abort()

    def _socket(self, route: WebSocketRoute) -> None:
        self._hold(route.url, "a socket")
        route.close()

    def _hold(self, url: str, why: str) -> None:
        parts = urlsplit(url)
        self.held[f"{parts.scheme}://{parts.hostname or ''}{parts.path}"[:200] + f" was not asked: {why}"] = None
