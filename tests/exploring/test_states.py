"""What a search has seen, and what follows from it."""

from analyzer.exploring.bare import Bare
from analyzer.exploring.choices import Choice, Offer
from analyzer.exploring.looked import Spot
from analyzer.exploring.states import Edge, Step, still_asks
from tests.tables import for_each

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
