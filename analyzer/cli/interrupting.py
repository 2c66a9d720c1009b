"""Ctrl-C that lets what is under way come to an end of its own."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def noticed() -> Iterator[Callable[[], bool]]:
    """Only notice the first Ctrl-C while the block lasts; yield what says whether it came. A second one ends all."""
    came = False

    def notice(number: int, frame: FrameType | None) -> None:
        del number, frame
        nonlocal came
        came = True
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, notice)
    try:
        yield lambda: came
    finally:
        signal.signal(signal.SIGINT, before)
