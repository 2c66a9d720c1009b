"""What a page offers is what could be pressed, and what would have to be filled in first."""

from dataclasses import replace

from analyzer.exploring.choices import offered
from analyzer.exploring.looked import Around, Looked
from analyzer.exploring.meaning import meaning_in
from analyzer.exploring.stored import Stored
from analyzer.model import Control
from tests.tables import for_each
from tests.walks import button, page, select, textbox, walk_of


def test_what_must_be_filled_in_is_named_and_a_search_in_the_head_of_a_page_is_not() -> None:
    things = (
        textbox("Search", required=True, region="header"),
        textbox("Nickname"),
        textbox("Why?", required=True),
        textbox("Password", kind="password"),
        button("Send"),
    )
    form = Looked(walk_of(page("Form", *things)).screens[0], {}, Stored({}))
    assert offered(form, meaning_in("en"), led_here=True).fields == ("Why?", "Password")


def boxed(text: str, *things: Control) -> Looked:
    screen = walk_of(page("Garden", text, *things)).screens[0]
    around = {one.key: Around("0.7", text, "1.0", covered=False) for one in screen.controls}
    return Looked(screen, around, Stored({}))


def test_a_box_asks_too_whose_buttons_wait_for_a_reader() -> None:
    waiting = boxed("We use cookies.", button("Accept", enabled=False), button("Reject", enabled=False))
    offer = offered(waiting, meaning_in("en"), led_here=True)
    assert (offer.asks, offer.choices, offer.boxes) == (True, (), {"0.7"})


@for_each(
    ("text", "asks"),
    [
        ("We use cookies.", True),
        ("We and our partners process data.", True),
        ("Allow us to use your location?", False),
        ("Two more years of warranty for 19 €?", False),
        ("Send us a message?", False),
        ("Get personalised alerts?", False),
    ],
)
def test_two_answers_ask_for_consent_where_the_box_says_what_of(text: str, *, asks: bool) -> None:
    looked = boxed(text, button("Allow"), button("Don't allow"))
    assert offered(looked, meaning_in("en"), led_here=True).asks is asks


def test_an_option_of_a_native_list_answers_what_the_list_asks() -> None:
    looked = boxed("", select("May we use your posts?"))
    around = {key: replace(one, box="", options=("Yes", "No"), chosen=0) for key, one in looked.around.items()}
    offer = offered(replace(looked, around=around), meaning_in("en"), led_here=True)
    assert [(one.label, one.intent) for one in offer.choices] == [("No", "refuse")]
    assert offer.answers
