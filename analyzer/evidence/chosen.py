"""What somebody who redacts names to be removed too: on the command line, or in a list with one value a line.

A list that is not read as it was meant would leave a name in place, so that nothing of it is guessed.
"""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from analyzer import storage
from analyzer.errors import InputError

LONGEST = 1000
"""Characters of the longest value: each is looked for in every spelling, and the search grows with all of them."""

LARGEST = 16 << 20
"""Bytes of a list."""

MOST = 50_000
"""Characters of all values together: with each, redacting a small bundle takes about a millisecond longer."""


def chosen(named: Sequence[str], listed: Path | None) -> tuple[str, ...]:
    """Return the values in ``named`` and in the file ``listed``, each once, in order.

    Raises
    ------
    InputError
        If the list is not UTF-8 text or names nothing, a value is too long, or there are too many.
    """
    values = dict.fromkeys(named, "--remove")
    if listed is not None:
        empty = True
        for number, line in _lines(listed):
            values.setdefault(line, f"{listed}: line {number}")
            empty = False
        if empty:
            raise InputError(f"{listed}: names nothing to remove; one value a line is expected")
    if sum(map(len, values)) > MOST:
        raise InputError(f"more than {MOST} characters to remove in {len(values)} values; name those that occur")
    for value, place in values.items():
        if len(value) > LONGEST:
            raise InputError(f"{place}: longer than {LONGEST} characters; name the parts that tell of somebody")
        if not all(one.isprintable() or one.isspace() for one in value):
            raise InputError(f"{place}: holds a character that cannot be seen; write the value as it is read")
    return tuple(values)


def _lines(listed: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a list that hold something, with their numbers, without the space around them."""
    data = storage.read_file(listed, LARGEST)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{listed}: line {data.count(10, 0, error.start) + 1}: not UTF-8 text; save the list as UTF-8"
        ) from error
    for number, line in enumerate(io.StringIO(text, newline=None), 1):
        if line.strip():
            yield number, line.strip()
