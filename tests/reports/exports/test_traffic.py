"""The traffic of a run as HAR, and as WACZ: what goes in is read back, byte for byte, by the readers people have."""

import gzip
import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from msgspec.structs import replace
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from analyzer import storage
from analyzer.errors import InputError
from analyzer.judging import walks_of
from analyzer.model import Message, Socket
from analyzer.recordings import har
from analyzer.reports.exports import traffic as exported
from analyzer.reports.exports.wacz import wacz
from analyzer.storage import Gathered
from tests.reports.exports.kept import HOSTILE, TRAFFIC, exchange, kept, refusal, run
from tests.walks import ENVIRONMENT, ORIGIN


@pytest.fixture
def archive(tmp_path: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(wacz(kept(tmp_path / "run"))))


def traffic(gathered: Mapping[str, Gathered]) -> bytes:
    return b"".join(exported.traffic(gathered))


def records(data: bytes) -> list[tuple[str, str, str, bytes]]:
    return [
        (
            one.rec_type, one.rec_headers.get_header("WARC-Target-URI") or "",
            one.http_headers.statusline if one.http_headers else "", one.content_stream().read(),
        )
        for one in ArchiveIterator(io.BytesIO(data))
    ]  # fmt: skip


def test_a_har_of_a_run_holds_the_traffic_of_all_routes_by_document(tmp_path: Path) -> None:
    file = tmp_path / "run.har"
    file.write_bytes(traffic(kept(tmp_path / "run")))
    log = json.loads(file.read_bytes())["log"]
    assert log["version"] == "1.2"
    assert "mock, not of Service itself" in log["comment"]
    assert [page["id"] for page in log["pages"]] == ["refuse-1", "refuse-2", "accept-1"]
    assert [page["title"] for page in log["pages"]] == ["refuse: Home", "refuse: Done", "accept: Home"]
    assert [entry["pageref"] for entry in log["entries"]] == [
        *["refuse-1"] * 2, *["refuse-2"] * 2, *["accept-1"] * 4
    ]  # fmt: skip
    assert sorted(one.body for one in har.read(file)) == sorted(one.body for one in TRAFFIC * 2)


def test_what_was_said_over_sockets_is_in_the_har_with_the_document_that_said_it(tmp_path: Path) -> None:
    said = Message(sent=True, text=True, data=b"no thanks"), Message(sent=False, text=False, data=b"\xff\x00")
    sockets = (Socket(at=5000, url="wss://service.test/talk", messages=said),)
    file = tmp_path / "run.har"

    file.write_bytes(traffic(kept(tmp_path / "run", sockets=sockets)))

    assert har.load(file).traffic.sockets == sockets * 2
    entries = [one for one in json.loads(file.read_bytes())["log"]["entries"] if "_webSocketMessages" in one]
    assert [one["pageref"] for one in entries] == ["refuse-2", "accept-1"]


def test_no_request_comes_before_its_page(tmp_path: Path) -> None:
    log = json.loads(traffic(kept(tmp_path / "run")))["log"]
    begun = {page["id"]: datetime.fromisoformat(page["startedDateTime"]) for page in log["pages"]}
    assert all(datetime.fromisoformat(one["startedDateTime"]) >= begun[one["pageref"]] for one in log["entries"])


def test_warcio_reads_every_body_and_header_and_finds_every_digest_right(
    archive: zipfile.ZipFile, tmp_path: Path
) -> None:
    data = archive.read("archive/data.warc.gz")
    told = records(data)
    assert [kind for kind, *_ in told] == ["warcinfo", *["response", "request"] * 4] * 2
    answers = [one for one in told if one[0] == "response"]
    assert [(url, body) for _, url, _, body in answers] == [(one.url, one.body) for one in TRAFFIC * 2]
    assert [line for _, _, line, _ in answers[:4]] == ["200 OK", "200 OK", "303 See Other", "200 OK"]
    assert told[6][2:] == ("/form?b=2&a=1 HTTP/1.1", b"why=no+thanks&who=me")
    file = tmp_path / "data.warc.gz"
    file.write_bytes(data)
    assert Checker(type("Given", (), {"inputs": [str(file)], "verbose": False})()).process_all() == 0


def test_a_header_that_tells_of_packing_is_kept_under_another_name(archive: zipfile.ZipFile) -> None:
    last = next(
        dict(one.http_headers.headers)
        for one in ArchiveIterator(io.BytesIO(archive.read("archive/data.warc.gz")))
        if one.rec_headers.get_header("WARC-Target-URI") == f"{ORIGIN}/done" and one.rec_type == "response"
    )
    assert last == {"X-Archive-Orig-Content-Encoding": "br", "Set-Cookie": "b=2", "Content-Length": "4"}


def test_the_index_names_where_each_answer_lies(archive: zipfile.ZipFile) -> None:
    data = archive.read("archive/data.warc.gz")
    lines = archive.read("indexes/index.cdxj").decode().splitlines()
    assert lines == sorted(lines)
    assert len(lines) == 8
    for text in lines:
        _, moment, told = text.split(" ", 2)
        told = json.loads(told)
        part = data[int(told["offset"]) : int(told["offset"]) + int(told["length"])]
        assert f"WARC-Target-URI: {told['url']}\r\n".encode() in gzip.decompress(part)
        assert moment in {"20250520100000", "20250520100005"}
    assert lines[-1].startswith("test,service)/logo.png ")
    assert any(text.startswith("test,service)/form?__wb_method=post&a=1&b=2&who=me&why=no%20thanks ") for text in lines)


def test_the_package_accounts_for_every_file(archive: zipfile.ZipFile) -> None:
    package = archive.read("datapackage.json")
    told = json.loads(package)
    assert {one["path"] for one in told["resources"]} | {"datapackage.json", "datapackage-digest.json"} == set(
        archive.namelist()
    )
    for one in told["resources"]:
        data = archive.read(one["path"])
        assert (one["bytes"], one["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
    digest = json.loads(archive.read("datapackage-digest.json"))
    assert digest == {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
    assert (told["wacz_version"], told["mainPageUrl"]) == ("1.1.1", f"{ORIGIN}/home")
    assert "mock, not of Service itself" in told["description"]


def test_a_viewer_is_offered_the_documents_that_were_asked_for(archive: zipfile.ZipFile) -> None:
    head, *pages = map(json.loads, archive.read("pages/pages.jsonl").splitlines())
    assert head["format"] == "json-pages-1.0"
    assert [(one["id"], one["url"], one["ts"]) for one in pages] == [
        ("refuse-1", f"{ORIGIN}/home", "2025-05-20T10:00:00.000Z"),
        ("refuse-2", f"{ORIGIN}/done", "2025-05-20T10:00:05.000Z"),
        ("accept-1", f"{ORIGIN}/home", "2025-05-20T10:00:00.000Z"),
    ]


def test_nothing_in_the_archive_tells_when_or_with_which_zlib_it_was_made(archive: zipfile.ZipFile) -> None:
    assert {(one.date_time, one.compress_type) for one in archive.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}
    data = archive.read("archive/data.warc.gz")
    assert data[3:10] == bytes(6) + b"\xff"
    assert len(data) > len(gzip.decompress(data))  # stored: what a compressor makes depends on its build


@pytest.mark.parametrize("export", [traffic, wacz])
def test_the_same_run_gives_the_same_bytes(export: object, tmp_path: Path) -> None:
    assert export(kept(tmp_path / "run")) == export(kept(tmp_path / "again" / "run"))  # type: ignore[operator]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_strangers_start_no_header_and_no_record(words: str, tmp_path: Path) -> None:
    # No traffic has an address with the words as they are: reading it leaves that out.
    address = f"{ORIGIN}/{quote(words, safe='')}"
    hostile = exchange(address, asked=((words, words),), answered=((words, words),), body=words.encode())
    gathered = kept(tmp_path / "run", refusal(words), traffic=(hostile, *TRAFFIC))
    archive = zipfile.ZipFile(io.BytesIO(wacz(gathered)))
    told = records(archive.read("archive/data.warc.gz"))
    assert len(told) == 1 + 2 * (1 + len(TRAFFIC))
    assert told[1][3] == words.encode()
    assert b"\nX-Injected" not in gzip.decompress(archive.read("archive/data.warc.gz")).replace(words.encode(), b"")
    assert len(archive.read("indexes/index.cdxj").splitlines()) == 1 + len(TRAFFIC)
    assert json.loads(traffic(gathered))["log"]["entries"][0]["request"]["url"] == address


def test_a_walk_whose_traffic_was_not_kept_is_told_in_one_line(tmp_path: Path) -> None:
    folder = run(tmp_path / "run")
    (folder / "walks" / "accept" / "traffic.har").unlink()
    with pytest.raises(InputError, match=r"accept/traffic\.har: is missing: .*; walk it again"):
        wacz(walks_of(folder))


@pytest.mark.parametrize("clock", ["", "yesterday", "2025-05-20T10:00:00", "9999-12-31T00:00:00+00:00"])
def test_a_clock_that_is_none_is_told_in_one_line(clock: str, tmp_path: Path) -> None:
    folder = run(tmp_path / "run")
    walk = replace(refusal(), environment=replace(ENVIRONMENT, clock=clock), flow=walks_of(folder)["accept"].walk.flow)
    storage.write_walk(walk, folder / "walks" / "refuse")
    with pytest.raises(InputError, match="is no time with a time zone"):
        traffic(walks_of(folder))


def test_without_warcio_one_line_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gathered = kept(tmp_path / "run")
    monkeypatch.setitem(sys.modules, "warcio.warcwriter", None)
    with pytest.raises(InputError, match=r"in the clone: pip install -e '\.\[warc\]'"):
        wacz(gathered)
