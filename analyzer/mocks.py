"""Mock sites: a service as a pure state machine, whoever carries the requests.

A site is a folder with a ``site.py`` that defines ``ORIGINS``, ``start(language, settings, persona)`` and
``handle(state, request)``. The state is an immutable value and the time comes with each request, so that the same
visit gives the same answers, hermetically inside a browser as well as served on a loopback port.
"""

import importlib
import importlib.machinery
import re
import sys
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote, unquote, urlsplit

from analyzer import shipped
from analyzer.errors import InputError

_RESERVED = re.compile(r"https://([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+(test|example)", re.ASCII)
_SITE_NAME = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)

_CONTENT_TYPES = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".gif": "image/gif",
    ".htm": "text/html; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
# Python's own table also reads the machine's files, so that one site would be served in two ways on two machines.


@dataclass(frozen=True)
class Request:
    """What a browser asks: the whole address, header names in any case, and the time on the page's clock."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes
    at: datetime


@dataclass(frozen=True)
class Response:
    """What a site answers; a header may occur more than once, as ``Set-Cookie`` does.

    ``repeated`` marks an answer of a tape that is given once more because there is none left.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    repeated: bool = False


class Site(Protocol):
    """What answers in place of a service during one visit: a mock, or a tape.

    ``origins`` are those it stands for. It has no answer, None, to what a tape has never heard.
    """

    origins: tuple[str, ...]

    def handle(self, request: Request) -> Response | None:
        """Answer a request to one of the origins."""


Handler = Callable[[Any, Request], tuple[Any, Response]]
"""A pure function: the state and a request give the next state and the answer."""


class MockSite:
    """A mock service during one visit: the state machine, and the ``state`` it is in now.

    The state is an immutable value: whoever puts an earlier one back has undone what happened since.
    """

    def __init__(self, name: str, origins: tuple[str, ...], state: Any, handler: Handler) -> None:
        self.name = name
        self.origins = origins
        self.state = state
        self._handler = handler

    def handle(self, request: Request) -> Response:
        """Answer ``request`` and move to the next state.

        Raises
        ------
        InputError
            If the site's own code fails: the line names the site and the request.
        """
        try:
            self.state, response = self._handler(self.state, request)
        except Exception as error:
            raise InputError(f"mock site {self.name}: {request.method} {request.url}: {_one_line(error)}") from error
        return response


def load_site(
    name: str,
    *,
    language: str,
    settings: Mapping[str, Any],
    persona: Mapping[str, str],
    sites: Path | None = None,
) -> MockSite:
    """Return the mock site ``name`` at the start of a visit.

    ``settings`` and ``persona`` go to the site as they stand in the flow; ``sites`` is the folder that holds one
    folder a site, by default the shipped one.

    Raises
    ------
    InputError
        If there is no such site, if its module fails or lacks one of its three names, if an origin is not a reserved
        ``https`` name below ``.test`` or ``.example``, or if the site refuses the language, settings or persona.
    """
    place = (sites or shipped.sites_folder()) / name / "site.py"
    if not _SITE_NAME.fullmatch(name) or not place.is_file():
        raise InputError(f"no mock site {name!r}: {place} is not there")
    module = _module(place)
    missing = [wanted for wanted in ("ORIGINS", "start", "handle") if not hasattr(module, wanted)]
    if missing:
        raise InputError(f"{place}: does not define {', '.join(missing)}")
    origins = _checked_origins(module.ORIGINS, place)
    try:
        state = module.start(language, settings, persona)
    except Exception as error:
        raise InputError(f"{place}: start: {_one_line(error)}") from error
    return MockSite(name, origins, state, module.handle)


def folders_of(name: str, sites: Path | None = None) -> tuple[Path, ...]:
    """Return the folders from which the mock site ``name`` is made: its own, and what it may share with its neighbours.

    A folder beside the sites that is no site itself is shared.
    """
    beside = sites or shipped.sites_folder()
    shared = (folder for folder in sorted(beside.iterdir()) if folder.is_dir() and not (folder / "site.py").is_file())
    return (beside / name, *(folder for folder in shared if not folder.name.startswith((".", "__"))))


def static_site(folder: Path, origin: str) -> MockSite:
    """Return a site that serves the files below ``folder`` at ``origin`` and keeps no state.

    A folder is answered with its ``index.html``, a query is ignored, and nothing outside of ``folder`` is ever read,
    symbolic links included.

    Raises
    ------
    InputError
        If ``folder`` is not a folder or ``origin`` is not a reserved name.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder of pages")
    (origin,) = _checked_origins((origin,), folder)
    root = folder.resolve()

    def handler(_: None, request: Request) -> tuple[None, Response]:
        return None, _file_response(root, request)

    return MockSite(folder.name, (origin,), None, handler)


def _module(place: Path) -> types.ModuleType:
    """Import the site's folder as a package, so that a site may be several files and share some with its neighbours."""
    folder = place.parent.resolve()
    sites = f"optout_sites_{sha256(str(folder.parent).encode()).hexdigest()[:16]}"
    package = f"{sites}.{folder.name}"
    for name, path in ((sites, folder.parent), (package, folder)):
        if name not in sys.modules:
            parent = types.ModuleType(name)
            parent.__path__ = [str(path)]
            parent.__spec__ = importlib.machinery.ModuleSpec(name, None, is_package=True)
            sys.modules[name] = parent
    try:
        return importlib.import_module(f"{package}.site")
    except Exception as error:
        raise InputError(f"{place}: {_one_line(error)}") from error


def _checked_origins(origins: Any, place: Path) -> tuple[str, ...]:
    if not isinstance(origins, tuple) or not origins:
        raise InputError(f"{place}: ORIGINS is not a tuple of at least one origin")
    for origin in origins:
        if not isinstance(origin, str) or not _RESERVED.fullmatch(origin):
            raise InputError(
                f"{place}: origin {origin!r}: a mock lives at https:// and a name below .test or .example, "
                "so that it is never mistaken for a real host"
            )
    return origins


def _file_response(root: Path, request: Request) -> Response:
    if request.method not in {"GET", "HEAD"}:
        return _plain(405, "Method not allowed", ("Allow", "GET, HEAD"))
    path = unquote(urlsplit(request.url).path)
    try:
        file = (root / path.lstrip("/")).resolve()
        if not file.is_relative_to(root):
            return _plain(404, "Not found")
        if file.is_dir() and not path.endswith("/"):
            return _plain(301, "Moved", ("Location", quote(f"/{file.relative_to(root).as_posix()}/")))
        if file.is_dir():
            file = (file / "index.html").resolve()
        if not file.is_relative_to(root) or not file.is_file():
            return _plain(404, "Not found")
        body = file.read_bytes()
    except (OSError, ValueError, RuntimeError):
        # A name too long, with a NUL, or a loop of links names no file.
        return _plain(404, "Not found")
    kind = _CONTENT_TYPES.get(file.suffix.lower(), "application/octet-stream")
    return Response(200, (("Content-Type", kind),), b"" if request.method == "HEAD" else body)


def _plain(status: int, text: str, *headers: tuple[str, str]) -> Response:
    return Response(status, (("Content-Type", "text/plain; charset=utf-8"), *headers), text.encode())


def _one_line(error: Exception) -> str:
    said = " ".join(str(error).split())
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
