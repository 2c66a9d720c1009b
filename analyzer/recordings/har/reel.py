"""Something read one at a time, as often as it is gone through."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Reel(Generic[T]):
    """Some of what a recording holds, read one at a time and as often as it is gone through."""

    read: Callable[[int], T]
    numbers: Sequence[int]

    def __iter__(self) -> Iterator[T]:
        return map(self.read, self.numbers)
