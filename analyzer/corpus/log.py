"""What happens to many tasks, for programs: one JSON object a line, each written as it happens.

``what`` is ``run`` (the first line: how many, by how many workers), ``begun``, ``step`` and ``lost`` (an attempt that
crashed or hung) of a task, ``done`` (its result) and ``over`` (the last line; without it the run was interrupted). A
later run goes on in the same file.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import msgspec

from analyzer.corpus.hand import Done, Note
from analyzer.corpus.job import Outcome
from analyzer.errors import StorageError


class Log:
    """Writes lines, also when several threads have something to say."""

    def __init__(self, file: IO[bytes] | None) -> None:
        self._file = file
        self._writing = threading.Lock()

    def write(self, what: str, **told: Any) -> None:
        """Write a line; what is told as None or "" is left out."""
        if self._file is None:
            return
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "what": what} | {name: value for name, value in told.items() if value not in {None, ""}}
        with self._writing:
            self._file.write(msgspec.json.encode(line) + b"\n")
            self._file.flush()

    def note(self, note: Note) -> None:
        """Write down what happens to a task."""
        self.write(note.what, name=note.name, attempt=note.attempt, worker=note.worker, said=note.said)

    def done(self, done: Done[Outcome], result: str) -> None:
        """Write down what came of a flow."""
        outcome = done.result
        score = outcome.report.score if outcome.report else None
        self.write(
            "done", name=outcome.name, result=result, seconds=round(done.seconds, 3), attempts=done.attempts,
            worker=done.worker, score=score.total if score else None, failure=outcome.failure,
        )  # fmt: skip


@contextmanager
def logging_to(path: Path | None) -> Iterator[Log]:
    """Give a log that goes on at the end of a file, or nowhere.

    Raises
    ------
    StorageError
        If the file cannot be written.
    """
    if path is None:
        yield Log(None)
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab")
    except OSError as error:
        raise StorageError(f"{path}: cannot be written: {error.strerror}; choose another --log") from error
    with file:
        yield Log(file)
