"""What a report says that its walks give, apart from how the code of its day words it.

Numbers, outcomes, rules, places and quotes follow from the walks and the policy. Titles, messages and reasons are the
code's own sentences: a later version says the same otherwise, and has altered nothing.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from analyzer.queries import without_values

_WORDED = frozenset({"message", "against", "refs", "reason", "score_reason", "counts_reason", "limits", "sources"})
"""Members that hold sentences of the code and of the policy's profile, wherever they stand in what is compared."""

_TITLED = frozenset({"measurements", "profile"})
"""Members whose ``title`` is the code's; that of a flow or of a screen is what was walked."""

_DECLARED = "flow"
"""The member of which all was declared by whoever described the procedure."""

_BY_ROUTE = "routes"
"""The member whose own members have names that a stranger chose."""


class Difference(NamedTuple):
    """Where two reports say something else; ``worded`` where it is only how they say it."""

    place: str
    said: Any
    given: Any
    worded: bool


def differences(said: Any, given: Any) -> Iterator[Difference]:
    """Yield where ``said`` and ``given``, both JSON values of a report, differ, in the order of ``given``."""
    return _differences(said, given, "", "")


def _differences(said: Any, given: Any, place: str, member: str) -> Iterator[Difference]:
    if isinstance(said, dict) and isinstance(given, dict):
        for key in (*given, *(one for one in said if one not in given)):
            at = f"{place}.{key}" if place else key
            told, found = said.get(key), given.get(key)
            if key == _DECLARED or _is_worded(member, key):
                if told != found:
                    yield Difference(at, told, found, worded=key != _DECLARED)
            else:
                yield from _differences(told, found, at, key)
    elif isinstance(said, list) and isinstance(given, list) and len(said) == len(given):
        for number, (told, found) in enumerate(zip(said, given, strict=True)):
            yield from _differences(told, found, f"{place}[{_called(found, number)}]", member)
    elif said != given:
        # A report of an earlier version has addresses whole.
        whole = isinstance(said, str) and isinstance(given, str) and without_values(said) == given
        yield Difference(place, said, given, worded=whole)


def _is_worded(member: str, key: str) -> bool:
    return member != _BY_ROUTE and (key in _WORDED or (key == "title" and member in _TITLED))


def _called(value: Any, number: int) -> str:
    """Return how an element is called: a measurement or a contribution by its measure, all else by its number."""
    names = (value.get("id"), value.get("measure")) if isinstance(value, dict) else ()
    return next((name for name in names if isinstance(name, str)), str(number))
