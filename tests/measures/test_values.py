"""One table of cases a measure: pairs of walks on which it must differ, and what it says about each."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from analyzer import counting
from analyzer.measures import measure_all
from analyzer.model import Activations, Measurement, Screen, Wait, Walk
from tests.measures.graphs import answer, graph_of, value
from tests.routes import routes
from tests.tables import for_each
from tests.walks import (
    MAILBOX,
    Act,
    Sketch,
    alert,
    button,
    check,
    checkbox,
    click,
    control,
    drag,
    fill,
    flow_with,
    gathered_of,
    goto,
    hover,
    link,
    page,
    pause,
    radio,
    silent,
    step,
    textbox,
    walk_of,
)
from tests.walks import answer as answered

DONE = page("Done")
SHORT = walk_of(page("Home", button("Refuse"), button("Accept")), click("Refuse"), DONE)
INBOX = page("Inbox", "Your code is 123456", url=f"{MAILBOX}/inbox")
WAIT = Wait(what="decision", low_hours=24.0, high_hours=720.0, source="the confirmation page")


def refusing(*parts: Act | Sketch) -> Walk:
    return walk_of(*parts, DONE)


def asked(*fields: object) -> Walk:
    return refusing(page("Form", *fields, button("Send")), click("Send"))


CASES = [
    ("clicks", SHORT, 1, refusing(page("A", button("On")), click("On"), page("B", button("No")), click("No")), 2),
    ("keystrokes", SHORT, 0, refusing(page("Form", textbox("Why"), button("No")), fill("Why", 42), click("No")), 42),
    ("screens", SHORT, 2, refusing(page("Home", button("No")), click("No"), alert("Sure?"), answered()), 3),
    ("page_loads", SHORT, 1, walk_of(page("Home", button("No")), click("No"), step("Thanks", "It is done")), 0),
    ("scrolls", SHORT, 0, refusing(page("Home", button("No", in_viewport=False)), click("No")), 1),
    ("required_fields", SHORT, 0, asked(textbox("E-mail", required=True, filled=True), textbox("Why")), 1),
    ("required_text_fields", asked(radio("Yes", "g", required=True, checked=True)), 0,
     asked(textbox("E-mail", required=True, filled=True)), 1),
    ("optional_fields", asked(textbox("E-mail", required=True, filled=True)), 0, asked(textbox("Why")), 1),
    ("words", SHORT, 2, refusing(page("Home", "Why would you refuse this?", button("No")), click("No")), 7),
    ("options_per_screen", SHORT, 2, refusing(page("Home", *map(button, "abcde")), click("a")), 5),
    ("context_switches", SHORT, 0, refusing(page("Code", textbox("Code")), goto("x"), INBOX, goto("y")), 1),
    ("reauthentication", asked(textbox("E-mail", required=True)), 0,
     asked(textbox("Password", kind="password", required=True, filled=True),
           textbox("Again", kind="password", required=True, filled=True)), 1),
    ("declared_waiting", replace(SHORT, flow=flow_with(waits=(WAIT,))), 372,
     replace(SHORT, flow=flow_with(waits=(WAIT, WAIT))), 744),
    ("pointer_only", SHORT, 0, refusing(page("Home", control("No", tab_index=-1)), click("No")), 1),
    ("estimated_time", SHORT, 3.15, refusing(page("Home", "one two three", button("No")), click("No")), 3.91),
]  # fmt: skip


@for_each(("name", "one", "less", "other", "more"), CASES)
def test_a_measure_varies(name: str, one: Walk, less: float, other: Walk, more: float) -> None:
    assert (value(name, one), value(name, other)) == (less, more)
    assert less != more


@for_each(
    ("refusal", "acceptance", "difference"),
    [
        (SHORT, silent(), 1),
        (SHORT, replace(SHORT, route="accept"), 0),
        (replace(SHORT, silence=True, transitions=SHORT.transitions[:1]), replace(SHORT, route="accept"), -1),
    ],
)
def test_asymmetry_is_the_difference_in_clicks(refusal: Walk, acceptance: Walk, difference: float) -> None:
    assert value("asymmetry", refusal, acceptance) == difference


def test_asymmetry_says_the_rest_in_its_findings() -> None:
    said = [finding.message for finding in answer("asymmetry", SHORT, silent()).findings]
    assert said[0] == "clicks: 1 to refuse, 0 to accept: 1 more; (1+1)/(0+1) = 2"
    assert said[1] == "screens: 2 to refuse, 0 to accept: 2 more"
    assert len(said) == 5


def test_what_a_screen_that_was_cut_holds_cannot_be_told() -> None:
    first = replace(SHORT.screens[0], limits=("2 of 10002 controls were not kept",))
    last = replace(SHORT.screens[-1], limits=("frame 1: 9 of 10009 blocks of text were not kept",))
    start_cut = replace(SHORT, screens=(first, *SHORT.screens[1:]))
    end_cut = replace(SHORT, screens=(*SHORT.screens[:-1], last))

    for name in ("words", "options_per_screen", "estimated_time"):
        assert answer(name, start_cut).reason == "screen 1 was cut: 2 of 10002 controls were not kept"
    assert {answer(name, end_cut).outcome for name in ("words", "estimated_time")} == {"cannot_tell"}
    assert {answer(name, end_cut).outcome for name in ("options_per_screen", "clicks")} == {"measured"}


COUNTED = [
    "clicks", "keystrokes", "screens", "page_loads", "scrolls", "required_fields", "required_text_fields",
    "optional_fields", "words", "context_switches",
]  # fmt: skip
COSTLY = {*COUNTED, "options_per_screen", "declared_waiting", "pointer_only", "estimated_time", "asymmetry"}
"""The measures of what refusing costs; those of how it is presented and worded have tables of their own."""


@given(routes().filter(lambda walk: walk.outcome in {"reached", "uncertain"}))
def test_a_measure_that_counts_says_what_the_counts_say(walk: Walk) -> None:
    counts, _ = counting.counts(gathered_of(walk))
    assert counts is not None
    told = {one.id: one.value for one in _all(walk)}
    assert {name: told[name] for name in COUNTED} == {name: asdict(counts)[name] for name in COUNTED}


def _longer(walk: Walk) -> Walk:
    """The same walk, and after it a form that must be filled in and a mailbox that must be visited."""
    tail = walk_of(
        page("Really?", "Tell us in your own words why you want this", textbox("Why", required=True, in_viewport=False),
             textbox("Phone"), *map(button, "abcdefgh"), control("Go on", tab_index=-1)),
        fill("Why", 30), click("Go on"), INBOX, goto("x"), page("Last"),
    )  # fmt: skip
    many, documents = len(walk.screens), max(screen.document for screen in walk.screens)
    screens = tuple(
        replace(screen, number=screen.number + many, document=screen.document + documents) for screen in tail.screens
    )
    steps = tuple(
        replace(one, number=one.number + many, source=one.source + many, target=one.target + many)
        for one in tail.transitions
    )
    return replace(walk, screens=walk.screens + screens, transitions=walk.transitions + steps)


@pytest.mark.lengthy
@given(routes().filter(lambda walk: walk.outcome in {"reached", "uncertain"}))
def test_more_friction_never_lowers_a_value(walk: Walk) -> None:
    waiting = flow_with(waits=(WAIT,))
    less = {one.id: one.value for one in _all(replace(walk, flow=waiting))}
    more = {one.id: one.value for one in _all(replace(_longer(walk), flow=flow_with(waits=(WAIT, WAIT))))}
    for name, before in less.items():
        after = more[name]
        assert before is None or (after is not None and after >= before), name


def _all(walk: Walk) -> tuple[Measurement, ...]:
    return tuple(one for one in measure_all(graph_of(walk, silent())) if one.id in COSTLY)


@for_each("name", [case[0] for case in CASES] + ["asymmetry"])
def test_without_a_refusal_nothing_is_told(name: str) -> None:
    told = answer(name, silent())
    assert (told.outcome, told.value) == ("cannot_tell", None)
    assert "refuse" in told.reason


COSTS = [case[0] for case in CASES if case[0] not in {"options_per_screen", "declared_waiting"}] + ["asymmetry"]


@for_each("name", COSTS)
@for_each(
    ("changes", "because"),
    [
        ({"outcome": "incomplete", "failure": "refuse.py: line 3: no button"}, "refuse.py: line 3: no button"),
        ({"outcome": "dead_end"}, "dead end"),
        ({"activations": Activations(seen=1, counted=2, unexplained=())}, "counted 2"),
    ],
)
def test_what_the_whole_costs_is_not_told_from_a_part(name: str, changes: dict[str, object], because: str) -> None:
    told = answer(name, replace(SHORT, **changes), silent())
    assert (told.outcome, told.value) == ("cannot_tell", None)
    assert because in told.reason


@for_each("outcome", ["uncertain", "stopped_before_commit"])
def test_an_uncertain_or_withheld_end_is_measured(outcome: str) -> None:
    assert value("clicks", replace(SHORT, outcome=outcome)) == 1


def test_the_options_on_the_way_to_a_dead_end_were_seen() -> None:
    assert value("options_per_screen", replace(SHORT, outcome="dead_end")) == 2


def test_without_a_walked_acceptance_asymmetry_is_not_told() -> None:
    assert answer("asymmetry", SHORT).reason == "no route named accept was walked"


@for_each(
    ("name", "walk"),
    [
        ("declared_waiting", SHORT),
        ("pointer_only", replace(SHORT, transitions=SHORT.transitions[:1])),
        ("options_per_screen", replace(SHORT, transitions=SHORT.transitions[:1])),
    ],
)
def test_nothing_to_measure_is_not_zero(name: str, walk: Walk) -> None:
    told = answer(name, walk)
    assert (told.outcome, told.value) == ("not_applicable", None)
    assert told.reason


def test_waiting_keeps_its_range() -> None:
    told = answer("declared_waiting", replace(SHORT, flow=flow_with(waits=(WAIT,))))
    assert (told.low, told.high) == (24, 720)
    assert "the confirmation page" in told.findings[0].message


@pytest.mark.parametrize(
    ("parts", "low", "high"),
    [
        pytest.param([page("P", button("No", tab_index=-1)), click("No")], 1, 1, id="outside of the tab order"),
        pytest.param([page("P", button("No", tab_index=-1)), hover("No"), click("No")], 1, 1, id="each control once"),
        pytest.param([page("P", button("No"), button("X", tab_index=-1)), click("No")], 0, 0, id="not operated"),
        pytest.param([page("P", button("No")), drag("No")], 1, 1, id="dragged"),
        pytest.param([page("P", control("No", role="menuitem", tab_index=-1)), click("No")], 0, 0, id="arrow keys"),
        pytest.param([page("P", checkbox("No", tab_index=-1)), check("No")], 1, 1, id="a box"),
        pytest.param([INBOX, goto("x"), page("Inbox", button("No", tab_index=-1), url=MAILBOX), click("No")], 0, 0,
                     id="in a mailbox"),
    ],
)  # fmt: skip
def test_out_of_keyboard_reach(parts: list[Act | Sketch], low: float, high: float) -> None:
    told = answer("pointer_only", walk_of(*parts, DONE))
    if told.outcome == "not_applicable":
        assert high == 0
    else:
        assert (told.value, told.high) == (low, high)


def test_an_operated_control_that_is_not_in_the_record_widens_the_answer() -> None:
    walk = walk_of(page("Home", button("No"), button("Yes")), click("No"), page("B", button("Yes")), click("Yes"), DONE)
    unseen = replace(walk.screens[0], controls=())
    told = answer("pointer_only", replace(walk, screens=(unseen, *walk.screens[1:])))
    assert (told.low, told.value, told.high) == (0, 0, 1)


@given(routes(), st.sampled_from(["objection", "consent_refusal", "cancellation", "ccpa_opt_out"]))
def test_every_finding_points_at_what_is_there(walk: Walk, right: str) -> None:
    ours = replace(walk, flow=flow_with(right=right, waits=(WAIT,)))
    screens = {screen.number: screen for screen in ours.screens}
    for told in _all(ours):
        for finding in told.findings:
            assert finding.rule == told.id
            assert finding.route == "refuse"
            assert finding.message
            assert finding.refs
            assert finding.against
            assert bool(finding.quote) == bool(finding.language)
            if finding.screen is not None:
                text = _all_text(screens[finding.screen])
                assert finding.quote in text
            if finding.control:
                assert any(one.key == finding.control for one in screens[finding.screen or 0].controls)


def _all_text(screen: Screen) -> str:
    words = [screen.title, *screen.dialogs, *(block.text for block in screen.blocks)]
    return "\n".join([*words, *(one.name for one in screen.controls)])


def test_a_click_is_quoted_with_its_step_and_screen() -> None:
    found = answer("clicks", SHORT).findings
    assert [(one.message, one.step, one.screen, one.quote) for one in found] == [
        ("1 click on the button “Refuse”", 2, 1, "Refuse")
    ]


def test_a_link_is_read_as_a_link() -> None:
    walk = refusing(page("Home", link("object")), click("object", times=2), step("Wait"), pause(10))
    assert answer("clicks", walk).findings[0].message == "2 clicks on the link “object”"


@for_each(("right", "bearing"), [("objection", "direct"), ("cancellation", "by analogy")])
def test_whether_a_duty_binds_depends_on_the_right(right: str, bearing: str) -> None:
    told = answer("clicks", replace(SHORT, flow=flow_with(right=right)))
    duty = next(ref for ref in told.findings[0].refs if ref.source == "GDPR")
    assert duty.bearing == bearing


def test_the_same_walks_give_the_same_answers() -> None:
    assert _all(SHORT) == _all(SHORT)


def test_a_prefilled_field_is_never_told_as_typed() -> None:
    form = page("Form", textbox("Mail", required=True, filled=True), textbox("Why", required=True), button("Send"))
    walk = walk_of(form, fill("Why"), click("Send"), DONE)

    told = {one.quote: one.message for one in answer("required_text_fields", walk).findings}
    assert told["Mail"] == "prefilled: nothing had to be typed (marked as required)"
    assert told["Why"] == "something must be typed (marked as required)"


def test_one_is_told_in_the_singular_and_estimates_in_whole_seconds() -> None:
    once = walk_of(page("Choice", button("Refuse")), click("Refuse"), DONE)
    told = [one.message for name in ("options_per_screen", "screens", "estimated_time", "asymmetry")
            for one in answer(name, once, silent()).findings]  # fmt: skip

    assert "1 option in the main content" in told
    assert not [
        message for message in told if re.search(r"(?<![\d+,.])1 (times|options|words|seconds|clicks)\b", message)
    ]
    assert not [message for message in told if re.search(r"\d\.\d+ (s|seconds)\b", message)]
