from hypothesis import given
from hypothesis import strategies as st

from analyzer.model import Box, Walk
from tests.measures.graphs import answer, value
from tests.tables import for_each
from tests.walks import Act, Sketch, button, check, checkbox, click, link, page, paragraph, walk_of

DONE = page("Done")


def sized(width: int, height: int = 40) -> Box:
    return Box(x=0, y=0, width=width, height=height)


def choice(**refusal: object) -> Walk:
    return walk_of(page("Choice", button("Accept"), button("Refuse", **refusal)), click("Refuse"), DONE)


def test_two_equal_buttons_are_equal() -> None:
    found = answer("prominence", choice())

    assert (found.value, found.low, found.high) == (1, 1, 1)
    assert [one.quote for one in found.findings] == ["Refuse", "Accept"]


def test_a_pale_refusal_is_less_prominent() -> None:
    assert value("prominence", choice(colour="#999999")) > 2


@given(st.integers(min_value=1, max_value=8))
def test_a_refusal_n_times_smaller_is_n_times_less_prominent(times: int) -> None:
    wide = button("Accept", box=sized(80 * times))
    walk = walk_of(page("Choice", wide, button("Refuse", box=sized(80))), click("Refuse"), DONE)
    assert value("prominence", walk) == times


def test_a_filled_button_stands_out_from_an_empty_one_of_the_same_size() -> None:
    filled = button("Accept", colour="#ffffff", background="#0055cc")
    empty = button("Refuse", colour="#0055cc", background="#ffffff")
    others = [link("Privacy policy"), link("Imprint")]
    found = answer("prominence", walk_of(page("Choice", filled, empty, *others), click("Refuse"), DONE))

    assert found.value is not None
    assert found.value > 5
    assert (found.low, found.high) == (1, found.value)


def test_only_a_screen_that_offers_both_is_compared() -> None:
    first = page("Banner", button("Accept", box=sized(300)), button("Settings"))
    second = page("Settings", button("Accept all"), button("Reject all"))
    found = answer("prominence", walk_of(first, click("Settings"), second, click("Reject all"), DONE))

    assert (found.value, found.findings[0].screen) == (1, 2)


@for_each("equal_first", [True, False])
def test_two_equal_buttons_on_another_screen_do_not_undo_the_unequal_ones(equal_first: bool) -> None:  # noqa: FBT001
    equal = (page("Equal", button("Accept"), button("Refuse"), button("Next")), click("Next"))
    unequal = (page("Unequal", button("Accept", box=sized(400)), button("Refuse", box=sized(100))), click("Refuse"))
    parts = (*equal, *unequal) if equal_first else (*unequal, *equal)
    found = answer("prominence", walk_of(*parts, DONE))

    assert (found.value, found.findings[0].screen) == (4, 2 if equal_first else 1)


def test_where_accepting_is_silence_the_refusal_is_held_against_what_leads_on() -> None:
    notice = page(
        "Notice", paragraph("You may object to this."), link("object", inline=True, box=sized(50, 20)),
        button("Close", box=sized(500)), checkbox("OK"),
    )  # fmt: skip
    found = answer("prominence", walk_of(notice, click("object"), DONE))

    assert found.value == 20
    assert [one.quote for one in found.findings] == ["object", "Close"]


def test_what_it_cannot_compare_it_does_not_compare() -> None:
    alone = walk_of(page("Form", button("Submit")), click("Submit"), DONE)
    danish = walk_of(page("Valg", button("Ja"), language="da"), click("Ja"), DONE)

    assert answer("prominence", alone).outcome == "not_applicable"
    assert answer("prominence", choice(colour=None)).outcome == "cannot_tell"
    assert answer("prominence", choice(box=sized(0))).outcome == "cannot_tell"
    assert answer("prominence", danish).outcome == "cannot_tell"


def test_the_findings_say_which_was_compared_with_which_and_call_nothing_accepting_that_does_not_accept() -> None:
    wide = button("Close", box=sized(500))
    notice = page("Notice", paragraph("You may object."), link("object", inline=True, box=sized(50, 20)), wide)
    aside = [one.message for one in answer("prominence", walk_of(notice, click("object"), DONE)).findings]
    equal = [one.message for one in answer("prominence", choice()).findings]

    assert aside[0].startswith("refuses; compared with “Close”, which leads on without refusing: ")
    assert aside[1].startswith("leads on without refusing; 20 times as prominent as “object”: ")
    assert not any("accepts" in message for message in aside)
    assert equal[0].startswith("refuses; compared with “Accept”, which accepts: ")
    assert equal[1].startswith("accepts; as prominent as “Refuse”: ")


def unticked(*parts: Sketch | Act, **changes: object) -> Walk:
    """A refusal by unticking a box beside which everything can be accepted."""
    wide = button("Accept all", box=sized(400))
    boxes = page("Cookies", checkbox("Marketing", checked=True), wide, button("Save", box=sized(100)))
    return walk_of(boxes, check("Marketing", to=False), *parts, **changes)


@for_each("closing", [(), (page("Saved", button("Close")), click("Close"))])
def test_the_button_that_saves_the_refusal_is_held_against_the_one_that_accepts(closing: tuple[Sketch | Act]) -> None:
    found = answer("prominence", unticked(click("Save"), *closing, DONE))

    assert found.value == 4
    assert [one.quote for one in found.findings] == ["Save", "Accept all"]


def test_the_last_press_of_a_finished_refusal_refuses_whatever_its_words_are() -> None:
    done = page("Cookies", checkbox("Marketing", checked=True), button("Accept all"), button("Harbour"))
    found = answer("prominence", walk_of(done, check("Marketing", to=False), click("Harbour"), DONE))

    assert [one.quote for one in found.findings] == ["Harbour", "Accept all"]


def test_beside_what_accepts_it_cannot_tell_where_no_control_is_seen_to_refuse() -> None:
    switched = answer("prominence", unticked())
    stopped = answer("prominence", unticked(outcome="stopped_before_commit"))

    assert {switched.outcome, stopped.outcome} == {"cannot_tell"}
    assert "“Accept all”" in switched.reason
    assert "screen 2" in switched.reason


def test_what_only_leads_to_the_settings_is_not_held_against_what_accepts() -> None:
    banner = page("Banner", button("Accept all"), button("Settings"))
    behind = page("Settings", checkbox("Marketing", checked=True), button("Save"))
    walk = walk_of(banner, click("Settings"), behind, check("Marketing", to=False), click("Save"), DONE)

    assert answer("prominence", walk).outcome == "not_applicable"
