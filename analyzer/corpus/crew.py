"""Several workers on this machine do tasks; what came of each is told as it comes."""

import threading
from collections import deque
from collections.abc import Generator, Iterable, Mapping
from contextlib import nullcontext
from queue import SimpleQueue

from analyzer.corpus.hand import GRACE, Done, Hand, Noted
from analyzer.corpus.task import Result, Task


def spread(
    tasks: Iterable[Task[Result]], workers: int, deadline: float, noted: Noted
) -> Generator[Done[Result], None, None]:
    """Yield each task as soon as it is done, by as many processes as ``workers``; see ``Hand.do`` for the rest.

    A thread waits for each process. Where the iterator is left before its end, the workers write down what they have.
    """
    waiting = deque(tasks)
    total = len(waiting)
    done: SimpleQueue[Done[Result] | Exception] = SimpleQueue()
    hands = [Hand() for _ in range(min(workers, total))]
    apart = {task.apart: threading.Lock() for task in waiting if task.apart}
    threads = [threading.Thread(target=_work, args=(hand, waiting, apart, deadline, noted, done)) for hand in hands]
    for thread in threads:
        thread.start()
    try:
        for _ in range(total):
            yield _whole(done.get())
    except BaseException:
        waiting.clear()
        for hand in hands:
            hand.hurry()
        for thread in threads:
            thread.join(GRACE)
        for hand in hands:
            hand.kill()
        raise
    finally:
        for thread in threads:
            thread.join()
        for hand in hands:
            hand.close()


def _work(
    hand: Hand,
    waiting: deque[Task[Result]],
    apart: Mapping[str, threading.Lock],
    deadline: float,
    noted: Noted,
    done: SimpleQueue[Done[Result] | Exception],
) -> None:
    while waiting:
        try:
            task = waiting.popleft()
        except IndexError:  # another one was quicker
            return
        try:
            with apart.get(task.apart, nullcontext()):
                done.put(hand.do(task, deadline, noted))
        except Exception as error:  # noqa: BLE001 - a fault of ours must end the run, not hang it
            done.put(error)


def _whole(one: Done[Result] | Exception) -> Done[Result]:
    if isinstance(one, Exception):
        raise one
    return one
