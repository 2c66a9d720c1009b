"""A time stamp's certificates, put into the order that a strict reader demands.

DER wants the members of a set sorted by their bytes (X.690, 11.6). Authorities, ``openssl ts -reply`` among them, send
the certificates of a response in the order they have them, and ``rfc3161-client`` refuses that. The signature does not
cover this set (RFC 5652, section 5.4), and sorting changes no length, so that sorting a copy changes nothing of what is
verified; the response itself is kept as it was sent.
"""

from collections.abc import Iterator
from typing import NamedTuple

_SEQUENCE, _FIRST_CHOICE = 0x30, 0xA0
_SIGNED_DATA = ((_SEQUENCE, 0), (_SEQUENCE, 1), (_FIRST_CHOICE, 1), (_SEQUENCE, 0))
"""From the response to its signed data: the tag and place of each element within the one before (RFC 3161, 2.4.2)."""


class _Element(NamedTuple):
    """Where an element lies in the bytes: its tag, its beginning, that of its contents, and its end."""

    tag: int
    begin: int
    inside: int
    end: int


def certificates_sorted(response: bytes) -> bytes:
    """Return a time-stamp response with its certificates in DER's order; one that is not DER as it is."""
    try:
        at = _Element(0, 0, 0, len(response))
        for tag, place in _SIGNED_DATA:
            at = list(_children(response, at))[place]
            if at.tag != tag:
                return response
        held = next(one for one in _children(response, at) if one.tag == _FIRST_CHOICE)
        members = sorted(response[one.begin : one.end] for one in _children(response, held))
    except (IndexError, ValueError, StopIteration):
        return response
    return response[: held.inside] + b"".join(members) + response[held.end :]


def _children(data: bytes, of: _Element) -> Iterator[_Element]:
    at = of.inside
    while at < of.end:
        inside, length = at + 2, data[at + 1]
        if length & 0x80:
            inside += length & 0x7F
            length = int.from_bytes(data[at + 2 : inside])
        if inside + length > of.end:
            raise ValueError("an element is longer than what holds it")
        yield _Element(data[at], at, inside, inside + length)
        at = inside + length
