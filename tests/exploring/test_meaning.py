"""What an option of a question says needs no verb: all, or none that is optional."""

from analyzer.exploring.meaning import answers_in
from tests.tables import for_each
from tests.walks import button, page, walk_of


@for_each(
    ("language", "yes", "no"),
    [
        ("en", "All cookies", "No optional cookies"), ("de", "Alle Cookies", "Keine optionalen Cookies"),
        ("fr", "Tous les cookies", "Aucun cookie facultatif"), ("fi", "Kaikki evästeet", "Ei valinnaisia evästeitä"),
        ("pl", "Wszystkie pliki cookie", "Żadne opcjonalne pliki cookie"),
    ],
)  # fmt: skip
def test_an_option_that_says_all_says_yes_and_one_that_negates_what_is_optional_says_no(
    language: str, yes: str, no: str
) -> None:
    screen = walk_of(page("Page", button(yes), button(no))).screens[0]
    assert [answers_in(language)(one) for one in screen.controls] == [True, False]


@for_each(
    "label", ["All necessary cookies", "All but the optional cookies", "Not all cookies", "Statistics", "My choice"]
)
def test_an_option_that_limits_what_it_names_is_left_open(label: str) -> None:
    screen = walk_of(page("Page", button(label))).screens[0]
    assert answers_in("en")(screen.controls[0]) is None
