"""What kind of recording a file is, by its content: what somebody called it proves nothing."""

import json
import re
import zlib
from pathlib import Path
from typing import Literal

from analyzer.errors import InputError
from analyzer.recordings import har, strictjson
from analyzer.recordings.archives import Archive

Kind = Literal["devtools", "codegen", "har", "har in a zip", "har in a gzip", "warc", "wacz"]

_LOOKED_AT = 1 << 16
_HAR = re.compile(rb'"log"\s*:\s*\{')
_BAG = {"bagit.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"}
"""Files that make a zip a bag; the traffic in one is a part of it."""
_GZIP_WINDOW = 31
"""What zlib calls a stream with the head of a gzip file."""
_GZIP, _ZIP, _WARC = b"\x1f\x8b", b"PK", b"WARC/"
_ADDRESS = re.compile(r"https?:/", re.IGNORECASE)
_MARK = b"\xef\xbb\xbf"
_FOLDER = "a folder; import a file in it"
_BINARY = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")
"""What no text has."""
_SCRIPT = "a script, not a recording; "
_FOREIGN = (
    (re.compile(rb"\xff\xfe|\xfe\xff|[{\[]\0|\0[{\[]"), "text in UTF-16; save it as UTF-8"),
    (re.compile(rb"\x28\xb5\x2f\xfd"), "compressed with zstd; unpack it first: zstd -d"),
    (re.compile(rb"filedesc://"), "an ARC, which came before WARC; make a WARC of it: warcio recompress"),
    (re.compile(rb"<"), "HTML or XML; export a HAR, a WACZ or a recording of DevTools instead"),
    (
        re.compile(rb"(?s).*?^def \w+\(page\b", re.MULTILINE),
        f"{_SCRIPT}put it into a flow folder as it is and name it there: script = in flow.toml",
    ),
    (
        re.compile(rb"(?m).*?^[ \t]*(using|package|import|from|const)\b[^\n;]*\b[Pp]laywright\b", re.DOTALL),
        f"{_SCRIPT}record it with playwright codegen --target python-pytest, or in the Recorder panel",
    ),
    (
        re.compile(
            rb"(?m).*?^[ \t]*(import\b|const\b|let\b|var\b|using\b|package\b|describe\(|module\.exports|"
            rb"\w+ = require\(|from [\w.]+ import\b|require\b|#!|//|/\*)",
            re.DOTALL,
        ),
        f"{_SCRIPT}in the Recorder panel of DevTools, export JSON",
    ),
    (
        re.compile(rb"."),
        "no recording that is known here; export JSON in the Recorder panel of DevTools, or a HAR in its Network panel",
    ),
)
"""What else people have at hand by how it begins, and what to do with it."""


def recognise(file: Path) -> Kind:
    """Return what ``file`` is; ``devtools`` is what any other text is taken to be, and its reader says why it is none.

    Raises
    ------
    InputError
        If it cannot be read, or is an archive of something else.
    """
    if file.is_dir():
        unpacked = (file / "archive").is_dir()
        remedy = "an unpacked WACZ; in it: zip -0 -r ../again.wacz archive, and import that" if unpacked else _FOLDER
        raise InputError(f"{file}: {remedy}")
    if _ADDRESS.match(str(file)) and not file.exists():
        raise InputError(f"{file}: an address, not a file; save what is there and import that")
    head = strictjson.read_bytes(file, _LOOKED_AT)
    if not head:
        raise InputError(f"{file}: is empty; export or copy it again")
    if head.startswith(_ZIP):
        return _zipped(file)
    if head.startswith(_GZIP):
        return _gzipped(head, file)
    if head.removeprefix(_MARK).startswith(_WARC):
        return "warc"
    if _codegen(head):
        return "codegen"
    _refuse_what_is_known_to_be_none(head, file)
    if _HAR.search(head):
        return "har"
    # A tool may write much before the log; a recording of DevTools has its steps early.
    late = len(head) > _LOOKED_AT and b'"steps"' not in head
    return "har" if late and _HAR.search(strictjson.read_bytes(file, har.LARGEST)) else "devtools"


def _refuse_what_is_known_to_be_none(head: bytes, file: Path) -> None:
    start = head.removeprefix(_MARK).lstrip()
    if start.startswith((b"{", b"[")) and start[1:2] != b"\0":
        return
    binary = _BINARY.search(start)
    for pattern, what in _FOREIGN:
        if pattern.match(start) and not (binary and what.startswith(_SCRIPT)):
            raise InputError(f"{file}: {what}")


def _gzipped(head: bytes, file: Path) -> Kind:
    try:
        inner = zlib.decompressobj(_GZIP_WINDOW).decompress(head, _LOOKED_AT)
    except zlib.error as error:
        why = str(error).rpartition(": ")[2]
        raise InputError(f"{file}: not a whole gzip file: {why}; copy it again") from error
    if inner.startswith(_WARC):
        return "warc"
    if inner.startswith(_GZIP):
        raise InputError(f"{file}: packed with gzip twice; unpack it once: gunzip")
    if inner.removeprefix(_MARK).lstrip().startswith(b"{") and _HAR.search(inner):
        return "har in a gzip"
    _refuse_what_is_known_to_be_none(inner, file)
    raise InputError(f"{file}: gzip of something that is neither a WARC nor a HAR; unpack it first")


def _zipped(file: Path) -> Kind:
    archive = Archive(file, har.LARGEST)
    names = archive.names
    if not _BAG.isdisjoint(name.rpartition("/")[2] for name in names):
        raise InputError(f"{file}: a bag, as a sealed bundle is one: no recording")
    if any(name.startswith("archive/") for name in names):
        return "wacz"
    if archive.damage:
        raise InputError(f"{file}: not a whole zip file: {archive.damage}")
    if any(name.lower().endswith(".har") for name in names):
        return "har in a zip"
    raise InputError(f"{file}: a zip file with neither a HAR nor the archive/ of a WACZ in it")


def _codegen(head: bytes) -> bool:
    """Return whether the first line is an object of its own that says how a browser was started, or an action."""
    first, line_break, _ = head.removeprefix(_MARK).lstrip().partition(b"\n")
    try:
        said = json.loads(first)
    except (ValueError, RecursionError):
        return False
    if not isinstance(said, dict):
        return False
    return bool("browserName" in said or ("name" in said and "pageGuid" in said) or (line_break and "signals" in said))
