"""What a worker is given: a task of any kind, done once, and what is known where it took its browser down."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from analyzer.corpus.browsers import Browsers
from analyzer.errors import AnalyzerError, CrashError, InputError

Told = Callable[[str], None]
"""Is told in a line what goes on."""

Result = TypeVar("Result")
_Result_co = TypeVar("_Result_co", covariant=True)


class Task(Protocol[_Result_co]):
    """Something to do in a browser; it can be sent to another process, and so can its result.

    ``repeatable`` says that it may be done once more after a crash: what commits on a live service may not.
    """

    @property
    def name(self) -> str:
        """What it is called, in logs and on the way."""

    @property
    def repeatable(self) -> bool:
        """Whether it may be done a second time."""

    @property
    def apart(self) -> str:
        """What it may not share, while it is done, with another that says the same; "" for nothing."""

    def do(self, browsers: Browsers, told: Told) -> _Result_co:
        """Do it; what it raises is the end of this task alone."""

    def failed(self, why: str) -> _Result_co:
        """Return what stands for the result where there is none."""


@dataclass(frozen=True)
class Lost:
    """A task that was not done because its page, its browser or its process crashed or hung."""

    why: str


BEGINS = None
"""What a process says when a task has reached it: from here on the time counts as the task's own."""


def attempted(task: Task[Result], browsers: Browsers, told: Told) -> Result | Lost:
    """Do a task once; after a failure, but of what was given, the next one gets a browser that nothing happened to."""
    try:
        return task.do(browsers, told)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one task must not stop the others
        crashed = isinstance(error, CrashError) or not browsers.alive
        if crashed or not isinstance(error, InputError):
            browsers.close()
        why = str(error) if isinstance(error, AnalyzerError) else _fault(error)
        return Lost(why) if crashed else task.failed(why)


def _fault(error: Exception) -> str:
    return f"internal error: {type(error).__name__}: {' '.join(str(error).split())}; report it"
