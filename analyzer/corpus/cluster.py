"""The same flows on a Dask cluster that somebody runs: its scheduler hands them out, its workers walk them.

What a worker does with one is what a worker of this machine does: a thread of Dask's waits for a process of ours, which
keeps its browser from flow to flow and is ended where it hangs. Dask looks after lost workers; their flows run again.
"""

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.metadata import version
from types import ModuleType
from typing import Any
from uuid import uuid4

from analyzer import canonical, pipeline, stamping
from analyzer.corpus.browsers import Browsers
from analyzer.corpus.errand import Errand
from analyzer.corpus.hand import Done, Hand
from analyzer.corpus.job import Outcome
from analyzer.corpus.task import Result, Task, Told
from analyzer.errors import BrowserError, InputError, StorageError
from analyzer.stamping import Browser
from analyzer.walking.browsers.browser import FLAGS

ANSWER, WAIT = 10.0, 60.0
"""Seconds for the scheduler to answer, and for the first worker to come and each to say what it has."""

AHEAD = 4
"""Flows that are handed over for each thread of the cluster: enough that none waits, few enough to forget."""


@dataclass(frozen=True)
class Identity:
    """What of a worker goes into every run: the tool, its code, and the browser; or why it has none."""

    tool: str
    code: str
    browser: Browser | None
    why: str = ""


class Cluster:
    """A scheduler that answers, and its workers."""

    def __init__(self, client: Any, address: str) -> None:
        self._client = client
        self._address = address

    def browser(self) -> Browser:
        """Return the browser that every worker has.

        Raises
        ------
        BrowserError
            If there is no worker, one has no browser, or they are not alike: one flow would come to two results.
        """
        try:
            self._client.wait_for_workers(1, timeout=WAIT)
        except TimeoutError as error:
            raise BrowserError(f"{self._address}: no worker came within {WAIT:g} s; start some") from error
        asked = {
            worker: self._client.submit(
                _identified, key=f"optout-identity-{uuid4()}", workers=[worker], allow_other_workers=False, priority=10
            )
            for worker in self._client.nthreads()
        }
        return agreed({worker: self._answer(worker, future) for worker, future in asked.items()})

    def spread(self, errands: Iterable[Errand], deadline: float) -> Iterator[Done[Outcome]]:
        """Yield each errand as soon as it is done; where the iterator is left, the others are called off.

        Raises
        ------
        StorageError
            If the scheduler is gone.
        """
        waiting, given = deque(errands), dict[Any, Errand]()
        running = _dask().as_completed(loop=self._client.loop)
        try:
            self._hand_over(waiting, given, running, deadline)
            for future in running:
                yield self._done(future, given.pop(future))
                self._hand_over(waiting, given, running, deadline)
        finally:
            if given:
                self._client.cancel(list(given))

    def _hand_over(self, waiting: deque[Errand], given: dict[Any, Errand], running: Any, deadline: float) -> None:
        most = AHEAD * max(1, sum(self._client.nthreads().values()))
        while waiting and len(given) < most:
            errand = waiting.popleft()
            # Two who ask the same of one cluster at once get one walk.
            key = f"optout-{errand.name}-{canonical.sha256(canonical.line([errand.stamp, errand.place.url]))}"
            future = self._client.submit(_done_here, errand, deadline, key=key)
            given[future] = errand
            running.add(future)

    def _done(self, future: Any, errand: Errand) -> Done[Outcome]:
        if future.status == "finished":
            done: Done[Outcome] = future.result()
            return done
        if future.status == "error":
            error = future.exception()
            lost = type(error).__name__ == "KilledWorker"
            why = "its workers were lost, one after the other" if lost else f"{type(error).__name__}: {error}"
            return Done(errand.failed(f"on the cluster: {' '.join(why.split())}"))
        raise StorageError(f"{self._address}: the scheduler is gone; what is finished is kept, run it again")

    def _answer(self, worker: str, future: Any) -> Identity:
        try:
            found: Identity = future.result(timeout=WAIT)
        except ModuleNotFoundError as error:
            raise BrowserError(f"worker {worker}: has no {error.name}; install the same optout there") from error
        except Exception as error:  # whatever a worker raises comes through here
            raise BrowserError(f"worker {worker}: does not say what it has: {type(error).__name__}: {error}") from error
        return found


def agreed(found: dict[str, Identity]) -> Browser:
    """Return the browser of all workers, each of which runs the tool that runs here.

    Raises
    ------
    BrowserError
        If one does not, has no browser, or another one than the others.
    """
    first = ""
    for worker, one in sorted(found.items()):
        if (one.tool, one.code) != (version("optout"), stamping.code()):
            raise BrowserError(
                f"worker {worker}: has optout {one.tool} ({one.code[:12]}), here is {version('optout')} "
                f"({stamping.code()[:12]}); install the same"
            )
        if one.browser is None:
            raise BrowserError(f"worker {worker}: {one.why}")
        first = first or worker
        if one.browser != found[first].browser:
            raise BrowserError(
                f"worker {worker}: has {_told(one.browser)}, {first} has {_told(found[first].browser)}; "
                "give all the same"
            )
    browser = found[first].browser
    assert browser is not None  # noqa: S101 - there is a worker, and it has one
    return browser


@contextmanager
def joined(address: str) -> Iterator[Cluster]:
    """Give the cluster of the scheduler at this address, while the block lasts.

    Raises
    ------
    InputError
        If Dask is not installed, or nobody answers there.
    """
    dask = _dask()
    try:
        # A client of an unknown kind of address complains again when it is forgotten.
        dask.comm.registry.get_backend(dask.comm.parse_address(address, strict=True)[0])
        client = dask.Client(address, timeout=ANSWER, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        why = " ".join(str(error).split())
        raise InputError(f"--scheduler {address}: cannot be reached: {why}") from error
    try:
        yield Cluster(client, address)
    finally:
        client.close(timeout=ANSWER)


@dataclass(frozen=True)
class _Question:
    """Asks a worker's process what it has."""

    name: str = "identity"
    repeatable: bool = True
    apart: str = ""

    def do(self, browsers: Browsers, told: Told) -> Identity:
        del told
        browser, choice = browsers.started(FLAGS)
        return Identity(version("optout"), stamping.code(), pipeline.Machine(browser, choice, 1.0).identity)

    def failed(self, why: str) -> Identity:
        return Identity(version("optout"), stamping.code(), None, why)


_HANDS = threading.local()
"""Of each thread of a Dask worker, the process that it waits for."""


def _done_here(task: Task[Result], deadline: float) -> Done[Result]:
    """Do a task on this worker."""
    if not hasattr(_HANDS, "hand"):
        _HANDS.hand = Hand()
    hand: Hand = _HANDS.hand
    return replace(hand.do(task, deadline, lambda _: None), worker=_dask().get_worker().address)


def _identified() -> Identity:
    return _done_here(_Question(), WAIT).result


def _told(browser: Browser | None) -> str:
    assert browser is not None  # noqa: S101 - it was looked at
    return f"{browser.build} {browser.version}, Playwright {browser.driver}, fonts {browser.fonts[:12]}"


def _dask() -> ModuleType:
    try:
        return import_module("distributed")
    except ModuleNotFoundError as error:
        raise InputError(f"--scheduler: {error.name} is missing; in the clone: pip install -e '.[cluster]'") from error
