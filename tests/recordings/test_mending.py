"""A WACZ that is cut short, as an interrupted copy is: what is there of it is read, and nothing else."""

import gzip
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.cli import looking
from analyzer.errors import InputError
from analyzer.model import Exchange
from analyzer.recordings import archives, mending, recognising, warc
from tests.tables import for_each

Files = Iterable[tuple[str, bytes]]


class _Pipe(io.BytesIO):
    """What cannot be gone back in: lengths are not known when a header is written, and stand behind the entry."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: Any) -> int:
        raise OSError

    def tell(self) -> int:
        raise OSError


def _zipped(out: io.BytesIO, files: Files, method: int) -> bytes:
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def _wide(files: Files) -> bytes:
    """As a zip that may grow beyond four gigabytes begins its entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files:
            with archive.open(name, "w", force_zip64=True) as entry:
                entry.write(data)
    return out.getvalue()


def _without_marks(files: Files) -> bytes:
    """Streamed, and what stands behind an entry without the mark that came later (APPNOTE 4.3.9.3)."""
    out, listed, many = b"", b"", 0
    for name, data in files:
        stream = zlib.compressobj(wbits=-15)
        packed = stream.compress(data) + stream.flush()
        numbers, at = (zlib.crc32(data), len(packed), len(data)), len(out)
        out += struct.pack("<4s5H3L2H", b"PK\3\4", 20, 8, 8, 0, 0, 0, 0, 0, len(name), 0) + name.encode() + packed
        out += struct.pack("<3L", *numbers)
        listed += struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 8, 8, 0, 0, *numbers, len(name), 0, 0, 0, 0, 0, at)
        listed += name.encode()
        many += 1
    return out + listed + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, many, many, len(listed), len(out), 0)


WRITERS: dict[str, Callable[[Files], bytes]] = {
    "stored": lambda files: _zipped(io.BytesIO(), files, zipfile.ZIP_STORED),
    "deflated": lambda files: _zipped(io.BytesIO(), files, zipfile.ZIP_DEFLATED),
    "stored and streamed": lambda files: _zipped(_Pipe(), files, zipfile.ZIP_STORED),
    "deflated and streamed": lambda files: _zipped(_Pipe(), files, zipfile.ZIP_DEFLATED),
    "deflated and streamed without marks": _without_marks,
    "wide": _wide,
}


def _records(begin: int) -> bytes:
    dice, written = random.Random(begin), b""
    for number in range(begin, begin + 4):
        body = dice.randbytes(300).hex() + " PK\7\x08 PK\3\4 PK\1\2"
        block = f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{number} {body}".encode()
        head = (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2025-05-20T09:00:{number:02}Z\r\n"
            f"WARC-Target-URI: https://shop.test/{number}\r\nContent-Type: application/http\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        )
        record = head.encode() + block + b"\r\n\r\n"
        written += gzip.compress(record, mtime=0) if begin else record
    return written


FILES = (
    ("archive/a.warc", _records(0)),
    ("archive/b.warc.gz", _records(4)),
    ("datapackage.json", b'{"resources": []}'),
)


@cache
def _whole(how: str) -> bytes:
    return WRITERS[how](FILES)


def _read(file: Path, data: bytes) -> tuple[tuple[Exchange, ...], tuple[str, ...]]:
    file.write_bytes(data)
    assert len(data) < len("PK\3\4") or recognising.recognise(file) == "wacz"
    loaded = warc.load_wacz(file)
    return tuple(loaded.traffic.exchanges), loaded.notes


@pytest.mark.lengthy
@for_each("how", list(WRITERS))
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_of_a_wacz_cut_at_any_byte_the_beginning_is_read_and_the_cut_is_told(
    how: str, data: st.DataObject, tmp_path: Path
) -> None:
    whole = _whole(how)
    all_of_it, notes = _read(tmp_path / "whole.wacz", whole)
    assert (len(all_of_it), notes) == (8, ("8 records taken for GET: an answer without a request",))
    cut = data.draw(st.integers(0, len(whole) - 1))

    try:
        found, notes = _read(tmp_path / "cut.wacz", whole[:cut])
    except InputError as error:
        found, notes = (), (str(error),)
    assert found == all_of_it[: len(found)]
    assert len(found) >= 8 * cut // len(whole) - 2
    assert any("zip" in note and "\n" not in note for note in notes)


@for_each("how", list(WRITERS))
def test_a_wacz_that_lost_its_list_alone_loses_nothing(how: str, tmp_path: Path) -> None:
    whole = _whole(how)
    found, notes = _read(tmp_path / "cut.wacz", whole[:-1])

    assert found == _read(tmp_path / "whole.wacz", whole)[0]
    assert notes[0] == "the zip's list of entries is damaged: 3 entries found without it, by the headers before each"


@for_each("how", list(WRITERS))
def test_a_cut_wacz_is_checked_in_one_line_or_read_with_a_note(how: str, tmp_path: Path) -> None:
    whole = _whole(how)
    for cut in (4, 20, 45, len(whole) // 2, len(whole) - 1):
        file = tmp_path / "cut.wacz"
        file.write_bytes(whole[:cut])
        told = CliRunner().invoke(looking.check_command, [str(file)])
        assert told.exit_code in {0, 2, 3}
        assert told.exit_code in {0, 3} or len(told.stderr.splitlines()) == 1
        assert "zip" in " ".join(told.output.split())


def test_a_cut_zip_that_is_no_wacz_is_refused_as_before(tmp_path: Path) -> None:
    for name in ("t.har", "bagit.txt", "data/traffic.har"):
        file = tmp_path / "cut.zip"
        file.write_bytes(WRITERS["stored"]([(name, b"{}" * 500)])[:-1])
        with pytest.raises(InputError, match=r"not a whole zip file|a bag, as a sealed bundle is one"):
            recognising.recognise(file)


def test_a_hostile_name_in_a_zip_without_its_list_leads_nowhere(tmp_path: Path) -> None:
    for name in ("archive/../../x.warc", "/archive/x.warc"):
        file = tmp_path / "cut.wacz"
        file.write_bytes(WRITERS["stored"]([("archive/a.warc", b"x"), (name, b"y")])[:-1])
        with pytest.raises(InputError, match="leads out of the zip file"):
            recognising.recognise(file)


@pytest.mark.lengthy
def test_what_inflates_without_end_is_not_looked_through(tmp_path: Path) -> None:
    file = tmp_path / "bomb.wacz"
    file.write_bytes(WRITERS["deflated and streamed"]([("archive/a.warc", bytes(40 << 20)), FILES[1]])[:-1])

    found = mending.mended(file, archives.MOST, archives.MOST_DIRECTORY, 1 << 20)

    assert found is not None
    with zipfile.ZipFile(found) as archive:  # type: ignore[call-overload]  # it is read and no more
        assert archive.namelist() == ["archive/a.warc"]
    with pytest.raises(InputError):
        archives.Archive(file, 1 << 20).read("archive/a.warc")


@pytest.mark.lengthy
def test_a_stored_entry_full_of_descriptors_is_summed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    header = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 8, 0, 0, 0, 0, 0, 0, 14, 0) + b"archive/a.warc"
    body = b"".join(struct.pack("<4s3L", b"PK\7\x08", 1, 16 * number, 16 * number) for number in range(100_000))
    end = struct.pack("<4s3L", b"PK\7\x08", zlib.crc32(body), len(body), len(body))
    file = tmp_path / "many.wacz"
    file.write_bytes(header + body + end)

    summed: list[int] = []

    def crc32(data: bytes, value: int = 0) -> int:
        summed.append(len(data))
        return zlib.crc32(data, value)

    monkeypatch.setattr(mending, "crc32", crc32)
    assert archives.Archive(file, 8 << 20).read("archive/a.warc") == body
    assert sum(summed) == len(body)
