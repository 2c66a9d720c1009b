"""Recorded traffic becomes the site of a flow: ``traffic.har`` in its folder, and what ``flow.toml`` says of it."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from analyzer.errors import InputError
from analyzer.model import Exchange, Traffic
from analyzer.recordings import adapting, flowfile, folders, gzipped, har, strictjson, warc
from analyzer.recordings.archives import Archive
from analyzer.recordings.disclosing import disclosures, without_credentials
from analyzer.recordings.har import Loaded
from analyzer.recordings.recognising import Kind
from analyzer.recordings.unpacking import LARGEST_BODY

TAPE = "traffic.har"

_HTML_LANGUAGE = re.compile(rb"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z]{2})?)\b", re.IGNORECASE)
_LIVE = re.compile(r'(?m)^\[site\]\s*\nkind = "live"[ \t]*$')
_PHONE = re.compile(r"\bMobile\b")
_HEAD_OF_A_PAGE = 1 << 14


@dataclass(frozen=True)
class TapeResult:
    """What an import of traffic wrote, and what a person must know of it.

    ``notes`` say what was left out or changed, ``personal`` what of it could be somebody's data, by kind and count,
    ``missing`` what traffic cannot know.
    """

    tape: Path
    flow: Path
    created: bool
    requests: int
    sockets: int
    start: str
    notes: tuple[str, ...]
    personal: tuple[str, ...]
    missing: tuple[str, ...]


def import_traffic(file: Path, kind: Kind, folder: Path, *, language: str = "") -> TapeResult:
    """Make the traffic in ``file`` the tape of the flow in ``folder``, which is created if need be.

    Parameters
    ----------
    file, kind
        A HAR, a HAR in a zip or gzip file, a WARC or a WACZ.
    folder
        The flow folder; its name is the flow's id. An existing flow must be walked on a tape or live.
    language
        The language of a new flow; by default the one that the page at its start names.

    Raises
    ------
    InputError
        If the traffic is damaged or holds nothing that answers, or does not fit the flow that is there.
    StorageError
        If something cannot be written.
    """
    known = folders.known(folder)
    loaded = load(file, kind)
    folders.check(folder, known, language)
    traffic, left = without_credentials(loaded.traffic)
    start, page = _start(file, traffic, known)
    spoken = language or _language(page)
    content = _completed(folder, known) if known else flowfile.new_flow(_facts(file, traffic, start, spoken), {})
    folders.check_readable(content, folder / folders.FLOW)
    told = har.written(
        traffic.exchanges, creator="optout", version=version("optout"), sockets=traffic.sockets,
        start=traffic.start or dt.datetime.fromtimestamp(file.stat().st_mtime, tz=dt.UTC),
    )  # fmt: skip
    folders.write_chunks(folder / TAPE, _bounded(told, file))
    folders.write(folder / folders.FLOW, content.encode())
    return TapeResult(
        tape=folder / TAPE,
        flow=folder / folders.FLOW,
        created=not known,
        requests=len(traffic.exchanges),
        sockets=len(traffic.sockets),
        start=start,
        notes=(*loaded.notes, *left),
        personal=disclosures(traffic),
        missing=(*_about_the_start(page, traffic), *_missing(known, spoken)),
    )


def _bounded(chunks: Iterable[bytes], file: Path) -> Iterator[bytes]:
    """Yield the chunks of a tape, as long as it is one that can be read again."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > har.LARGEST:
            raise InputError(f"{file}: more than {har.LARGEST >> 20} MB as a HAR: record one procedure at a time")
        yield chunk


def load(file: Path, kind: Kind) -> Loaded:
    """Return the traffic in a HAR, also in a zip or gzip file, a WARC or a WACZ, and what of it could not be taken.

    Raises
    ------
    InputError
        If it is damaged, or holds nothing that answers.
    """
    return _READERS[kind](file)


def _beside(file: Path) -> Loaded:
    strictjson.read_bytes(file, 0)  # tells what is no file
    try:
        with file.open("rb") as stream:
            return har.parse_stream(stream, str(file), _blobs(file))
    except OSError as error:
        raise InputError(f"{file}: {error.strerror or error}") from error


def _blobs(file: Path) -> har.Blobs:
    """Return what reads the contents that lie in files beside a HAR, as Playwright attaches them."""

    def blob(name: str) -> bytes:
        if not _PLAIN_NAME.fullmatch(name):
            raise InputError(f"{file}: the content {strictjson.quoted(name)} is not the name of a file beside it")
        place = file.parent / name
        if place.is_symlink():
            raise InputError(f"{place}: is a link: not a content of a recording")
        data = strictjson.read_bytes(place, LARGEST_BODY)
        if len(data) > LARGEST_BODY:
            raise InputError(f"{place}: larger than {LARGEST_BODY >> 20} MB: not a content of a recording")
        return data

    return blob


def _gzipped(file: Path) -> Loaded:
    with gzipped.unpacked(file, har.LARGEST) as stream:
        return har.parse_stream(stream, str(file), _blobs(file))


def _zipped(file: Path) -> Loaded:
    archive = Archive(file, har.LARGEST)
    inside = [name for name in archive.names if name.lower().endswith(".har")]
    if len(inside) > 1:
        raise InputError(f"{file}: {len(inside)} HAR files in it; unpack it and import one")
    with archive.open(inside[0]) as stream:
        return har.parse_stream(stream, f"{file}: {inside[0]}", archive.read)


_PLAIN_NAME = re.compile(r"[\w-]{1,200}(\.[\w-]{1,20})?", re.ASCII)
_READERS: Mapping[str, Callable[[Path], Loaded]] = {
    "har": _beside,
    "har in a zip": _zipped,
    "har in a gzip": _gzipped,
    "warc": warc.load_warc,
    "wacz": warc.load_wacz,
}


def _start(file: Path, traffic: Traffic, known: Mapping[str, Any]) -> tuple[str, Exchange | None]:
    """Return where the flow starts, and the page there: an existing flow says it, else it is the first document."""
    if known:
        start = known["flow"].get("start", "")
        if adapting.origin_of(start) not in {adapting.origin_of(one.url) for one in traffic.exchanges}:
            raise InputError(f"{file}: holds nothing of {adapting.origin_of(start)}, where the flow starts")
        return start, None
    first = _first_page(traffic.exchanges)
    if first is None:
        raise InputError(f"{file}: holds no HTML page with which a flow could start; record from the first page on")
    page = traffic.exchanges[first]
    start = page.url
    for one in (one for one in reversed(traffic.exchanges[:first]) if one.method == "GET"):
        led = next((value for name, value in one.answered if name.lower() == "location"), "")
        if led and 300 <= one.status < 400 and _joined(one.url, led) == start:  # noqa: PLR2004 - HTTP
            start = one.url
    return start, page


def _first_page(exchanges: Sequence[Exchange]) -> int | None:
    """Return the place of the first page that fills a window, of the first of any where none is known to; else None.

    Frames and parts of pages are HTML, too, and come first where recording began after the page had come.
    """
    pages = (number for number, one in enumerate(exchanges) if _is_page(one))
    fallback = None
    for number in pages:
        if _fills_a_window(exchanges[number]):
            return number
        fallback = number if fallback is None else fallback
    return fallback


def _fills_a_window(one: Exchange) -> bool:
    """Tell a page in a window from one in a frame and from what a script asked for (Fetch Metadata, W3C, 2021)."""
    asked = {name.lower(): value.strip().lower() for name, value in one.asked}
    destination = asked.get("sec-fetch-dest", "document")
    return destination == "document" and asked.get("x-requested-with", "") != "xmlhttprequest"


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location).partition("#")[0]
    except ValueError:
        return ""


def _is_page(one: Exchange) -> bool:
    if one.method != "GET" or one.status != 200:  # noqa: PLR2004 - HTTP
        return False
    return any(name.lower() == "content-type" and "html" in value.lower() for name, value in one.answered)


def _language(page: Exchange | None) -> str:
    found = _HTML_LANGUAGE.search(page.body[:_HEAD_OF_A_PAGE]) if page else None
    if found is None:
        return flowfile.UNKNOWN_LANGUAGE
    language, dash, region = found[1].decode().partition("-")
    return language.lower() + dash + region.upper()


def _completed(folder: Path, known: Mapping[str, Any]) -> str:
    """Return the flow file with its site on the tape."""
    flow, content = folder / folders.FLOW, folders.read(folder / folders.FLOW)
    site = known["site"]
    if site.get("kind") == "tape" and site.get("file") == TAPE:
        return content
    lines = "\n".join(flowfile.tape_lines(TAPE))
    if site.get("kind") == "live" and _LIVE.search(content):
        return _LIVE.sub(lambda _: f"[site]\n{lines}", content, count=1)
    wanted = " and ".join(flowfile.tape_lines(TAPE))
    raise InputError(f"{flow}: [site] is another one; to walk it on the tape, write {wanted} there")


def _facts(file: Path, traffic: Traffic, start: str, language: str) -> flowfile.Facts:
    agents = (value for one in traffic.exchanges for name, value in one.asked if name.lower() == "user-agent")
    when = traffic.start or dt.datetime.fromtimestamp(file.stat().st_mtime, tz=dt.UTC)
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return flowfile.Facts(
        title="".join(c if c.isprintable() else " " for c in file.stem)[:200] or "Recorded",
        service=adapting.origin_of(start).partition("://")[2],
        language=language,
        device="phone" if _PHONE.search(next(agents, "")) else "desktop",
        date=when.date().isoformat(),
        start=start,
        files="",
        origin="",
        source=f"recorded traffic of {len(traffic.exchanges)} requests, SHA-256 {digest}",
        tape=TAPE,
    )


def _about_the_start(page: Exchange | None, traffic: Traffic) -> Iterator[str]:
    """Yield a line where no walk can begin at the start, because the recorder did not keep the page there."""
    if page is None or not page.lost:
        return
    kept = next((one.url for one in traffic.exchanges if _is_page(one) and not one.lost), "")
    other = f", or let the flow start at {strictjson.quoted(kept)}" if kept else ""
    yield f"start: there is no content of {strictjson.quoted(page.url)}, so that no walk begins; record again{other}"


def _missing(known: Mapping[str, Any], language: str) -> tuple[str, ...]:
    missing = []
    if "refuse" not in known.get("routes", {}):
        missing.append(
            "routes: traffic does not say what a person did; add a script, or import a recording into the same folder"
        )
    if not known:
        missing.append("service, right, country, account, time_zone, who: stand-ins marked # check in the file")
        if language == flowfile.UNKNOWN_LANGUAGE:
            missing.append("languages: the first page names none; give --lang or write it into the file")
    return tuple(missing)
