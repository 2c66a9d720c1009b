"""Between declared and served addresses nothing is lost, and nothing else is touched."""

from hypothesis import given
from hypothesis import strategies as st

from analyzer.serving import Addresses
from tests.tables import for_each

HERE = Addresses(("https://www.shop.test", "https://shop.test", "https://mail.example"), 8000)
HTML = (("Content-Type", "text/html; charset=utf-8"),)

PIECES = st.sampled_from(
    ["https://www.shop.test", "https://shop.test/a?b=1", "//mail.example/x", "https%3A%2F%2Fmail.example%2F", "HTTPS://",
     "mail.example", "https://www.shop.test.evil.example/", "https://www.shop.testing", "https://shop.test:443/", "é",
     "http://mail.example/", " ", '"', "'", "=", "(", ".", "&next=", "%22", "<a href=", "you@mail.example"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
def test_what_a_browser_sends_back_is_what_the_site_said(text: str) -> None:
    said = text.encode()
    shown = HERE.body_outwards(HTML, said)

    assert HERE.body_inwards(shown).lower() == said.lower()


@for_each(
    ("declared", "served"),
    [
        ("https://www.shop.test/a?b#c", "http://www.shop.test.localhost:8000/a?b#c"),
        ("https://shop.test", "http://shop.test.localhost:8000"),
        ("/next?to=https%3A%2F%2Fmail.example%2Fa", "/next?to=http%3A%2F%2Fmail.example.localhost%3A8000%2Fa"),
        ('<a href="//mail.example/a">', '<a href="//mail.example.localhost:8000/a">'),
        ("See https://mail.example.", "See http://mail.example.localhost:8000."),
        ("url(https://mail.example)", "url(http://mail.example.localhost:8000)"),
    ],
)
def test_an_address_is_told_as_it_is_served_and_back(declared: str, served: str) -> None:
    assert HERE.served(declared) == served
    assert HERE.declared(served) == declared


@for_each(
    "other",
    [
        "/privacy", "you@mail.example", "https://www.shop.test.evil.example/", "https://www.shop.testing/",
        "https://www.shop.test-x.example/", "https://shop.test:8443/", "http://mail.example/", "https://a.shop.test/",
        "https://nowhere.test/", "",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_site_stays_as_it_is(other: str) -> None:
    assert HERE.served(other) == HERE.declared(other) == other


@for_each(
    ("host", "origin"),
    [
        ("www.shop.test.localhost:8000", "https://www.shop.test"),
        ("WWW.Shop.TEST.localhost:8000", "https://www.shop.test"),
        ("www.shop.test.localhost", None),
        ("www.shop.test.localhost:8001", None),
        ("www.shop.test", None),
        ("localhost:8000", None),
        ("127.0.0.1:8000", None),
        ("evil.example", None),
        ("", None),
    ],
)
def test_only_the_names_that_are_served_mean_an_origin(host: str, origin: str | None) -> None:
    assert HERE.origin_at(host) == origin


def test_cookies_of_a_domain_come_along_and_everything_else_of_a_cookie_stays() -> None:
    said = (
        ("Set-Cookie", "a=https://shop.test; Path=/; Secure; HttpOnly; SameSite=Lax"),
        ("Set-Cookie", "b=1; Domain=shop.test; Secure"),
        ("Set-Cookie", "c=1; domain=.Shop.test"),
        ("Set-Cookie", "d=1; Domain=evil.example"),
        ("Location", "https://mail.example/inbox"),
        ("Location", "/inbox"),
        ("Content-Security-Policy", "connect-src https://shop.test; img-src 'self'"),
    )

    assert [value for _, value in HERE.outwards(said)] == [
        "a=https://shop.test; Path=/; Secure; HttpOnly; SameSite=Lax",
        "b=1; Domain=shop.test.localhost; Secure",
        "c=1; domain=Shop.test.localhost",
        "d=1; Domain=evil.example",
        "http://mail.example.localhost:8000/inbox",
        "/inbox",
        "connect-src http://shop.test.localhost:8000; img-src 'self'",
    ]


def test_a_browsers_headers_name_the_declared_origin() -> None:
    sent = (
        ("Host", "www.shop.test.localhost:8000"),
        ("Origin", "http://mail.example.localhost:8000"),
        ("Referer", "http://mail.example.localhost:8000/messages/1"),
        ("Cookie", "a=1"),
        ("cookie", "b=2"),
        ("Accept", "text/html"),
        ("Accept", "*/*"),
    )

    assert HERE.inwards(sent) == {
        "host": "www.shop.test",
        "origin": "https://mail.example",
        "referer": "https://mail.example/messages/1",
        "cookie": "a=1; b=2",
        "accept": "text/html, */*",
    }


@for_each(
    "headers", [(("Content-Type", "image/png"),), (*HTML, ("Content-Encoding", "gzip")), ()]
)  # fmt: skip
def test_what_is_not_text_as_it_stands_is_not_touched(headers: tuple[tuple[str, str], ...]) -> None:
    assert HERE.body_outwards(headers, b"\x00https://shop.test\xff") == b"\x00https://shop.test\xff"
