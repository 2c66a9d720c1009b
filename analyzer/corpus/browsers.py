"""The one browser of a process, kept from task to task."""

from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Self

from analyzer.walking.browsers.finding import BrowserChoice, required

if TYPE_CHECKING:
    from playwright.sync_api import Browser


class Browsers:
    """Starts a browser when one is asked for, and another where that one is gone or has other flags."""

    def __init__(self) -> None:
        self._open = ExitStack()
        self._now: tuple[tuple[str, ...], Browser, BrowserChoice] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def alive(self) -> bool:
        """Whether there is nothing wrong with the browser: none was needed yet, or it is still there."""
        return self._now is None or self._now[1].is_connected()

    def started(self, flags: tuple[str, ...]) -> "tuple[Browser, BrowserChoice]":
        """Return a browser with these flags, and which build it is.

        Raises
        ------
        BrowserError
            If there is none, or it does not start.
        """
        if self._now is None or self._now[0] != flags or not self.alive:
            # A process that only judges needs no driver, and loading it takes longer than judging a walk.
            from analyzer.walking.browsers.browser import launched  # noqa: PLC0415

            self.close()
            choice = required()
            self._now = flags, self._open.enter_context(launched(choice, flags=flags)), choice
        return self._now[1:]

    def close(self) -> None:
        """End the browser and its driver."""
        self._now = None
        self._open.close()
