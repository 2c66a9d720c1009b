"""WARC 1.1 (ISO 28500:2017) and WACZ 1.1.1 (Webrecorder, 2021) as traffic, read with ``warcio``, which is an extra.

A response is paired with the request that names it (``WARC-Concurrent-To``), else with the next request for the same
address. A revisit gets the body of the response with the same payload digest in the same file. What is no traffic of a
browser (``warcinfo``, ``metadata``, ``resource``, ``conversion``) is passed over.
"""

import hashlib
import io
import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from analyzer.errors import InputError, StorageError
from analyzer.model import Exchange, Traffic
from analyzer.model.traffic import Headers
from analyzer.recordings import strictjson
from analyzer.recordings.addresses import as_asked, is_service, is_token, sendable
from analyzer.recordings.archives import Archive, DamagedError
from analyzer.recordings.gzipped import Members
from analyzer.recordings.har import LARGEST, Loaded
from analyzer.recordings.spool import Spool
from analyzer.recordings.unpacking import LARGEST_BODY, Unpacker
from analyzer.recordings.warcpieces import pieces

MOST_RECORDS = 200_000
_MOST_REASONS = 20
"""Why records were left out, as far as it is told: each may have a date that is none in its own way."""

_DAMAGED, _CHANGED = "left out: damaged", "changed since recorded: another digest"

_PACKAGE = "datapackage.json"
_KINDS = frozenset({"", "sha256", "md5"})
"""Hashes that a package of files may name (Frictionless, "Data Resource", ``hash``)."""
_ENCODED = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_NOT_MODIFIED, _LEAST_ANSWER = 304, 200


def load_warc(path: Path) -> Loaded:
    """Return the traffic in a WARC file, compressed or not.

    Raises
    ------
    InputError
        If it cannot be read, is damaged, too large, or holds no answered request; or if ``warcio`` is not installed.
    """
    try:
        with path.open("rb") as stream:
            return _loaded([lambda: stream], str(path))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error


def load_wacz(path: Path) -> Loaded:
    """Return the traffic in all WARC files of a WACZ.

    Raises
    ------
    InputError
        As for ``load_warc``, and if the zip file is not what it must be.
    """
    archive = Archive(path, LARGEST)
    names = [name for name in sorted(archive.names) if name.startswith("archive/")]
    try:
        loaded = _loaded((partial(archive.open, name) for name in names), str(path))
    except InputError as error:
        raise InputError("; ".join(filter(None, (str(error), archive.damage)))) from error
    # With a bound of its own, for what is read a second time has been counted once.
    changed = tuple(_changed(Archive(path, LARGEST), names))
    damage = tuple(filter(None, (archive.damage,)))
    return replace(loaded, notes=(*damage, *loaded.notes, *changed), unsure=loaded.unsure.union(damage, changed))


class _Listed(msgspec.Struct):
    path: str
    hash: str


def _changed(archive: Archive, names: Iterable[str]) -> Iterator[str]:
    """Yield a note where files of a WACZ are not those that its ``datapackage.json`` has the hashes of (WACZ 1.1.1)."""
    if _PACKAGE not in archive.names:
        return
    try:
        package = strictjson.decode(archive.read(_PACKAGE), _PACKAGE)
        listed = msgspec.convert(package.get("resources", []), list[_Listed]) if isinstance(package, dict) else []
    except (InputError, msgspec.ValidationError):
        yield f"{_PACKAGE} cannot be read: whether the files are those that were archived, nothing says"
        return
    told = {one.path: one.hash.lower() for one in listed}
    changed = [name for name in names if (said := told.get(name)) and not _is_of(archive, name, said)]
    if changed:
        first = strictjson.quoted(changed[0])
        yield f"{_many(len(changed), 'file')} changed since archived: {_PACKAGE} has another hash of {first}"


def _is_of(archive: Archive, name: str, said: str) -> bool:
    """Return whether a file has the hash that is ``said`` of it, or it is one of a kind that is not reckoned here."""
    kind, _, digest = said.rpartition(":")
    if kind not in _KINDS:
        return True
    try:
        with archive.open(name) as file:
            return hashlib.file_digest(file, kind or "md5").hexdigest() == digest
    except DamagedError:
        return False


@dataclass
class _Record:
    """What of a WARC record is traffic: ``kind`` is request, response or revisit; ``body`` may be the mark of one."""

    kind: str
    id: str
    concurrent: frozenset[str]
    url: str
    when: datetime
    digest: str
    line: str
    headers: Headers
    body: bytes = field(repr=False)


def _loaded(opening: Iterable[Callable[[], io.BufferedReader]], file: str) -> Loaded:
    spool, left, damaged, broken = Spool(), Counter[str](), Counter[str](), list[str]()
    records: list[_Record] = []
    for opened in opening:
        try:
            records += _records(opened(), file, left, damaged, spool)
        except DamagedError as error:
            broken.append(str(error).removeprefix(f"{file}: "))
    exchanges = _exchanges(records, left)
    unsure = (
        [f"{_many(len(broken), 'file')} left out from the first damage on; the first is {broken[0]}"] if broken else []
    )
    unsure += (
        f"{_many(count, 'byte')} left out: damaged, {strictjson.quoted(why)}" for why, count in sorted(damaged.items())
    )
    told = sorted((+left).items())
    notes = list(unsure)
    for why, count in told[:_MOST_REASONS]:
        notes.append(f"{_many(count, 'record')} {why}")
        unsure += notes[-1:] if _hurts(why) else []
    if more := sum(count for _, count in told[_MOST_REASONS:]):
        notes.append(f"{_many(more, 'record')} for {len(told) - _MOST_REASONS} other reasons")
        unsure += notes[-1:] if any(_hurts(why) for why, _ in told[_MOST_REASONS:]) else []
    if not exchanges:
        raise InputError("; ".join((f"{file}: holds no answered request", *notes)))
    first = min(record.when for record, _ in exchanges)
    heads = [
        msgspec.structs.replace(one, at=round((record.when - first).total_seconds() * 1000))
        for record, one in sorted(exchanges, key=lambda pair: pair[0].when)
    ]
    return Loaded(Traffic(start=first, exchanges=spool.whole(heads)), tuple(notes), unsure=frozenset(unsure))


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _hurts(why: str) -> bool:
    """Return whether a reason tells of damage, and not of what no import takes."""
    return why.startswith(_DAMAGED) or why == _CHANGED


def _records(
    stream: io.BufferedReader, file: str, left: Counter[str], damaged: Counter[str], spool: Spool
) -> Iterator[_Record]:
    try:
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - an extra that few need
    except ImportError as error:
        raise InputError(f"{file}: reading a WARC needs warcio; in the clone: pip install -e '.[warc]'") from error
    unpacker = Unpacker(LARGEST)
    fault = _counted(stream, file)
    for number, piece in enumerate(pieces(_plain(stream, file, damaged))):
        place = f"{file}: record {number}"
        if piece.damage:
            left[f"{_DAMAGED}, {piece.damage}"] += 1
            continue
        try:
            # Closed, for what warcio makes of it refers to itself, and would keep its bytes until somebody tidies up.
            with io.BytesIO(piece.data) as block:
                record = next(iter(ArchiveIterator(block, arc2warc=False)))
                if record.rec_type == "continuation":
                    left["left out: only the continuation of another"] += 1
                told = record.rec_type in {"request", "response", "revisit"}
                if record.rec_type == "resource" and is_service(_uri(record.rec_headers)):
                    left["left out: resource, which says what a file was and not what was asked and answered"] += 1
                read = _record(record, place, left, unpacker) if told else None
            if read:
                left[_CHANGED] += not piece.fits
                yield replace(read, body=spool.keep(read.body))
        except (InputError, StorageError):
            raise
        except Exception as error:  # noqa: BLE001 - a reader of strangers' bytes, not ours, may raise anything
            said = " ".join(str(error).split()) or "it ends too early"
            left[f"{_DAMAGED}, {strictjson.quoted(said)}"] += 1
    if fault:
        raise DamagedError(fault)


def _counted(stream: io.BufferedReader, file: str) -> str:
    """Refuse too many records before one is looked at; return how the stream is damaged, which it tells but once."""
    try:
        for number, _ in enumerate(pieces(_plain(stream, file, Counter()))):
            _check_count(number, file)
    except DamagedError as error:
        return str(error)
    return ""


def _check_count(number: int, file: str) -> None:
    if number >= MOST_RECORDS:
        raise InputError(f"{file}: more than {MOST_RECORDS} records: not a recording of one procedure")


def _record(record: Any, place: str, left: Counter[str], unpacker: Unpacker) -> _Record | None:
    head, http = record.rec_headers, record.http_headers
    url = _uri(head)
    if not is_service(url) or http is None:
        left["left out: no address of a service on the web"] += record.rec_type != "request"
        return None
    said = head.get_header("WARC-Date") or ""
    try:
        when = datetime.fromisoformat(said)
        when = when.replace(tzinfo=when.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        left[f"{_DAMAGED}, WARC-Date: {strictjson.quoted(said)} is no time"] += 1
        return None
    codings = http.get_header("Content-Encoding") or ""
    http.remove_header("Content-Encoding")  # so that warcio joins chunks and leaves the rest to us, within bounds
    try:
        body = unpacker.unpacked(_body(record, place), codings, http.get_header("Content-Type") or "", place)
    except ValueError as error:
        left[f"{_DAMAGED}, {error}"] += 1
        return None
    if head.get_header("WARC-Truncated"):
        left["cut short by the recorder"] += 1
    return _Record(
        kind=record.rec_type,
        id=head.get_header("WARC-Record-ID") or "",
        concurrent=frozenset(value for name, value in head.headers if name.lower() == "warc-concurrent-to"),
        url=url,
        when=when,
        digest=head.get_header("WARC-Payload-Digest") or "",
        line=f"{http.protocol} {http.statusline}",
        headers=sendable((name, str(value)) for name, value in http.headers),
        body=body,
    )


def _uri(head: Any) -> str:
    # Wget puts addresses between angle brackets, as WARC 1.0 had them.
    return as_asked(str(head.get_header("WARC-Target-URI") or "").strip("<>"))


def _body(record: Any, place: str) -> bytes:
    data = bytearray()
    content = record.content_stream()
    while len(data) <= LARGEST_BODY and (part := content.read(1 << 16)):
        data += part
    if len(data) > LARGEST_BODY:
        raise InputError(f"{place}: a body of more than {LARGEST_BODY >> 20} MB once it is unpacked: not a recording")
    return bytes(data)


def _exchanges(records: list[_Record], left: Counter[str]) -> list[tuple[_Record, Exchange]]:
    asked = _paired(records)
    bodies = {one.digest: one.body for one in records if one.kind == "response" and one.digest}
    exchanges = []
    for record in records:
        if record.kind == "request":
            continue
        body = record.body
        if record.kind == "revisit":
            if record.digest not in bodies:
                left["left out: revisit of what is not in the file"] += 1
                continue
            body = bodies[record.digest]
        status = _status(record.line)
        request = asked.get(id(record))
        method = request.line.split(" ", 1)[0] if request else "GET"
        left["taken for GET: an answer without a request"] += request is None
        if not _LEAST_ANSWER <= status <= 999 or status == _NOT_MODIFIED or not is_token(method):  # noqa: PLR2004 - HTTP
            left["left out: no answer of HTTP that stands for itself"] += 1
            continue
        exchanges.append((record, _exchange(record, request, method, status, body)))
    return exchanges


def _exchange(record: _Record, request: _Record | None, method: str, status: int, body: bytes) -> Exchange:
    return Exchange(
        at=0,
        method=method,
        url=record.url.partition("#")[0],
        asked=request.headers if request else (),
        sent=request.body if request else b"",
        status=status,
        answered=tuple(pair for pair in record.headers if pair[0].lower() not in _ENCODED),
        body=body,
    )


def _paired(records: list[_Record]) -> dict[int, _Record]:
    """Return the request of each answer, by the answer's identity."""
    requests = [record for record in records if record.kind == "request"]
    answers = [record for record in records if record.kind != "request"]
    by_id = {record.id: record for record in records if record.id}
    pairs: dict[int, _Record] = {}
    taken: set[int] = set()
    for one in itertools.chain(requests, answers):
        for other in (by_id[name] for name in sorted(one.concurrent) if name in by_id):
            request, answer = (one, other) if one.kind == "request" else (other, one)
            fits = request.kind == "request" != answer.kind and request.url == answer.url
            if fits and id(answer) not in pairs and id(request) not in taken:
                pairs[id(answer)] = request
                taken.add(id(request))
    waiting: dict[str, list[_Record]] = defaultdict(list)
    for request in reversed(requests):
        if id(request) not in taken:
            waiting[request.url].append(request)
    for answer in answers:
        if id(answer) not in pairs and waiting[answer.url]:
            pairs[id(answer)] = waiting[answer.url].pop()
    return pairs


def _status(line: str) -> int:
    words = line.split()
    return int(words[1]) if len(words) > 1 and words[1].isascii() and words[1].isdigit() and len(words[1]) == 3 else 0  # noqa: PLR2004 - HTTP


def _plain(stream: io.BufferedReader, file: str, damaged: Counter[str]) -> io.BufferedReader:
    """Return a WARC from its beginning, uncompressed and bounded, whichever it was."""
    stream.seek(0)
    packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    if not packed:
        return io.BufferedReader(_Bounded(stream.read1, file))
    members = Members(stream, damaged, lambda number: _check_count(number, file), seam=b"\r\n\r\n")
    return io.BufferedReader(_Bounded(members.read, file))


class _Bounded(io.RawIOBase):
    """A stream that ends in an error where it is longer than any recording."""

    def __init__(self, read: Callable[[int], bytes], file: str) -> None:
        self._read, self._file, self._left = read, file, LARGEST

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._read(len(buffer))
        except OSError as error:
            raise InputError(f"{self._file}: {error.strerror or error}") from error
        self._left -= len(data)
        if self._left < 0:
            raise InputError(f"{self._file}: larger than {LARGEST >> 20} MB: not a recording of one procedure")
        buffer[: len(data)] = data
        return len(data)
