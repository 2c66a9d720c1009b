"""A process that does tasks, one browser for all of them; ``analyzer.corpus.hand`` starts it and holds the other end.

It ends when its tasks do, when it has had none for a minute, when it is told to, and with the process that started it,
even where that one is killed: nobody else writes into the folders afterwards.
"""

import os
import signal
import sys
import threading
import time
from contextlib import suppress
from multiprocessing.connection import Connection

from analyzer.corpus.browsers import Browsers
from analyzer.corpus.task import BEGINS, attempted

IDLE = 60.0
"""Seconds without a task after which nobody seems to want it: on a cluster, who asked may have gone long ago."""

_LOOK_AGAIN = 0.2
"""Seconds between two looks at whether the process that started it is still there."""


def main(number: int, parent: int) -> None:
    """Do what comes through the pipe of this file ``number`` until it is closed."""
    os.set_inheritable(number, False)  # noqa: FBT003 - the system's own call
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    with suppress(EOFError, OSError, KeyboardInterrupt), Connection(number) as pipe, Browsers() as browsers:
        while pipe.poll(IDLE):
            task = pipe.recv()
            pipe.send(BEGINS)
            pipe.send(attempted(task, browsers, pipe.send))


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_AGAIN)
    os._exit(1)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
