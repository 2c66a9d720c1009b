"""A maze on this machine's loopback: files, and the one form that a server answers."""

import contextlib
import mimetypes
import sys
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, ClassVar
from urllib.parse import parse_qs, quote, urlsplit


class _Handler(BaseHTTPRequestHandler):
    files: ClassVar[Mapping[str, bytes]] = {}
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        path = urlsplit(self.path).path.lstrip("/") or "index.html"
        body = self.files.get(path)
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        self._answer(200 if body is not None else 404, body or b"", {"Content-Type": kind, "Cache-Control": "no-store"})

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode("utf-8"))
        if urlsplit(self.path).path != "/choice" or not {"name", "value"} <= sent.keys():
            self._answer(404, b"", {})
            return
        pair = f"{quote(sent['name'][0])}={quote(sent['value'][0], safe=':')}"
        self._answer(
            303, b"", {"Location": "/index.html", "Set-Cookie": f"{pair}; Path=/; Max-Age=15552000; SameSite=Lax"}
        )

    def _answer(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in (*headers.items(), ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, the name is the base class's
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        # A browser that leaves a page hangs up on what it still asked for.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextlib.contextmanager
def serve(files: Mapping[str, bytes]) -> Iterator[str]:
    """Serve files on 127.0.0.1, and yield the address of the first page."""
    handler = type("Handler", (_Handler,), {"files": files})
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/index.html"
        finally:
            server.shutdown()
            thread.join()
