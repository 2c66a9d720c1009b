"""The traffic of a run as WACZ 1.1.1 (Webrecorder, "Web Archive Collection Zipped"): for viewers and for archives.

A viewer of web archives finds a page by its address and time. It knows nothing of what a person did before, so that it
is for looking at the pages; walking again is what ``optout replay`` does. Forms that were sent are indexed as viewers
look them up (Webrecorder, "Request Body Canonicalization"): by their fields, or by the whole body in base64.
"""

import base64
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC
from urllib.parse import unquote_plus, urlsplit

from analyzer import canonical
from analyzer.recordings.har import Page
from analyzer.reports.comparison import ordered
from analyzer.reports.exports import warc
from analyzer.reports.exports.pages import nature, pages
from analyzer.reports.exports.warc import Capture
from analyzer.reports.legible import line, literal
from analyzer.storage import Gathered

_WARC = "data.warc.gz"
_HEAD = {"format": "json-pages-1.0", "id": "pages", "title": "All pages"}
_WITH_BODY = frozenset({"POST", "PUT"})
_PORTS = {"http": 80, "https": 443}
_FIRST_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can name; there is no other that is true."""


def wacz(gathered: Mapping[str, Gathered]) -> bytes:
    """Return the traffic of all routes of a run as a WACZ file; the same run gives the same bytes on every machine.

    Raises
    ------
    InputError
        If the traffic of a walk was not kept or cannot be read, or warcio is not installed.
    """
    walks = [(gathered[route].walk, pages(gathered[route])) for route in ordered(gathered)]
    archive, captures = warc.write(walks, _WARC)
    seen = _seen([page for _, documents in walks for page in documents], captures)
    files = {
        f"archive/{_WARC}": archive,
        "indexes/index.cdxj": b"".join(sorted(map(_indexed, captures))),
        "pages/pages.jsonl": b"".join(map(canonical.line, [_HEAD, *seen])),
    }
    first = walks[0][0]
    package = canonical.text(
        {
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "title": line(first.flow.title),
            "description": literal(nature(first.flow)),
            "software": f"optout {first.environment.tool}",
            "created": warc.iso(walks[0][1][0].clock),
            "resources": [
                {
                    "name": path.rpartition("/")[2],
                    "path": path,
                    "hash": f"sha256:{canonical.sha256(data)}",
                    "bytes": len(data),
                }
                for path, data in files.items()
            ],
            **({"mainPageUrl": seen[0]["url"], "mainPageDate": seen[0]["ts"]} if seen else {}),
        }
    )
    digest = canonical.text({"path": "datapackage.json", "hash": f"sha256:{canonical.sha256(package)}"})
    return _zipped(files | {"datapackage.json": package, "datapackage-digest.json": digest})


def _seen(pages: Iterable[Page], captures: Iterable[Capture]) -> list[dict[str, str]]:
    """Return the documents that a viewer can open: those whose own address was asked for, with their last time."""
    asked = {(one.page, one.url): one for one in captures if one.method == "GET"}
    found = ((page, asked.get((page.id, warc.address(page.url)))) for page in pages)
    return [
        {"id": page.id, "url": one.url, "ts": warc.iso(one.moment), "title": page.title} for page, one in found if one
    ]


def _indexed(one: Capture) -> bytes:
    """Return the line of CDXJ: key, time to the second, and where the record lies; every value is text there."""
    told = {
        "url": one.url,
        **({"mime": one.mime} if one.mime else {}),
        "status": str(one.status),
        "digest": one.digest,
        "length": str(one.length),
        "offset": str(one.offset),
        "filename": _WARC,
    }
    key = _key(one.url)
    if one.method in _WITH_BODY:
        query = _query(one)
        told |= {"method": one.method, "requestBody": query}
        joint = "&" if "?" in one.url else "?"
        key = _key(f"{one.url}{joint}__wb_method={one.method}{f'&{query}' if query else ''}")
    return f"{key} {one.moment.astimezone(UTC):%Y%m%d%H%M%S} ".encode() + canonical.line(told)


def _query(one: Capture) -> str:
    if one.sent_as.startswith("application/x-www-form-urlencoded"):
        try:
            return unquote_plus(one.sent.decode())
        except UnicodeDecodeError:
            pass
    return f"__wb_post_data={base64.b64encode(one.sent).decode()}" if one.sent else ""


def _key(url: str) -> str:
    """Return the sort-friendly form of an address (SURT): ``test,facebook)/privacy?a=1&b=2``, lower case."""
    try:
        parts = urlsplit(url.lower())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return warc.address(url.lower())
    names = re.sub(r"^www\d*\.", "", host).split(".")
    place = f":{port}" if port not in {None, _PORTS.get(parts.scheme)} else ""
    path = parts.path.rstrip("/") or "/"
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return warc.address(f"{','.join(reversed(names))}{place}){path}{f'?{query}' if query else ''}")


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of stored files, without anything that depends on when or where it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, _FIRST_TIME)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()
