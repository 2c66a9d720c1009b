"""One worker process seen from outside: it is given a task, waited for, and ended where it hangs.

It is a plain child with a pipe, not one of ``multiprocessing``: the workers of a cluster may be processes that are not
allowed any of those.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Generic, Literal

from analyzer.corpus.task import BEGINS, Lost, Result, Task

START = 120.0
"""Seconds in which a process must have started and taken a task: on a busy machine that is no fault of the task."""

GRACE = 10.0
"""Seconds in which a worker that is told to end may write down what it has."""

LIFE = 100
"""Tasks after which process, driver and browser are started anew: a flow is two to four walks, and browsers grow."""

TIMES = 2
"""How often a task is done at most: once more, if it took its browser down."""


@dataclass(frozen=True)
class Note:
    """What happens to a task meanwhile: an attempt began, went a step on, or was lost."""

    what: Literal["begun", "step", "lost"]
    name: str
    attempt: int
    worker: str
    said: str = ""


Noted = Callable[[Note], None]


@dataclass(frozen=True)
class Done(Generic[Result]):
    """The result of a task, the seconds it took, how often it was attempted, and by which worker at last."""

    result: Result
    seconds: float = 0.0
    attempts: int = 0
    worker: str = ""


class Hand:
    """Does one task after the other in a process of its own, which is started when there is one to do."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None
        self._given = 0
        self._over = False
        self._starting = threading.Lock()

    def do(self, task: Task[Result], deadline: float, noted: Noted) -> Done[Result]:
        """Do a task, in a fresh process once more where the first, its browser or the page crashed or hung.

        Parameters
        ----------
        task
            What to do.
        deadline
            Seconds after which an attempt counts as hanging and is ended, from when its process begins it.
        noted
            Is told what happens meanwhile.
        """
        begun, attempt = time.monotonic(), 1
        while isinstance(result := self._attempted(task, attempt, deadline, noted), Lost):
            self._end()
            if not task.repeatable or attempt == TIMES or self._over:
                result = task.failed(f"{result.why}{f'; tried {attempt} times' if attempt > 1 else ''}")
                break
            attempt += 1
        return Done(result, time.monotonic() - begun, attempt, self._worker)

    def hurry(self) -> None:
        """Let the process write down what it has and end, and take no other task."""
        with self._starting:
            self._over = True
            if self._process is not None:
                self._process.terminate()

    def kill(self) -> None:
        """End the process at once."""
        with self._starting:
            if self._process is not None:
                _kill(self._process)

    def close(self) -> None:
        """Let the process end, and end it where it does not."""
        self._over = True
        self._end()

    def _attempted(self, task: Task[Result], attempt: int, deadline: float, noted: Noted) -> Result | Lost:
        with self._starting:
            if self._over:
                return Lost("interrupted")
            process, pipe = self._started()
        worker = self._worker = str(process.pid)
        noted(Note("begun", task.name, attempt, worker))
        limit, late, why = time.monotonic() + START, f"was not begun within {START:g} s", ""
        try:
            pipe.send(task)
            while True:
                if not pipe.poll(max(0.0, limit - time.monotonic())):
                    # First it may keep what was seen; then it must go, with all that it started.
                    _kill(process) if why else process.terminate()
                    why, limit = late, time.monotonic() + GRACE
                    continue
                heard = pipe.recv()
                if heard is BEGINS:
                    limit, late = time.monotonic() + deadline, f"took longer than {deadline:g} s and was ended"
                    continue
                if isinstance(heard, str):
                    noted(Note("step", task.name, attempt, worker, heard))
                    continue
                if not why and not isinstance(heard, Lost):
                    return heard  # type: ignore[no-any-return]  # what came of this very task
                why = why or heard.why
                break
        except (EOFError, OSError):
            why = why or f"the process that did it ended{_signal(process)}"
        if not self._over:
            noted(Note("lost", task.name, attempt, worker, why))
        return Lost(why)

    def _started(self) -> tuple[subprocess.Popen[bytes], Connection]:
        if self._given >= LIFE or (self._process is not None and self._process.poll() is not None):
            self._end()
        if self._process is None or self._pipe is None:
            self._pipe, theirs = Pipe()
            with theirs:
                # -P: what lies in the working directory is no part of this package.
                command = [sys.executable, "-P", "-m", "analyzer.corpus.worker", str(theirs.fileno()), str(os.getpid())]
                # A group of its own: Ctrl-C would reach the worker and its browser, too; who started them decides.
                self._process = subprocess.Popen(  # noqa: S603 - our own command
                    command, pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL, process_group=0
                )
        self._given += 1
        return self._process, self._pipe

    def _end(self) -> None:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        self._given = 0
        if process is None or pipe is None:
            return
        pipe.close()
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            _kill(process)
            process.wait()


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _signal(process: subprocess.Popen[bytes]) -> str:
    with suppress(subprocess.TimeoutExpired, ValueError):
        if (status := process.wait(GRACE)) < 0:
            return f" ({signal.Signals(-status).name})"
    return ""
