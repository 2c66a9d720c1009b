"""What two looks at a page have in common, and where a link leads from either."""

from analyzer.exploring.looked import Around, Looked, led_to, unfolded
from analyzer.exploring.stored import Stored
from tests.tables import for_each
from tests.walks import ORIGIN, Thing, button, checkbox, link, page, textbox

MENU = (button("Menu"), link("Privacy"))


def looked(*things: Thing, stored: str = "", leads: bool = False, covered: bool = False) -> Looked:
    screen = page("Settings", *things).draw(())
    around = {one.key: Around("", "", "", covered=covered, leads=leads) for one in screen.controls}
    return Looked(screen, around, Stored({"cookie a": stored} if stored else {}))


@for_each(
    ("after", "expected"),
    [
        (looked(*MENU, link("Cookies")), True),
        (looked(*MENU), False),
        (looked(button("Menu"), link("Cookies")), False),
        (looked(*MENU, checkbox("Advertising")), False),
        (looked(*MENU, textbox("E-mail")), False),
        (looked(*MENU, link("Cookies"), stored="1"), False),
    ],
)
def test_a_page_is_unfolded_where_links_and_buttons_have_come_beside_all_that_was_there(
    after: Looked, *, expected: bool
) -> None:
    assert unfolded(looked(*MENU), after) is expected


@for_each(
    ("address", "leads", "covered", "expected"),
    [
        (f"{ORIGIN}/b", True, False, True),
        (f"{ORIGIN}/b", False, False, False),
        (f"{ORIGIN}/b", True, True, False),
        (f"{ORIGIN}/settings#b", True, False, False),
        ("https://elsewhere.example/b", True, False, False),
        ("http://[", True, False, False),
        ("mailto:a@b.example", True, False, False),
    ],
)
def test_a_link_leads_to_another_page_of_the_service_or_has_to_be_pressed(
    address: str, *, leads: bool, covered: bool, expected: bool
) -> None:
    seen = looked(link("B", href=address), leads=leads, covered=covered)
    assert led_to(seen, seen.screen.controls[0]) == (address if expected else "")
