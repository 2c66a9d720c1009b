"""What a page offers is what could be pressed, and what would have to be filled in first."""

from analyzer.exploring.choices import offered
from analyzer.exploring.looked import Looked
from analyzer.exploring.meaning import meaning_in
from analyzer.exploring.stored import Stored
from tests.walks import button, page, textbox, walk_of


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
