"""The second transport: the mock stands on a loopback port, and the browser goes there by itself.

It must give the same walk as the hermetic one. A route may go on asking for declared addresses: the browser is sent on
to where they are served. Everything else is aborted and counted as there.
"""

import contextlib
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
from playwright.sync_api import Browser, BrowserContext, CDPSession

from analyzer.flows import Flow, RouteSpec
from analyzer.mocks import Site
from analyzer.model import FlowIdentity
from analyzer.serving import Addresses, Visit, serving
from analyzer.walking.browsers.browser import LOOPBACK_FLAGS
from analyzer.walking.sites import Attachment, Transport, fetching, origin_of


class _Served(Attachment):
    """The books of a walk against a served site."""

    def __init__(
        self,
        session: CDPSession,
        context: BrowserContext,
        site: Site,
        clock: Callable[[], datetime],
        addresses: Addresses,
    ) -> None:
        super().__init__(session, context, site, clock)
        self._addresses = addresses

    def fail(self, line: str) -> None:
        """Note that the site failed, for the walk to ask for."""
        self.failure = line

    def _answer(self, paused: dict[str, Any]) -> None:
        url, request_id = paused["request"]["url"], {"requestId": paused["requestId"]}
        if self._addresses.declared(url).startswith(tuple(f"{origin}/" for origin in self._site.origins)):
            if origin_of(url) in self._site.origins:
                there = {"name": "location", "value": self._addresses.served(url)}
                moved = {"responseCode": 307, "responseHeaders": [there]}
                self._session.send("Fetch.fulfillRequest", request_id | moved)
            else:
                self._session.send("Fetch.continueRequest", request_id)
        else:
            super()._answer(paused)


def served(listener: socket.socket, addresses: Addresses) -> Transport:
    """Return the transport for one walk: its site is served on ``listener``, on the walk's clock, and ends with it."""

    @contextlib.contextmanager
    def attach(
        browser: Browser, context: BrowserContext, site: Site, clock: Callable[[], datetime]
    ) -> Iterator[Attachment]:
        attachment = _Served(browser.new_browser_cdp_session(), context, site, clock, addresses)
        visit = Visit(site, addresses, clock, attachment.fail)
        with serving(listener, visit), fetching(attachment):
            yield attachment

    return Transport(attach, LOOPBACK_FLAGS)


def moved(flow: Flow, addresses: Addresses) -> Flow:
    """Return the flow as it reads where its site is served: channels and goals.

    Its start and its scripts stay as they are, so that a script that opens the start is seen to do just that.
    """
    return replace(
        flow,
        routes={name: _route(route, addresses) for name, route in flow.routes.items()},
        identities={language: _identity(one, addresses) for language, one in flow.identities.items()},
    )


def _route(route: RouteSpec, addresses: Addresses) -> RouteSpec:
    goals = {
        language: msgspec.structs.replace(goal, url=addresses.served(goal.url))
        for language, goal in route.goals.items()
    }
    return replace(route, goals=goals)


def _identity(identity: FlowIdentity, addresses: Addresses) -> FlowIdentity:
    site = msgspec.structs.replace(
        identity.site,
        origins=tuple(map(addresses.served, identity.site.origins)),
        channels={addresses.served(origin): name for origin, name in identity.site.channels.items()},
    )
    return msgspec.structs.replace(identity, site=site)
