"""Something read one at a time, as often as it is gone through."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, overload

T = TypeVar("T")


@dataclass(frozen=True)
class Reel(Sequence[T], Generic[T]):
    """Some of what a recording holds, read one at a time and as often as it is gone through."""

    read: Callable[[int], T]
    numbers: Sequence[int]

    def __iter__(self) -> Iterator[T]:
        return map(self.read, self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> "Reel[T]": ...

    def __getitem__(self, place: int | slice) -> "T | Reel[T]":
        if isinstance(place, slice):
            return Reel(self.read, self.numbers[place])
        return self.read(self.numbers[place])
