"""One visitor of a served site: a request as it comes from a socket, and its answer; no socket here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from analyzer.errors import InputError
from analyzer.mocks import Request, Response, Site
from analyzer.serving.addresses import Addresses, Headers

LARGEST_BODY = 1 << 20
"""Bytes that a form of a mock may have."""

_FRAMING = frozenset({"connection", "content-length", "date", "keep-alive", "server", "transfer-encoding"})


@dataclass(frozen=True)
class Asked:
    """A request as it stands in its first line, its headers and its body."""

    method: str
    target: str
    headers: Headers
    body: bytes


class Visit:
    """The site as one visitor meets it: the state lives as long as this does, and requests are answered in turn.

    Parameters
    ----------
    site, addresses
        What is served, and where.
    clock
        Gives the time of a request: the wall clock for a person, the page's clock for a walk.
    complain
        Is told in one line what went wrong in the site's own code.
    """

    def __init__(
        self, site: Site, addresses: Addresses, clock: Callable[[], datetime], complain: Callable[[str], None]
    ) -> None:
        self._site, self._addresses, self._clock, self._complain = site, addresses, clock, complain
        self._turn = Lock()

    def answer(self, asked: Asked) -> Response:
        """Answer one request; whatever it is, there is an answer.

        A name under which nothing is served is refused (421), so that no page elsewhere reaches the mock under a name
        of its own.
        """
        hosts = [value for name, value in asked.headers if name.lower() == "host"]
        origin = self._addresses.origin_at(hosts[0]) if len(hosts) == 1 else None
        if origin is None:
            there = " ".join(f"{self._addresses.served(one)}/" for one in self._addresses.origins)
            return plain(421, f"Nothing is served under this name. Open {there}")
        if not asked.target.startswith("/"):
            return plain(400, "This is no path.")
        url = origin + self._addresses.declared(asked.target.partition("#")[0])
        headers, body = self._addresses.inwards(asked.headers), self._addresses.body_inwards(asked.body)
        try:
            with self._turn:
                response = self._site.handle(Request(asked.method, url, headers, body, self._clock()))
        except InputError as error:
            self._complain(str(error))
            return plain(500, "The mock site failed; the terminal in which it is served says why.")
        if response is None:
            return plain(404, "This was never recorded.")
        told = tuple((name, value) for name, value in response.headers if name.lower() not in _FRAMING)
        shown = self._addresses.body_outwards(told, response.body)
        return Response(response.status, self._addresses.outwards(told), shown)


def plain(status: int, text: str) -> Response:
    """Answer with a sentence."""
    return Response(status, (("Content-Type", "text/plain; charset=utf-8"),), f"{text}\n".encode())
