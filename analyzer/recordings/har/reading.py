"""A whole HAR, ours or somebody's, as traffic."""

import io
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from analyzer.errors import InputError
from analyzer.model import Exchange, Socket, Traffic
from analyzer.model.walk import Milliseconds
from analyzer.recordings import strictjson
from analyzer.recordings.addresses import as_asked
from analyzer.recordings.har import limits
from analyzer.recordings.har.bodies import Answer, Blobs, as_shown, as_written, without_escapes
from analyzer.recordings.har.entries import (
    NOT_MODIFIED,
    exchange_of,
    lacks_content,
    lacks_sent,
    lacks_zone,
    moment_of,
    not_traffic,
    socket_of,
)
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
from analyzer.recordings.har.shape import Entry, Har, header_of, without_nulls
from analyzer.recordings.har.spans import spans
from analyzer.recordings.recovering import Heard, recovered
from analyzer.recordings.reel import Reel
from analyzer.recordings.spool import Spool
from analyzer.recordings.unpacking import Unpacker

Lost = Callable[[Entry], bool]
"""Says whether an answer had a body that is not in the HAR."""


@dataclass(frozen=True)
class Loaded:
    """What a recording holds, and in ``notes`` what of it could not be taken, counted.

    ``broken`` is the first of the entries that are not what they must be, and why; "" if there is none.
    ``creator`` is the program that says it wrote the file. ``unsure`` are those of the notes that tell of damage: what
    stood there nobody can say, nor whether what is left is all.
    """

    traffic: Traffic
    notes: tuple[str, ...]
    broken: str = ""
    creator: str = ""
    unsure: frozenset[str] = frozenset()


def read(path: Path) -> tuple[Exchange, ...]:
    """Return the requests of a HAR file of ours with their answers, in the order in which they were asked.

    Raises
    ------
    InputError
        If it cannot be read, is no HAR, an entry is broken, or none is an answer to anything; the line names the entry.
    """
    return tuple(load(path).traffic.exchanges)


def load(path: Path) -> Loaded:
    """Return all that a HAR file of ours holds, in memory, and what was left out.

    Raises
    ------
    InputError
        As for ``read``.
    """
    told = strictjson.decode(
        strictjson.read_bytes(path, limits.LARGEST), str(path), largest=limits.LARGEST, deepest=DEEPEST
    )
    ours = _Way(as_written, lambda entry: entry.lost, str)
    loaded = _loaded(_log(told, str(path)), str(path), nothing_beside, ours)
    if loaded.broken:
        raise InputError(loaded.broken)
    traffic = loaded.traffic
    return replace(
        loaded,
        traffic=msgspec.structs.replace(traffic, exchanges=tuple(traffic.exchanges), sockets=tuple(traffic.sockets)),
    )


@dataclass(frozen=True)
class _Way:
    """How an entry is read: its answer, whether the body of that was lost, and the address that was asked."""

    answer: Answer
    lost: Lost
    address: Callable[[str], str]


@dataclass(frozen=True)
class _Log:
    """The log of a HAR, of which an entry is read when it is its turn."""

    entries: Reel[Any]
    creator: Any


def parse(data: bytes, file: str, blobs: Blobs) -> Loaded:
    """Return what ``parse_stream`` does of the HAR in ``data``."""
    return parse_stream(io.BytesIO(data), file, blobs)


def parse_stream(stream: BinaryIO, file: str, blobs: Blobs) -> Loaded:
    """Return all that somebody's HAR holds, so that a browser shows of it what it showed when it came.

    A broken entry is left out and counted. In memory is one entry at a time, where the file is plain JSON.

    Parameters
    ----------
    stream, file
        The HAR, which can be read again, and its name in messages.
    blobs
        Reads what lies beside it.

    Raises
    ------
    InputError
        If it is no HAR, is too large, or no entry is an answer to anything.
    """
    decided = Counter[str]()
    log = _told(stream, file, decided)
    loaded = _loaded(log, file, blobs, _Way(partial(as_shown, Unpacker(limits.LARGEST)), lacks_content, as_asked))
    notes = (f"{count} {what}" for what, count in sorted(decided.items()))
    return replace(loaded, notes=(*notes, *loaded.notes, *_about_the_producer(loaded)))


def _about_the_producer(loaded: Loaded) -> Iterator[str]:
    if loaded.creator and loaded.creator not in _TESTED:
        yield f"written by {strictjson.quoted(loaded.creator[:_SHOWN])}: files of that program are untested here"
    if loaded.creator == _CHROME and not any(header_of(one.answered, "set-cookie") for one in loaded.traffic.exchanges):
        yield "no answer sets a cookie: Chrome leaves them out unless it exports the HAR with sensitive data"


def _told(stream: BinaryIO, file: str, decided: Counter[str]) -> _Log:
    """Return the log of somebody's HAR, each entry read when it is its turn where the file is plain JSON.

    What programs add to a HAR is then passed over unread, and of what they add to an entry no more is in memory than
    that of one.
    """
    if stream.seek(0, os.SEEK_END) > limits.LARGEST:
        raise InputError(f"{file}: larger than {limits.LARGEST >> 20} MB: not a recording")
    found = spans(stream)
    if found is None:
        stream.seek(0)
        return _log(_decoded(stream.read(), file, decided, DEEPEST), file)

    def entry(number: int) -> Any:
        begin, end = found.entries[number]
        stream.seek(begin)
        return _decoded(stream.read(end - begin), f"{file}: entry {number}", decided, DEEPEST - ABOVE)

    return _Log(Reel(entry, range(len(found.entries))), found.log.get("creator"))


def _decoded(data: bytes, place: str, decided: Counter[str], deepest: int) -> Any:
    value = strictjson.decode_as_browsers(data, place, decided, largest=limits.LARGEST, deepest=deepest)
    if strictjson.halves(value):
        value = without_escapes(value)
        if count := strictjson.halves(value):
            decided["texts hold half of a surrogate pair, which is taken for U+FFFD as browsers send it"] += count
            value = strictjson.mended(value)
    return value


def _log(value: Any, file: str) -> _Log:
    try:
        head = msgspec.convert(value, Har[Any]).log
    except msgspec.ValidationError as error:
        raise InputError(f"{file}: not a HAR: {in_words(error)}") from error
    return _Log(Reel(head.entries.__getitem__, range(len(head.entries))), head.creator)


def _loaded(log: _Log, file: str, blobs: Blobs, way: _Way) -> Loaded:
    count = len(log.entries.numbers)
    if count > MOST_ENTRIES:
        raise InputError(f"{file}: more than {MOST_ENTRIES} entries: not a recording of one procedure")
    broken: list[str] = []
    spool = Spool()
    moments: list[datetime] = []
    heard: list[tuple[str, datetime | None, Heard]] = []
    spoken: list[tuple[str, datetime | None, bytes]] = []
    left, size = Counter[str](), 0
    for place, entry, at in _entries(log.entries, file, broken, way.address):
        moments += [at] if at else []
        why = not_traffic(entry)
        left["name no time zone, and their time was taken for UTC"] += lacks_zone(entry)
        try:
            if why:
                left[why] += 1
            elif entry.is_socket:
                spoken.append((place, at, spool.keep(_SOCKETS.encode(socket_of(entry, 0, blobs)))))
            else:
                one = exchange_of(entry, 0, place, blobs, way.answer)
                one = msgspec.structs.replace(one, lost=way.lost(entry))
                unchanged = entry.response.status == NOT_MODIFIED
                heard.append((place, at, Heard(spool.shortened(one), entry.response.content.size, unchanged)))
                left["answered, and their status was lost: taken for 200"] += not entry.response.status
                left["sent a body that is not in the recording: whoever sends it has no answer"] += lacks_sent(
                    entry, one
                )
                size += len(one.body)
                check_size(size, file)
        except BROKEN as error:
            broken.append(f"{place}: {in_words(error)}")
    if all(one.exchange.lost for *_, one in heard):
        raise InputError(broken[0] if broken else f"{file}: {NOTHING}")
    first = min(moments, default=None)
    since = partial(_since, first=first, broken=broken)
    exchanges, told_of = recovered(
        [
            replace(one, exchange=msgspec.structs.replace(one.exchange, at=ms))
            for place, at, one in heard
            if (ms := since(place, at)) is not None
        ]
    )
    left += told_of
    sockets = [(ms, mark) for place, at, mark in spoken if (ms := since(place, at)) is not None]
    opened = Reel(partial(_socket, spool, sorted(sockets, key=itemgetter(0))), range(len(sockets)))
    traffic = Traffic(start=first, exchanges=spool.whole(exchanges), sockets=opened)
    damaged = f"left out: broken, the first of them {broken[0].removeprefix(f'{file}: ')}" if broken else ""
    left[damaged] = len(broken)
    told = {why: f"{some} of {count} entries {why}" for why, some in sorted((+left).items())}
    name = log.creator.get("name") if isinstance(log.creator, dict) else ""
    return Loaded(
        traffic, tuple(told.values()), next(iter(broken), ""), name if isinstance(name, str) else "",
        unsure=frozenset(note for why, note in told.items() if why == damaged),
    )  # fmt: skip


def _socket(spool: Spool, sockets: Sequence[tuple[Milliseconds, bytes]], number: int) -> Socket:
    at, mark = sockets[number]
    return msgspec.structs.replace(msgspec.msgpack.decode(spool.read(mark), type=Socket), at=at)


_SOCKETS = msgspec.msgpack.Encoder()


def _since(place: str, at: datetime | None, *, first: datetime | None, broken: list[str]) -> int | None:
    """Return the milliseconds since the first request; null where they are more than any recording has."""
    try:
        return msgspec.convert(round((at - first).total_seconds() * 1000) if at and first else 0, Milliseconds)
    except BROKEN as error:
        broken.append(f"{place}: {in_words(error)}")
        return None


_CHROME = "WebInspector"
_TESTED = frozenset({_CHROME, "Firefox", "Playwright", "mitmproxy", "optout"})
"""What Chrome, Firefox, Playwright, mitmproxy and we call ourselves in what we write."""

_SHOWN = 60


def _entries(
    told: Reel[Any], file: str, broken: list[str], address: Callable[[str], str]
) -> Iterator[tuple[str, Entry, datetime | None]]:
    """Give the place, the entry and its moment of each that is one; what is none is added to ``broken``."""
    for number in range(len(told)):
        place = f"{file}: entry {number}"
        try:
            value = told[number]
        except InputError as error:
            broken.append(str(error))
            continue
        try:
            entry = msgspec.convert(without_nulls(value), Entry, strict=False)
            asked = msgspec.structs.replace(entry.request, url=address(entry.request.url))
            yield place, msgspec.structs.replace(entry, request=asked), moment_of(entry.started)
        except BROKEN as error:
            broken.append(f"{place}: {in_words(error)}")
