"""What a search found is told on lines that agree with one another."""

from msgspec.structs import replace

from analyzer.model.exploration import UNNAMED, Beside, Exploration, Found, Way
from analyzer.reports.explored import details, text

NOTHING = Exploration(
    format="optout-exploration-1", url="https://shop.test/", language="en", accept=None, refuse=None, found_ui=True,
    hides_from_automation=False, states=0, truncated=True, bounds=(), spared=(), findings=(), nodes=(), presses=(),
)  # fmt: skip
BESIDE = Beside(scripted=1, shortest=1, lostness=0, common=2)
WAY = Way(clicks=3, labels=("Settings", "Stop"), states=(), evidence="stored", by_label=False, proved=True)


def told(found: Exploration) -> str:
    return " ".join(text(found).split())


def test_where_only_the_script_knows_a_way_the_line_beside_says_so() -> None:
    said = told(replace(NOTHING, beside=BESIDE))

    assert "refuse no way found; not everything was tried" in said
    assert (
        "beside the script's way 1 click; the search found none, so that the shortest known, 1, is the script's" in said
    )


def test_where_search_and_script_met_no_screen_in_common_neither_is_called_unknown() -> None:
    said = told(replace(NOTHING, refuse=WAY, beside=replace(BESIDE, shortest=None, lostness=None, common=0)))

    assert "the search's 3 clicks, on screens that the script did not meet" in said
    assert "no refusal known" not in said


def test_an_acceptance_by_silence_has_no_empty_list_of_presses() -> None:
    said = told(replace(NOTHING, accept=replace(WAY, clicks=0, labels=())))

    assert "accept 0 clicks (stored)" in said


def test_one_of_a_thing_is_told_as_one() -> None:
    start = Found(
        id="s1", title="Shop", url="https://shop.test/", clicks=0, asks=True, outcome="", why="", offers=1, tried=0,
        left_out=0, like="", ended=False,
    )  # fmt: skip

    assert "1 state, 0 presses" in told(replace(NOTHING, nodes=(start,)))


def test_the_answer_is_told_before_anything_else_and_fits_a_screen_of_eighty_columns_however_much_was_seen() -> None:
    states = tuple(
        Found(
            id=f"s{number}", title="Shop", url="https://shop.test/", clicks=0, asks=True, outcome="", why="", offers=1,
            tried=0, left_out=0, like="",
        ) for number in range(1, 200)
    )  # fmt: skip
    way = replace(WAY, clicks=151, labels=(*(f"Partner {number}" for number in range(150)), "Save"))
    found = replace(NOTHING, nodes=states, refuse=way, accept=WAY, bounds=tuple(map(str, range(30))))
    lines = text(found).splitlines()

    assert lines[1].startswith("refuse      151 clicks: “Partner 0” > “Partner 1”")
    assert lines[2].endswith("more (--details) > “Save”")
    assert lines[3].startswith("accept      3 clicks")
    assert [line[:7] for line in lines].count("not all") == 5
    assert len(lines) < 20
    assert max(map(len, lines)) <= 80
    behind = details(found)
    assert "“Partner 149”" in behind
    assert "s199" in behind
    assert max(map(len, behind.splitlines())) <= 80


def test_what_the_server_answered_is_told_in_place_of_that_nothing_asks() -> None:
    said = told(replace(NOTHING, found_ui=False, status=404))

    assert "the server answered 404 Not Found" in said
    assert "nothing asks" not in said
    assert "nothing asks" in told(replace(NOTHING, found_ui=False, status=200))


def test_a_switch_without_a_name_is_not_quoted_as_if_it_were_called_so() -> None:
    said = told(replace(NOTHING, refuse=replace(WAY, labels=("Statistics", UNNAMED, "", "Save"))))

    assert "“Statistics” > a switch without a name > a control without a name > “Save”" in said
