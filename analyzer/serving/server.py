"""The socket loop: HTTP/1.0 on 127.0.0.1, one request a connection, header and body in one write."""

import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from analyzer.errors import InputError
from analyzer.mocks import Response
from analyzer.serving.visit import LARGEST_BODY, Asked, Visit, plain

LOOPBACK = "127.0.0.1"
_SILENCE = 30.0
"""Seconds for which a connection may say nothing."""

Answer = Callable[[Asked], Response]


def listening(port: int) -> socket.socket:
    """Return a socket that listens on this machine's loopback address alone; port 0 takes one that is free.

    Raises
    ------
    InputError
        If the port is taken or not allowed.
    """
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError as error:
        raise InputError(
            f"port {port}: {os.strerror(error.errno or 0)}; choose another --port, or 0 for a free one"
        ) from error


@contextmanager
def serving(listener: socket.socket, visit: Visit) -> Iterator[threading.Thread]:
    """Serve ``visit`` on a listening socket while the block lasts; the thread that does it is given."""
    server = _Server(listener, visit.answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield thread
    finally:
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, listener: socket.socket, answer: Answer) -> None:
        super().__init__((LOOPBACK, 0), _Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listener
        self.answer = answer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that left while it was answered; of a fault of ours, one line."""
        del request, client_address
        error = sys.exception()
        if not isinstance(error, OSError):
            sys.stderr.write(f"optout: serving: {type(error).__name__}\n")


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = _SILENCE
    wbufsize = -1
    disable_nagle_algorithm = True
    server_version = "optout"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer a request of any method."""
        body = self._body()
        response = body if isinstance(body, Response) else self.server.answer(self._asked(body))
        self._send(response)

    do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_GET  # noqa: N815 - the standard library's names

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the standard library's name
        """Say nothing: a person who clicks sees what happens."""
        del format, args

    def _asked(self, body: bytes) -> Asked:
        return Asked(self.command, self.path, tuple(self.headers.items()), body)

    def _body(self) -> bytes | Response:
        """Return the body, or the answer to a request whose body nobody reads."""
        if "Transfer-Encoding" in self.headers:
            return plain(HTTPStatus.LENGTH_REQUIRED, "A body needs its length.")
        said = self.headers.get_all("Content-Length", ["0"])
        if len(set(said)) > 1 or not (said[0].isascii() and said[0].isdigit()):
            return plain(HTTPStatus.BAD_REQUEST, "The body's length is no number.")
        if len(said[0]) > len(str(LARGEST_BODY)) or int(said[0]) > LARGEST_BODY:
            return plain(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too large for any form here.")
        body = self.rfile.read(int(said[0]))
        if len(body) < int(said[0]):
            return plain(HTTPStatus.BAD_REQUEST, "The body ends before its length.")
        return body

    def _send(self, response: Response) -> None:
        self.send_response(response.status)
        for name, value in response.headers:
            self.send_header(_one_line(name), _one_line(value))
        self.send_header("Content-Length", str(len(response.body)))
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)
        self.wfile.flush()


def _one_line(text: str) -> str:
    """Return what a header can hold: one line of Latin-1."""
    return " ".join(text.splitlines()).encode("latin-1", "replace").decode("latin-1")
