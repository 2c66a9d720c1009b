"""The one way values become bytes: the same value gives the same bytes on every machine.

Keys are sorted, text is UTF-8, and every number with a fraction carries at most two decimals, because judging rounds
before anything is written. RFC 8785 (JSON Canonicalization Scheme, 2020) is the model; integers and such short
decimals print the same there.
"""

import hashlib
import math
from typing import Any

import msgspec

DECIMALS = 2
"""How many decimals a number may carry in a canonical file."""


def line(value: Any) -> bytes:
    """Return ``value`` (a record or builtins) as canonical JSON on one line, newline included.

    Raises
    ------
    ValueError
        If a number is not finite or carries more than two decimals: rounding is the judge's work, not the printer's.
    """
    return _encode(value) + b"\n"


def text(value: Any) -> bytes:
    """Return ``value`` as canonical JSON indented by one space, for files that people read and compare.

    Raises
    ------
    ValueError
        As for ``line``.
    """
    return msgspec.json.format(_encode(value), indent=1) + b"\n"


def sha256(data: bytes) -> str:
    """Return the SHA-256 of ``data`` in hex."""
    return hashlib.sha256(data).hexdigest()


def _encode(value: Any) -> bytes:
    _check(msgspec.to_builtins(value))
    return msgspec.json.encode(value, order="sorted")


def _check(value: Any) -> None:
    if isinstance(value, float):
        if not math.isfinite(value) or round(value, DECIMALS) != value:
            raise ValueError(f"{value!r} is not a finite number with at most {DECIMALS} decimals")
    elif isinstance(value, dict):
        for item in value.values():
            _check(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _check(item)
