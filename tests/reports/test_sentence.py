import msgspec

from analyzer.model import Counts, Outcome, Report, RouteReport, Seconds
from analyzer.reports.english import counted, duration, number, ranged, whole
from analyzer.reports.sentence import sentence
from analyzer.saying import listed
from tests.tables import for_each

replace = msgspec.structs.replace


def with_route(report: Report, name: str, route: RouteReport | None) -> Report:
    routes = {key: value for key, value in report.routes.items() if key != name}
    return replace(report, routes=routes if route is None else {**routes, name: route})


def costing(route: RouteReport, seconds: Seconds | None = None, **counts: int) -> RouteReport:
    assert route.counts
    nothing = dict.fromkeys(Counts.__struct_fields__, 0)
    return replace(route, counts=Counts(**{**nothing, **counts}), seconds=seconds or route.seconds)


def test_the_result_is_told_in_one_breath(facebook: Report) -> None:
    assert sentence(facebook) == (
        "Refusing takes 5 clicks, 1 text field (prefilled) and an estimated 60 seconds (40 to 95); "
        "accepting takes nothing. Friction 41 of 100 (35 to 48, policy 2026.1)."
    )


def test_one_is_singular_and_none_is_left_out(facebook: Report) -> None:
    once = costing(facebook.routes["refuse"], Seconds(low=1, estimate=1, high=2), clicks=1)
    told = sentence(with_route(facebook, "refuse", once))
    assert told.startswith("Refusing takes 1 click and an estimated 1 second (1 to 2);")


def test_a_refusal_that_costs_nothing_takes_nothing(facebook: Report) -> None:
    free = costing(facebook.routes["refuse"])
    assert sentence(with_route(facebook, "refuse", free)).startswith("Refusing takes nothing; accepting takes nothing.")


def test_accepting_that_is_no_silence_has_its_cost_told(facebook: Report) -> None:
    accept = replace(facebook.routes["accept"], silence=False)
    told = sentence(with_route(facebook, "accept", costing(accept, Seconds(low=1, estimate=2, high=3), clicks=1)))
    assert "; accepting takes 1 click and an estimated 2 seconds (1 to 3). " in told


@for_each(
    ("outcome", "told"),
    [
        (
            "dead_end",
            "Refusing is not possible on this way: it ends in a dead end after 5 clicks, 1 text field",
        ),
        (
            "uncertain",
            "Whether refusing succeeds remains uncertain after 5 clicks, 1 text field (prefilled) and",
        ),
        (
            "stopped_before_commit",
            "Refusing was stopped before the step that commits after 5 clicks, 1 text field (prefilled) and",
        ),
        ("incomplete", "The walk of the refusal broke off after 5 clicks, 1 text field and"),
    ],
)
def test_a_refusal_that_was_not_reached_is_never_told_as_one(facebook: Report, outcome: Outcome, told: str) -> None:
    route = replace(facebook.routes["refuse"], reached=False, outcome=outcome)
    assert sentence(with_route(facebook, "refuse", route)).startswith(told)


def test_what_was_not_counted_is_not_told_as_nothing(facebook: Report) -> None:
    route = replace(facebook.routes["refuse"], counts=None, counts_reason="one click has no action")
    assert sentence(with_route(facebook, "refuse", route)).startswith("What refusing takes cannot be told;")


def test_routes_that_were_not_walked_are_named(facebook: Report) -> None:
    bare = with_route(with_route(facebook, "refuse", None), "accept", None)
    assert sentence(bare).startswith("Refusing was not walked; accepting was not walked.")


def test_without_a_score_the_reason_is_told(facebook: Report) -> None:
    unscored = replace(facebook, score=None, score_reason="the walk of refuse is incomplete")
    assert sentence(unscored).endswith("Friction cannot be told: the walk of refuse is incomplete.")


def test_silence_that_was_not_confirmed_is_not_acceptance(facebook: Report) -> None:
    accept = replace(facebook.routes["accept"], reached=False, outcome="uncertain")
    assert "whether silence accepts was not confirmed" in sentence(with_route(facebook, "accept", accept))


def test_a_switch_to_another_channel_is_part_of_what_it_takes(facebook: Report) -> None:
    route = costing(facebook.routes["refuse"], clicks=7, keystrokes=40, required_text_fields=4, context_switches=2)
    assert "7 clicks, 4 text fields, 2 switches to another channel and an" in sentence(
        with_route(facebook, "refuse", route)
    )


def test_numbers_are_written_as_people_write_them() -> None:
    assert [number(value) for value in (0, 5.0, 41.3, 14.33, 1240)] == ["0", "5", "41.3", "14.33", "1,240"]
    assert [whole(value) for value in (0.4, 0.5, 40.5, 1240)] == ["0", "1", "41", "1,240"]
    assert [counted(count, "click") for count in (0, 1, 2)] == ["0 clicks", "1 click", "2 clicks"]
    assert [listed(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_long_durations_are_told_in_minutes_and_no_range_is_invented() -> None:
    assert duration(Seconds(low=300, estimate=420, high=600)) == "7 minutes (5 to 10)"
    assert ranged(Seconds(low=0, estimate=0, high=0)) == "0"


@for_each(("keystrokes", "told"), [(0, "2 text fields (prefilled)"), (12, "2 text fields")])
def test_a_text_field_that_nobody_types_into_is_told_as_prefilled(facebook: Report, keystrokes: int, told: str) -> None:
    route = costing(facebook.routes["refuse"], clicks=3, required_text_fields=2, keystrokes=keystrokes)
    assert sentence(with_route(facebook, "refuse", route)).startswith(f"Refusing takes 3 clicks, {told} and an ")
