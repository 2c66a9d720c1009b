"""Several processes walk flows, one browser a process; outcomes come back in the order of the jobs.

A process that dies fails the one flow it had, and another takes its place. They end with the process that started
them, even where that one is killed: nobody else writes into the folders afterwards.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait

from analyzer.corpus.job import Job, Outcome, walked

_SPAWN = multiprocessing.get_context("spawn")
_GRACE = 10.0
"""Seconds in which a worker that is told to end may write down what it has."""


def spread(jobs: Sequence[Job], workers: int) -> Iterator[Outcome]:
    """Yield the outcome of every job in order, walked by as many processes as ``workers``."""
    crew: list[_Worker] = []
    waiting = list(reversed(range(len(jobs))))
    done: dict[int, Outcome] = {}
    try:
        for number in range(len(jobs)):
            while number not in done:
                while waiting and len(crew) < workers:
                    crew.append(_Worker())
                    crew[-1].take(waiting.pop(), jobs)
                ready = wait([worker.pipe for worker in crew])
                for worker in [worker for worker in crew if worker.pipe in ready]:
                    done[worker.number] = worker.outcome(jobs)
                    if worker.alive and waiting:
                        worker.take(waiting.pop(), jobs)
                    else:
                        crew.remove(worker)
                        worker.end()
            yield done.pop(number)
    finally:
        for worker in crew:
            worker.process.terminate()
        for worker in crew:
            worker.end()


class _Worker:
    """One process; ``number`` is the place of the job it has."""

    def __init__(self) -> None:
        self.alive = True
        self.number = -1
        self.pipe, theirs = _SPAWN.Pipe()
        self.process = _SPAWN.Process(target=_work, args=(theirs,), daemon=True)
        # Ctrl-C would reach the worker and its browser, too; the one who started them decides what is kept.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            self.process.start()
        finally:
            signal.signal(signal.SIGINT, before)
        theirs.close()

    def take(self, number: int, jobs: Sequence[Job]) -> None:
        """Begin the job at this place."""
        self.number = number
        with suppress(OSError):  # one that has died says so when its outcome is asked for
            self.pipe.send(jobs[number])

    def outcome(self, jobs: Sequence[Job]) -> Outcome:
        """Return what came of the job."""
        try:
            received: Outcome = self.pipe.recv()
        except (EOFError, OSError):
            self.alive = False
            return Outcome(jobs[self.number].name, failure="the process that walked it ended; run it again")
        return received

    def end(self) -> None:
        """Let the process end, and end it where it does not."""
        self.pipe.close()
        self.process.join(_GRACE)
        self.process.kill()
        self.process.join()


def _work(pipe: Connection) -> None:
    """Walk what is sent through ``pipe`` until it is closed."""
    os.setpgrp()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            pipe.send(walked(pipe.recv(), lambda *_: None))


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
