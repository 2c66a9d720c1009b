"""What in recorded traffic could be somebody's data: told by kind and count, never shown."""

import re
from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from analyzer.model import Exchange, Traffic
from analyzer.recordings.spool import each

_EMAIL = re.compile(rb"(?<![\w.+%-])[\w.+-]{1,64}(?:@|%40)(?:[\w-]{1,63}\.){1,4}([A-Za-z]{2,24})(?![\w-])")
_FILES = frozenset({b"png", b"jpg", b"jpeg", b"gif", b"webp", b"svg", b"avif", b"css", b"js"})
"""Endings of files that are named for a density, as ``logo@2x.png``."""

_ONE = {
    "WebSocket messages sent by the page": "WebSocket message sent by the page",
    "addresses with a query": "address with a query",
    "cookies set by answers": "cookie set by an answer",
    "different e-mail addresses": "e-mail address",
    "requests with a body, as forms send": "request with a body, as a form sends",
}
"""Each kind where there is one of it."""

_SENT_BY_WHOM = frozenset({"cookie", "authorization", "proxy-authorization"})
"""Headers of a request that say who asks. A tape answers by method, address and body, and does without them."""


def without_credentials(traffic: Traffic) -> tuple[Traffic, tuple[str, ...]]:
    """Return the traffic without the headers that say who asked, and how many of each there were."""
    left = Counter(name.lower() for one in traffic.exchanges for name, _ in one.asked if name.lower() in _SENT_BY_WHOM)
    notes = tuple(
        f"{count} {name} {'header of a request' if count == 1 else 'headers of requests'} left out: no tape needs it"
        for name, count in left.items()
    )
    return replace(traffic, exchanges=each(_anonymous, traffic.exchanges)), notes


def _anonymous(one: Exchange) -> Exchange:
    return replace(one, asked=tuple(pair for pair in one.asked if pair[0].lower() not in _SENT_BY_WHOM))


def disclosures(traffic: Traffic) -> tuple[str, ...]:
    """Return what could be somebody's in what is kept, a line a kind."""
    counted = Counter(kind for one in traffic.exchanges for kind in _kinds(one))
    counted["WebSocket messages sent by the page"] = sum(
        message.sent for socket in traffic.sockets for message in socket.messages
    )
    emails = {email for text in _texts(traffic) for email in _emails(text)}
    counted["different e-mail addresses"] = len(emails)
    return tuple(f"{count} {_ONE[kind] if count == 1 else kind}" for kind, count in sorted((+counted).items()))


def _kinds(one: Exchange) -> Iterator[str]:
    yield from ("cookies set by answers" for name, _ in one.answered if name.lower() == "set-cookie")
    if one.sent:
        yield "requests with a body, as forms send"
    if "?" in one.url:
        yield "addresses with a query"


def _texts(traffic: Traffic) -> Iterator[bytes]:
    for one in traffic.exchanges:
        yield one.url.encode()
        yield one.sent
        yield one.body
        for _, value in (*one.asked, *one.answered):
            yield value.encode()
    for socket in traffic.sockets:
        yield from (message.data for message in socket.messages)


def _emails(text: bytes) -> Iterator[bytes]:
    if b"@" in text or b"%40" in text:
        for found in _EMAIL.finditer(text):
            if found[1].lower() not in _FILES:
                yield found[0].replace(b"%40", b"@").lower()
