"""One selector of a recording, taken apart: its kind, and for ``aria/`` the name and role it asks for.

The prefixes are those of puppeteer/replay's ``SchemaUtils.ts``; the attributes of ``aria/Name[role="button"]`` are
those of Puppeteer's ``AriaQueryHandler.ts`` (both Google, Apache-2.0).
"""

import re
from dataclasses import dataclass
from typing import Literal

from analyzer.recordings.steps import Selector

Kind = Literal["css", "aria", "text", "xpath", "pierce"]

_PREFIX = re.compile(r"(css|aria|text|xpath|pierce)/(.*)", re.DOTALL)
_ATTRIBUTE = re.compile(r"""\[\s*(\w+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)')\s*\]""")
_QUOTED = re.compile(r"""\\.|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'""")
_ROLE = re.compile(r"[A-Za-z]{1,40}")


@dataclass(frozen=True)
class Part:
    """One link of a chain. ``value`` is the CSS, XPath, text or accessible name; name and role None mean any."""

    kind: Kind
    value: str | None
    role: str | None = None


def parts(selector: Selector) -> tuple[Part, ...]:
    """Return the links of ``selector``, the outermost first.

    Raises
    ------
    ValueError
        If a link asks for something no page can be asked: the text says what.
    """
    chain = (selector,) if isinstance(selector, str) else selector
    return tuple(_part(link) for link in chain)


def shown(selector: Selector) -> str:
    """Return ``selector`` as a person reads it in a message."""
    return selector if isinstance(selector, str) else " > ".join(selector)


def _part(link: str) -> Part:
    match = _PREFIX.fullmatch(link)
    kind, value = (match[1], match[2]) if match else ("css", link)
    if kind == "aria":
        return _aria(value)
    if kind == "text":
        return Part("text", value)
    if kind == "xpath":
        return Part("xpath", value)
    plain = _QUOTED.sub("", value)
    if ">>" in plain or "::-p-" in plain:
        raise ValueError("it uses a combinator or pseudo-element that only Puppeteer knows")
    return Part("pierce" if kind == "pierce" else "css", value)


def _aria(value: str) -> Part:
    asked: dict[str, str] = {}
    for name, double, single in _ATTRIBUTE.findall(value):
        if name not in {"name", "role"}:
            raise ValueError(f"unknown aria attribute {name!r}; there are name and role")
        asked[name] = re.sub(r"\\(.)", r"\1", double or single)
    default = _ATTRIBUTE.sub("", value)
    role = asked.get("role")
    if role is not None and not _ROLE.fullmatch(role):
        raise ValueError(f"{role[:40]!r} is no role")
    name = asked.get("name", default or None)
    if name is None and role is None:
        raise ValueError("it asks for neither a name nor a role")
    return Part("aria", name, role)
