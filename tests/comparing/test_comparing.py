from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from analyzer.comparing.checking import checked
from analyzer.errors import InputError
from analyzer.model import Comparison, Hypothesis, Procedure, Relation
from tests.runs import compared, write_run
from tests.walks import button, click, fill, link, page, silent, textbox, walk_of

Total = tuple[int, int, int]

HOME = page("Home", "What friends share", link("Privacy"), button("Object"), button("Agree"))
DONE = page("Done", "You have objected")
SHORT = walk_of(HOME, click("Object"), DONE)
LONG = walk_of(
    HOME, click("Privacy"), page("Privacy", "You may object", link("object")), click("object"),
    page("Form", textbox("Why", required=True), button("Send")), fill("Why", 40), click("Send"), DONE,
)  # fmt: skip
ENDLESS = walk_of(
    HOME, click("Privacy"), page("Sorry", "Only in certain regions"), outcome="dead_end", expected="dead_end"
)


@pytest.fixture
def least(tmp_path: Path) -> Path:
    return write_run(tmp_path / "least", SHORT, walk_of(HOME, click("Agree"), DONE, route="accept"))


@pytest.fixture
def easy(tmp_path: Path, least: Path) -> Path:
    return write_run(tmp_path / "easy", SHORT, silent(), counterfactual=least, date="2025-05-20")


@pytest.fixture
def hard(tmp_path: Path, least: Path) -> Path:
    return write_run(tmp_path / "hard", LONG, silent(), counterfactual=least, date="2024-06-03")


def hypothesis(order: str) -> Hypothesis:
    words = order.split()
    relations = tuple(msgspec.convert(word, Relation) for word in words[1::2])
    return Hypothesis(
        id="h", registered="2026-11-25", about="An order", flows=tuple(words[::2]), relations=relations,
        why=("because",), sources=("a source",),
    )  # fmt: skip


def test_a_run_compared_with_itself_finds_no_change(hard: Path) -> None:
    (version,) = compared([hard, hard]).versions
    assert {one.change for one in version.differences if one.before.value == one.before.low == one.before.high} <= {
        "same", "unknown",
    }  # fmt: skip
    assert {one.difference for one in version.differences} <= {0, None}
    assert all(stage.before == stage.after and not stage.fields and not stage.wording for stage in version.stages)


def test_counterfactuals_come_last_and_once(hard: Path, easy: Path) -> None:
    found = compared([hard, easy])
    assert [(one.name, one.yardstick, one.least) for one in found.procedures] == [
        ("hard", False, 3), ("easy", False, 3), ("least", True, None),
    ]  # fmt: skip


def test_a_counterfactual_that_was_given_is_not_added_again(hard: Path, least: Path, easy: Path) -> None:
    found = compared([least, hard, easy])
    assert [(one.name, one.yardstick, one.least) for one in found.procedures] == [
        ("least", True, None),
        ("hard", False, 1),
        ("easy", False, 1),
    ]


@pytest.mark.lengthy
def test_of_two_the_earlier_is_the_version_before_whichever_was_given_first(hard: Path, easy: Path) -> None:
    (turned,) = compared([easy, hard]).versions
    assert (turned.before, turned.after, turned.over_time) == (1, 2, True)
    (version,) = compared([hard, easy]).versions
    assert (version.stages, version.differences) == (turned.stages, turned.differences)
    clicks = next(one for one in version.differences if one.gauge == "clicks")
    assert (version.before, version.after) == (1, 2)
    assert (clicks.before.value, clicks.after.value, clicks.difference, clicks.change) == (3, 1, -2, "less")
    assert [(stage.before, stage.after) for stage in version.stages] == [(1, 1), (2, None), (3, None), (4, 2)]


@pytest.mark.lengthy
def test_two_of_one_date_stand_as_they_were_given_and_neither_is_the_later(tmp_path: Path, easy: Path) -> None:
    other = write_run(tmp_path / "other", LONG, date="2025-05-20")
    for given in ([easy, other], [other, easy]):
        (version,) = compared(given).versions
        assert (version.before, version.after, version.dated, version.over_time) == (1, 2, False, False)


@pytest.mark.parametrize(
    ("changes", "unlike", "different"),
    [
        ({"service": "Another"}, ("service",), True),
        ({"right": "erasure"}, ("right",), True),
        ({"country": "DE", "language": "de"}, ("country", "language"), False),
        ({"language": "en-US"}, (), False),
        ({"device": "phone"}, ("device",), False),
    ],
)
def test_in_what_two_differ_besides_their_date_is_told_and_another_procedure_is_no_version(
    changes: dict[str, str], unlike: tuple[str, ...], tmp_path: Path, hard: Path, *, different: bool
) -> None:
    other = write_run(tmp_path / "other", LONG, **{"date": "2025-05-20", **changes})
    (version,) = compared([hard, other]).versions
    assert (version.unlike, version.different, version.over_time) == (unlike, different, not different)


def test_of_two_procedures_without_a_screen_in_common_none_is_called_removed_or_added(
    tmp_path: Path, hard: Path
) -> None:
    foreign = walk_of(page("Cookies", "Choose what this shop may keep", button("Refuse")), click("Refuse"),
                      page("Shop", "Shoes and socks for everybody"))  # fmt: skip
    (version,) = compared([hard, write_run(tmp_path / "shop", foreign, service="Shop")]).versions
    assert version.stages == ()
    assert "No screen of the one is like a screen of the other" in version.notes[0]


@pytest.mark.lengthy
def test_a_year_whose_ways_differ_in_language_or_device_says_so(tmp_path: Path, hard: Path, easy: Path) -> None:
    assert [era.unlike for era in compared([hard, easy]).eras] == [()]
    phone = write_run(tmp_path / "phone", LONG, date="2025-06-01", device="phone", language="de")
    assert [era.unlike for era in compared([hard, easy, phone]).eras] == [("language", "device")]


def test_the_years_of_a_service_say_what_became_less_and_what_stayed_above_the_counterfactual(
    hard: Path, easy: Path
) -> None:
    (era,) = compared([easy, hard]).eras
    shifts = {shift.gauge: shift for shift in era.shifts}
    assert (era.before, era.after, era.procedures_before, era.procedures_after) == (2024, 2025, (1,), (2,))
    clicks = shifts["clicks"]
    assert clicks.least
    assert (clicks.change, clicks.least.low, clicks.least.high, clicks.beside) == ("less", 1, 1, "same")
    assert shifts["required_fields"].change == "less"
    assert not any(shift.change == "more" for shift in era.shifts if shift.gauge != "options_per_screen")


@pytest.mark.lengthy
def test_a_variant_widens_no_year_of_its_own_procedure_and_is_a_way_where_it_stands_alone(
    tmp_path: Path, hard: Path, easy: Path
) -> None:
    variant = write_run(tmp_path / "longer" / "easy", LONG, variant="longer", date="2025-05-20")
    assert [era.procedures_after for era in compared([hard, easy, variant]).eras] == [(2,)]
    assert [era.procedures_after for era in compared([variant]).eras] == [(1,)]


@pytest.mark.lengthy
def test_services_regions_and_rights_are_kept_apart(tmp_path: Path, hard: Path, easy: Path) -> None:
    brazil = write_run(tmp_path / "brazil", LONG, date="2025-12-01", country="BR")
    german = write_run(tmp_path / "german", SHORT, date="2025-06-01", country="DE")
    ads = write_run(tmp_path / "ads", LONG, date="2023-04-01", right="direct_marketing_objection")
    found = compared([hard, easy, brazil, german, ads]).eras
    assert [(era.region, era.right, era.before, era.after, era.procedures_after) for era in found] == [
        ("BR", "objection", 0, 2025, (3,)),
        ("EU", "direct_marketing_objection", 0, 2023, (5,)),
        ("EU", "objection", 2024, 2025, (2, 4)),
    ]


def test_a_year_with_two_ways_is_a_range_and_touching_ranges_are_no_change(
    tmp_path: Path, hard: Path, easy: Path
) -> None:
    other = write_run(tmp_path / "other", LONG, date="2025-05-21")
    era = next(era for era in compared([hard, easy, other]).eras)
    clicks = next(shift for shift in era.shifts if shift.gauge == "clicks")
    assert (clicks.after.low, clicks.after.high, clicks.change) == (1, 3, "overlapping")


def test_a_dead_end_has_a_score_and_no_counts(tmp_path: Path, hard: Path) -> None:
    dead = write_run(tmp_path / "dead", ENDLESS)
    one = compared([hard, dead]).procedures[1]
    assert one.outcome == "dead_end"
    assert one.readings["clicks"].value is None
    assert one.readings["clicks"].applies


@pytest.mark.lengthy
def test_what_cannot_be_refused_is_named_with_its_year_and_in_no_range(tmp_path: Path, hard: Path, easy: Path) -> None:
    dead = write_run(tmp_path / "dead", ENDLESS, date="2025-06-01")
    (alone,) = compared([hard, easy]).eras
    (era,) = compared([hard, easy, dead]).eras
    assert era.procedures_after == (2, 3)
    assert era.shifts == alone.shifts


def test_a_year_of_dead_ends_alone_has_no_numbers(tmp_path: Path, hard: Path) -> None:
    (era,) = compared([hard, write_run(tmp_path / "dead", ENDLESS, date="2025-06-01")]).eras
    assert {shift.after.low for shift in era.shifts} == {None}
    assert {shift.change for shift in era.shifts} == {"unknown"}
    assert not any(shift.above for shift in era.shifts)


@pytest.mark.lengthy
def test_counterfactuals_in_several_languages_stand_together_only_where_none_differs(tmp_path: Path) -> None:
    def least(name: str, language: str, *text: str) -> Path:
        walk = walk_of(page("Home", *text, button("Object"), button("Agree")), click("Object"), DONE)
        return write_run(tmp_path / name / "least", walk, language=language)

    def judged(name: str, counterfactual: Path) -> Path:
        return write_run(tmp_path / name, LONG, counterfactual=counterfactual)

    text = ["We should like to use what you and your friends share to teach a machine how people write and talk"]
    english, german = least("one", "en", *text), least("two", "de", *text)
    long = least("three", "fr", *text, "There are a few more things that you may want to know before you say no")
    found = compared([judged("a", english), judged("b", german), judged("c", long)])
    assert [one.flow.language for one in found.procedures if one.yardstick] == ["en", "de", "fr"]
    assert found.yardsticks == ((4, 5), (6,))


@pytest.mark.lengthy
def test_versions_of_more_than_two_are_those_of_a_hypothesis_by_date(tmp_path: Path, hard: Path, easy: Path) -> None:
    other = write_run(tmp_path / "other", LONG, service="Another", date="2025-01-01")
    runs = [easy, other, hard]
    assert [(one.before, one.after) for one in compared(runs).versions] == [(3, 1)]
    told = compared(runs, [hypothesis("hard > easy")])
    assert [(one.before, one.after) for one in told.versions] == [(3, 1)]


@pytest.mark.lengthy
def test_a_hypothesis_is_tested_only_when_all_its_flows_are_there(hard: Path, easy: Path) -> None:
    assert compared([hard, easy], [hypothesis("hard > easy > absent")]).checked == ()
    (test,) = compared([hard, easy], [hypothesis("hard > easy")]).checked
    assert [(pair.left, pair.relation, pair.right, pair.result) for pair in test.pairs] == [(1, ">", 2, "holds")]


@pytest.mark.parametrize(
    ("left", "relation", "right", "expected"),
    [
        ((50, 40, 60), ">", (30, 20, 39), ("holds", False, True)),
        ((50, 40, 60), ">", (30, 20, 40), ("holds", False, False)),
        ((30, 20, 39), ">", (50, 40, 60), ("fails", False, True)),
        ((30, 20, 39), ">=", (50, 40, 60), ("fails", False, True)),
        ((30, 20, 39), ">", (30, 20, 39), ("fails", True, False)),
        ((30, 20, 39), ">=", (30, 20, 39), ("holds", True, False)),
        ((30, 20, 39), "=", (30, 10, 50), ("holds", True, False)),
        ((30, 20, 39), "=", (31, 10, 50), ("fails", False, False)),
        (None, ">", (30, 20, 39), ("unknown", False, False)),
    ],
)
def test_a_relation_holds_or_not_and_says_whether_it_is_a_tie_and_whether_it_is_certain(
    left: Total | None, relation: str, right: Total, expected: tuple[str, bool, bool], pair: Sequence[Procedure]
) -> None:
    procedures = [scored(one, score) for one, score in zip(pair, (left, right), strict=True)]
    ((found,),) = (one.pairs for one in checked([hypothesis(f"hard {relation} easy")], procedures))
    assert (found.result, found.tie, found.certain) == expected


@pytest.fixture
def pair(hard: Path, easy: Path) -> Sequence[Procedure]:
    return compared([hard, easy]).procedures[:2]


def scored(one: Procedure, score: Total | None) -> Procedure:
    if score is None or one.score is None:
        return replace(one, score=None)
    total, low, high = score
    return replace(one, score=replace(one.score, total=total, interval=(low, high)))


def test_a_comparison_survives_being_written_and_read(hard: Path, easy: Path) -> None:
    found = compared([hard, easy], [hypothesis("hard > easy")])
    assert msgspec.json.decode(msgspec.json.encode(found), type=Comparison) == found


def test_a_folder_without_a_walk_is_refused(tmp_path: Path, hard: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        compared([hard, tmp_path / "nothing"])


@pytest.mark.lengthy
def test_regions_are_taken_together_only_where_none_of_them_has_two_years(
    tmp_path: Path, hard: Path, easy: Path
) -> None:
    brazil = write_run(tmp_path / "brazil", LONG, date="2024-06-17", country="BR", service="Photos")
    european = write_run(tmp_path / "european", SHORT, date="2025-05-20", country="DE", service="Photos")
    found = compared([hard, easy, brazil, european]).eras
    assert [(era.service, era.region, era.before, era.after) for era in found] == [
        ("Photos", "", 2024, 2025),
        ("Service", "EU", 2024, 2025),
    ]
    dead = write_run(tmp_path / "dead", ENDLESS, date="2025-06-01", country="US")
    assert [(era.region, era.before) for era in compared([hard, easy, dead]).eras] == [("EU", 2024), ("US", 0)]
