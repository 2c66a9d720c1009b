"""Which addresses and headers of a recording are traffic of a service on the web; all else is left out."""

import contextlib
import ipaddress
import re
import socket
from collections.abc import Iterable
from urllib.parse import quote, unquote, urlsplit

from analyzer.model.traffic import Headers

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}")
_LONGEST = 1 << 16


def is_service(url: str) -> bool:
    """Return whether ``url`` is an address of a service: http or WebSocket, a host that can be one, nothing hidden.

    Browsers never ask with a name and a password in the address, and what a recording has there is somebody's. A
    link-local address (RFC 3927, RFC 4291 section 2.5.6) is that of the recording machine's neighbours or of what
    hands out a cloud's credentials, never of a service. Browsers escape what is not printable ASCII.
    """
    if len(url) > _LONGEST or not (url.isascii() and url.isprintable()) or " " in url:
        return False
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    # Browsers take a backslash for a slash, and so another host than others do.
    known = parts.scheme in {"http", "https", "ws", "wss"} and bool(host) and {"@", "\\"}.isdisjoint(parts.netloc)
    return known and not _is_link_local(host or "")


def as_asked(url: str) -> str:
    """Return ``url`` as browsers write it when they ask, itself where it is none: programs note some in other ways.

    Scheme and host are in small letters and ASCII, the port of the scheme is left out, a path begins with a slash and
    leads nowhere back, and what may not stand in each part is escaped (WHATWG URL, sections 1.3 and 4.4, as Chromium
    156 does it). A host with letters that older rules write as others is left as it is: else it would be another one.
    """
    match = _ADDRESS.fullmatch(url.strip(" "))
    if match is None or not url.isprintable():
        return url
    scheme, host, port, rest = match["scheme"].lower(), match["host"].lower(), match["port"], match["rest"]
    if _OLDER.search(host):
        return url
    if not host.isascii():
        try:
            host = host.encode("idna").decode()
        except UnicodeError:
            return url
    place = f":{port}" if port and port != _PORTS.get(scheme) else ""
    before, hash_, fragment = rest.partition("#")
    path, mark, query = before.partition("?")
    asked = f"{_path(path)}{mark}{quote(query, safe=_IN_QUERIES)}"
    return f"{scheme}://{host}{place}{asked}{hash_}{quote(fragment, safe=_IN_FRAGMENTS)}"


def _path(path: str) -> str:
    """Return a path without steps back, or to where one is (WHATWG URL, section 4.4, "path state")."""
    *above, last = path.replace("\\", "/").removeprefix("/").split("/")
    parts: list[str] = []
    for part in (*above, last):
        plain = part.lower().replace("%2e", ".")
        if plain == "..":
            parts[-1:] = []
        elif plain != ".":
            parts.append(part)
    if last.lower().replace("%2e", ".") in {".", ".."}:
        parts.append("")
    return f"/{quote('/'.join(parts), safe=_IN_PATHS)}"


def is_page(url: str) -> bool:
    """Return whether ``url``, as somebody wrote it, is an address of a service at which a page can be opened."""
    escaped = quote(url.strip(" "), safe=_ASCII)
    return url.isprintable() and escaped.lower().startswith("http") and is_service(escaped)


def _is_link_local(host: str) -> bool:
    """Return whether a host is a link-local address in any of the ways in which browsers read one (WHATWG URL, 4.5)."""
    plain = unquote(host)
    # Digits and full stops of other widths are the plain ones, and some letters that cannot be seen are none.
    with contextlib.suppress(UnicodeError):
        plain = plain.encode("idna").decode()
    plain = plain.rstrip(".")
    with contextlib.suppress(ValueError):
        address = ipaddress.ip_address(plain.partition("%")[0])
        return (getattr(address, "ipv4_mapped", None) or address).is_link_local
    # Parts in octal or hexadecimal, or fewer than four of them, are addresses too.
    with contextlib.suppress(OSError, UnicodeError):
        return bool(_NUMBERS.fullmatch(plain)) and ipaddress.ip_address(socket.inet_aton(plain)).is_link_local
    return False


_ADDRESS = re.compile(
    r"(?P<scheme>https?|wss?)://(?P<host>\[[0-9a-f:.]+\]|[^\s/?#@:\\\[\]]+)(?::(?P<port>\d*))?(?P<rest>(?:[/?#].*)?)",
    re.IGNORECASE,
)
_PORTS = {"http": "80", "https": "443", "ws": "80", "wss": "443"}
_ASCII = bytes(range(0x21, 0x7F)).decode()
_IN_PATHS = _ASCII.translate(str.maketrans("", "", '"#<>?^`{|}'))
_IN_QUERIES = _ASCII.translate(str.maketrans("", "", "\"#<>'"))
_IN_FRAGMENTS = _ASCII.translate(str.maketrans("", "", '"<>`'))
_OLDER = re.compile("[\u00df\u03c2\u1e9e\u200c\u200d]")
"""Letters that IDNA 2003 writes as others and UTS 46 does not: sharp s, final sigma, joiners that cannot be seen."""
_NUMBERS = re.compile(r"[0-9a-fx.]{1,60}", re.IGNORECASE | re.ASCII)


def is_token(word: str) -> bool:
    """Return whether ``word`` can be a method or the name of a header (RFC 9110, section 5.6.2)."""
    return _TOKEN.fullmatch(word) is not None


def sendable(headers: Iterable[tuple[str, str]]) -> Headers:
    """Return the headers that can be sent: no pseudo-headers of HTTP/2, no line breaks within a value."""
    return tuple((name, value) for name, value in headers if is_token(name) and not _BREAKING.search(value))


_BREAKING = re.compile(r"[\0\r\n]")
