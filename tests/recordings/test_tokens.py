"""What is a secret of a session, and what only looks long."""

from analyzer.model import Exchange
from analyzer.recordings.tokens import is_random, tokens_in
from tests.tables import for_each


@for_each(
    "value",
    [
        "9f8Kd02LmQpXz71TbYwR",
        "550e8400-e29b-41d4-a716-446655440000",
        "5f4dcc3b5aa765d61d8327deb882cf99",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
        "100012345678901",
    ],
)
def test_what_a_machine_drew_is_a_token(value: str) -> None:
    assert is_random(value)


@for_each(
    "value",
    [
        "no", "necessary-only", "privacy-centre-objection-form", "https://club.test/a1b2c3d4e5f6a7b8c9",
        "1764000000123", "2026-11-23T09:00:00", "ObjectionSubmitted", "aaaaaaaaaaaaaaaaaaaaaaaa", "fr-FR",
        "a b c d e f g h i",
    ],
)  # fmt: skip
def test_words_dates_and_addresses_are_none(value: str) -> None:
    assert not is_random(value)


def heard(body: str = "", **more: object) -> Exchange:
    kind = (("content-type", "text/html"),)
    plain = {"at": 0, "method": "GET", "url": "https://club.test/", "asked": (), "sent": b"", "status": 200}
    return Exchange(**{**plain, "answered": kind, "body": body.encode(), **more})  # type: ignore[arg-type]


@for_each(
    "one",
    [
        heard('<input type="hidden" name="x" value="9f8Kd02LmQpXz71TbYwR">'),
        heard('<meta name="csrf-token" content="9f8Kd02LmQpXz71TbYwR">'),
        heard('<script>window.x = {"csrfToken": "9f8Kd02LmQpXz71TbYwR"}</script>'),
        heard(url="https://club.test/?state=9f8Kd02LmQpXz71TbYwR"),
        heard(asked=(("content-type", "application/json"),), sent=b'{"a": [{"b": "9f8Kd02LmQpXz71TbYwR"}]}'),
        heard(answered=(("Set-Cookie", "sid=9f8Kd02LmQpXz71TbYwR; Path=/"),)),
    ],
)
def test_tokens_are_found_wherever_sessions_keep_them(one: Exchange) -> None:
    assert tokens_in([one, one]) == {"9f8Kd02LmQpXz71TbYwR": "optout-token-1"}


def test_digits_give_way_to_digits_so_that_a_script_stays_one() -> None:
    (placeholder,) = tokens_in([heard(url="https://club.test/?u=100012345678901")]).values()
    assert placeholder.isdigit()
    assert len(placeholder) == 15
