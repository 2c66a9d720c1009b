"""Traffic from elsewhere becomes a tape: HARs in their dialects, zip files, WARCs, and all of them hostile."""

import base64
import gzip
import hashlib
import json
import random
import stat
import time
import tomllib
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer import cli, flows
from analyzer.errors import InputError
from analyzer.model import Exchange
from analyzer.recordings import addresses, charsets, har, recognising, unpacking, warc
from analyzer.recordings.har import limits
from analyzer.recordings.taping import TapeResult, import_traffic
from tests.tables import for_each

SHOP = "https://shop.test"
PAGE = "<!doctype html><html lang=fr><title>Boutique</title><a href=/stop>Stop</a>"
HTML = [{"name": "content-type", "value": "text/html; charset=utf-8"}]


def entry(url: str, text: str = "", *, status: int = 200, headers: Any = HTML, **request: Any) -> dict[str, Any]:
    return {
        "startedDateTime": "2025-05-20T11:00:00.000+02:00",
        "request": {"method": "GET", "url": url, "headers": []} | request,
        "response": {"status": status, "headers": headers, "content": {"text": text, "size": len(text)}},
    }


def packed_as(coding: str, body: bytes, url: str = f"{SHOP}/a", kind: str = "text/html") -> dict[str, Any]:
    one = entry(url, headers=[{"name": "content-type", "value": kind}, {"name": "Content-Encoding", "value": coding}])
    one["response"]["content"] = {"text": base64.b64encode(body).decode(), "encoding": "base64"}
    return one


def told(*entries: dict[str, Any]) -> bytes:
    return json.dumps({"log": {"version": "1.2", "entries": entries}}).encode()


def put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def imported(file: Path, folder: Path) -> TapeResult:
    return import_traffic(file, recognising.recognise(file), folder)


def optout(*arguments: object) -> str:
    done = CliRunner().invoke(cli.optout, [str(one) for one in arguments], catch_exceptions=False)
    return done.output


def test_a_har_becomes_a_flow_that_lacks_only_its_routes(tmp_path: Path) -> None:
    moved = entry(f"{SHOP}/", status=302, headers=[{"name": "location", "value": "/fr"}])
    folder = tmp_path / "a-shop"
    result = imported(put(tmp_path / "any.name", told(moved, entry(f"{SHOP}/fr", PAGE))), folder)
    said = tomllib.loads(result.flow.read_text(encoding="utf-8"))
    assert said["site"] == {"kind": "tape", "file": "traffic.har"}
    assert (said["flow"]["start"], said["flow"]["languages"]) == (f"{SHOP}/", ["fr"])
    assert said["flow"]["date"].isoformat() == "2025-05-20"
    assert any(line.startswith("routes: ") for line in result.missing)
    (folder / "refuse.py").write_text("def refuse(page):\n    pass\n", encoding="utf-8")
    route = '[routes.refuse]\nscript = "refuse.py"\nreached.text = "Fin"\n'
    result.flow.write_text(result.flow.read_text(encoding="utf-8") + route, encoding="utf-8")
    flow = flows.load(folder)
    assert flow.site.tape == (folder / "traffic.har").resolve()
    again = imported(put(tmp_path / "again.har", told(entry(f"{SHOP}/", PAGE))), folder)
    assert (again.created, again.missing) == (False, ())
    assert flows.load(folder).routes.keys() == {"refuse"}


FRAME, SCRIPT = "sec-fetch-dest", "x-requested-with"


@pytest.mark.parametrize(("name", "value"), [(FRAME, "iframe"), (FRAME, "empty"), (SCRIPT, "XMLHttpRequest")])
def test_a_flow_starts_at_a_page_in_a_window_where_it_is_known_to_be_one(tmp_path: Path, name: str, value: str) -> None:
    part = entry("https://ads.test/frame", PAGE, headers=HTML) | {}
    part["request"]["headers"] = [{"name": name, "value": value}]
    page = entry(f"{SHOP}/", PAGE)
    page["request"]["headers"] = [{"name": "Sec-Fetch-Dest", "value": "document"}]

    both = imported(put(tmp_path / "both.har", told(part, page)), tmp_path / "both")
    alone = imported(put(tmp_path / "alone.har", told(part)), tmp_path / "alone")

    assert (both.start, alone.start) == (f"{SHOP}/", "https://ads.test/frame")


def test_a_start_that_was_not_kept_is_said(tmp_path: Path) -> None:
    lost = entry(f"{SHOP}/")
    lost["response"]["content"] = {"size": 90, "mimeType": "text/html"}

    result = imported(put(tmp_path / "t.har", told(lost, entry(f"{SHOP}/next", PAGE))), tmp_path / "a-shop")

    assert result.start == f"{SHOP}/"
    assert result.missing[0] == (
        f"start: there is no content of '{SHOP}/', so that no walk begins; record again, or let the flow start at "
        f"'{SHOP}/next'"
    )


def test_a_har_packed_with_gzip_is_read_whole_or_not_at_all(tmp_path: Path) -> None:
    packed = gzip.compress(told(entry(f"{SHOP}/", PAGE)))
    file = put(tmp_path / "t.har.gz", packed)

    assert imported(file, tmp_path / "a-shop").requests == 1
    for damaged, why in (
        (packed[:-9], "not a whole gzip file: it is cut short"),
        (packed[:-12] + b"damaged-here", "not a whole gzip file: "),
        (packed + b"more", "not a whole gzip file: "),
    ):
        with pytest.raises(InputError, match=why) as caught:
            imported(put(tmp_path / "d.har.gz", damaged), tmp_path / "other")
        assert str(caught.value).startswith(str(tmp_path / "d.har.gz"))


@pytest.mark.lengthy
def test_a_har_that_a_small_gzip_file_becomes_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(har, "LARGEST", 4 << 20)
    file = put(tmp_path / "t.har.gz", gzip.compress(told(entry(f"{SHOP}/", "x" * (5 << 20)))))

    with pytest.raises(InputError, match="holds more than 4 MB: not a recording"):
        imported(file, tmp_path / "a-shop")


def test_contents_that_are_no_text_get_back_the_bytes_that_a_proxy_noted_as_letters() -> None:
    every = bytes(range(256))
    kinds = [{"name": "content-type", "value": "application/octet-stream"}, {"name": "content-length", "value": "256"}]
    letters = entry(f"{SHOP}/a", every.decode("latin-1"), headers=kinds)
    escaped = entry(f"{SHOP}/b", (b"<p>" + every).decode("utf-8", errors="surrogateescape"))
    utf8 = entry(f"{SHOP}/c", "d\u00e9j\u00e0", headers=kinds[:1])
    utf8["response"]["content"]["size"] = 6

    loaded = har.parse(told(entry(f"{SHOP}/", PAGE), letters, escaped, utf8), "t.har", lambda _: b"")

    assert [one.body for one in loaded.traffic.exchanges][1:] == [every, b"<p>" + every, "d\u00e9j\u00e0".encode()]
    assert loaded.notes == ()


def test_a_live_flow_is_put_on_its_tape_and_a_mock_is_not(tmp_path: Path) -> None:
    file = put(tmp_path / "t.har", told(entry(f"{SHOP}/", PAGE)))
    for kind, more in (("live", ""), ("mock", 'name = "shop"\n')):
        (tmp_path / kind).mkdir()
        head = f'[flow]\nstart = "{SHOP}/"\n\n[site]\nkind = "{kind}"\n{more}'
        (tmp_path / kind / "flow.toml").write_text(head, encoding="utf-8")
    imported(file, tmp_path / "live")
    assert 'kind = "tape"\nfile = "traffic.har"' in (tmp_path / "live" / "flow.toml").read_text(encoding="utf-8")
    with pytest.raises(InputError, match=r"\[site\] is another one"):
        imported(file, tmp_path / "mock")
    assert not (tmp_path / "mock" / "traffic.har").exists()


def test_what_could_be_somebodys_is_counted_and_never_shown(tmp_path: Path) -> None:
    secret = [{"name": "Cookie", "value": "session=s3cr3t"}, {"name": "Authorization", "value": "Bearer t0k3n"}]
    answer = [*HTML, {"name": "Set-Cookie", "value": "session=s3cr3t\nother=1"}]
    entries = [
        entry(f"{SHOP}/", PAGE + "anna@mail.example logo@2x.png", headers=answer, headers_=None),
        entry(f"{SHOP}/me?mail=anna%40mail.example", "x"),
    ]
    entries[0]["request"]["headers"] = secret
    said = optout("import", put(tmp_path / "t.har", told(*entries)), "-o", tmp_path / "a-shop")
    assert "1 cookie header of a request left out" in said
    assert "1 authorization header of a request left out" in said
    counted = "1 address with a query; 2 cookies set by answers; 1 e-mail address"
    assert counted in " ".join(said.split())
    assert not [word for word in ("s3cr3t", "t0k3n", "anna") if word in said]
    kept = (tmp_path / "a-shop" / "traffic.har").read_text(encoding="utf-8")
    assert "Bearer" not in kept
    assert '"Cookie"' not in kept


CHROME = {
    "_initiator": {"type": "script", "stack": {"callFrames": []}}, "_priority": "High", "_resourceType": "websocket",
    "cache": {}, "connection": "29", "serverIPAddress": "127.0.0.1", "startedDateTime": "2021-08-12T13:35:57.824Z",
    "time": 9.306, "timings": {"blocked": 0.64, "ssl": -1, "_blocked_queueing": 0.49},
    "request": {
        "method": "GET", "url": f"{SHOP}/", "httpVersion": "HTTP/1.1", "queryString": [], "cookies": [],
        "headersSize": 473, "bodySize": 0, "headers": [{"name": "Accept", "value": "*/*"}],
    },
    "response": {
        "status": 304, "statusText": "", "httpVersion": "HTTP/1.1", "cookies": [], "redirectURL": "", "bodySize": 11,
        "headersSize": 236, "_transferSize": 247, "_error": None,
        "headers": [*HTML, {"name": "Content-Encoding", "value": "gzip"}],
        "content": {"size": 11, "mimeType": "text/html", "compression": -35, "text": "hello world"},
    },
}  # fmt: skip
"""An entry with the keys and the oddities of those that Chrome 93 wrote: a page called a websocket, 304 with content.

After response-status-304.har and response-compressed.har in mswjs/source (MIT), commits af04f68 and 6e788fc.
"""
FIREFOX = {
    "pageref": "page_1", "startedDateTime": "2023-03-29T16:58:59.303-07:00",
    "request": {
        "bodySize": 0, "method": "GET", "url": f"{SHOP}/", "httpVersion": "HTTP/3", "cookies": [], "queryString": [],
        "headersSize": 625, "headers": [{"name": "Host", "value": "shop.test"}, {"name": "DNT", "value": "1"}],
    },
    "response": {
        "status": 304, "statusText": "Not Modified", "httpVersion": "HTTP/3", "cookies": [],
        "headers": [{"name": "vary", "value": "Accept-Encoding"}, {"name": "alt-svc", "value": 'h3=":443"; ma=86400'}],
        "content": {"mimeType": "text/html", "size": 11, "text": "hello world"},
    },
}  # fmt: skip
"""The same after Firefox 111: examples/contrib/import_har/har_files/firefox.har in mitmproxy (MIT), commit c34c86d."""


@pytest.mark.parametrize(
    ("creator", "one", "notes"), [("WebInspector", CHROME, ("no answer sets a cookie",)), ("Firefox", FIREFOX, ())]
)
def test_what_chrome_and_firefox_wrote_is_read_as_they_meant_it(
    tmp_path: Path, creator: str, one: dict[str, Any], notes: tuple[str, ...]
) -> None:
    data = json.dumps({"log": {"version": "1.2", "creator": {"name": creator, "version": "1"}, "entries": [one]}})
    result = imported(put(tmp_path / "t.har", data.encode()), tmp_path / "a-shop")
    (read,) = har.read(result.tape)
    assert (read.status, read.body) == (200, b"hello world")
    assert tuple(note.partition(":")[0] for note in result.notes) == notes


def test_files_of_a_program_that_nobody_tried_are_said_to_be_untested() -> None:
    data = json.loads(told(entry(f"{SHOP}/", PAGE)))
    for creator, said in (
        ({"name": "Some\x1bProxy"}, True),
        ({"name": 3}, False),
        ("x", False),
        ({"name": "Firefox"}, False),
    ):
        data["log"]["creator"] = creator
        notes = har.parse(json.dumps(data).encode(), "t.har", lambda _: b"").notes
        assert bool(notes) == said
        assert all("untested here" in note and note.isprintable() for note in notes)


def test_only_addresses_of_services_are_traffic(tmp_path: Path) -> None:
    odd = [
        "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "http://169.254.169.254/latest/meta-data",
        "http://[fe80::1]/", "https://shop.test/\u202egpj", "https://shop.test:99999/", "http://[", "https://", "x\0y",
        "http://169.254.169.254./", "http://2852039166/", "http://0xa9fea9fe/", "http://[::ffff:169.254.169.254]/",
        "http://169.254.43518/", "http://0251.0376.0251.0376/", "http://%31%36%39.254.169.254/", "https://me:pw@shop.test/",
    ]  # fmt: skip
    file = put(tmp_path / "t.har", told(entry(f"{SHOP}/", PAGE), *(entry(url, PAGE) for url in odd)))
    result = imported(file, tmp_path / "a-shop")
    assert result.requests == 1
    assert result.notes == ("18 of 19 entries left out: no address or method of a service on the web",)


def put_null(value: Any, path: tuple[str | int, ...]) -> None:
    for step in path[:-1]:
        value = value[step]
    value[path[-1]] = None


@pytest.mark.parametrize(
    "path",
    [
        ("startedDateTime",), ("_resourceType",), ("_webSocketMessages",), ("_failureText",), ("time",),
        ("request", "headers"), ("request", "headers", 0, "value"), ("request", "headers", 0, "name"),
        ("request", "postData"), ("request", "postData", "text"), ("request", "postData", "params"),
        ("request", "postData", "params", 0, "value"), ("request", "postData", "mimeType"),
        ("response", "headers"), ("response", "headers", 1, "value"), ("response", "content", "mimeType"),
        ("response", "content", "encoding"), ("response", "content", "size"), ("response", "_failureText"),
    ],
)  # fmt: skip
def test_a_null_says_as_much_as_nothing(tmp_path: Path, path: tuple[str | int, ...]) -> None:
    posted = {"mimeType": "x", "params": [{"name": "why", "value": "no"}]}
    one = entry(f"{SHOP}/a", "hi", headers=[*HTML, {"name": "x-a", "value": "b"}], postData=posted)
    one["request"]["headers"] = [{"name": "accept", "value": "*/*"}]
    put_null(one, path)
    result = imported(put(tmp_path / "t.har", told(entry(f"{SHOP}/", PAGE), one)), tmp_path / "a-shop")
    assert (result.requests, result.notes) == (2, ())
    assert {one.body for one in har.read(result.tape)} == {b"hi", PAGE.encode()}


def test_an_answer_that_is_null_never_came(tmp_path: Path) -> None:
    file = put(tmp_path / "t.har", told(entry(f"{SHOP}/", PAGE), entry(f"{SHOP}/a") | {"response": None}))
    assert imported(file, tmp_path / "a-shop").notes == ("1 of 2 entries left out: never answered",)


@for_each(
    ("told_as", "read_as", "decided"),
    [
        ('"x", "_id": 123456789012345678901234567890', b"x", ""),
        ('"x", "time": NaN, "wait": -Infinity', b"x", ""),
        ('"first", "text": "x"', b"x", "1 keys stand again in the same object"),
        (r'"x\ud83d\ude00"', "x\U0001f600".encode(), ""),
        (r'"x\ud800"', "x\ufffd".encode(), "1 texts hold half of a surrogate pair"),
        (r'"x\udc00y", "\ud800": 1', "x\ufffdy".encode(), "2 texts hold half of a surrogate pair"),
        (r'"x\u0000y"', b"x\0y", ""),
    ],
)
def test_what_browsers_read_in_json_is_read_and_what_had_to_be_decided_is_told(
    told_as: str, read_as: bytes, decided: str
) -> None:
    whole = told(entry(f"{SHOP}/", "MARK", headers=[*HTML, {"name": "x-id", "value": 12345678901234567890}]))
    loaded = har.parse(whole.replace(b'"MARK"', told_as.encode()), "t.har", lambda _: b"")
    (read,) = loaded.traffic.exchanges
    assert read.body == read_as
    assert ("x-id", "12345678901234567890") in read.answered
    assert [note.partition(":")[0] for note in loaded.notes] == [decided] * bool(decided) or decided in loaded.notes[0]


def test_what_no_browser_reads_in_json_is_one_line() -> None:
    for odd, why in (
        (b'{"log": {"entries": []}}'.decode().encode("utf-16"), "not UTF-8"),
        (b'{"log": {"entries": [' + b"[" * 20_000, "nested too deep"),
        (b'{"log": {"entries": [0x1]}}', "not JSON"),
        (b'{"log": {"entries": []}}\0', "not JSON"),
    ):
        with pytest.raises(InputError, match=why):
            har.parse(odd, "t.har", lambda _: b"")


def socket(*messages: dict[str, Any]) -> dict[str, Any]:
    return entry(f"{SHOP.replace('https', 'wss')}/ws", status=101) | {"_webSocketMessages": messages}


def answering(**changes: Any) -> dict[str, Any]:
    one = entry(f"{SHOP}/a")
    one["response"] |= changes
    return one


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (None, "Expected `object`, got `null`"),
        (entry(f"{SHOP}/a") | {"request": None}, "Object missing required field `request`"),
        (entry(f"{SHOP}/a") | {"startedDateTime": "yesterday"}, "startedDateTime: 'yesterday' is no ISO 8601 time"),
        (answering(headers=[None]), "Expected `object`, got `null`"),
        (answering(content={"text": "!!", "encoding": "base64"}), "base64"),
        (answering(status=9999), "Expected `int` <= 999"),
        (packed_as("compress", b"\x8b\x02\x80<h1>\x03"), "still compressed with 'compress', which cannot be unpacked"),
        (packed_as("gzip", gzip.compress(PAGE.encode(), mtime=0)[:-1]), "a compressed body is cut short"),
        (socket({"type": "send", "opcode": 2, "data": "!!"}), "a WebSocket message: "),
    ],
)
def test_a_broken_entry_is_left_out_counted_and_named(tmp_path: Path, broken: Any, why: str) -> None:
    file = put(tmp_path / "t.har", told(entry(f"{SHOP}/", PAGE), broken, broken, entry(f"{SHOP}/b", "b")))
    result = imported(file, tmp_path / "a-shop")
    assert [one.url for one in har.read(result.tape)] == [f"{SHOP}/", f"{SHOP}/b"]
    (note,) = result.notes
    assert note.startswith("2 of 4 entries left out: broken, the first of them entry 1: ")
    assert why in note


def test_an_answer_that_no_page_reads_needs_no_body_that_can_be_unpacked(tmp_path: Path) -> None:
    beacon = packed_as("gzip", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1", kind="text/plain") | {"_resourceType": "ping"}

    result = imported(put(tmp_path / "t.har", told(entry(f"{SHOP}/", PAGE), beacon)), tmp_path / "a-shop")

    assert (result.requests, result.notes) == (2, ())


def test_what_a_proxy_was_asked_to_connect_to_is_no_traffic(tmp_path: Path) -> None:
    tunnel = entry("http://shop.test:443", method="CONNECT", headers=[])

    result = imported(put(tmp_path / "t.har", told(tunnel, entry(f"{SHOP}/", PAGE))), tmp_path / "a-shop")

    assert result.requests == 1
    assert result.notes == (
        "1 of 2 entries left out: what a proxy was asked to connect to, which is no request of a page",
    )


@for_each(
    ("noted", "asked"),
    [
        ("HTTPS://Shop.TEST:443/A?b=C", "https://shop.test/A?b=C"),
        ("http://shop.test:80", "http://shop.test/"),
        ("http://shop.test?example=1", "http://shop.test/?example=1"),
        ("https://shop.test/\u00fcber uns?q=\u00e9 a", "https://shop.test/%C3%BCber%20uns?q=%C3%A9%20a"),
        ("https://m\u00fcller.test/", "https://xn--mller-kva.test/"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("https://shop.test:8443/a%20b?c=%E9#d", "https://shop.test:8443/a%20b?c=%E9#d"),
        ("https://shop.test/?", "https://shop.test/?"),
        ("https://shop.test/a/./b/../{c|^}`d?'{e}`#{f}`", "https://shop.test/a/%7Bc%7C%5E%7D%60d?%27{e}`#{f}%60"),
        ("https://shop.test\\a\\..\\b", "https://shop.test\\a\\..\\b"),
        ("https://shop.test/a\\..\\b", "https://shop.test/b"),
        ("https://shop.test/a/b/%2E.", "https://shop.test/a/"),
        ("https://shop.test/..//a//", "https://shop.test//a//"),
        ("https://fa\u00df.test/A", "https://fa\u00df.test/A"),
        ("wss://shop.test:443/ws", "wss://shop.test/ws"),
        ("https://anna:pw@shop.test/", "https://anna:pw@shop.test/"),
        ("https://shop.test\\@evil.test/", "https://shop.test\\@evil.test/"),
        ("data:text/html,a b", "data:text/html,a b"),
        ("", ""),
    ],
)
def test_an_address_is_kept_as_a_browser_asks_for_it(noted: str, asked: str) -> None:
    assert addresses.as_asked(noted) == asked
    assert addresses.as_asked(asked) == asked


def test_a_walk_finds_what_was_noted_in_another_spelling(tmp_path: Path) -> None:
    noted = told(entry("HTTPS://SHOP.test:443", PAGE), entry("https://shop.test/\u00fcber?q=a b", "b"))

    result = imported(put(tmp_path / "t.har", noted), tmp_path / "a-shop")

    assert result.start == "https://shop.test/"
    assert [one.url for one in har.read(result.tape)] == ["https://shop.test/", "https://shop.test/%C3%BCber?q=a%20b"]


def test_an_answer_with_an_empty_list_of_messages_is_no_socket(tmp_path: Path) -> None:
    result = imported(
        put(tmp_path / "t.har", told(entry(f"{SHOP}/", PAGE) | {"_webSocketMessages": []})), tmp_path / "a"
    )

    assert (result.requests, result.sockets) == (1, 0)


def test_an_entry_that_is_no_utf8_costs_itself_and_no_other(tmp_path: Path) -> None:
    whole = told(entry(f"{SHOP}/", PAGE), entry(f"{SHOP}/a", "MARK"), entry(f"{SHOP}/b", "b"))

    result = imported(put(tmp_path / "t.har", whole.replace(b"MARK", b"caf\xe9")), tmp_path / "a-shop")

    assert [one.url for one in har.read(result.tape)] == [f"{SHOP}/", f"{SHOP}/b"]
    assert result.notes[0].startswith("1 of 3 entries left out: broken, the first of them entry 1: not UTF-8 text")


def test_where_every_entry_is_broken_the_first_is_named(tmp_path: Path) -> None:
    file = put(tmp_path / "t.har", told(entry(f"{SHOP}/", PAGE) | {"startedDateTime": "yesterday"}))
    with pytest.raises(InputError, match="entry 0: startedDateTime: 'yesterday' is no ISO 8601 time"):
        imported(file, tmp_path / "a-shop")


def test_what_was_written_here_is_read_whole_or_not_at_all(tmp_path: Path) -> None:
    file = put(tmp_path / "t.har", told(entry(f"{SHOP}/", PAGE), None))
    with pytest.raises(InputError, match="entry 1: Expected `object`, got `null`"):
        har.read(file)


def test_lines_of_base64_may_be_broken_as_in_mail(tmp_path: Path) -> None:
    one = answering(content={"text": base64.encodebytes(PAGE.encode()).decode(), "encoding": "base64"})
    file = put(tmp_path / "t.har", told(entry(f"{SHOP}/", PAGE), one))
    assert har.read(imported(file, tmp_path / "a-shop").tape)[1].body == PAGE.encode()


def test_text_gets_back_the_bytes_of_its_charset(tmp_path: Path) -> None:
    latin = [{"name": "content-type", "value": "text/html; charset=ISO-8859-1"}]
    file = put(tmp_path / "t.har", told(entry(f"{SHOP}/", "<p>é", headers=latin)))
    result = imported(file, tmp_path / "a-shop")
    assert har.read(file)[0].body == har.read(result.tape)[0].body == b"<p>\xe9"


LETTERS = "<p>Données supprimées à l\u2019été"


def read_by_a_browser(one: Exchange) -> str:
    """Return a body as text: by the charset in the header, else as a browser guesses that knows only its locale."""
    kind = next((value for name, value in one.answered if name.lower() == "content-type"), "")
    charset = kind.partition("charset=")[2] or "windows-1252"
    return one.body.decode({"iso-8859-1": "windows-1252"}.get(charset.lower(), charset))


@pytest.mark.parametrize(
    ("kind", "page", "spelt"),
    [
        ("text/html", LETTERS, "utf-8"),
        ("text/html; charset=windows-1252", LETTERS, "windows-1252"),
        ("text/html; charset=ISO-8859-1", LETTERS, "windows-1252"),
        ("text/html; charset=klingon", LETTERS, "utf-8"),
        ("text/html", f"<meta charset=windows-1252>{LETTERS}", "windows-1252"),
        ("text/html", f'<META content="text/html; charset=cp1252" http-equiv=content-type>{LETTERS}', "windows-1252"),
        ("text/html", f"<!-- <meta charset=windows-1252> -->{LETTERS}", "utf-8"),
        ("text/html", f"<meta charset=iso-8859-15>{LETTERS}", "utf-8"),
        ("text/html", f"<meta charset=utf-16>{LETTERS}", "utf-8"),
        ("text/html", f"<meta charset=shift_jis>{LETTERS}", "utf-8"),
        ("text/css", LETTERS, "utf-8"),
        ("text/javascript", LETTERS, "utf-8"),
        ("image/svg+xml", LETTERS, "utf-8"),
    ],
)
def test_letters_are_read_as_they_were_whatever_charset_the_page_names(
    tmp_path: Path, kind: str, page: str, spelt: str
) -> None:
    data = told(entry(f"{SHOP}/", PAGE), entry(f"{SHOP}/a", page, headers=[{"name": "Content-Type", "value": kind}]))
    read = har.read(imported(put(tmp_path / "t.har", data), tmp_path / "a-shop").tape)[1]
    assert read.body == page.encode(spelt)
    assert read_by_a_browser(read) == page


def test_a_type_that_only_the_content_names_is_that_of_the_answer(tmp_path: Path) -> None:
    one = entry(f"{SHOP}/a", LETTERS, headers=[])
    one["response"]["content"]["mimeType"] = "text/html"
    file = put(tmp_path / "t.har", told(entry(f"{SHOP}/", PAGE), one))
    assert read_by_a_browser(har.read(imported(file, tmp_path / "a-shop").tape)[1]) == LETTERS


@pytest.mark.lengthy
def test_a_content_type_of_a_megabyte_is_read_in_bounded_time() -> None:
    endless = [{"name": "content-type", "value": "text/html;" + "a=b;" * 250_000}]
    begun = time.process_time()
    har.parse(
        told(*(entry(f"{SHOP}/{number}", "<p>é", headers=endless) for number in range(9))), "t.har", lambda _: b""
    )
    assert time.process_time() - begun < 5


@given(st.text("acharset*=0'\";/ \\%", max_size=60))
def test_any_content_type_is_read(more: str) -> None:
    kind = f"text/html; {more}"
    data, served_as = charsets.served("\u00e9", kind)
    assert charsets.decoded(data, served_as) == "\u00e9"


def test_what_says_its_charset_or_needs_none_keeps_its_header(tmp_path: Path) -> None:
    kinds = {"application/json": '{"é": 1}', "text/html": "<p>plain", "text/plain; charset=koi8-r": "да"}
    entries = (
        entry(f"{SHOP}/{n}", text, headers=[{"name": "content-type", "value": kind}])
        for n, (kind, text) in enumerate(kinds.items())
    )
    file = put(tmp_path / "t.har", told(entry(f"{SHOP}/", PAGE), *entries))
    read = har.read(imported(file, tmp_path / "a-shop").tape)[1:]
    assert [one.answered for one in read] == [(("content-type", kind),) for kind in kinds]


@given(st.text(max_size=30), st.sampled_from(["text/html", "text/css", "text/plain; charset=gbk", "font/woff2", ""]))
def test_what_a_browser_is_served_is_kept_to_the_byte(text: str, kind: str) -> None:
    body, named = charsets.served(text, kind)
    kept = charsets.decoded(body, named)
    assert kept is None or charsets.encoded(kept, named) == body
    assert not charsets.is_text(kind) or body.decode(named.partition("charset=")[2] or "utf-8") == text


def bare(body: bytes) -> bytes:
    return zlib.compress(body)[2:-4]


@pytest.mark.parametrize(
    ("coding", "recorded"),
    [
        ("gzip", gzip.compress(PAGE.encode(), mtime=0)),
        ("X-GZip", gzip.compress(PAGE.encode(), mtime=0) + b"and more, which browsers pass over"),
        ("deflate", zlib.compress(PAGE.encode())),
        ("deflate", bare(PAGE.encode())),
        ("deflate, gzip", gzip.compress(zlib.compress(PAGE.encode()), mtime=0)),
        ("gzip", PAGE.encode()),
        ("deflate", PAGE.encode()),
        ("br", PAGE.encode()),
        ("zstd", PAGE.encode()),
    ],
)
def test_a_body_still_compressed_is_unpacked_and_one_that_is_not_stays(
    tmp_path: Path, coding: str, recorded: bytes
) -> None:
    file = put(tmp_path / "t.har", told(entry(f"{SHOP}/", PAGE), packed_as(coding, recorded)))
    assert [one.body for one in har.read(imported(file, tmp_path / "a-shop").tape)] == [PAGE.encode()] * 2


@pytest.mark.parametrize(
    ("coding", "recorded", "kind", "why"),
    [
        ("br", random.Random(1).randbytes(400), "text/html", "compressed"),
        ("zstd", b"\x28\xb5\x2f\xfd" + b"a" * 90, "font/woff2", "compressed"),
        ("gzip", gzip.compress(PAGE.encode(), mtime=0)[:-9], "text/html", "a compressed body is cut short"),
        ("gzip", b"\x1f\x8b" + b"a" * 90, "text/html", "a compressed body is damaged"),
    ],
)
def test_what_cannot_be_unpacked_is_never_served_as_it_is(
    tmp_path: Path, coding: str, recorded: bytes, kind: str, why: str
) -> None:
    file = put(tmp_path / "t.har", told(entry(f"{SHOP}/", PAGE), packed_as(coding, recorded, kind=kind)))
    result = imported(file, tmp_path / "a-shop")
    assert [one.body for one in har.read(result.tape)] == [PAGE.encode()]
    assert [note for note in result.notes if why in note]


def in_brotli(data: bytes) -> bytes:
    return bytes(pytest.importorskip("brotli").compress(data))


def in_zstd(data: bytes) -> bytes:
    return bytes(pytest.importorskip("zstandard").compress(data))


@pytest.mark.lengthy
@for_each(("coding", "pack"), [("br", in_brotli), ("zstd", in_zstd)])
def test_brotli_and_zstd_are_unpacked_within_bounds_and_damage_is_told(coding: str, pack: Callable[..., bytes]) -> None:
    picture = random.Random(1).randbytes(4000)
    for kind, body in (("text/html", PAGE.encode()), ("image/png", picture)):
        assert unpacking.Unpacker(1 << 20).unpacked(pack(body), coding, kind, "t.har: entry 0") == body
    with pytest.raises(ValueError, match=r"cut short|damaged"):
        unpacking.Unpacker(1 << 20).unpacked(pack(PAGE.encode() * 99)[:-3], coding, "text/html", "t.har: entry 0")
    with pytest.raises(InputError, match=r"t.har: entry 0: with it more than 1 MB are unpacked"):
        unpacking.Unpacker(1 << 20).unpacked(pack(b" " * (1 << 22)), coding, "text/html", "t.har: entry 0")


@pytest.mark.parametrize(("coding", "body"), [("br", b"\x8b\x02\x80<h1>\x03"), ("zstd", b"\x28\xb5\x2f\xfd")])
def test_without_what_unpacks_them_the_remedy_is_named(
    coding: str, body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "brotli", None)
    monkeypatch.setitem(__import__("sys").modules, "zstandard", None)
    with pytest.raises(ValueError, match=rf"compressed with '?{coding}'?, which .* pip install brotli zstandard"):
        unpacking.Unpacker(1 << 20).unpacked(body, coding, "text/html", "t.har: entry 0")


def test_pictures_sent_compressed_are_taken_as_browsers_record_them(tmp_path: Path) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 9
    file = put(tmp_path / "t.har", told(entry(f"{SHOP}/", PAGE), packed_as("br", picture, kind="image/png")))
    assert har.read(imported(file, tmp_path / "a-shop").tape)[1].body == picture


def zipped(path: Path, *files: tuple[str, bytes], link: bool = False, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in files:
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            info.external_attr = (stat.S_IFLNK if link else stat.S_IFREG) << 16
            archive.writestr(info, data)
    return path


def attached(name: str) -> bytes:
    one = entry(f"{SHOP}/")
    one["response"]["content"] = {"size": 9, "_file": name}
    return told(one)


def test_contents_beside_a_har_are_read_in_a_zip_file_and_in_a_folder(tmp_path: Path) -> None:
    packed = zipped(tmp_path / "t.zip", ("har.har", attached("0af.html")), ("0af.html", PAGE.encode()))
    assert har.read(imported(packed, tmp_path / "packed").tape)[0].body == PAGE.encode()
    (tmp_path / "0af.html").write_bytes(PAGE.encode())
    file = put(tmp_path / "t.har", attached("0af.html"))
    assert har.read(imported(file, tmp_path / "beside").tape)[0].body == PAGE.encode()


def test_text_beside_a_har_is_in_utf8_whatever_the_page_says_and_other_bytes_are_as_they_came(tmp_path: Path) -> None:
    page = f"<meta charset=windows-1252>{LETTERS}"
    (tmp_path / "a.html").write_bytes(page.encode())
    (tmp_path / "b.html").write_bytes(page.encode("windows-1252"))
    entries = [answering(content={"_file": f"{name}.html", "mimeType": "text/html"}, headers=[]) for name in "ab"]
    file = put(tmp_path / "t.har", told(entry(f"{SHOP}/", PAGE), *entries))
    read = har.read(imported(file, tmp_path / "a-shop").tape)[1:]
    assert [read_by_a_browser(one) for one in read] == [page] * 2


@pytest.mark.lengthy
@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a/b", "..", "C:x", "x\0"])
def test_no_content_is_read_from_elsewhere(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (tmp_path / "in").mkdir()
    file = put(tmp_path / "in" / "t.har", attached(name))
    with pytest.raises(InputError, match=r"not the name of a file beside it|holds no HTML page") as refused:
        imported(file, tmp_path / "a-shop")
    assert "\n" not in str(refused.value)


def test_a_link_beside_a_har_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.html").symlink_to("/etc/hostname")
    with pytest.raises(InputError, match="is a link"):
        imported(put(tmp_path / "t.har", attached("a.html")), tmp_path / "a-shop")


@pytest.mark.parametrize(
    ("files", "more", "why"),
    [
        ([("../har.har", b"{}")], {}, "leads out of the zip file"),
        ([("/har.har", b"{}")], {}, "leads out of the zip file"),
        ([("a\\..\\har.har", b"{}")], {}, "leads out of the zip file"),
        ([("har.har", b"/etc/passwd")], {"link": True}, "is a link"),
        ([("a.har", b"{}"), ("b.har", b"{}")], {}, "2 HAR files"),
        ([("picture.png", b"{}")], {}, "neither a HAR nor"),
        ([("archive/a.warc", b"no warc at all")], {}, "not a whole WARC|holds no answered"),
    ],
)  # fmt: skip
def test_hostile_zip_files_are_one_line(tmp_path: Path, files: Any, more: Any, why: str) -> None:
    with pytest.raises(InputError, match=why) as refused:
        imported(zipped(tmp_path / "t.zip", *files, **more), tmp_path / "a-shop")
    assert "\n" not in str(refused.value)
    assert not (tmp_path / "a-shop").exists()


@pytest.mark.lengthy
def test_bombs_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(har, "LARGEST", 1 << 20)
    monkeypatch.setattr(limits, "LARGEST", 1 << 20)
    monkeypatch.setattr(warc, "LARGEST", 1 << 20)
    monkeypatch.setattr(unpacking, "LARGEST_BODY", 1 << 16)
    nothing = b"\0" * (8 << 20)
    with pytest.raises(InputError, match="holds more than 1 MB"):
        imported(zipped(tmp_path / "t.zip", ("har.har", nothing)), tmp_path / "a-shop")
    with pytest.raises(InputError, match="larger than 1 MB"):
        imported(put(tmp_path / "t.gz", gzip.compress(b"WARC/1.1\r\n" + nothing, mtime=0)), tmp_path / "a-shop")
    body = records(("response", f"{SHOP}/", "", gzip.compress(nothing, mtime=0), [("Content-Encoding", "gzip")]))
    with pytest.raises(InputError, match="a body of more than"):
        imported(put(tmp_path / "t.warc", body), tmp_path / "a-shop")


def beside(number: int) -> dict[str, Any]:
    return entry(f"{SHOP}/{number}") | {"response": {"status": 200, "content": {"_file": "big.html"}}}


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        ([packed_as("gzip", gzip.compress(bytes(8 << 20), mtime=0))], "entry 1: a body of more than"),
        ([packed_as("deflate", zlib.compress(bytes(8 << 20)))], "entry 1: a body of more than"),
        ([packed_as("deflate", bare(bytes(8 << 20)))], "entry 1: a body of more than"),
        ([packed_as("gzip", gzip.compress(b" " * (1 << 17), mtime=0))] * 9, "holds more than 1 MB of contents"),
        ([packed_as("gzip", gzip.compress(b" " * (1 << 17), mtime=0)[:-1])] * 9, "more than 1 MB are unpacked"),
        ([beside(number) for number in range(9)], "holds more than 1 MB of contents"),
    ],
)
def test_bombs_in_the_bodies_of_a_har_are_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entries: list[dict[str, Any]], why: str
) -> None:
    monkeypatch.setattr(har, "LARGEST", 1 << 20)
    monkeypatch.setattr(limits, "LARGEST", 1 << 20)
    monkeypatch.setattr(unpacking, "LARGEST_BODY", 1 << 17)
    (tmp_path / "big.html").write_bytes(b" " * (1 << 17))
    with pytest.raises(InputError, match=why):
        imported(put(tmp_path / "t.har", told(entry(f"{SHOP}/", PAGE), *entries)), tmp_path / "a-shop")


def records(*said: tuple[Any, ...], packed: bool = False, dates: Iterable[str] = (), **more: str) -> bytes:
    """Return a WARC: kind, address, the number of the record it goes with, body, headers; ``more`` for all records."""
    written, times = b"", iter(dates)
    for number, (kind, url, other, body, headers) in enumerate(said):
        http = ["POST /a HTTP/1.1" if kind == "request" else "HTTP/1.1 200 OK", "Content-Type: text/html"]
        block = "\r\n".join([*http, *(f"{name}: {value}" for name, value in headers), "", ""]).encode() + body
        head = {
            "WARC-Type": kind, "WARC-Target-URI": url, "WARC-Record-ID": f"<urn:uuid:{number}>",
            "WARC-Date": next(times, "2025-05-20T09:00:00Z"), "Content-Length": str(len(block)),
            "Content-Type": f"application/http; msgtype={'request' if kind == 'request' else 'response'}",
        } | more  # fmt: skip
        if other:
            head["WARC-Concurrent-To" if isinstance(other, int) else "WARC-Payload-Digest"] = (
                f"<urn:uuid:{other}>" if isinstance(other, int) else other
            )
        lines = ["WARC/1.1", *(f"{name}: {value}" for name, value in head.items()), "", ""]
        record = "\r\n".join(lines).encode() + block + b"\r\n\r\n"
        written += gzip.compress(record, mtime=0) if packed else record
    return written


def test_one_record_without_a_time_is_left_out_and_the_others_are_not(tmp_path: Path) -> None:
    data = records(
        ("response", f"{SHOP}/", "", PAGE.encode(), []), ("response", f"{SHOP}/a", "", b"<p>a", []),
        dates=("2025-05-20T09:00:00Z", "20250520090000"),
    )  # fmt: skip
    result = imported(put(tmp_path / "t.warc", data), tmp_path / "a-shop")
    assert result.requests == 1
    assert "1 record left out: damaged, WARC-Date: '20250520090000' is no time" in result.notes


@pytest.mark.parametrize("packed", [True, False])
def test_a_warc_is_paired_unpacked_and_put_in_order(tmp_path: Path, packed: bool) -> None:  # noqa: FBT001 - a parameter
    data = records(
        ("request", f"{SHOP}/a", 3, b"why=second", []),
        ("request", f"{SHOP}/a", 2, b"why=first", []),
        ("response", f"{SHOP}/a", "", b"7\r\n<p>firs\r\n1\r\nt\r\n0\r\n\r\n", [("Transfer-Encoding", "chunked")]),
        ("response", f"{SHOP}/a", "", gzip.compress(b"<p>second", mtime=0), [("Content-Encoding", "gzip")]),
        ("response", f"{SHOP}/", "", b"<p>start", [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]),
        ("response", f"{SHOP}/br", "", bytes(99), [("Content-Encoding", "compress")]),
        ("response", "urn:view:x", "", b"?", []),
        packed=packed,
        dates=[f"2025-05-20T09:00:0{n}Z" for n in (2, 1, 1, 2, 0, 3, 3)],
    )  # fmt: skip
    file = put(tmp_path / "t", data)
    result = imported(file, tmp_path / "a-shop")
    read = har.read(result.tape)
    assert [(one.at, one.method, one.url, one.sent, one.body) for one in read] == [
        (0, "GET", f"{SHOP}/", b"", b"<p>start"),
        (1000, "POST", f"{SHOP}/a", b"why=first", b"<p>first"),
        (2000, "POST", f"{SHOP}/a", b"why=second", b"<p>second"),
    ]
    assert [value for name, value in read[0].answered if name == "Set-Cookie"] == ["a=1", "b=2"]
    assert result.start == f"{SHOP}/"
    assert any("compressed with 'compress'" in note for note in result.notes)
    wacz = zipped(tmp_path / "t.wacz", ("archive/data.warc.gz", data), ("datapackage.json", b"{}"))
    assert har.read(imported(wacz, tmp_path / "b-shop").tape) == read


def test_a_wacz_whose_files_are_not_those_it_lists_is_read_and_says_so(tmp_path: Path) -> None:
    data = records(("response", f"{SHOP}/", None, PAGE.encode(), ()))
    sha256, changed = hashlib.sha256(data).hexdigest(), "1 file changed since archived"
    for said, note in (
        ([], ""),
        ([f"sha256:{sha256}"], ""),
        ([f"sha256:{'0' * 64}"], changed),
        ([hashlib.md5(data, usedforsecurity=False).hexdigest()], ""),
        (["0" * 32], changed),
        (["sha3:0"], ""),
        ([None], "cannot be read"),
    ):
        package = {"resources": [{"path": "archive/data.warc", "hash": one} for one in said]}
        file = zipped(
            tmp_path / "t.wacz", ("archive/data.warc", data), ("datapackage.json", json.dumps(package).encode())
        )
        notes = [one for one in warc.load_wacz(file).notes if "datapackage.json" in one]
        assert bool(notes) == bool(note)
        assert all(note in one for one in notes)


def test_a_gzip_file_is_read_as_far_as_it_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = ("response", f"{SHOP}/", None, PAGE.encode(), ())
    whole = records(one, one, packed=True)
    for data, read, notes in (
        (whole, 2, ()),
        (whole + bytes(20_000), 2, ()),
        (whole[:-40], 1, ("1 record left out: damaged, it is cut short",)),
        (whole[:-1], 2, ()),
        (whole + b"junk", 2, ("4 bytes left out: damaged, 'incorrect header check'",)),
        (b"\x1f\x8bjunk" + whole, 2, ("6 bytes left out: damaged, 'unknown compression method'",)),
    ):
        loaded = warc.load_warc(put(tmp_path / "a.warc.gz", data))
        assert len(loaded.traffic.exchanges) == read
        assert sorted(loaded.notes) == sorted(
            (*notes, f"{read} record{'s' if read > 1 else ''} taken for GET: an answer without a request")
        )

    monkeypatch.setattr(warc, "MOST_RECORDS", 50)
    named = b"\x1f\x8b\x08\x08" + bytes(6) + b"n" * 1_000_000
    begun = time.process_time()
    assert len(warc.load_warc(put(tmp_path / "a.warc.gz", whole + named)).traffic.exchanges) == 2
    for odd in (gzip.compress(b"") * 60, b"\x1f\x8b\x08junk" * 60):
        with pytest.raises(InputError, match="more than 50 records"):
            warc.load_warc(put(tmp_path / "a.warc.gz", whole + odd))
    assert time.process_time() - begun < 1


@pytest.mark.lengthy
def test_a_damaged_member_of_a_gzip_file_costs_its_own_record_and_no_other(tmp_path: Path) -> None:
    page, noise = ("response", f"{SHOP}/", None, PAGE.encode(), ()), random.Random(3)
    bodies = [noise.randbytes(size) for size in (10, 5_000, 40_000, 200_000)]
    members = [records(("response", f"{SHOP}/{len(body)}", None, body, ()), packed=True) for body in bodies]
    for damaged in range(len(members)):
        for _ in range(8):
            broken = bytearray(members[damaged])
            broken[noise.randrange(12, len(broken) - 4)] ^= 1 << noise.randrange(8)
            between = [*members[:damaged], bytes(broken), *members[damaged + 1 :]]
            loaded = warc.load_warc(put(tmp_path / "a.warc.gz", b"".join((records(page, packed=True), *between))))
            read = [one.body for one in loaded.traffic.exchanges]
            assert read == [PAGE.encode(), *bodies[:damaged], *bodies[damaged + 1 :]]
            assert any("bytes left out: damaged, " in note for note in loaded.notes)


def test_a_wacz_with_a_damaged_file_is_read_without_it_and_says_so(tmp_path: Path) -> None:
    good = records(("response", f"{SHOP}/", None, PAGE.encode(), ()))
    bad = records(("response", f"{SHOP}/bad", None, b"<p>bad", ()))
    files = ("archive/a.warc", bad), ("archive/b.warc", good), ("datapackage.json", b"{}")
    told = zipped(tmp_path / "t.wacz", *files, method=zipfile.ZIP_STORED).read_bytes()
    for old, new, said in (
        (b"<p>bad", b"<p>odd", "Bad CRC-32 for file 'archive/a.warc'"),
        (b"PK\3\4", b"PK\3\5", "Bad magic number for file header"),
        (b"archive/a", b"archive/x", "File name in directory 'archive/a.warc' and header b'archive/x.warc' differ."),
    ):
        file = put(tmp_path / "damaged.wacz", told.replace(old, new, 1))
        loaded = warc.load_wacz(file)
        assert [one.body for one in loaded.traffic.exchanges][-1] == PAGE.encode()
        where = "1 file left out from the first damage on; the first is 'archive/a.warc'"
        assert f"{where}: {said}" in loaded.notes


@pytest.mark.lengthy
def test_records_that_each_have_a_reason_of_their_own_are_told_in_few_lines(tmp_path: Path) -> None:
    whole, broken = ("response", f"{SHOP}/", "", b"<p>", []), ("response", f"{SHOP}/a", "", b"<p>", [])
    data = records(whole, *[broken] * 500, dates=["2025-05-20T09:00:00Z", *(f"day {n}" for n in range(500))])
    notes = warc.load_warc(put(tmp_path / "t.warc", data)).notes
    assert len(notes) < 25
    assert notes[-1] == "481 records for 481 other reasons"


@pytest.mark.lengthy
def test_reading_a_wacz_takes_the_memory_of_its_traffic_and_not_of_the_archive(tmp_path: Path) -> None:
    size = 200_000
    kept = ("response", f"{SHOP}/", "", b"<p>start", [])
    beside = ("conversion", f"{SHOP}/", "", random.Random(1).randbytes(size), [])
    data = records(kept, *[beside] * 40)
    file = zipped(tmp_path / "t.wacz", ("archive/data.warc", data), ("datapackage.json", b"{}"))
    warc.load_wacz(file)  # imports what it needs

    tracemalloc.start()
    try:
        loaded = warc.load_wacz(file)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [one.body for one in loaded.traffic.exchanges] == [b"<p>start"]
    assert peak < 16 * size < len(data) // 2


def test_a_record_that_claims_to_be_longer_than_any_memory_is_cut_short(tmp_path: Path) -> None:
    data = records(("response", f"{SHOP}/", "", b"<p>start", []), ("response", f"{SHOP}/", "", b"x", []))
    length = data.rindex(b"Content-Length: ") + len(b"Content-Length: ")
    file = put(tmp_path / "t.warc", data[:length] + b"999999999999" + data[data.index(b"\r", length) :])
    loaded = warc.load_warc(file)
    assert [one.body for one in loaded.traffic.exchanges] == [b"<p>start"]
    assert loaded.notes == (
        "1 record left out: damaged, it is cut short",
        "1 record taken for GET: an answer without a request",
    )


def test_a_revisit_has_the_body_it_repeats_or_is_left_out(tmp_path: Path) -> None:
    data = records(
        ("response", f"{SHOP}/", "sha1:SAME", b"<p>same", []),
        ("revisit", f"{SHOP}/again", "sha1:SAME", b"", []),
        ("revisit", f"{SHOP}/elsewhere", "sha1:OTHER", b"", []),
    )
    result = imported(put(tmp_path / "t.warc", data), tmp_path / "a-shop")
    assert [(one.url, one.body) for one in har.read(result.tape)] == [
        (f"{SHOP}/", b"<p>same"), (f"{SHOP}/again", b"<p>same"),
    ]  # fmt: skip
    assert result.notes == (
        "1 record left out: revisit of what is not in the file",
        "2 records taken for GET: an answer without a request",
    )


def test_without_warcio_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "warcio.archiveiterator", None)
    with pytest.raises(InputError, match=r"needs warcio; in the clone: pip install -e '\.\[warc\]'"):
        warc.load_warc(put(tmp_path / "t.warc", records(("response", f"{SHOP}/", "", b"<p>", []))))


def test_damaged_records_are_counted_by_what_is_wrong_and_the_others_are_read(tmp_path: Path) -> None:
    first, last = (records(("response", f"{SHOP}/{path}", "", b"<p>whole", [])) for path in ("", "last"))
    broken = records(("response", f"{SHOP}/b", "", b"<p>broken", []))
    changed = records(("response", f"{SHOP}/c", "", b"<p>", []), **{"WARC-Block-Digest": f"sha1:{'A' * 32}"})
    damaged = [
        broken.replace(b"Content-Length: ", b"Content-Length: 9"), broken.replace(b"WARC/1.1", b"WARC/9.9"),
        broken.replace(b"Content-Length", b"Content"), broken.replace(b"<p>broken", b"<p>brok"),
        b"WARC/1.1\r\nX: " + b"x" * (1 << 20),
    ]  # fmt: skip
    data = b"".join((first, *damaged, b"\r\n\r\n", changed, last))
    result = imported(put(tmp_path / "t.warc", data), tmp_path / "a-shop")
    assert [one.url for one in har.read(result.tape)] == [f"{SHOP}/", f"{SHOP}/c", f"{SHOP}/last"]
    assert result.notes == (
        "1 record changed since recorded: another digest",
        "1 record left out: damaged, it does not begin as a record does",
        "1 record left out: damaged, it has no length",
        "1 record left out: damaged, its headers have no end",
        "2 records left out: damaged, its length is wrong",
        "3 records taken for GET: an answer without a request",
    )  # fmt: skip


@pytest.mark.lengthy
def test_headers_without_end_are_passed_over_at_once(tmp_path: Path) -> None:
    block = b"HTTP/1.1 200 OK\r\nX: " + b"x" * (8 << 20)
    head = f"WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    file = put(tmp_path / "t.warc", (head.encode() + block + b"\r\n\r\n") * 4)
    with pytest.raises(InputError, match="holds no answered request"):
        warc.load_warc(file)


WHOLE = records(
    ("response", f"{SHOP}/", "", gzip.compress(b"<p>start", mtime=0), [("Content-Encoding", "gzip")]),
    ("request", f"{SHOP}/", "", b"a=b", []),
)  # fmt: skip
PACKED = gzip.compress(WHOLE, mtime=0)
HAR = told(entry(f"{SHOP}/", PAGE), entry(f"{SHOP}/a", "b", postData={"text": "a", "mimeType": "x"}))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([WHOLE, PACKED, HAR]), st.data())
def test_any_damage_is_read_or_one_line(tmp_path: Path, whole: bytes, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(begin, min(len(whole), begin + 40)))
    file = put(tmp_path / "damaged", whole[:begin] + data.draw(st.binary(max_size=20)) + whole[end:])
    try:
        kind = recognising.recognise(file)
        if kind not in {"devtools", "codegen"}:
            import_traffic(file, kind, tmp_path / "a-shop")
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017 - some damage does no harm
    finally:
        (tmp_path / "a-shop" / "flow.toml").unlink(missing_ok=True)


@pytest.mark.parametrize("option", [("--route", "accept"), ("--reached-text", "x"), ("--files", "x")])
def test_traffic_is_no_route(tmp_path: Path, option: tuple[str, str]) -> None:
    file = put(tmp_path / "t.har", told(entry(f"{SHOP}/", PAGE)))
    with pytest.raises(InputError, match=f"{option[0]}: traffic is no route"):
        optout("import", file, "-o", tmp_path / "a-shop", *option)
