"""Seeing that a command which runs somebody's scripts ends as it says: a script may end, or keep, its whole process.

The work is done in a child. Whatever ends that one before it has told its exit status (``os._exit``, ``exec``, an
alarm, a crash of the interpreter, a system out of memory) is an error in one line, never exit status 0; a thread of a
script that goes on when all is done is not waited for, and what never gives another thread its turn (a regular
expression without end) is interrupted and then ended.
"""

import mmap
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

from analyzer.cli import EXIT_BAD, complain
from analyzer.walking.watchdog import LEAST_OWN, SAID_WHY, is_waited_for

GRACE = 5.0
"""Seconds in which a child that has told its exit status must have ended, or one that was interrupted answers."""

SILENCE = 180.0
"""Seconds after which a child is interrupted of which nothing was heard: no thread of it had its turn meanwhile."""

PASSED_ON = (signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if sys.platform != "win32" else []))
"""Signals that are meant for the child; a terminal gives Ctrl-C to both, and the child takes it once."""

_TWICE = 2.0
"""Seconds within which a second Ctrl-C is the first one, passed on."""
_LOOK_AGAIN = 0.2
"""Seconds between two looks at whether the process that started this one is still there, and two signs of life."""
_TOLD = 1
"""Stands before an exit status that was told."""
_ALIVE = b"\xff"
"""A sign of life; any other byte is the exit status."""


@contextmanager
def overseen(command: str) -> Iterator[None]:
    """Do what follows in a child process, where the system can; this one ends as that one does, and never comes back.

    ``command`` is how a person typed it, for the line that says that it was ended. What follows ends in ``SystemExit``.
    """
    if not hasattr(os, "fork"):
        yield
        return
    ours, theirs = os.pipe()
    # What is told stands in memory of both, which has no number that a script could close.
    ended = mmap.mmap(-1, mmap.PAGESIZE)
    parent = os.getpid()
    # Who started this one may have ignored it, and the system then keeps no exit status of a child.
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    # Until each of the two knows what to do with them.
    signal.pthread_sigmask(signal.SIG_BLOCK, PASSED_ON)
    try:
        child = os.fork()
    except OSError as error:  # as many processes as there may be, or no memory for another
        complain(f"{command:.200}: cannot start a process of its own: {error.strerror}; end others, or allow more")
        sys.exit(EXIT_BAD)
    if child:
        os.close(theirs)
        _oversee(child, ours, ended, command)
    os.close(ours)
    is_waited_for()
    own = os.getpid()
    telling = _Telling(theirs)
    threading.Thread(target=_live_with, args=(parent, telling), daemon=True).start()
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(signal.SIGINT, _Once())
    signal.pthread_sigmask(signal.SIG_UNBLOCK, PASSED_ON)
    try:
        yield
    except SystemExit as over:
        for stream in filter(None, (sys.stdout, sys.stderr)):  # null where it was closed before Python began
            with suppress(OSError, ValueError):  # closed, or nobody reads it
                stream.flush()
        if os.getpid() == own:
            status = over.code if isinstance(over.code, int) else 1 if over.code else 0
            with suppress(ValueError):  # closed, too
                ended[:2] = bytes((_TOLD, status))
            telling(bytes([status]))
        raise


def _oversee(child: int, pipe: int, ended: mmap.mmap, command: str) -> NoReturn:
    begun = time.monotonic()
    passed: list[int] = []
    told: list[int] = []
    over = threading.Event()

    def pass_on(number: int, _: FrameType | None) -> None:
        passed.append(number)
        end(number)

    def end(number: int) -> None:
        if not over.is_set():
            with suppress(ProcessLookupError):
                os.kill(child, number)

    def listen() -> None:
        told.extend(_heard(pipe, end))
        if told and not over.wait(GRACE):
            end(signal.SIGKILL)

    for number in PASSED_ON:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, pass_on)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, PASSED_ON)
    listening = threading.Thread(target=listen, daemon=True)
    listening.start()
    _, status = os.waitpid(child, 0)
    over.set()
    listening.join(1.0)  # a script's own child may hold the other end
    if told:
        os._exit(told[0])
    if ended[0] == _TOLD:  # its script had closed the pipe
        os._exit(ended[1])
    _ended(os.waitstatus_to_exitcode(status), passed, command, begun)


def _heard(pipe: int, end: Callable[[int], None]) -> bytes:
    """Return the exit status that is told, or nothing; ``end`` whoever gives no sign of life, at first by Ctrl-C."""
    # Turns are counted, not the clock: who is stopped in a shell hears nothing and says nothing.
    turns = 0
    while True:
        if select.select([pipe], [], [], _LOOK_AGAIN)[0]:
            heard, turns = os.read(pipe, 1 << 10), 0
            status = heard.strip(_ALIVE)
            if status or not heard:
                return status[:1]
            continue
        turns += 1
        if turns == round(SILENCE / _LOOK_AGAIN):
            end(signal.SIGINT)
        elif turns == round((SILENCE + GRACE) / _LOOK_AGAIN):
            end(signal.SIGKILL)


def _ended(code: int, passed: Sequence[int], command: str, begun: float) -> NoReturn:
    """End as a child did that told nothing."""
    if -code in passed:
        signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    if code == SAID_WHY and time.monotonic() - begun > LEAST_OWN:
        os._exit(EXIT_BAD)
    how = f"by {_signal(-code)}" if code < 0 else f"with exit status {code}"
    complain(
        f"{command:.200}: its process was ended {how} before it was done, by its script or from outside; "
        "what was gathered so far is kept and marked incomplete"
    )
    os._exit(EXIT_BAD)


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # one of the real-time signals between the first and the last
        return f"signal {number}"


class _Once:
    """Raises ``KeyboardInterrupt``, and lets the same Ctrl-C that is passed on right after it go by."""

    def __init__(self) -> None:
        self._last = 0.0

    def __call__(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        now = time.monotonic()
        if now - self._last > _TWICE:
            self._last = now
            raise KeyboardInterrupt


class _Telling:
    """Writes to whoever oversees this process, unless a script has closed that way and its number is another file's."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self._same = os.fstat(pipe)

    def __call__(self, said: bytes) -> None:
        with suppress(OSError):
            if os.path.samestat(os.fstat(self._pipe), self._same):
                os.write(self._pipe, said)


def _live_with(parent: int, telling: _Telling) -> None:
    while os.getppid() == parent:
        telling(_ALIVE)
        time.sleep(_LOOK_AGAIN)
    os.kill(os.getpid(), signal.SIGKILL)
