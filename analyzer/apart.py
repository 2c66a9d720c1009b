"""Where two records of one kind first say something else."""

from typing import Any, NamedTuple

import msgspec

from analyzer.model.record import Record


class Apart(NamedTuple):
    """A place in two records, such as ``site.kind``, and what each of them says there."""

    place: str
    first: Any
    second: Any


def apart(first: Record, second: Record) -> Apart | None:
    """Return where two records of one kind first differ, in the order of their fields; null where they do not."""
    return _apart(msgspec.to_builtins(first), msgspec.to_builtins(second), "")


def _apart(first: Any, second: Any, place: str) -> Apart | None:
    if isinstance(first, dict) and isinstance(second, dict):
        inner = ((key, first.get(key), second.get(key)) for key in {**first, **second})
    elif isinstance(first, list) and isinstance(second, list) and len(first) == len(second):
        inner = ((str(number), *pair) for number, pair in enumerate(zip(first, second, strict=True)))
    else:
        return None if first == second else Apart(place, first, second)
    found = (_apart(one, other, f"{place}.{key}" if place else key) for key, one, other in inner)
    return next(filter(None, found), None)
