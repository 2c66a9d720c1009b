"""What a search has seen, and what follows from it."""

from analyzer.exploring.bare import Bare
from analyzer.exploring.choices import Choice, Offer
from analyzer.exploring.concern import concerns
from analyzer.exploring.looked import Looked, Spot, spot
from analyzer.exploring.states import MIXED, Edge, State, Step, said_throughout, still_asks
from analyzer.exploring.stored import Stored
from analyzer.exploring.switches import SWITCHES
from analyzer.model import Control
from tests.tables import for_each
from tests.walks import Thing, button, checkbox, page, textbox, walk_of

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


def state(title: str, *things: Thing, asks: bool = False, way: tuple[Step, ...] = (), answers: bool = False) -> State:
    screen = walk_of(page(title, *things)).screens[0]
    switches = tuple(spot(screen, one) for one in screen.controls if one.role in SWITCHES)
    offer = Offer(asks=asks, choices=(), switches=switches, left_out=0, cut=0, answers=answers)
    return State(0, "", Looked(screen, {}, Stored({})), way, offer, [], led_here=True)


def pressed(thing: Control, intent: str | None, before: State, *after: Thing) -> bool:
    """Return whether pressing something is about consent, where the page then shows what comes after."""
    screen = before.looked.screen
    control = next(one for one in screen.controls if one.name == thing.name)
    way = (Step(spot(screen, control), 0, "1.0", control.name, intent),)
    return concerns(way, [before, state(screen.title, *after, way=way)], ["local x"])


def test_what_a_page_remembers_of_anything_else_is_no_choice_about_consent() -> None:
    vegan, save = checkbox("Vegan"), button("Save")
    assert not pressed(vegan, None, state("Shop", vegan), vegan)
    assert pressed(vegan, None, state("Shop", vegan, asks=True), vegan)
    assert concerns((), [state("Shop")], ["cookie consent"])
    assert concerns((), [state("Shop")], ["local marketing"])
    assert not concerns((), [state("Shop")], ["local profile", "local track", "cookie design"])
    sharing = checkbox("Do not share my data with advertising partners")
    assert pressed(sharing, None, state("Account", sharing), sharing)
    settings = state("Cookie settings", "For statistics, too.", vegan, save)
    assert pressed(vegan, None, settings, vegan)
    assert pressed(save, "save", settings, vegan, save)
    printing = button("Print")
    assert not pressed(printing, None, state("Cookie settings", "For statistics.", vegan, printing), vegan, printing)


def test_an_answer_to_whether_machines_may_learn_is_one_on_what_the_question_leads_to_as_well() -> None:
    no = button("No")
    asking = state("Peas", "May we use your posts to train our AI?", no)
    assert pressed(no, "refuse", asking)
    assert not pressed(no, "refuse", state("Peas", "Our AI is trained on posts.", no))
    then = state("Peas", "You may object.", no)
    way = (Step(spot(then.looked.screen, then.looked.screen.controls[0]), 0, "1.0", "No", "refuse"),)
    assert concerns(way, [asking, then, state("Peas", way=way)], ["local x"])
    assert not concerns(way, [then, state("Peas", way=way)], ["local x"])


def test_biscuits_are_no_cookies_and_terms_of_who_registers_no_consent() -> None:
    nuts, save = checkbox("With nuts"), button("Save")
    assert not pressed(save, "save", state("Sweets and cookies", nuts, save), nuts, save)
    terms = checkbox("I accept the privacy policy")
    assert not pressed(terms, "accept", state("Sign up", textbox("E-mail", kind="email"), terms), terms)
    assert pressed(terms, "accept", state("Privacy", terms), terms)


def test_an_answer_below_an_article_about_cookies_that_can_be_given_again_is_none() -> None:
    agree = button("Agree")
    article = state("Cookies and consent", "Who consents to tracking?", agree)
    assert not pressed(agree, "accept", article, "Who consents to tracking?", agree)
    assert pressed(agree, "accept", article, "Who consents to tracking?")


@for_each(
    ("text", "answers", "concerned"),
    [
        ("We use cookies for statistics.", True, True),
        ("May we train our AI with your posts?", True, True),
        ("Vegan?", True, False),
        ("We use cookies for statistics.", False, False),
    ],
)
def test_what_is_saved_beside_an_answer_is_one_on_a_page_that_speaks_of_it(
    text: str, *, answers: bool, concerned: bool
) -> None:
    save = button("Save")
    assert pressed(save, "save", state("Shop", text, save, answers=answers), text, save) is concerned
