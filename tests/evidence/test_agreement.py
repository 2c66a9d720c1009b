"""When two walks are the same procedure: what a person reads and does decides, not pixels."""

from msgspec.structs import replace

from analyzer import counting
from analyzer.evidence.agreement import agreement
from analyzer.model import Agreement, RouteAgreement, Walk
from analyzer.reports.agreed import text
from tests.tables import for_each
from tests.walks import button, click, page, step, walk_of

WALK = walk_of(page("Home", "What we share", button("Object")), click("Object"), page("Done", "You have objected"))


def agreed(
    again: Walk, failure: str = "", misses: tuple[str, ...] = (), overruns: tuple[str, ...] = ()
) -> RouteAgreement:
    return agreement("walks/refuse", WALK, again, failure, misses, overruns)


def on_screen(number: int, **changes: object) -> Walk:
    screens = [replace(one, **changes) if one.number == number else one for one in WALK.screens]
    return replace(WALK, screens=tuple(screens))


def test_a_walk_agrees_with_itself() -> None:
    told = agreed(WALK)
    assert told.reproduced
    assert all(not screen.differs and screen.layout for screen in told.screens)


def test_another_place_colour_or_picture_is_the_same_procedure_and_is_told() -> None:
    moved = replace(WALK.screens[0].controls[0], colour="#123456", box=replace(WALK.screens[0].controls[0].box, x=9))
    told = agreed(on_screen(1, controls=(moved, *WALK.screens[0].controls[1:])))
    assert told.reproduced
    assert [screen.layout for screen in told.screens] == [False, True]
    assert agreed(on_screen(1, screenshot=None)) == agreed(WALK)


@for_each(
    ("changes", "aspect"),
    [({"url": "https://other.test/"}, "address"), ({"title": "Else"}, "title"), ({"language": "xx"}, "language"),
     ({"blocks": ()}, "text"), ({"controls": ()}, "controls"), ({"focus": "0.99"}, "focus"),
     ({"dialogs": ("x",)}, "dialogs")],
)  # fmt: skip
def test_whatever_a_person_would_notice_is_named_with_its_screen(changes: dict[str, object], aspect: str) -> None:
    told = agreed(on_screen(1, **changes))
    assert not told.reproduced
    assert [screen.differs for screen in told.screens] == [(aspect,), ()]


def test_a_screen_too_few_or_too_many_is_none_that_agrees() -> None:
    short = replace(WALK, screens=WALK.screens[:1], transitions=WALK.transitions[:1])
    assert agreed(short).screens[1].differs == ("missing",)
    assert agreement("walks/refuse", short, WALK, "", (), ()).screens[1].differs == ("not recorded",)


def test_misses_overruns_failures_and_other_outcomes_are_no_reproduction() -> None:
    assert not agreed(WALK, misses=("GET https://a.test/",)).reproduced
    assert not agreed(WALK, overruns=("GET https://a.test/",)).reproduced
    assert not agreed(WALK, failure="it broke off").reproduced
    assert not agreed(replace(WALK, outcome="uncertain")).reproduced


def test_the_terminal_says_what_does_not_agree_and_obeys_nobody() -> None:
    route = agreed(on_screen(2, title="Else"), misses=("GET https://a.test/\x1b[2J",))
    said = text(Agreement(format="optout-agreement-1", redacted=False, reproduced=False, routes=(route,)))
    assert "look 2 (screens/002): differs in title" in said
    assert "NOT reproduced: 0 of 1 walk agree" in said
    assert "\x1b" not in said


def test_the_terminal_says_how_looks_relate_to_screens_and_whose_fault_a_layout_is() -> None:
    same = page("Home", "What we share", button("Tick"), button("Object"))
    walk = walk_of(
        same,
        click("Tick"),
        step("Home", "What we share", button("Tick"), button("Object")),
        click("Object"),
        page("Done", "You have objected"),
    )
    wider = replace(walk.screens[2], blocks=tuple(replace(one, in_viewport=False) for one in walk.screens[2].blocks))
    again = replace(walk, screens=(*walk.screens[:2], wider))
    route = agreement("walks/refuse", walk, again, "", (), ())
    told = {
        redacted: text(Agreement(format="optout-agreement-1", redacted=redacted, reproduced=True, routes=(route,)))
        for redacted in (False, True)
    }
    flat = {redacted: " ".join(said.split()) for redacted, said in told.items()}
    assert route.shown == len(counting.newly_shown(walk)) == 2
    assert (
        "3 of 3 looks agree (2 new screens, as the report counts them; 1 more after a step that leads to no new screen"
        in flat[False]
    )
    assert "stored page (fonts, browser build): look 3" in flat[False]
    assert "redacted" not in flat[False]
    assert flat[True].startswith("This record is redacted")
    assert "placeholders are wider or narrower" in flat[True]
    assert f"as one SHA-256 (equal replays have the same one): {route.sha256}" in flat[True]
    assert all(len(line) <= 80 for said in told.values() for line in said.splitlines())
