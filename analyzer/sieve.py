"""Which of many values some bytes may hold, told in one pass over them, however many values there are.

The standard library's engine looks for one value after the other. RE2 looks for all at once, some hundred times sooner,
but knows nothing of what stands around a match. So what it finds are suspects, to be looked at by the other; what it
does not find is not there.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from analyzer.linear import compiled

_TOGETHER, _APART = 24, 8
"""Values looked for at once: more may not fit into RE2's memory; of fewer, all are suspects where one may be there."""

_NAMED = re.compile(rb"\(\?P<\w+>")


class Sieve:
    """Values by number, each with the patterns of which one is found wherever the value is.

    Patterns are regular expressions over bytes, without a look at what stands around.
    """

    def __init__(self, traces: Sequence[Sequence[bytes]], first: int = 0) -> None:
        self._traces = traces
        self._first = first

    def suspects(self, data: bytes) -> Iterator[int]:
        """Yield the numbers of the values that ``data`` may hold, in order; without RE2, or for lack of memory, all."""
        if not self._traces:
            return
        if len(self._traces) <= _TOGETHER and self._matcher is not None and self._matcher.search(data) is None:
            return
        if len(self._traces) <= _APART:
            yield from range(self._first, self._first + len(self._traces))
            return
        for half in self._halves:
            yield from half.suspects(data)

    @cached_property
    def _halves(self) -> tuple["Sieve", "Sieve"]:
        middle = len(self._traces) // 2
        return Sieve(self._traces[:middle], self._first), Sieve(self._traces[middle:], self._first + middle)

    @cached_property
    def _matcher(self) -> Any:
        patterns = (_NAMED.sub(b"(?:", pattern) for traces in self._traces for pattern in traces)
        return compiled(b"|".join(b"(?:" + pattern + b")" for pattern in patterns))
