"""What a tape answers, request by request, and what it says it could not."""

import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from analyzer.mocks import Request
from analyzer.model import Exchange, TapeRules
from analyzer.recordings import har
from analyzer.tape import Tape
from tests.tables import for_each

NOON = datetime(2025, 5, 20, 12, tzinfo=UTC)
FORM = (("content-type", "application/x-www-form-urlencoded"),)
JSON = (("Content-Type", "application/json; charset=utf-8"),)


def heard(url: str, answer: str, *, at: int = 0, method: str = "GET", sent: bytes = b"", asked: Any = ()) -> Exchange:
    return Exchange(
        at=at, method=method, url=url, asked=asked, sent=sent, status=200, answered=(), body=answer.encode()
    )


def ask(tape: Tape, url: str, *, method: str = "GET", sent: bytes = b"", asked: Any = (), after: int = 0) -> str | None:
    answer = tape.handle(Request(method, url, dict(asked), sent, NOON + timedelta(milliseconds=after)))
    return answer.body.decode() if answer else None


def test_an_address_that_changes_its_answer_does_so_again_in_the_same_order() -> None:
    tape = Tape("t", [heard("https://a.test/state", state) for state in ("on", "off", "gone")])
    assert [ask(tape, "https://a.test/state") for _ in range(3)] == ["on", "off", "gone"]
    assert (tape.misses, tape.overruns) == ([], [])


def test_asking_more_often_than_recorded_repeats_the_last_answer_and_is_told() -> None:
    tape = Tape("t", [heard("https://a.test/", "one")])
    assert [ask(tape, "https://a.test/") for _ in range(3)] == ["one"] * 3
    assert tape.overruns == ["GET https://a.test/"] * 2


def test_what_was_never_recorded_has_no_answer_and_is_told() -> None:
    tape = Tape("t", [heard("https://a.test/", "one")])
    assert ask(tape, "https://a.test/other") is None
    assert ask(tape, "https://a.test/", method="POST") is None
    assert tape.misses == ["GET https://a.test/other", "POST https://a.test/"]


def test_an_answer_whose_body_was_lost_is_a_miss_in_its_place() -> None:
    told = [heard("https://a.test/state", state) for state in ("on", "", "gone")]
    tape = Tape("t", [told[0], structs.replace(told[1], lost=True), told[2]])
    assert [ask(tape, "https://a.test/state") for _ in range(3)] == ["on", None, "gone"]
    assert (tape.misses, tape.overruns) == (["GET https://a.test/state"], [])


def test_bodies_tell_requests_apart_whatever_the_method() -> None:
    said = [heard("https://a.test/", body, method="PUT", sent=body.encode()) for body in "ab"]
    tape = Tape("t", said)
    assert [ask(tape, "https://a.test/", method="PUT", sent=body) for body in (b"b", b"a", b"c")] == ["b", "a", None]


def test_a_fragment_and_the_boundary_of_a_form_do_not() -> None:
    def multipart(mark: str) -> tuple[tuple[tuple[str, str], ...], bytes]:
        body = f'--{mark}\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--{mark}--\r\n'
        return (("content-type", f"multipart/form-data; boundary={mark}"),), body.encode()

    (first, sent), (second, again) = multipart("----one"), multipart("----other")
    tape = Tape("t", [heard("https://a.test/form", "ok", method="POST", sent=sent, asked=first)])
    assert ask(tape, "https://a.test/form#part", method="POST", sent=again, asked=second) == "ok"


@for_each(
    ("rules", "recorded", "asked"),
    [
        (TapeRules(parameters=("_",)), {"url": "https://a.test/?_=1&q=x"}, {"url": "https://a.test/?_=2&q=x"}),
        (
            TapeRules(parameters=("csrf",)),
            {"url": "https://a.test/", "method": "POST", "sent": b"csrf=1&why=no", "asked": FORM},
            {"url": "https://a.test/", "method": "POST", "sent": b"csrf=2&why=no", "asked": FORM},
        ),
        (
            TapeRules(keys=("nonce",)),
            {"url": "https://a.test/", "method": "POST", "sent": b'{"a": [{"nonce": 1, "b": 2}]}', "asked": JSON},
            {"url": "https://a.test/", "method": "POST", "sent": b'{"a":[{"b":2,"nonce":9}]}', "asked": JSON},
        ),
    ],
)
def test_what_is_declared_volatile_is_disregarded_and_nothing_else(
    rules: TapeRules, recorded: dict[str, Any], asked: dict[str, Any]
) -> None:
    said = {"answer": "ok", **recorded}
    assert ask(Tape("t", [heard(**said)], rules), **asked) == "ok"
    assert ask(Tape("t", [heard(**said)]), **asked) is None
    other = {**asked, "sent": asked.get("sent", b"").replace(b"no", b"yes").replace(b"2", b"3")}
    other["url"] = asked["url"].replace("q=x", "q=y")
    assert ask(Tape("t", [heard(**said)], rules), **other) is None


def test_a_polled_address_is_answered_by_the_clock_where_that_is_declared() -> None:
    polled = [
        heard("https://a.test/poll", state, at=at) for state, at in (("wait", 0), ("wait", 1000), ("ready", 2000))
    ]
    tape = Tape("t", polled, TapeRules(latest=("*/poll",)))
    assert [ask(tape, "https://a.test/poll", after=at) for at in (0, 500, 1900, 2000, 9000)] == [
        "wait", "wait", "wait", "ready", "ready",
    ]  # fmt: skip
    assert tape.overruns == []


def test_headers_about_the_wire_are_left_out_and_cookies_kept_apart() -> None:
    said = Exchange(
        at=0, method="GET", url="https://a.test/", asked=(), sent=b"", status=200, body=b"plain",
        answered=(("Content-Encoding", "gzip"), ("Content-Length", "9"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")),
    )  # fmt: skip
    answer = Tape("t", [said]).handle(Request("GET", "https://a.test/", {}, b"", NOON))
    assert answer
    assert answer.headers == (("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"))


URLS = st.sampled_from(["https://a.test/", "https://a.test/x", "https://b.test/"])


@given(st.lists(st.tuples(URLS, st.text(max_size=5)), max_size=30))
def test_asking_again_in_the_recorded_order_gives_what_was_recorded(said: list[tuple[str, str]]) -> None:
    tape = Tape("t", [heard(url, answer) for url, answer in said])
    assert [ask(tape, url) for url, _ in said] == [answer for _, answer in said]
    assert (tape.misses, tape.overruns) == ([], [])


def film(first: int, last: int) -> Exchange:
    one = heard("https://a.test/film", "0123456789"[first : last + 1], asked=(("Range", f"bytes={first}-{last}"),))
    return structs.replace(one, status=206, answered=(("Content-Range", f"bytes {first}-{last}/10"),))


@for_each(
    ("asked", "answer"),
    [
        ("bytes=0-5", (206, "012345", "bytes 0-5/10")), ("bytes=2-3", (206, "23", "bytes 2-3/10")),
        ("bytes=6-", (206, "6789", "bytes 6-9/10")), ("bytes=-2", (206, "89", "bytes 8-9/10")),
        ("bytes=6-99", (206, "6789", "bytes 6-9/10")), ("bytes=5-7", None), ("bytes=9-2", None), ("lines=1-2", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_part_is_answered_with_that_part_and_never_with_another(asked: str, answer: Any) -> None:
    tape = Tape("t", [film(0, 5), film(6, 9)])
    headers = {"range": asked} if asked else {}
    said = tape.handle(Request("GET", "https://a.test/film", headers, b"", NOON))
    assert answer == (
        said
        and (
            said.status,
            said.body.decode(),
            dict(said.headers).get("content-range") or dict(said.headers)["Content-Range"],
        )
    )
    assert tape.misses == ([] if answer else ["GET https://a.test/film"])


def test_parts_are_cut_out_of_a_whole_that_allows_it_and_a_whole_is_made_of_a_part_that_is_all() -> None:
    whole = structs.replace(heard("https://a.test/a", "0123"), answered=(("Accept-Ranges", "bytes"),))
    tape = Tape("t", [whole, structs.replace(film(0, 9), url="https://a.test/b"), heard("https://a.test/c", "all")])
    ranged = {"range": "bytes=1-2"}
    said = [tape.handle(Request("GET", f"https://a.test/{n}", asked, b"", NOON)) for n, asked in
            (("a", ranged), ("a", {}), ("b", {}), ("c", ranged))]  # fmt: skip
    assert [(one.status, one.body) for one in said if one] == [
        (206, b"12"),
        (200, b"0123"),
        (200, b"0123456789"),
        (200, b"all"),
    ]
    assert (tape.misses, tape.overruns) == ([], [])


def test_one_address_answers_as_a_page_and_as_data_each_in_its_own_order() -> None:
    def kinds(accept: str, kind: str, *answers: str) -> list[Exchange]:
        said = [heard("https://a.test/", one, asked=(("Accept", accept),)) for one in answers]
        return [structs.replace(one, answered=(("content-type", f"{kind}; charset=utf-8"),)) for one in said]

    tape = Tape(
        "t", [*kinds("text/html,*/*", "text/html", "page"), *kinds("application/json", "application/json", "1", "2")]
    )
    asked = ["application/json", "text/html,*/*", "application/json", "application/json;q=0.9, x/y", "text/html"]
    assert [ask(tape, "https://a.test/", asked={"accept": one}) for one in asked] == ["1", "page", "2", "2", "page"]
    assert len(tape.overruns) == 2
    same = Tape("t", [heard("https://a.test/", one, asked=(("Accept", one),)) for one in "ab"])
    assert [ask(same, "https://a.test/", asked={"accept": one}) for one in "ba"] == ["a", "b"]


BODY = 1 << 20


def _peak_of_asking_for_all(file: Path, many: int) -> int:
    """Bytes that a tape of so many bodies takes at once while each is asked for, one after another."""
    bodies = (heard(f"https://a.test/{n}", chr(65 + n) * BODY, at=n, sent=b"x" * BODY) for n in range(many))
    with file.open("wb") as out:
        out.writelines(har.written(bodies, creator="test", version="1", start=NOON))
    tracemalloc.start()
    try:
        traffic = har.stored(file)
        tape = Tape("t", traffic.exchanges, sockets=traffic.sockets)
        for number in range(many):
            answer = tape.handle(Request("GET", f"https://a.test/{number}", {}, b"x" * BODY, NOON))
            assert answer is not None
            assert len(answer.body) == BODY
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.lengthy
def test_a_tape_takes_the_memory_of_its_largest_exchange_and_not_of_all(tmp_path: Path) -> None:
    few, many = (_peak_of_asking_for_all(tmp_path / f"{many}.har", many) for many in (3, 12))
    assert many < few + BODY


def test_a_part_of_a_film_is_cut_out_of_a_body_that_lies_in_its_file(tmp_path: Path) -> None:
    film = structs.replace(heard("https://a.test/film", "0123456789"), answered=(("accept-ranges", "bytes"),))
    file = tmp_path / "t.har"
    with file.open("wb") as out:
        out.writelines(har.written([heard("https://a.test/", "other"), film], creator="t", version="1", start=NOON))
    tape = Tape("t", har.stored(file).exchanges)
    assert ask(tape, "https://a.test/film", asked=(("range", "bytes=2-4"),)) == "234"
    assert ask(tape, "https://a.test/film") == "0123456789"
