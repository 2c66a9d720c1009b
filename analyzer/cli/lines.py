"""Text that is given a line at a time, in a file or on standard input."""

from collections.abc import Iterator
from typing import BinaryIO

from analyzer.errors import InputError

LONGEST = 1 << 20
"""Bytes of a line with its end."""


def lines(stream: BinaryIO, name: str) -> Iterator[str]:
    """Yield the lines of ``stream`` as they come, without their ends; ``name`` is what messages call it.

    Raises
    ------
    InputError
        At a line that is not UTF-8 text, or too long.
    """
    for number, line in enumerate(iter(lambda: stream.readline(LONGEST + 1), b""), 1):
        if len(line) > LONGEST:
            raise InputError(f"{name}: line {number}: longer than {LONGEST >> 20} MB")
        try:
            # Some editors put a mark at the beginning.
            yield line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise InputError(f"{name}: line {number}: not UTF-8 text") from error


def given(argument: str) -> str:
    """Return an argument that is text.

    Raises
    ------
    InputError
        If it was not UTF-8 where it came from, which Python shows as halves of surrogate pairs.
    """
    try:
        argument.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"{argument!r}: not UTF-8 text") from error
    return argument
