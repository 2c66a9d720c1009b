"""What a search has seen, and what follows from it."""

from analyzer.exploring.bare import Bare
from analyzer.exploring.choices import Choice, Offer
from analyzer.exploring.concern import concerns
from analyzer.exploring.looked import Looked, Spot, spot
from analyzer.exploring.states import MIXED, Edge, State, Step, said_throughout, still_asks
from analyzer.exploring.stored import Stored
from tests.tables import for_each
from tests.walks import button, checkbox, page, walk_of

WORDS = Bare(
    key=1,
    box=7,
    text="",
    path="1.0",
    words="Accept all",
    tag="li",
    listens=False,
    drawn="",
    x=0,
    y=0,
    width=9,
    height=9,
).control(0)
BARE, BUTTON = Spot("", "Accept all", "Accept all", 0), Spot("button", "Accept all", "Accept all", 0)


@for_each(
    "spot, target, switches, expected",
    [
        (BARE, 0, (), False),
        (BARE, 1, (), True),
        (BARE, None, (), True),
        (BARE, 0, (BUTTON,), True),
        (BUTTON, 0, (), True),
    ],
)
def test_words_on_a_page_that_nothing_answers_to_ask_nothing(
    spot: Spot, target: int | None, switches: tuple[Spot, ...], *, expected: bool
) -> None:
    offer = Offer(asks=True, choices=(Choice(WORDS, spot, "accept", 0, "0.7"),), switches=switches, left_out=0, cut=0)
    edge = Edge(0, target, (Step(spot, 0, "1.0", "Accept all", "accept"),))
    assert still_asks(offer, [edge]) is expected
    assert still_asks(offer, [])


def looked(*, ticked: bool = True, title: str = "Page", stored: bool = False) -> Looked:
    screen = walk_of(page(title, button("Accept all"), button("No"), checkbox("Statistics", checked=ticked))).screens[0]
    return Looked(screen, {}, Stored({"cookie c": "1"} if stored else {}))


def test_answers_to_notices_that_follow_one_another_are_kept_apart_as_far_as_all_are_alike() -> None:
    notice = looked()
    yes, no = (
        Step(spot(notice.screen, one), 0, "1.0", one.name, intent)
        for one, intent in zip(notice.screen.controls, ("accept", "refuse"), strict=False)
    )
    said = said_throughout("", yes, notice, notice)
    assert said_throughout(said, yes, notice, notice) == said
    assert said_throughout(said, no, notice, notice) == MIXED
    assert not said_throughout("", yes, notice, looked(ticked=False))
    assert not said_throughout("", yes, notice, looked(stored=True))


def state(title: str, *choices: Choice, asks: bool = False) -> State:
    offer = Offer(asks=asks, choices=choices, switches=(), left_out=0, cut=0)
    return State(0, "", looked(title=title), (), offer, [], led_here=True)


def test_what_a_page_remembers_of_anything_else_is_no_choice_about_consent() -> None:
    vegan = [Step(Spot("checkbox", "Vegan", "", 0), 0, "1.0", "Vegan", None)]
    assert not concerns(vegan, [state("Shop")], ["local vegan"])
    assert concerns(vegan, [state("Shop")], ["cookie consent"])
    assert concerns(vegan, [state("Cookie settings")], ["local vegan"])
    assert concerns(vegan, [state("Shop", asks=True)], [])


def test_what_is_saved_beside_an_answer_is_one_on_a_page_that_speaks_of_cookies() -> None:
    save = Spot("button", "Save", "Save", 0)
    saved = [Step(save, 0, "1.0", "Save", "save")]
    choices = [Choice(WORDS, BUTTON, "accept", 0, ""), Choice(WORDS, save, "save", 0, "")]
    cases = (("We use cookies.", choices, True), ("Vegan?", choices, False), ("We use cookies.", choices[1:], False))
    for text, offered, concerned in cases:
        screen = walk_of(page("Shop", text, button("Accept all"), button("Save"))).screens[0]
        offer = Offer(asks=False, choices=tuple(offered), switches=(), left_out=0, cut=0)
        there = State(0, "", Looked(screen, {}, Stored({})), (), offer, [], led_here=True)
        assert concerns(saved, [there], ["local x"]) is concerned
