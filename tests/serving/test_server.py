"""What comes through the socket, kind or hostile, is answered, and a person can stop it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analyzer import cli, flows
from analyzer.errors import InputError
from analyzer.mocks import MockSite, Request, Response
from analyzer.serving import Addresses, Visit, choose, listening, read_setting, serving
from analyzer.serving.visit import LARGEST_BODY
from tests.tables import for_each

NOON = datetime(2025, 5, 20, 10, tzinfo=UTC)
ORIGINS = ("https://www.shop.test", "https://mail.example")
PORT = b"PORTS"
"""Stands for the port, which has as many digits."""
HOST = b"Host: www.shop.test.localhost:PORTS\r\n"

Ask = Callable[[bytes], bytes]


def handle(asked: tuple[Request, ...], request: Request) -> tuple[tuple[Request, ...], Response]:
    if request.url.endswith("/broken"):
        raise KeyError("the shop's own mistake")
    headers = (("Content-Type", "text/html"), ("X-Odd", "a\r\nSet-Cookie: forged=1\u2013"), ("Content-Length", "3"))
    body = f"{len(asked)} {request.method} {request.url[8:]} {request.body.hex()} https://mail.example/ {request.at:%H}"
    return (*asked, request), Response(200, headers, body.encode())


@pytest.fixture
def failures() -> list[str]:
    return []


@contextmanager
def shop(failures: list[str]) -> Iterator[Ask]:
    with listening(0) as listener:
        port = listener.getsockname()[1]
        visit = Visit(MockSite("shop", ORIGINS, (), handle), Addresses(ORIGINS, port), lambda: NOON, failures.append)

        def ask(sent: bytes) -> bytes:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
                connection.sendall(sent.replace(PORT, b"%d" % port))
                connection.shutdown(socket.SHUT_WR)
                received = b"".join(iter(lambda: connection.recv(1 << 16), b""))
            return received.replace(b"%d" % port, PORT)

        with serving(listener, visit):
            yield ask


@pytest.fixture
def ask(failures: list[str]) -> Iterator[Ask]:
    with shop(failures) as ask:
        yield ask


@pytest.fixture(scope="module")
def lasting() -> Iterator[Ask]:
    """One shop for tests that do not mind what was asked of it before."""
    with shop([]) as ask:
        yield ask


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def body(answer: bytes) -> bytes:
    return answer.partition(b"\r\n\r\n")[2]


def test_a_request_reaches_the_site_at_its_origin_and_time_and_the_state_is_kept(ask: Ask) -> None:
    first = ask(b"GET /a?b=1 HTTP/1.1\r\n" + HOST + b"\r\n")
    sent = b"at=http%3A%2F%2Fmail.example.localhost%3APORTS"
    second = ask(b"POST /b HTTP/1.1\r\n" + HOST + b"Content-Length: %d\r\n\r\n" % len(sent) + sent)

    assert body(first) == b"0 GET www.shop.test/a?b=1  http://mail.example.localhost:PORTS/ 10"
    got = b"at=https%3A%2F%2Fmail.example".hex().encode()
    assert body(second) == b"1 POST www.shop.test/b " + got + b" http://mail.example.localhost:PORTS/ 10"


def test_an_answer_has_its_own_length_and_no_header_but_the_sites(ask: Ask) -> None:
    head = ask(b"GET / HTTP/1.1\r\n" + HOST + b"\r\n").partition(b"\r\n\r\n")[0]

    assert head.lower().count(b"content-length") == 1
    assert b"\r\nSet-Cookie" not in head
    assert body(ask(b"HEAD / HTTP/1.1\r\n" + HOST + b"\r\n")) == b""


@pytest.mark.parametrize(
    ("sent", "refused"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", 421),
        (b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421),
        (b"GET / HTTP/1.1\r\nHost: localhost:PORTS\r\n\r\n", 421),
        (b"GET / HTTP/1.1\r\n" + HOST + b"Host: evil.example\r\n\r\n", 421),
        (b"GET http://www.shop.test.localhost/ HTTP/1.1\r\n" + HOST + b"\r\n", 400),
        (b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n", 400),
        (b"CONNECT www.shop.test:443 HTTP/1.1\r\n" + HOST + b"\r\n", 501),
        (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400),
        (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: \xb2\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 9\r\n\r\nab", 400),
        (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: %d\r\n\r\n" % (LARGEST_BODY + 1), 413),
        (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n", 413),
        (b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411),
        (b"GET /" + b"a" * 70000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", 414),
        (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200 + HOST + b"\r\n", 431),
        (b"GET /broken HTTP/1.1\r\n" + HOST + b"\r\n", 500),
    ],
)
def test_what_is_no_honest_request_is_refused(
    sent: bytes, refused: int, lasting: Ask, capfd: pytest.CaptureFixture[str]
) -> None:
    assert status(lasting(sent)) == refused
    assert status(lasting(b"GET / HTTP/1.1\r\n" + HOST + b"\r\n")) == 200
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "sent", [b"", b"\x00\xff\r\n\r\n", b"\x16\x03\x01\x02\x00", b"GET", b"GET /\r\n\r\n", b"\r\n" * 9]
)
def test_noise_leaves_no_trace_and_does_no_harm(sent: bytes, lasting: Ask, capfd: pytest.CaptureFixture[str]) -> None:
    honest = b"GET / HTTP/1.1\r\n" + HOST + b"\r\n"
    before = int(body(lasting(honest)).split()[0])
    lasting(sent)

    assert int(body(lasting(honest)).split()[0]) == before + 1
    assert capfd.readouterr().err == ""


def test_a_site_that_fails_is_told_of_in_one_line(ask: Ask, failures: list[str]) -> None:
    ask(b"GET /broken HTTP/1.1\r\n" + HOST + b"\r\n")

    assert failures == ['mock site shop: GET https://www.shop.test/broken: KeyError: "the shop\'s own mistake"']


def test_a_port_that_is_taken_is_refused_in_one_line() -> None:
    with listening(0) as listener, pytest.raises(InputError, match="choose another --port"):
        listening(listener.getsockname()[1])


@pytest.mark.lengthy
def test_a_flow_is_served_as_its_walk_meets_it_and_a_site_as_it_is_set() -> None:
    flow = choose("symmetric-notification", "en", {})
    site = choose("facebook", "en", dict([read_setting("notice=symmetric")]))
    request = Request("GET", "https://www.facebook.test/", {}, b"", NOON)

    assert flow.site.handle(request) == site.site.handle(request)
    assert flow.start == site.start == "https://www.facebook.test/"
    assert site.persona["email"]
    assert choose("facebook", "fr", {}).site.handle(request) != site.site.handle(request)


def test_a_flow_is_served_as_its_refusal_meets_it(tmp_path: Path) -> None:
    shipped = flows.load("amazon-prime-eu-2022").folder
    folder = shutil.copytree(shipped, tmp_path / "left-already")
    text = (folder / "flow.toml").read_text(encoding="utf-8")
    (folder / "flow.toml").write_text(text.replace('membership = "member"', 'membership = "none"'), encoding="utf-8")
    request = Request("GET", "https://www.amazon.test/prime", {}, b"", datetime(2022, 7, 4, tzinfo=UTC))
    answers = [choose(str(place), None, {}).site.handle(request).status for place in (shipped, folder)]
    assert answers == [200, 303]


@pytest.mark.lengthy
@for_each(
    ("name", "language", "setting", "said"),
    [
        ("nowhere", None, "", "mock sites are .*facebook"),
        ("facebook", "xx", "", "no language 'xx'"),
        ("facebook", None, "colour=red", "unknown setting 'colour'"),
        ("symmetric-notification", "xx", "", "no language 'xx'"),
        ("facebook", None, "colour", "KEY=VALUE is wanted"),
    ],
)
def test_what_cannot_be_served_is_refused_in_one_line(name: str, language: str | None, setting: str, said: str) -> None:
    with pytest.raises(InputError, match=rf"^[^\n]*{said}[^\n]*$"):
        choose(name, language, dict([read_setting(setting)] if setting else []))


@for_each(
    ("given", "read"),
    [("a=b", ("a", "b")), ("a=true", ("a", True)), ("a=12", ("a", 12)), ("a=b=c", ("a", "b=c")), ("a=", ("a", ""))],
)
def test_a_setting_is_read_as_a_flows_file_would_have_it(given: str, read: tuple[str, object]) -> None:
    assert read_setting(given) == read


@pytest.mark.lengthy
def test_the_command_says_where_to_look_that_it_is_a_mock_and_ends_with_ctrl_c() -> None:
    command = [sys.executable, "-c", "from analyzer.cli import main; main()", "serve", "facebook", "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as running:  # fmt: skip
        assert running.stdout is not None
        said = ""
        while "Ctrl-C" not in said:
            said += running.stdout.readline()
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=10) == 0
        assert running.stderr is not None
        assert running.stderr.read().strip() == ""

    assert "A mock" in said
    assert "http://www.facebook.test.localhost:" in said
    assert max(map(len, said.splitlines())) <= 80
    assert cli.COMMANDS["serve"]
