"""What a search found is told on lines that agree with one another."""

from msgspec.structs import replace

from analyzer.model.exploration import Beside, Exploration, Found, Way
from analyzer.reports.explored import text

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
