"""The service's end of a WebSocket, as RFC 6455 has it, for short texts."""

import base64
import hashlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler


def converse(handler: BaseHTTPRequestHandler, answer: Callable[[str], str]) -> None:
    """Answer each text that is said over the WebSocket which a request opens, until it is closed."""
    key = handler.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
    handler.close_connection = True
    handler.send_response(101)
    handler.send_header("Upgrade", "websocket")
    handler.send_header("Connection", "Upgrade")
    handler.send_header("Sec-WebSocket-Accept", base64.b64encode(hashlib.sha1(key.encode()).digest()).decode())  # noqa: S324 - the protocol's
    handler.end_headers()
    while (head := handler.rfile.read(2)) and head[0] == 0x81:
        mask = handler.rfile.read(4)
        said = bytes(one ^ mask[n % 4] for n, one in enumerate(handler.rfile.read(head[1] & 127)))
        told = answer(said.decode()).encode()
        handler.wfile.write(bytes((0x81, len(told))) + told)
