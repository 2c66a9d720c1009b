"""Contents that browsers did not keep: recovered where they are certain, else without an answer, never empty."""

import json
from pathlib import Path
from typing import Any

import pytest

from analyzer.errors import InputError
from analyzer.recordings import har
from analyzer.recordings.har import Loaded
from tests.tables import for_each

SHOP = "https://shop.test"


def entry(path: str, second: int, text: str | None, *, size: int = 0, status: int = 200, **more: Any) -> dict[str, Any]:
    """Return an entry as Chrome and Firefox write it; ``kind``, ``sent``, ``method``, ``headers`` say what differs."""
    kind = more.pop("kind", "text/plain")
    headers = more.pop("headers", [{"name": "content-type", "value": kind}])
    request = {"method": "GET", "url": f"{SHOP}{path}", "headers": []} | more
    content = {"mimeType": kind, "size": size or len(text or "")} | ({} if text is None else {"text": text})
    response = {"status": status, "headers": headers, "content": content}
    return {"startedDateTime": f"2026-11-26T20:00:{second:02}.000Z", "request": request, "response": response}


def parsed(*entries: dict[str, Any]) -> Loaded:
    told = {"log": {"version": "1.2", "creator": {"name": "Firefox", "version": "153"}, "entries": entries}}
    return har.parse(json.dumps(told).encode(), "t.har", lambda _: b"")


def bodies(loaded: Loaded) -> list[str | None]:
    return [None if one.lost else one.body.decode() for one in loaded.traffic.exchanges]


def test_what_was_not_modified_has_the_content_that_came_before() -> None:
    etag = [{"name": "etag", "value": '"1"'}, {"name": "x-visit", "value": "two"}]
    loaded = parsed(
        entry("/", 0, "old", kind="text/html"), entry("/", 1, "", status=304, headers=etag),
        entry("/", 2, "new", kind="text/html"), entry("/", 3, None, status=304, headers=etag),
    )  # fmt: skip
    assert bodies(loaded) == ["old", "old", "new", "new"]
    again = loaded.traffic.exchanges[1]
    assert again.status == 200
    assert again.answered == (("content-type", "text/html"), ("etag", '"1"'), ("x-visit", "two"))


@for_each(
    ("kind", "size", "found"),
    [
        ("image/png", 3, "abc"), ("text/javascript; charset=utf-8", 3, "abc"), ("image/png", 4, None),
        ("text/plain", 3, None), ("application/json", 3, None), ("text/html", 3, None),
    ],
)  # fmt: skip
def test_a_file_has_the_content_it_had_at_the_same_length_and_a_state_has_not(
    kind: str, size: int, found: str | None
) -> None:
    first = parsed(entry("/a", 0, None, size=size, kind=kind), entry("/a", 1, "abc", kind=kind))
    later = parsed(entry("/a", 0, "abc", kind=kind), entry("/a", 1, "", size=size, headers=[]))
    assert bodies(first) == [found, "abc"]
    assert bodies(later) == ["abc", found]


def test_what_is_lost_keeps_its_place_on_the_tape_and_is_told(tmp_path: Path) -> None:
    loaded = parsed(entry("/s", 0, "on"), entry("/s", 1, None, size=3), entry("/s", 2, "gone"))
    said = "without their content and have no answer in a walk; record again with it; first 'GET https://shop.test/s'"
    assert loaded.notes == (f"1 of 3 entries are {said}",)
    written = har.write(
        loaded.traffic.exchanges, creator="optout", version="1", start=loaded.traffic.start or pytest.fail("no start")
    )
    (tmp_path / "t.har").write_bytes(written)
    assert har.read(tmp_path / "t.har") == tuple(loaded.traffic.exchanges)
    assert bodies(har.load(tmp_path / "t.har")) == ["on", None, "gone"]


def test_a_long_text_that_ends_in_zeros_is_lost() -> None:
    assert bodies(parsed(entry("/", 0, "whole"), entry("/a", 1, "half\0\0\0"))) == ["whole", None]


@for_each(
    "one",
    [
        entry("/a", 1, None, size=9, status=303), entry("/a", 1, None, size=9, method="HEAD"),
        entry("/a", 1, None, size=9, method="OPTIONS"), entry("/a", 1, None, size=9) | {"_resourceType": "ping"},
    ],
)  # fmt: skip
def test_where_no_page_reads_a_body_none_is_lost(one: dict[str, Any]) -> None:
    loaded = parsed(entry("/", 0, "page"), one)
    assert (bodies(loaded), loaded.notes) == (["page", ""], ())


def test_where_all_is_lost_it_is_no_recording() -> None:
    with pytest.raises(InputError, match="holds no answered request; record again with contents"):
        parsed(entry("/", 0, None, size=3), entry("/a", 1, None, status=304))


def test_an_answer_whose_status_alone_was_lost_is_kept_and_told() -> None:
    loaded = parsed(entry("/s", 0, "on"), entry("/s", 1, "off", status=0), entry("/s", 2, None, status=0, headers=[]))
    assert [(one.status, one.body) for one in loaded.traffic.exchanges] == [(200, b"on"), (200, b"off")]
    assert loaded.notes == (
        "1 of 3 entries answered, and their status was lost: taken for 200", "1 of 3 entries left out: never answered",
    )  # fmt: skip


def test_bytes_that_were_sent_and_are_no_text_are_read_as_such() -> None:
    every = bytes(range(256))
    headers = [{"name": "Content-Length", "value": "256"}]
    posted = {"mimeType": "", "text": every.decode("latin-1")}
    put = entry("/a", 1, "ok", method="PUT", headers=[]) | {}
    put["request"] |= {"headers": headers, "postData": posted}
    text = entry("/b", 2, "ok", method="POST")
    text["request"] |= {"headers": [{"name": "content-length", "value": "2"}], "postData": {"text": "é"}}
    loaded = parsed(put, text)
    assert [one.sent for one in loaded.traffic.exchanges] == [every, "é".encode()]


def test_a_body_that_was_sent_and_not_kept_is_told() -> None:
    one = entry("/a", 0, "ok", method="POST")
    one["request"]["headers"] = [{"name": "content-length", "value": "316"}]
    said = "1 of 1 entries sent a body that is not in the recording: whoever sends it has no answer"
    assert parsed(one).notes == (said,)


def test_a_websocket_without_its_messages_is_left_out_and_told() -> None:
    one = entry("/", 0, "page", kind="text/html")
    line = entry("/line", 1, "", status=101)
    line["request"]["url"] = "wss://shop.test/line"
    loaded = parsed(one, line)
    assert len(loaded.traffic.sockets) == 0
    assert loaded.notes == ("1 of 2 entries left out: WebSockets without their messages, which Firefox does not keep",)
