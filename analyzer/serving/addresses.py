"""Declared origins and the addresses they are served at, one into the other and back; pure.

``https://www.shop.test`` is served at ``http://www.shop.test.localhost:8000``. Browsers take every name below
``localhost`` for this machine without asking anybody, and for a secure context. What the sites say of their addresses
(links, redirects, cookies) is told in served ones, and what the browser says of them in declared ones, so that neither
side notices. One difference remains: two sites below ``.test`` are one site to a browser that is told where they are.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

Headers = tuple[tuple[str, str], ...]

_TEXTUAL = re.compile(r"text/|application/(json|javascript|xml|xhtml\+xml)\b|image/svg", re.IGNORECASE)
_DOMAIN = re.compile(r"(;\s*domain=)\.?([^;\s]+)", re.IGNORECASE)
_END = rb"(?![\w-]|\.[\w-]|:\d|%3[aA]\d)"
"""What cannot follow an origin: more of a name or a port, which would make it another."""


@dataclass(frozen=True)
class Addresses:
    """The origins of a site and the port at which they are served."""

    origins: tuple[str, ...]
    port: int

    def served(self, url: str) -> str:
        """Return where an address is served; one of another origin stays what it is."""
        return self._out(url.encode()).decode()

    def declared(self, url: str) -> str:
        """Return what is served at an address; another stays what it is."""
        return self._in(url.encode()).decode()

    def origin_at(self, host: str) -> str | None:
        """Return the origin that a ``Host`` header means, or null where nothing is served under that name."""
        return self._hosts.get(host.lower())

    def inwards(self, headers: Iterable[tuple[str, str]]) -> dict[str, str]:
        """Return a browser's headers as the site would get them at its declared origin, names in small letters."""
        told: dict[str, str] = {}
        for name, value in headers:
            key, mapped = name.lower(), self.declared(value)
            told[key] = f"{told[key]}{'; ' if key == 'cookie' else ', '}{mapped}" if key in told else mapped
        if host := self.origin_at(told.get("host", "")):
            told["host"] = host.removeprefix("https://")
        return told

    def body_inwards(self, body: bytes) -> bytes:
        """Return what a browser sent, with declared addresses in it."""
        return self._in(body)

    def outwards(self, headers: Headers) -> Headers:
        """Return a site's headers for the browser: redirects, policies and the domains of cookies."""
        return tuple((name, self._header(name, value)) for name, value in headers)

    def body_outwards(self, headers: Headers, body: bytes) -> bytes:
        """Return what a site answered with served addresses in it, where it is text as it stands."""
        told = {name.lower(): value for name, value in headers}
        textual = _TEXTUAL.match(told.get("content-type", "").strip())
        return self._out(body) if textual and "content-encoding" not in told else body

    def _header(self, name: str, value: str) -> str:
        if name.lower() != "set-cookie":
            return self.served(value)
        return _DOMAIN.sub(lambda found: f"{found[1]}{found[2]}{self._below(found[2])}", value)

    def _below(self, domain: str) -> str:
        hosts = [origin.removeprefix("https://") for origin in self.origins]
        return ".localhost" if any(f".{host}".endswith(f".{domain.lower()}") for host in hosts) else ""

    @cached_property
    def _hosts(self) -> dict[str, str]:
        return {self._at(origin).removeprefix("http://"): origin for origin in self.origins}

    def _at(self, origin: str) -> str:
        return f"http://{origin.removeprefix('https://')}.localhost:{self.port}"

    def _out(self, text: bytes) -> bytes:
        return self._declared.sub(lambda found: self._new[found[0].lower()], text)

    def _in(self, text: bytes) -> bytes:
        return self._served.sub(lambda found: self._old[found[0].lower()], text)

    @cached_property
    def _new(self) -> dict[bytes, bytes]:
        return _spelled((origin, self._at(origin)) for origin in self.origins)

    @cached_property
    def _old(self) -> dict[bytes, bytes]:
        return _spelled((self._at(origin), origin) for origin in self.origins)

    @cached_property
    def _declared(self) -> re.Pattern[bytes]:
        return _pattern(self._new)

    @cached_property
    def _served(self) -> re.Pattern[bytes]:
        return _pattern(self._old)


def _spelled(pairs: Iterable[tuple[str, str]]) -> dict[bytes, bytes]:
    """Return what each origin becomes: as it is, percent-encoded as in a query or a form, and without its scheme."""
    spellings = (str, lambda url: quote(url, safe=""), lambda url: url.partition(":")[2])
    return {spell(old).lower().encode(): spell(new).encode() for old, new in pairs for spell in spellings}


def _pattern(spellings: Iterable[bytes]) -> re.Pattern[bytes]:
    whole = b"|".join(re.escape(one) for one in spellings if not one.startswith(b"//"))
    bare = b"|".join(re.escape(one) for one in spellings if one.startswith(b"//"))
    begins = rb"(?:(?<!\w)|(?<=%[0-9a-f]{2}))(?:" + whole + rb")|(?<![\w:/.-])(?:" + bare + rb")"
    return re.compile(rb"(?:" + begins + rb")" + _END, re.IGNORECASE)
