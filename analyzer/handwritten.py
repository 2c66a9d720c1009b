"""TOML that somebody wrote: flows, policies, ratings, authorities. It is read within bounds, whoever it comes from."""

import tomllib
from typing import Any

from analyzer.errors import InputError

LARGEST = 1 << 20
"""Bytes; the largest shipped policy has a twentieth of it."""

MOST_DOTS = 500
"""Dots on one line: the parser's work grows with the square of a dotted key's length."""


def tables(data: bytes, name: str) -> dict[str, Any]:
    """Return what ``data`` says as TOML in UTF-8; ``name`` is what messages call the file.

    Raises
    ------
    InputError
        If it is too large, or no such TOML.
    """
    if len(data) > LARGEST:
        raise InputError(f"{name}: larger than {LARGEST >> 20} MB: nothing that somebody wrote")
    try:
        text = data.decode("utf-8-sig")  # some editors put a mark at the beginning
        if any(line.count(".") > MOST_DOTS for line in text.split("\n")):
            raise InputError(f"{name}: more than {MOST_DOTS} dots on one line: nothing that somebody wrote")
        return tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: byte {error.start}: not UTF-8") from error
    except RecursionError as error:
        raise InputError(f"{name}: nested too deeply") from error
    except ValueError as error:  # a number or a date may be none, too
        raise InputError(f"{name}: is not TOML: {' '.join(str(error).split())}") from error
