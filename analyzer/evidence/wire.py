"""The lengths and strings of the Secure Shell protocol, in which keys and signatures are written.

Source: RFC 4251, section 5.
"""

from struct import pack, unpack_from


def string(data: bytes) -> bytes:
    """Return ``data`` with its length before it."""
    return pack(">L", len(data)) + data


def strings(data: bytes) -> tuple[bytes, ...]:
    """Return the strings that make up ``data``.

    Raises
    ------
    ValueError
        If a length does not fit what is there.
    """
    found, at = [], 0
    while at < len(data):
        if at + 4 > len(data):
            raise ValueError("cut off in a length")
        (length,) = unpack_from(">L", data, at)
        at += 4 + length
        if at > len(data):
            raise ValueError("cut off in a string")
        found.append(data[at - length : at])
    return tuple(found)
