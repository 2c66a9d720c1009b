"""JSON from strangers: bounded in size and depth, without duplicate keys, and every complaint is one line."""

import json
import math
import stat
from collections import Counter
from pathlib import Path
from typing import Any, NoReturn

from analyzer.errors import InputError

LARGEST = 4 << 20
"""Bytes; real recordings have a few thousand."""
DEEPEST = 32
"""Levels of nesting; no format read here needs ten."""


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """Return the content of ``path``, at most one byte more than ``largest``.

    Raises
    ------
    InputError
        If it is not a file or cannot be read.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise InputError(f"{path}: not a file")
        with path.open("rb") as file:
            return file.read(largest + 1)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
    except ValueError as error:  # a name with a NUL
        raise InputError(f"{quoted(str(path))}: {error}") from error


def decode(data: bytes, file: str, *, largest: int = LARGEST, deepest: int = DEEPEST) -> Any:
    """Return the value that ``data`` holds as UTF-8 JSON; ``file`` is its name in messages.

    Raises
    ------
    InputError
        If it is empty, too large, not UTF-8, not JSON, nested too deep, or an object names a key twice.
    """
    if len(data) > largest:
        raise InputError(f"{file}: larger than {largest >> 20} MB: not a recording")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: not UTF-8 text (byte {error.start})") from error
    if not text.strip():
        raise InputError(f"{file}: empty")
    try:
        value = json.loads(
            text, object_pairs_hook=_object, parse_float=_float, parse_int=_integer, parse_constant=_no_number
        )
        del text  # it may be large, and so are its values
        deep = _too_deep(value, deepest)
    except json.JSONDecodeError as error:
        raise InputError(f"{file}: line {error.lineno}: not JSON: {error.msg}") from error
    except UnicodeEncodeError as error:
        near = error.object[max(0, error.start - _AROUND) : error.start + _AROUND]
        raise InputError(f"{file}: half of a surrogate pair in a text: {quoted(near)}") from error
    except RecursionError as error:
        raise InputError(f"{file}: nested too deep") from error
    except ValueError as error:
        raise InputError(f"{file}: {error}") from error
    if deep:
        raise InputError(f"{file}: nested deeper than {deepest} levels")
    return value


def kind(value: Any) -> str:
    """Return what a JSON value is, in words."""
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), "null")


def quoted(text: str) -> str:
    """Return a stranger's text for a message: in quotes, short, with control and direction characters escaped."""
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}...")


_SHOWN, _AROUND = 80, 20


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise ValueError(f"key {quoted(twice)} stands twice in one object")
    return result


def _float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"number {quoted(text)} is too large")
    return number


def _integer(text: str) -> int:
    if len(text) > 16:  # noqa: PLR2004 - the digits of 2**53, beyond which JSON's integers lose precision
        raise ValueError(f"number {quoted(text)} is too large")
    return int(text)


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is not a JSON number")


def _too_deep(value: Any, deepest: int) -> bool:
    """Return whether ``value`` has more levels; raises UnicodeEncodeError where a text in it is none."""
    level = [value]
    for _ in range(deepest + 1):
        for one in level:
            for text in one if isinstance(one, dict) else (one,):
                if isinstance(text, str) and not text.isascii():
                    text.encode()
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return False
    return True
