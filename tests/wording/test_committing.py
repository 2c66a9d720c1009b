"""What an address says of what asking for it does."""

from analyzer.wording.committing import address_commits
from tests.tables import for_each

DRAWN = "9f8Kd02LmQpXz71TbYwR"


@for_each(
    "address",
    [
        f"/unsubscribe?u={DRAWN}", f"/newsletter/unsubscribe/{DRAWN}", "/account?action=delete", "/account?do=cancel",
        "/unsubscribe/confirm", "/settings?optout=1", "/me?_method=DELETE", "/list?unsubscribe",
        "/supprimer-mon-compte/confirmer",
        "/account.php?op=deleteAccount", "/graphql?query=mutation%20%7Bx%7D",
    ],
)  # fmt: skip
def test_an_address_that_says_what_is_done_commits_whatever_asks_for_it(address: str) -> None:
    assert address_commits(f"https://shop.test{address}", "fr", page=True)
    assert address_commits(f"https://shop.test{address}", "fr", page=False)


@for_each("address", ["/api/unsubscribe", "/api/account/delete", "/v1/cancelSubscription", "/opt-out.php"])
def test_an_address_that_names_what_commits_commits_only_where_it_is_not_a_page_to_look_at(address: str) -> None:
    assert address_commits(f"https://shop.test{address}", "en", page=False)
    assert not address_commits(f"https://shop.test{address}", "en", page=True)


@for_each(
    "address",
    [
        "/", "/search?q=delete+account&submit=Search", "/privacy/genai", f"/settings?session={DRAWN}",
        "/help/how-to-cancel", "/account?action=show", "/login", "/graphql?query=query%20%7Bmutation%7D", "/%ff?%ff",
        "/collect?label=Delete", "/x" * 50_000,
    ],
)  # fmt: skip
def test_an_address_that_only_asks_commits_to_nothing(address: str) -> None:
    assert not address_commits(f"https://shop.test{address}", "en", page=True)


def test_what_is_no_address_is_not_asked_for() -> None:
    assert address_commits("http://[", "en", page=True)
