"""Addresses as a report may print them: what stands in a query can be what somebody typed, or who somebody is."""

import re

HIDDEN = "\N{HORIZONTAL ELLIPSIS}"
"""Stands for a value that is left out."""

_WHO = re.compile(r"\A([a-z][a-z0-9+.-]*:)?//[^/?#]*@", re.IGNORECASE)
_APART = re.compile(r"([&;])")


def without_values(address: str) -> str:
    """Return an address without the values in its query and its fragment, and without who logs in; names are kept.

    What has no name is a value. A fragment that only names a place in a page stays as it is. The result of this is
    left alone: ``without_values(without_values(one)) == without_values(one)``.
    """
    before, hash_, fragment = _WHO.sub(lambda found: f"{found[1] or ''}//", address).partition("#")
    place, mark, query = before.partition("?")
    inner, inner_mark, inner_query = fragment.partition("?")
    if not inner_mark and "=" in inner:
        inner, inner_query = "", inner
    return f"{place}{mark}{_nameless(query)}{hash_}{inner}{inner_mark}{_nameless(inner_query)}"


def hides(address: str) -> bool:
    """Return whether an address has something that ``without_values`` leaves out."""
    return without_values(address) != address


def _nameless(query: str) -> str:
    return "".join(part if _APART.fullmatch(part) else _pair(part) for part in _APART.split(query))


def _pair(part: str) -> str:
    name, equals, value = part.partition("=")
    if equals:
        return f"{name}={HIDDEN if value else ''}"
    return HIDDEN if part else ""
