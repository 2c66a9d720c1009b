from hypothesis import given
from hypothesis import strategies as st

from analyzer.model import Activations, Right
from tests.measures.graphs import answer, value
from tests.tables import for_each
from tests.walks import Act, Sketch, button, click, flow_with, link, page, paragraph, walk_of

PLAIN = page("Home", "Harbours and slow trains.", button("Menu"))
NOTICE = page(
    "Privacy", "We use posts. You have the right to object to this use. It is free.", link("object", inline=True)
)
DONE = page("Done")


def test_the_first_screen_that_names_the_right_tells_the_depth_and_the_sentence() -> None:
    found = answer("right_first_named", walk_of(PLAIN, click("Menu"), NOTICE, click("object"), DONE))

    assert found.value == 1
    assert found.findings[0].quote == "You have the right to object to this use."
    assert (found.findings[0].screen, found.findings[0].step) == (2, 2)


def test_a_right_named_where_the_route_begins_is_at_depth_zero() -> None:
    assert value("right_first_named", walk_of(NOTICE, click("object"), DONE)) == 0


def test_a_control_names_the_right_too() -> None:
    found = answer("right_first_named", walk_of(PLAIN, click("Menu"), page("Menu", button("Opt out"))))

    assert (found.findings[0].quote, found.findings[0].control) == ("Opt out", "button:Opt out:0")


@given(st.integers(min_value=0, max_value=6))
def test_each_click_before_it_adds_one(clicks: int) -> None:
    parts: list[Sketch | Act] = []
    for _ in range(clicks):
        parts += [PLAIN, click("Menu")]
    assert value("right_first_named", walk_of(*parts, NOTICE, click("object"), DONE)) == clicks


@for_each(
    ("right", "sentence"),
    [
        ("objection", "You may object."),
        ("consent_refusal", "You can reject all cookies."),
        ("consent_withdrawal", "Withdraw your consent here."),
        ("erasure", "Delete your account."),
        ("cancellation", "Cancel your plan."),
        ("ccpa_opt_out", "Do Not Sell My Personal Information"),
    ],
)
def test_each_right_has_its_own_words(right: Right, sentence: str) -> None:
    walk = walk_of(PLAIN, click("Menu"), page("There", sentence), flow=flow_with(right=right))
    assert value("right_first_named", walk) == 1


def test_french_is_read_as_french() -> None:
    text = paragraph("Vous pouvez vous opposer à cette utilisation.", language="fr")
    walk = walk_of(page("Accueil", text, language="fr"), flow=flow_with(language="fr"))
    assert answer("right_first_named", walk).findings[0].language == "fr"


def test_the_depth_is_said_in_words_of_this_route() -> None:
    deep = walk_of(page("Start", button("Menu")), click("Menu"), NOTICE)
    said = [answer("right_first_named", walk).findings[0].message for walk in (walk_of(NOTICE), deep)]

    assert said == ["first named on this route after 0 clicks", "first named on this route after 1 click"]


def test_what_is_never_named_or_not_understood_cannot_be_told() -> None:
    never = walk_of(PLAIN, click("Menu"), DONE)
    danish = walk_of(page("Start", "Du har ret til indsigelse", language="da"))
    unexplained = walk_of(NOTICE, activations=Activations(seen=1, counted=2, unexplained=("a click",)))

    assert {answer("right_first_named", walk).outcome for walk in (never, danish, unexplained)} == {"cannot_tell"}


def test_another_way_to_say_no_is_told_from_the_right_that_no_screen_names() -> None:
    told = page("Privacy", "We use your posts. If you mind, tell us not to.", button("Menu"))
    found = answer("right_first_named", walk_of(PLAIN, click("Menu"), told, click("Menu"), DONE))

    assert found.outcome == "cannot_tell"
    assert "“tell us not” on screen 2" in found.reason
    assert "tell us" not in answer("right_first_named", walk_of(PLAIN, click("Menu"), DONE)).reason
