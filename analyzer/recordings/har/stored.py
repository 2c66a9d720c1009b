"""A HAR of ours that stays in its file and is read an exchange at a time: traffic may be larger than memory."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import msgspec

from analyzer.errors import InputError
from analyzer.model import Exchange, Socket
from analyzer.model.walk import Milliseconds
from analyzer.recordings import laidout, strictjson
from analyzer.recordings.har import limits
from analyzer.recordings.har.bodies import as_written
from analyzer.recordings.har.entries import NOT_MODIFIED, exchange_of, moment_of, not_traffic, socket_of
from analyzer.recordings.har.limits import (
    ABOVE,
    BROKEN,
    DEEPEST,
    MOST_ENTRIES,
    NOTHING,
    check_size,
    in_words,
    nothing_beside,
)
from analyzer.recordings.har.reading import load
from analyzer.recordings.har.shape import Entry, without_nulls
from analyzer.recordings.recovering import Heard, recovered
from analyzer.recordings.reel import Reel


@dataclass(frozen=True)
class Stored:
    """A recording that stays in its file: ``heads`` and ``openings`` are its requests and sockets without contents.

    ``exchange`` and ``socket`` read the one of that number whole; ``start`` is as of ``Traffic``.
    """

    heads: tuple[Exchange, ...]
    openings: tuple[Socket, ...]
    exchange: Callable[[int], Exchange]
    socket: Callable[[int], Socket]
    start: datetime | None = None

    @property
    def exchanges(self) -> Reel[Exchange]:
        """All requests with their answers, in order."""
        return Reel(self.exchange, range(len(self.heads)))

    @property
    def sockets(self) -> Reel[Socket]:
        """All sockets with their messages, in order."""
        return Reel(self.socket, range(len(self.openings)))


def stored(path: Path) -> Stored:
    """Return what ``load`` returns of a HAR file of ours, an exchange at a time where it lies as we write it.

    The file must not change meanwhile.

    Raises
    ------
    InputError
        As for ``load``; also while one is read.
    """
    spans = laidout.spans(path)
    if spans is None or len(spans) > MOST_ENTRIES or path.stat().st_size > limits.LARGEST:
        traffic = load(path).traffic
        exchanges, sockets = tuple(traffic.exchanges), tuple(traffic.sockets)
        return Stored(exchanges, sockets, exchanges.__getitem__, sockets.__getitem__, traffic.start)
    return _Spread(path, spans).stored()


@dataclass(frozen=True)
class _Spread:
    """A HAR file of ours and where its entries lie."""

    path: Path
    spans: Sequence[laidout.Span]

    def stored(self) -> Stored:
        """Look at every entry once, and keep of it what is no content; a body is the number of its entry instead."""
        moments: dict[int, datetime] = {}
        heard: dict[int, Heard] = {}
        opened: dict[int, Socket] = {}
        size = 0
        for number in range(len(self.spans)):
            entry = self._entry(number)
            with self._told(number):
                if (moment := moment_of(entry.started)) is not None:
                    moments[number] = moment
                if not_traffic(entry):
                    continue
                if entry.is_socket:
                    opened[number] = msgspec.structs.replace(socket_of(entry, 0, nothing_beside), messages=())
                    continue
                one = self._whole(entry)
                size += len(one.body)
                check_size(size, str(self.path))
                bare = msgspec.structs.replace(one, sent=b"", body=str(number).encode(), lost=entry.lost)
                heard[number] = Heard(bare, entry.response.content.size, entry.response.status == NOT_MODIFIED)
        if all(one.exchange.lost for one in heard.values()):
            raise InputError(f"{self.path}: {NOTHING}")
        first = min(moments.values(), default=None)
        at = {}
        for number in (*heard, *opened):
            since = round((moments[number] - first).total_seconds() * 1000) if number in moments and first else 0
            with self._told(number):
                at[number] = msgspec.convert(since, Milliseconds)
        asked, spoken = (sorted(some, key=lambda number: at[number]) for some in (heard, opened))
        found, _ = recovered(
            [replace(heard[n], exchange=msgspec.structs.replace(heard[n].exchange, at=at[n])) for n in asked]
        )
        heads = tuple(msgspec.structs.replace(one, body=b"") for one in found)
        bodies = tuple(int(one.body) for one in found)
        openings = tuple(msgspec.structs.replace(opened[number], at=at[number]) for number in spoken)

        def exchange(place: int) -> Exchange:
            own = self._whole(self._entry(asked[place]))
            body = own.body if bodies[place] == asked[place] else self._whole(self._entry(bodies[place])).body
            return msgspec.structs.replace(heads[place], sent=own.sent, body=body)

        def socket(place: int) -> Socket:
            return socket_of(self._entry(spoken[place]), openings[place].at, nothing_beside)

        return Stored(heads, openings, exchange, socket, first)

    def _entry(self, number: int) -> Entry:
        deepest = DEEPEST - ABOVE
        data = self.spans[number].read(self.path)
        value = strictjson.decode(data, f"{self.path}: entry {number}", largest=limits.LARGEST, deepest=deepest)
        with self._told(number):
            return msgspec.convert(without_nulls(value), Entry, strict=False)

    def _whole(self, entry: Entry) -> Exchange:
        return exchange_of(entry, 0, str(self.path), nothing_beside, as_written)

    @contextmanager
    def _told(self, number: int) -> Iterator[None]:
        try:
            yield
        except BROKEN as error:
            raise InputError(f"{self.path}: entry {number}: {in_words(error)}") from error
