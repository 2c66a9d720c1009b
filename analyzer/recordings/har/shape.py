"""What of a HAR is read: its entries, each member optional that some program leaves out."""

import json
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

import msgspec

T = TypeVar("T")
TEXT, BINARY = 1, 2
"""Opcodes of WebSocket messages (RFC 6455, section 5.2)."""

LOST = "_lost"
"""Says in our own files that the body of an answer was not kept."""


def header_of(headers: Sequence[tuple[str, str]], wanted: str) -> str:
    """Return the value of the header ``wanted``, "" if there is none."""
    return next((value for name, value in headers if name.lower() == wanted), "")


class Pair(msgspec.Struct, frozen=True):
    """A name and what it has: a header, or a field of a form."""

    name: str = ""
    told: str | int | float | bool = msgspec.field(name="value", default="")

    @property
    def value(self) -> str:
        """What the name has, as text."""
        # Some write the length of a content as a number.
        return self.told if isinstance(self.told, str) else json.dumps(self.told).removesuffix(".0")


class Posted(msgspec.Struct, frozen=True, rename="camel"):
    """The body of a request, or the file beside the HAR that holds it."""

    mime_type: str = ""
    text: str | None = None
    encoding: str = ""
    params: tuple[Pair, ...] = ()
    file: str = msgspec.field(name="_file", default="")

    @property
    def in_base64(self) -> bool:
        """Whether the text is base64, as HAR calls it and programs spell it."""
        return self.encoding.strip().lower() == "base64"


class Request(msgspec.Struct, frozen=True, rename="camel"):
    """What was asked."""

    method: str
    url: str
    headers: tuple[Pair, ...] = ()
    post_data: Posted | None = None


class Content(msgspec.Struct, frozen=True, rename="camel"):
    """The body of an answer, or the file beside the HAR that holds it."""

    text: str | None = None
    encoding: str = ""
    size: float = 0
    mime_type: str = ""
    file: str = msgspec.field(name="_file", default="")

    @property
    def in_base64(self) -> bool:
        """Whether the text is base64, as HAR calls it and programs spell it."""
        return self.encoding.strip().lower() == "base64"


class Response(msgspec.Struct, frozen=True):
    """What was answered; all of it may be missing."""

    status: float = 0
    headers: tuple[Pair, ...] = ()
    content: Content = Content()
    failed: str | None = msgspec.field(name="_failureText", default=None)


class Frame(msgspec.Struct, frozen=True):
    """One message of a socket."""

    type: str
    opcode: int = TEXT
    data: str = ""


class Entry(msgspec.Struct, frozen=True):
    """One request with its answer, or one socket."""

    request: Request
    response: Response = Response()
    started: str = msgspec.field(name="startedDateTime", default="")
    failed: str | None = msgspec.field(name="_failureText", default=None)
    kind: str | None = msgspec.field(name="_resourceType", default=None)
    frames: tuple[Frame, ...] | None = msgspec.field(name="_webSocketMessages", default=None)
    lost: bool = msgspec.field(name=LOST, default=False)

    @property
    def is_socket(self) -> bool:
        """Whether the entry tells of a socket."""
        # Chrome has called plain requests so too, after a socket was open (seen in version 93).
        called = self.kind == "websocket" and self.response.status < 200  # noqa: PLR2004 - a socket is never answered
        spoke = bool(self.frames) or (self.frames is not None and self.response.status < 200)  # noqa: PLR2004 - the same
        return called or spoke or self.request.url.startswith(("ws:", "wss:"))


class Head(msgspec.Struct, Generic[T], frozen=True):
    """What of a log is read."""

    entries: tuple[T, ...]
    creator: Any = None


class Har(msgspec.Struct, Generic[T], frozen=True):
    """The outermost object."""

    log: Head[T]


def without_nulls(value: Any) -> Any:
    """Return a JSON value without members that are null, which some write where others write nothing."""
    if isinstance(value, dict):
        return {name: without_nulls(member) for name, member in value.items() if member is not None}
    return [without_nulls(one) for one in value] if isinstance(value, list) else value
