"""What went between the browser and a service: requests with their answers, and what of them is to be disregarded."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from msgspec import Meta

from analyzer.model.record import Record
from analyzer.model.walk import Milliseconds

Headers = tuple[tuple[str, str], ...]
"""Names and values in order; a name may occur more than once, as ``Set-Cookie`` does."""

Status = Annotated[int, Meta(ge=100, le=999)]


class Exchange(Record, frozen=True, kw_only=True):
    """One request and its answer. Bodies are as the page gets them: nothing is compressed or cut into chunks.

    ``at`` is when it was asked, on the page clock since the walk began; in a recording from elsewhere, since its first
    request. ``lost`` says that the body was not kept: it is empty here, and was not.
    """

    at: Milliseconds
    method: str
    url: str
    asked: Headers
    sent: bytes
    status: Status
    answered: Headers
    body: bytes
    lost: bool = False


class Message(Record, frozen=True, kw_only=True):
    """One message over a socket: whether the page sent it, whether it is text, and its bytes (text in UTF-8)."""

    sent: bool
    text: bool
    data: bytes


class Socket(Record, frozen=True, kw_only=True):
    """One WebSocket from its opening to its end, with its messages in order; ``at`` as for an exchange."""

    at: Milliseconds
    url: str
    messages: tuple[Message, ...]


class Traffic(Record, frozen=True, kw_only=True):
    """All that was recorded; ``start`` is when ``at`` is 0, null where no entry says when it was."""

    start: datetime | None
    exchanges: Sequence[Exchange]
    sockets: Sequence[Socket] = ()


class TapeRules(Record, frozen=True, kw_only=True):
    """What of a request does not tell it from another one; all of it is declared, nothing guessed.

    ``parameters`` are names in a query or a form whose values change from visit to visit, ``keys`` the same in a JSON
    body, at any depth. An address like one of the globs ``latest`` is asked again and again: it is answered with what
    was recorded last at the same time, not with the next answer.
    """

    parameters: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    latest: tuple[str, ...] = ()


class Reads(Record, frozen=True, kw_only=True):
    """Requests to a live service that only read although they are sent by POST or over a WebSocket, as declared.

    ``address`` is a glob. Where there are ``names``, each operation in the request must say one of them, as GraphQL's
    ``operationName`` does.
    """

    address: str
    names: tuple[str, ...] = ()
