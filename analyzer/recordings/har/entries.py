"""One entry of a HAR as the exchange or the socket that it tells of, or why it tells of neither."""

from collections.abc import Iterable
from datetime import UTC, datetime

import msgspec

from analyzer.model import Exchange, Message, Socket
from analyzer.recordings import strictjson
from analyzer.recordings.addresses import is_service, is_token, sendable
from analyzer.recordings.charsets import is_text
from analyzer.recordings.har.bodies import Answer, Blobs, from_base64, length, sent_by
from analyzer.recordings.har.shape import BINARY, TEXT, Entry, Frame, Pair, Response

_SOCKETS = {"http": "ws", "https": "wss"}
NOT_MODIFIED = 304
_WITHOUT_BODY = frozenset({204, 205, *range(300, 400)} - {NOT_MODIFIED})
_UNREAD = frozenset({"ping", "preflight", "csp-violation-report", "cspviolationreport"})
"""What Chrome and Playwright call requests whose answers no page reads."""


def not_traffic(entry: Entry) -> str:
    """Return why an entry is left out, "" if it is not."""
    request, response = entry.request, entry.response
    if not is_service(request.url) or not is_token(request.method):
        return "left out: no address or method of a service on the web"
    if entry.is_socket:
        kept = entry.frames is not None or response.content.file
        return "" if kept else "left out: WebSockets without their messages, which Firefox does not keep"
    if entry.failed or response.failed or (response.status < 200 and not lacks_status(response)):  # noqa: PLR2004 - what comes before an answer
        return "left out: never answered"
    return ""


def lacks_status(response: Response) -> bool:
    """Return whether an answer came and its status was not noted: Firefox does so where a page was left at once."""
    return response.status == 0 and bool(response.headers and response.content.text)


def lacks_content(entry: Entry) -> bool:
    """Return whether the body of an answer that had one is not in the HAR."""
    content, status = entry.response.content, entry.response.status
    # Firefox fills with zeros what it lost of a text of more than a megabyte.
    if content.text and is_text(content.mime_type) and content.text.endswith("\0"):
        return True
    if content.text or content.file or entry.request.method in {"HEAD", "OPTIONS"} or entry.kind in _UNREAD:
        return False
    return status == NOT_MODIFIED or (content.size > 0 and status not in _WITHOUT_BODY)


def lacks_sent(entry: Entry, read: Exchange) -> bool:
    """Return whether the body of a request that had one is not in the HAR."""
    return not read.sent and read.method not in {"GET", "HEAD"} and length(entry.request) > 0


def exchange_of(entry: Entry, at: int, place: str, blobs: Blobs, answer: Answer) -> Exchange:
    """Return an entry as the exchange it tells of; raises ``ValueError`` where it is not what it must be."""
    request, response = entry.request, entry.response
    headers = sendable((pair.name, line) for pair in response.headers for line in _lines(pair))
    try:
        answered, body = answer(response.content, headers, blobs, place)
    except ValueError:
        if entry.kind not in _UNREAD:
            raise
        answered, body = headers, b""  # Chrome puts a picture of its own there
    return msgspec.convert(
        {
            "at": at,
            "method": request.method,
            "url": request.url,
            "asked": sendable((pair.name, pair.value) for pair in request.headers),
            "sent": sent_by(request, blobs),
            "status": _status(response),
            "answered": answered,
            "body": body,
        },
        Exchange,
    )


def _status(response: Response) -> int:
    # A cache's answer is whole here, and the browser that asks the tape has no cache.
    whole = response.status == NOT_MODIFIED and response.content.text
    return 200 if whole or lacks_status(response) else int(response.status)


def _lines(pair: Pair) -> list[str]:
    """Return the values of a header: Chrome joins several cookies that were set by line breaks."""
    return pair.value.split("\n") if pair.name.lower() == "set-cookie" else [pair.value]


def socket_of(entry: Entry, at: int, blobs: Blobs) -> Socket:
    """Return a socket; Playwright puts its messages into a file of one a line where contents lie beside the HAR."""
    frames: Iterable[Frame] = entry.frames or ()
    scheme, _, rest = entry.request.url.partition(":")
    try:
        if entry.response.content.file:
            frames = msgspec.json.Decoder(Frame).decode_lines(blobs(entry.response.content.file))
        messages = tuple(
            Message(sent=one.type == "send", text=one.opcode == TEXT, data=_data(one))
            for one in frames
            if one.type in {"send", "receive"} and one.opcode in {TEXT, BINARY}
        )
    except ValueError as error:
        raise ValueError(f"a WebSocket message: {error}") from error
    return Socket(at=at, url=f"{_SOCKETS.get(scheme, scheme)}:{rest}", messages=messages)


def _data(frame: Frame) -> bytes:
    return frame.data.encode() if frame.opcode == TEXT else from_base64(frame.data)


def lacks_zone(entry: Entry) -> bool:
    """Return whether the time of an entry names no time zone."""
    return bool(entry.started) and datetime.fromisoformat(entry.started).tzinfo is None


def moment_of(text: str) -> datetime | None:
    """Return when something began, null where that is not said."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"startedDateTime: {strictjson.quoted(text)} is no ISO 8601 time") from error
