"""JSON from strangers: bounded in size and depth, and every complaint is one line.

What is written to be walked is read strictly; what a browser or a proxy exported is read as they read it.
"""

import json
import math
import re
import stat
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

from analyzer.errors import InputError

LARGEST = 4 << 20
"""Bytes; real recordings have a few thousand."""
MOST_VALUES = 4_000_000
"""Values that are read at once: an empty list takes two letters in a file, and thirty times as much in memory."""
_SMALL = 1 << 20
_TO_A_VALUE = re.compile(r'(?:[^"\[{,]++|"[^"\\]*+(?:\\.[^"\\]*+)*+")*+[\[{,]', re.DOTALL)
"""What is passed over, texts above all, up to where a value begins or another one follows."""
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
    """Return the value that ``data`` holds as UTF-8 JSON and no two readers can read differently.

    ``file`` is its name in messages.

    Raises
    ------
    InputError
        If it is empty, too large, not UTF-8, not JSON, nested too deep, an object names a key twice, or a text or a
        number is one that not everybody reads alike.
    """
    value = _parsed(
        data, file, largest,
        object_pairs_hook=_object, parse_float=_float, parse_int=_integer, parse_constant=_no_number,
    )  # fmt: skip
    _check_depth(value, file, deepest)
    half = next(filter(None, map(_HALF.search, _texts(value))), None)
    if half:
        near = half.string[max(0, half.start() - _AROUND) : half.start() + _AROUND]
        raise InputError(f"{file}: half of a surrogate pair in a text: {quoted(near)}")
    return value


def decode_as_browsers(data: bytes, file: str, decided: Counter[str], *, largest: int, deepest: int) -> Any:
    """Return what browsers and other programs read in ``data``; what of it had to be ``decided`` is counted there.

    Of a key that an object names twice the last counts (ECMA-262, JSON.parse). Integers keep all their digits. NaN and
    Infinity, which are no JSON and which some write, are null, as where a browser writes them. Half of a surrogate pair
    in a text stays; ``mended`` says what it is then.

    Raises
    ------
    InputError
        If it is empty, too large, not UTF-8, not JSON, or nested too deep.
    """

    def last(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        if len(result) < len(pairs):
            decided["keys stand again in the same object: the last of each counts"] += len(pairs) - len(result)
        return result

    value = _parsed(data, file, largest, object_pairs_hook=last, parse_constant=lambda _: None)
    _check_depth(value, file, deepest)
    return value


def halves(value: Any) -> int:
    """Return how many texts in a value hold half of a surrogate pair."""
    return sum(bool(_HALF.search(text)) for text in _texts(value))


def mended(value: Any) -> Any:
    """Return a value whose halves of surrogate pairs are U+FFFD, as where a browser sends them.

    Source: Infra (WHATWG), "scalar value string".
    """
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value)
    if isinstance(value, dict):
        return {mended(key): mended(inner) for key, inner in value.items()}
    return [mended(inner) for inner in value] if isinstance(value, list) else value


def _parsed(data: bytes, file: str, largest: int, **hooks: Any) -> Any:
    if len(data) > largest:
        raise InputError(f"{file}: larger than {largest >> 20} MB: not a recording")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    if not text.strip():
        raise InputError(f"{file}: empty")
    if len(text) > _SMALL and next(islice(_TO_A_VALUE.finditer(text), MOST_VALUES, None), None):
        raise InputError(f"{file}: more than {MOST_VALUES} values: not a recording")
    try:
        return json.loads(text, **hooks)
    except json.JSONDecodeError as error:
        raise InputError(f"{file}: line {error.lineno}: not JSON: {error.msg}") from error
    except RecursionError as error:
        raise InputError(f"{file}: nested too deep") from error
    except ValueError as error:
        raise InputError(f"{file}: {error}") from error


def kind(value: Any) -> str:
    """Return what a JSON value is, in words."""
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), "null")


def quoted(text: str) -> str:
    """Return a stranger's text for a message: in quotes, short, with control and direction characters escaped."""
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}...")


_SHOWN, _AROUND = 80, 20
_HALF = re.compile("[\ud800-\udfff]")


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


def _check_depth(value: Any, file: str, deepest: int) -> None:
    if next(islice(_levels(value), deepest, None), None):
        raise InputError(f"{file}: nested deeper than {deepest} levels")


def _levels(value: Any) -> Iterator[list[Any]]:
    """Yield the values of each level, as long as there are any."""
    level = [value]
    while level:
        yield level
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts in a value that are not ASCII, keys included."""
    for level in _levels(value):
        for one in level:
            for text in one if isinstance(one, dict) else (one,):
                if isinstance(text, str) and not text.isascii():
                    yield text
