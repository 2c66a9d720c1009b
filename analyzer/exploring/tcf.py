"""The consent string of the advertising industry, as far as it says to which purposes somebody consented.

Source: IAB Tech Lab, Transparency and Consent String with Global Vendor & CMP List Formats, version 2.2, 2023,
section "The Core String": fields and their widths in bits.
"""

import base64
import binascii
import re

_CORE = re.compile(r"C[A-Za-z0-9_-]{26,4000}(\.[A-Za-z0-9_-]*)*")
"""The first character is the upper six bits of version 2."""

_VERSION = 2
_VERSION_BITS = 6
_PURPOSES_AT = 152
"""Bits before the consented purposes: version 6, created 36, updated 36, tool 12, its version 12, screen 6, language
12, vendor list 12, policy 6, service-specific 1, non-standard texts 1, special features 12."""
_TIME_BITS = 36
_TIMES = range(15_000_000_000, 41_000_000_000)
"""Tenths of a second since 1970, as the string counts them, from 2017 to 2099: what begins like one may be none."""
_PURPOSES = 24
_DEFINED = 11
"""How many of the 24 purposes the policy of 2023 defines; the others are reserved and always 0."""


def purposes(text: str) -> dict[int, bool]:
    """Return which purposes a consent string consents to, by number from 1; empty where ``text`` is none.

    The legal basis "legitimate interest" is left out: it says what a person was told, not what they agreed to.
    """
    if not _CORE.fullmatch(text):
        return {}
    core = text.partition(".")[0]
    try:
        data = base64.urlsafe_b64decode(core + "=" * (-len(core) % 4))
    except (binascii.Error, ValueError):
        return {}
    bits = "".join(f"{byte:08b}" for byte in data)
    if len(bits) < _PURPOSES_AT + _PURPOSES or int(bits[:_VERSION_BITS], 2) != _VERSION or not _is_dated(bits):
        return {}
    return {number: bits[_PURPOSES_AT + number - 1] == "1" for number in range(1, _DEFINED + 1)}


def _is_dated(bits: str) -> bool:
    """Return whether a string was created and updated at times that can be."""
    created, updated = _VERSION_BITS, _VERSION_BITS + _TIME_BITS
    return all(int(bits[at : at + _TIME_BITS], 2) in _TIMES for at in (created, updated))
