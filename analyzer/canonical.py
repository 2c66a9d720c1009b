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


def text_again(value: Any) -> bytes:
    """Return ``text`` of a value whose numbers were looked at before, as those of a walk are when it is read."""
    return msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=1) + b"\n"


def sha256(data: bytes) -> str:
    """Return the SHA-256 of ``data`` in hex."""
    return hashlib.sha256(data).hexdigest()


def _encode(value: Any) -> bytes:
    _check(msgspec.to_builtins(value))
    return msgspec.json.encode(value, order="sorted")


_WITHOUT_FRACTION = frozenset({str, int, bool, type(None)})


def _check(value: Any) -> None:
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, float):
            if not math.isfinite(item) or round(item, DECIMALS) != item:
                raise ValueError(f"{item!r} is not a finite number with at most {DECIMALS} decimals")
        elif isinstance(item, dict):
            waiting += [inner for inner in item.values() if type(inner) not in _WITHOUT_FRACTION]
        elif isinstance(item, list | tuple):
            waiting += [inner for inner in item if type(inner) not in _WITHOUT_FRACTION]
