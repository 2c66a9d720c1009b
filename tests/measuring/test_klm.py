import pytest
from hypothesis import given

from analyzer.measuring.klm import ALOUD, OPERATORS, operators, seconds, seconds_by_step, time_of
from analyzer.model import Walk
from tests.routes import routes
from tests.tables import for_each
from tests.walks import (
    MAILBOX,
    Act,
    Sketch,
    alert,
    answer,
    button,
    check,
    checkbox,
    choose,
    click,
    fill,
    flow_with,
    gathered_of,
    goto,
    page,
    paragraph,
    pause,
    press,
    scroll,
    select,
    silent,
    textbox,
    walk_of,
)

FORM = page(
    "", button("Send"), textbox("Name"), textbox("Why", tag="textarea", kind="textarea"),
    textbox("PIN", kind="password"), select("Country"), checkbox("News"),
)  # fmt: skip


def needed(*parts: Act | Sketch, **flow: object) -> dict[str, float]:
    return dict(operators(walk_of(*parts, flow=flow_with(**flow))))


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        pytest.param([click("Send")], {"M": 1, "P": 1, "B": 2}, id="a click"),
        pytest.param([click("Send", times=2)], {"M": 1, "P": 1, "B": 4}, id="a double click points once"),
        pytest.param([check("News")], {"M": 1, "P": 1, "B": 2}, id="a tick"),
        pytest.param([choose("Country", "France")], {"M": 1, "P": 2, "B": 4}, id="a list"),
        pytest.param(
            [fill("Name", 4)], {"M": 1, "P": 1, "B": 2, "H": 1, "K": 4}, id="typing, after reaching the field"
        ),
        pytest.param([fill("Why", 4)], {"M": 1, "P": 1, "B": 2, "H": 1, "T": 4}, id="composing"),
        pytest.param([fill("PIN", 4)], {"M": 1, "P": 1, "B": 2, "H": 1, "C": 4}, id="a code"),
        pytest.param([fill("Name", 4), click("Send")], {"M": 2, "P": 2, "B": 4, "H": 2, "K": 4}, id="hands go back"),
        pytest.param([press("Enter")], {"H": 1, "K": 1}, id="a key"),
        pytest.param([scroll()], {"S": 1}, id="a scroll"),
        pytest.param([pause(1500)], {"R": 1.5}, id="a wait"),
        pytest.param([], {}, id="nothing"),
    ],
)
def test_a_step_is_a_sequence_of_operators(acts: list[Act], expected: dict[str, float]) -> None:
    assert needed(FORM, *acts) == expected


def test_answering_the_browser_is_pressing_and_typing() -> None:
    found = needed(FORM, click("Send"), alert("Why?", "prompt"), answer(characters=3), FORM)
    assert found == {"M": 2, "P": 2, "B": 4, "H": 1, "K": 3, "W:en": 1}


def test_a_code_fetched_from_another_channel_is_typed_as_a_code() -> None:
    inbox = page("", url=f"{MAILBOX}/inbox")
    found = needed(FORM, goto("x"), inbox, goto("y"), FORM, fill("Name", 6))
    assert found["C"] == 6
    assert found["M"] == 3


@for_each("tag", ["fr-FR", "fr_FR", "FR"])
def test_every_word_is_read_once_in_its_language_however_a_page_writes_its_tag(tag: str) -> None:
    found = needed(page("Bonjour", paragraph("Vous pouvez refuser", language=tag)), goto("x"), page("Bonjour"))
    assert found == {"W:en": 1, "W:fr": 3}


def test_reading_speeds_are_those_of_the_sources() -> None:
    walk = silent()
    assert time_of("W:en", walk) == (60 / 300, 60 / 238, 60 / 175)
    assert time_of("W:fr", walk)[1] == pytest.approx(60 / 203.6, rel=1e-3)
    assert time_of("W:de", walk)[1] == pytest.approx(60 / 186.9, rel=1e-3)
    assert time_of("W:xx", walk)[1] == pytest.approx(60 / 192.1, rel=1e-3)
    assert set(ALOUD) == {"en", "es", "fr", "it", "fi", "nl", "de", "pl", "pt", "sv", "tr"}


def test_one_click_on_one_link_takes_as_long_as_the_model_says() -> None:
    taken = seconds(gathered_of(walk_of(page("", button("No")), click("No"))))
    assert taken.estimate == 2.65
    assert (taken.low, taken.high) == (2.2, 3.05)


def test_a_phone_is_typed_on_more_slowly_and_without_moving_hands() -> None:
    desktop, phone = (
        seconds(gathered_of(walk_of(FORM, fill("Name", 100), flow=flow_with(device=device))))
        for device in ("desktop", "phone")
    )
    assert phone.estimate > desktop.estimate
    assert OPERATORS["phone"]["H"] == (0, 0, 0)


@for_each("device", ["desktop", "phone"])
def test_every_range_is_one(device: str) -> None:
    assert all(0 <= low <= middle <= high for low, middle, high in OPERATORS[device].values())
    assert OPERATORS["desktop"].keys() == OPERATORS["phone"].keys()


@given(routes())
def test_low_is_below_the_estimate_and_the_estimate_below_high(walk: Walk) -> None:
    taken = seconds(gathered_of(walk))
    assert 0 < taken.low <= taken.estimate <= taken.high
    assert round(taken.estimate, 2) == taken.estimate


def test_silence_takes_no_time() -> None:
    taken = seconds(gathered_of(silent()))
    assert (taken.low, taken.estimate, taken.high) == (0, 0, 0)


def test_what_stands_around_is_read_only_by_somebody_who_reads_everything() -> None:
    for kind, counted in {"W": (True, True, True), "F": (False, True, True), "A": (False, False, True)}.items():
        times = time_of(f"{kind}:en", walk_of(page("a")))

        assert tuple(time > 0 for time in times) == counted
        assert times[0] <= times[1] <= times[2]


@given(routes())
def test_the_times_of_the_steps_add_up_to_that_of_the_route(walk: Walk) -> None:
    whole, steps = seconds(gathered_of(walk)), seconds_by_step(walk)
    assert list(steps) == [transition.number for transition in walk.transitions]
    for bound in ("low", "estimate", "high"):
        added = sum(getattr(one, bound) for one in steps.values())
        assert added == pytest.approx(getattr(whole, bound), abs=0.011)


def test_what_a_step_shows_is_read_after_it() -> None:
    told = seconds_by_step(walk_of(page("Home", button("More")), click("More"), page("Long", paragraph("word " * 238))))
    assert told[2].estimate == pytest.approx(61.5, abs=1.5)
    assert told[1].estimate < 1
