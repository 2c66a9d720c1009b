"""HAR files: written the same, read from whoever recorded, refused in one line."""

import base64
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.errors import InputError
from analyzer.model import Exchange
from analyzer.recordings import har

START = datetime(2025, 5, 20, 9, tzinfo=UTC)

WORDS = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12)
HEADERS = st.lists(st.tuples(st.sampled_from(["accept", "set-cookie", "x-one"]), WORDS), max_size=4).map(tuple)
EXCHANGES = st.builds(
    Exchange,
    at=st.integers(0, 10**6),
    method=st.sampled_from(["GET", "POST", "PUT"]),
    url=st.sampled_from(["https://a.test/", "https://a.test/?q=1&r=", "https://b.test/x"]),
    asked=HEADERS,
    sent=st.binary(max_size=20),
    status=st.sampled_from([200, 204, 303, 404]),
    answered=HEADERS,
    body=st.binary(max_size=30),
)


def written(path: Path, *entries: dict[str, Any]) -> Path:
    file = path / "traffic.har"
    file.write_text(json.dumps({"log": {"version": "1.2", "entries": entries}}), encoding="utf-8")
    return file


def entry(**changes: Any) -> dict[str, Any]:
    request = {"method": "GET", "url": "https://a.test/", "headers": []}
    response = {"status": 200, "headers": [], "content": {"size": 2, "mimeType": "text/html", "text": "hi"}}
    return {"startedDateTime": "2025-05-20T11:00:00.000+02:00", "request": request, "response": response} | changes


@pytest.mark.lengthy
@given(st.lists(EXCHANGES, min_size=1, max_size=6))
def test_what_was_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, said: list[Exchange]) -> None:
    file = tmp_path_factory.mktemp("har") / "traffic.har"
    data = har.write(said, creator="optout", version="1", start=START)
    file.write_bytes(data)
    read = har.read(file)
    first = min(one.at for one in said)
    assert [(one.at - first, one.method, one.url, one.asked, one.sent, one.status, one.answered, one.body)
            for one in sorted(said, key=lambda one: one.at)] == [
        (one.at, one.method, one.url, one.asked, one.sent, one.status, one.answered, one.body) for one in read
    ]  # fmt: skip
    assert har.write(said, creator="optout", version="1", start=START) == data


def test_what_browsers_write_differently_is_read_alike(tmp_path: Path) -> None:
    binary = {
        "status": 200.0,
        "headers": [],
        "content": {"text": base64.b64encode(b"\x89PNG").decode(), "encoding": "base64"},
    }
    posted = {"method": "POST", "url": "https://a.test/", "headers": [{"name": ":path", "value": "/"}]}
    chrome = posted | {"postData": {"mimeType": "text/plain", "text": "why=no"}}
    firefox = posted | {
        "postData": {"mimeType": "application/x-www-form-urlencoded", "params": [{"name": "why", "value": "no"}]}
    }
    cookies = {"status": 303, "headers": [{"name": "Set-Cookie", "value": "a=1\nb=2"}], "content": {"size": 0}}
    read = har.read(
        written(
            tmp_path, entry(request=chrome, _initiator={"type": "other"}), entry(request=firefox, response=cookies),
            entry(response=binary, pageref="page_1", cache={}),
        )
    )  # fmt: skip
    assert [one.sent for one in read] == [b"why=no", b"why=no", b""]
    assert read[0].asked == ()
    assert read[1].answered == (("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"))
    assert read[2].body == b"\x89PNG"


def test_base64_is_read_however_a_program_spells_it(tmp_path: Path) -> None:
    body = b"\x89PNG\xfb\xff\xfe" * 9 + b"."
    plain = base64.b64encode(body).decode()
    spelled = (
        ("base64", plain), ("BASE64", plain), ("base64", plain.rstrip("=")),
        ("base64", f"{plain[:40]}\r\n{plain[40:]}"), ("Base64", base64.urlsafe_b64encode(body).decode()),
    )  # fmt: skip
    entries = (
        entry(response={"status": 200, "content": {"text": text, "encoding": encoding}}) for encoding, text in spelled
    )
    assert [one.body for one in har.read(written(tmp_path, *entries))] == [body] * len(spelled)


def test_what_was_never_answered_and_what_is_no_http_is_left_out(tmp_path: Path) -> None:
    cancelled = entry(response={"status": 0, "headers": [], "content": {}})
    retried = entry(_failureText="net::ERR_CONNECTION_RESET")
    inline = entry(request={"method": "GET", "url": "data:text/html,hi", "headers": []})
    assert len(har.read(written(tmp_path, cancelled, retried, inline, entry()))) == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"PK\x03\x04", "not UTF-8|not JSON"),
        (b"[]", "not a HAR"),
        (b'{"log": {"entries": 3}}', "not a HAR"),
        (b'{"log": {"entries": []}}', "holds no answered request"),
        (b'{"log": {"entries": [0' + b",0" * har.MOST_ENTRIES + b"]}}", "more than 50000 entries: not a recording"),
        (b"[" * 10_000, "nested too deep|not JSON|nested deeper"),
        (b'{"log": {"entries": ' + b"[" * 200 + b"]" * 200 + b"}}", "nested deeper|not a HAR"),
    ],
)
def test_what_is_no_har_is_refused_in_one_line(tmp_path: Path, content: bytes, why: str) -> None:
    file = tmp_path / "traffic.har"
    file.write_bytes(content)
    with pytest.raises(InputError, match=why) as refused:
        har.read(file)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ({"startedDateTime": "yesterday"}, "entry 0: startedDateTime: 'yesterday' is no ISO 8601 time"),
        ({"response": {"status": 200, "content": {"text": "%%", "encoding": "base64"}}}, "entry 0: "),
        ({"response": {"status": 10**9, "content": {}}}, "entry 0: "),
    ],
)
def test_a_broken_entry_is_named(tmp_path: Path, broken: dict[str, Any], why: str) -> None:
    with pytest.raises(InputError, match=why):
        har.read(written(tmp_path, entry(**broken)))


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    ["log", "entries", "request", "response", "url", "status", "headers", "content", "text"]
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=30,
    )
)
def test_any_json_is_a_har_or_one_line(tmp_path_factory: pytest.TempPathFactory, value: Any) -> None:
    file = tmp_path_factory.mktemp("har") / "traffic.har"
    file.write_text(json.dumps(value), encoding="utf-8")
    try:
        har.read(file)
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017 - most values are refused, and some may be read
