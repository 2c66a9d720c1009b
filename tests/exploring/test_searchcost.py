"""What a search costs is told exactly, under assumptions that are named, and decoys never make it cheaper."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from analyzer import canonical
from analyzer.exploring.picks import Pick, absorbed
from analyzer.exploring.searchcost import RATES, search_cost
from analyzer.model.exploration import Estimate, Exploration, Found, Press, SearchCost, Way
from analyzer.reports.explored import details, text

ROUNDING = 0.011
"""What is equal may be rounded to either side."""

Seen = tuple[list[Found], list[Press]]


def state(name: str, outcome: str = "", *, offers: int = 0) -> Found:
    return Found(
        id=name, title=name, url="https://shop.example/", clicks=0, asks=not outcome, outcome=outcome, why="",
        offers=offers, tried=0, left_out=0, like="", ended=bool(outcome),
    )  # fmt: skip


def press(source: str, target: str, *labels: str) -> Press:
    named = labels or (f"{source} to {target}",)
    return Press(source=source, target=target, labels=named, intent=None, clicks=len(named), why="")


def cost(nodes: list[Found], presses: list[Press]) -> SearchCost:
    found = search_cost(nodes, presses)
    assert found is not None
    return found


def exactly(value: float) -> Estimate:
    return Estimate(low=value, high=value)


@st.composite
def explorations(draw: st.DrawFn) -> Seen:
    """States with an ending that the start leads to, cycles, dead ends, traps, and controls that were not tried."""
    names = [f"s{number}" for number in range(1, draw(st.integers(1, 6)) + 1)]
    outcomes = draw(st.lists(st.sampled_from(["accepted", "refused", "partial", "undecided"]), min_size=1, max_size=3))
    endings = [state(f"e{number}", outcome) for number, outcome in enumerate(outcomes)]
    anywhere = st.sampled_from([*names, *(ending.id for ending in endings)])
    presses = [press("s1", "e0")]
    for number, name in enumerate(names[1:], 1):
        presses.append(press(draw(st.sampled_from(names[:number])), name))
    for number in range(draw(st.integers(0, 8))):
        labels = [f"control {number}", "next"][: draw(st.integers(1, 2))]
        presses.append(press(draw(st.sampled_from(names)), draw(anywhere), *labels))
    return [*(state(name, offers=draw(st.integers(0, 6))) for name in names), *endings], presses


@given(st.integers(2, 9), st.data())
def test_a_gambler_is_ruined_as_in_the_textbook(end: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(1, end - 1))
    picks = {str(at): Pick(1, {str(at - 1): 0.5, str(at + 1): 0.5}) for at in range(1, end)}
    walk = absorbed(str(start), picks)
    assert walk.clicks == pytest.approx(start * (end - start))
    assert walk.to == pytest.approx({"0": (end - start) / end, str(end): start / end})


def test_what_is_rare_is_told_to_the_last_digits() -> None:
    rare = 1e-12
    picks = {f"s{at}": Pick(1, {f"s{at + 1}": rare, f"s{max(at - 1, 0)}": 1 - rare}) for at in range(3)}
    forward, total = Fraction(0), Fraction(0)
    for _ in range(3):
        forward = (1 + (1 - Fraction(rare)) * forward) / Fraction(rare)  # clicks from a state to the next
        total += forward
    assert absorbed("s0", picks).clicks == pytest.approx(float(total), rel=1e-12)


@given(explorations())
def test_something_is_decided_in_the_end(seen: Seen) -> None:
    found = cost(*seen)
    chances = (found.accepted, found.refused, found.other)
    unseen = found.accepted.high - found.accepted.low
    assert sum(chance.low for chance in chances) + unseen == pytest.approx(100, abs=0.025)
    assert all(0 <= chance.low <= chance.high <= 100 for chance in chances)
    assert 1 <= found.actions.low <= found.actions.high
    assert canonical.line(found)


@given(explorations())
def test_refusing_takes_no_less_than_coming_to_any_end(seen: Seen) -> None:
    found = cost(*seen)
    if found.to_refusal is not None:
        assert found.to_refusal.low >= found.actions.low
        assert found.to_refusal.high >= found.actions.high


@given(explorations(), st.booleans(), st.data())
def test_a_decoy_never_makes_a_search_cheaper(seen: Seen, leads: bool, data: st.DataObject) -> None:  # noqa: FBT001
    nodes, presses = seen
    place = data.draw(st.integers(0, len([node for node in nodes if not node.ended]) - 1))
    source = nodes[place]
    target = "decoy" if leads else source.id
    with_decoy = [
        *(replace(node, offers=node.offers + 1) if node is source else node for node in nodes),
        *([state("decoy")] if leads else []),
    ]
    before, after = cost(nodes, presses), cost(with_decoy, [*presses, press(source.id, target, "a decoy")])
    assert after.actions.low >= before.actions.low - ROUNDING
    assert after.actions.high >= before.actions.high - ROUNDING
    if before.to_refusal is not None:
        assert after.to_refusal is not None
        assert after.to_refusal.low >= before.to_refusal.low - ROUNDING
        assert after.to_refusal.high >= before.to_refusal.high - ROUNDING


@given(explorations(), st.data())
def test_the_order_of_states_and_presses_changes_nothing(seen: Seen, data: st.DataObject) -> None:
    nodes, presses = seen
    moved = [nodes[0], *data.draw(st.permutations(nodes[1:]))]
    assert search_cost(moved, data.draw(st.permutations(presses))) == search_cost(nodes, presses)


def test_one_control_is_one_click() -> None:
    found = cost([state("s1", offers=1), state("s2", "refused")], [press("s1", "s2")])
    assert found.actions == found.to_refusal == exactly(1)
    assert found.refused == exactly(100)
    assert found.accepted == found.other == exactly(0)


def test_accepting_by_mistake_and_starting_over_costs_clicks() -> None:
    nodes = [state("s1", offers=2), state("s2", "accepted"), state("s3", "refused")]
    found = cost(nodes, [press("s1", "s2"), press("s1", "s3")])
    assert found.actions == exactly(1)
    assert found.accepted == found.refused == exactly(50)
    assert found.to_refusal == exactly(3)  # half the time one click, else one, one to start over, and all again


def test_a_control_that_was_not_tried_is_read_both_ways() -> None:
    nodes = [state("s1", offers=4), state("s2", "accepted"), state("s3", "refused")]
    found = cost(nodes, [press("s1", "s2"), press("s1", "s3"), press("s1", "", "Log in")])
    assert found.actions == Estimate(low=1, high=2)
    assert found.accepted == found.refused == Estimate(low=25, high=75)
    assert found.other == Estimate(low=0, high=50)


def test_a_dead_end_is_left_by_going_back() -> None:
    nodes = [state("s1", offers=2), state("s2", "accepted"), state("s3")]
    found = cost(nodes, [press("s1", "s2"), press("s1", "s3")])
    assert found.actions == exactly(3)
    assert found.to_refusal is None


def test_pages_that_lead_only_to_one_another_are_left_by_going_back() -> None:
    nodes = [state("s1", offers=2), state("s2", "accepted"), state("s3", offers=1), state("s4", offers=1)]
    presses = [press("s1", "s2"), press("s1", "s3"), press("s3", "s4"), press("s4", "s3")]
    # s3: back to s1 or s4 (one option), or on to s4; s4: back to s3, or on to s3. So a visit of both costs 7.
    assert cost(nodes, presses).actions == exactly(9)


def row(source: str, target: str, *labels: str) -> Press:
    return replace(press(source, target, *labels), controls=len(labels))


def test_two_switches_whose_every_combination_was_seen_cost_each_press_whatever_was_pressed_at_once() -> None:
    # Two switches that are on, what saves, and what accepts; saving with one off is neither.
    names = {"on on": "s1", "off on": "s2", "on off": "s3", "off off": "s4"}
    nodes = [*(state(name, offers=4) for name in names.values())]
    nodes += [state("yes", "accepted"), state("half", "partial"), state("no", "refused")]
    presses = [
        *(press(one, "yes", "Accept") for one in names.values()),
        press("s1", "yes", "Save"), press("s2", "half", "Save"), press("s3", "half", "Save"), press("s4", "no", "Save"),
        press("s1", "s2", "Ads"), press("s1", "s3", "Maps"), press("s2", "s1", "Ads"), press("s2", "s4", "Maps"),
        press("s3", "s4", "Ads"), press("s3", "s1", "Maps"), press("s4", "s3", "Ads"), press("s4", "s2", "Maps"),
    ]  # fmt: skip
    found = cost(nodes, [*presses, row("s1", "s4", "Ads", "Maps")])
    assert found == cost(nodes, presses)
    # Half of what stands anywhere ends it. With a, b, c clicks to a refusal while none, one, both are off:
    # a = 1 + b/2 + (1 + a)/2,  b = 1 + a/4 + c/4 + (1 + a)/2,  c = 1 + b/2 + (1 + a)/4:
    # a = 3 + b and 14 b = 29 + 13 a, so that a = 71.
    assert found.actions == exactly(2)
    assert found.to_refusal == exactly(71)
    # r = s/2, s = r/4 + t/4, t = s/2 + 1/4 for the chance to refuse first: r = 1/24.
    assert found.refused == exactly(4.17)


def test_a_row_of_switches_is_turned_one_press_at_a_time_to_and_fro() -> None:
    # Nothing else stands there: it is the walk along the edges of a square, a cube, to the opposite corner. Of a
    # square a = 1 + b and b = 1 + a/2; of a cube a = 1 + b, b = 1 + a/3 + 2c/3, c = 1 + 2b/3.
    for switches, expected in ((2, 4), (3, 10), (4, 64 / 3)):
        labels = [f"switch {number}" for number in range(switches)]
        nodes = [state("s1", offers=switches), state("s2", "refused")]
        assert cost(nodes, [row("s1", "s2", *labels)]).actions == exactly(round(expected, 2))
        # That where a first press leads was seen changes nothing.
        seen = [*nodes, *(state(f"first {number}", offers=switches) for number in range(2))]
        alone = [press("s1", f"first {number}", labels[number]) for number in range(2)]
        assert cost(seen, [*alone, row("s1", "s2", *labels)]).actions == exactly(round(expected, 2))


def test_what_else_stands_between_two_switches_leads_where_it_did_before_and_saving_there_is_neither() -> None:
    nodes = [state("s1", offers=3), state("s2", "accepted"), state("s3", offers=3), state("s4", "refused")]
    presses = [row("s1", "s3", "Ads", "Maps"), press("s3", "s4", "Save")]
    # u, v, w for none, one and both turned: u = 1 + 2v/3, v = 1 + u/3 + w/3, w = 1 + 2v/3, so that u = 3. The chance
    # that it is refused: r = 2s/3, s = r/3 + t/3, t = 1/3 + 2s/3, so that r = 2/15.
    accepting = cost(nodes, [*presses, press("s1", "s2", "Accept")])
    assert accepting.actions == exactly(3)
    assert (accepting.accepted, accepting.other, accepting.refused) == (exactly(86.67), exactly(0), exactly(13.33))
    saving = cost(nodes, [*presses, replace(press("s1", "s2", "Save"), intent="save")])
    # p = 1/3 + 2q/3, q = p/3 + n/3, n = 2q/3 for the chance that all is given: p = 7/15.
    assert saving.actions == exactly(3)
    assert (saving.accepted, saving.other, saving.refused) == (exactly(46.67), exactly(40), exactly(13.33))


def test_what_was_never_tried_beside_a_row_of_switches_is_read_both_ways() -> None:
    nodes = [state("s1", offers=3), state("s2", "refused", offers=2)]
    # u = 1 + 2v/3, v = 1 + u/3 where it ends it; u = 1 + 2v/3 + u/3, v = 1 + u/3 + u/3 where it leads to the start.
    assert cost(nodes, [row("s1", "s2", "Ads", "Maps")]).actions == Estimate(low=2.14, high=7.5)


def test_words_that_proved_to_be_no_control_are_none() -> None:
    nodes = [state("s1", offers=2), state("s2", "accepted"), state("s3", "refused")]
    real = [press("s1", "s2"), press("s1", "s3")]
    words = replace(press("s1", "s1", "Choose what you allow."), controls=0)
    assert cost(nodes, [*real, words]) == cost(nodes, real)


def test_an_answer_to_the_browser_is_no_control_of_its_own() -> None:
    nodes = [state("s1", offers=2), state("s2", "accepted"), state("s3", "refused")]
    found = cost(nodes, [press("s1", "s2"), press("s1", "s3", "Refuse", "OK"), press("s1", "s1", "Refuse", "Cancel")])
    assert found.accepted == exactly(66.67)
    assert found.refused == exactly(33.33)


@pytest.mark.lengthy
def test_what_is_beyond_counting_is_not_told() -> None:
    rooms = [state(f"s{at}", offers=21 if at else 2) for at in range(300)]
    onward = [press(f"s{at}", f"s{at + 1}") for at in range(299)]
    home = [press(f"s{at}", "s0", f"home {at} {number}") for at in range(1, 300) for number in range(20)]
    ends = [state("yes", "accepted"), state("no", "refused")]
    refusal = press("s299", "no")
    found = cost([*rooms, *ends], [*onward, *home, press("s0", "yes"), refusal])
    assert found.actions.low == 3.05
    assert found.to_refusal is None
    assert search_cost([*rooms, *ends], [*onward, *home, refusal]) is None


def test_nothing_is_told_where_nothing_ends() -> None:
    assert search_cost([], []) is None
    assert search_cost([state("s1", offers=2), state("s2")], [press("s1", "s2")]) is None


def test_the_report_says_that_it_is_an_estimate_and_what_is_assumed() -> None:
    nodes = [state("s1", offers=4), state("s2", "accepted"), state("s3", "refused")]
    presses = [press("s1", "s2"), press("s1", "s3")]
    found = Exploration(
        format="optout-exploration-1", url="https://shop.example/", language="en", accept=None, refuse=None,
        found_ui=True, hides_from_automation=False, states=3, truncated=False, bounds=(), spared=(), findings=(),
        nodes=tuple(nodes), presses=tuple(presses), search_cost=search_cost(nodes, presses),
    )  # fmt: skip
    told, behind = (" ".join(part(found).split()) for part in (text, details))
    assert "an estimate: 1 to 2 clicks until it ends, 1.67 to 7 until it is a refusal" in told
    assert "first end: accepted 25 to 75 %, refused 25 to 75 %, neither 0 to 50 %" in told
    assert "given up before refusing, by the rate of quitting, which nobody knows: 1.33 to" in behind
    assert "at 50 % a press" in behind
    assert "assumed: each control in question is picked with the same chance, and nothing is remembered" in behind
    without = " ".join(text(replace(found, search_cost=None)).split())
    assert "by chance not known: from the start nothing that was pressed comes to an end that is told" in without
    assert "by chance" not in text(replace(found, search_cost=None, found_ui=False))
    way = Way(clicks=1, labels=("No",), states=("s1", "s3"), evidence="", by_label=False, proved=True)
    uncounted = replace(found, refuse=way, search_cost=replace(cost(nodes, presses), to_refusal=None))
    said = "1 to 2 clicks until it ends, not known until it is a refusal: more clicks than can be counted"
    assert said in " ".join(text(uncounted).split())


def test_giving_up_is_a_curve_over_the_rate_of_quitting_as_computed_by_hand() -> None:
    nodes = [state("s1", offers=2), state("s2", "accepted"), state("s3", "refused")]
    found = cost(nodes, [press("s1", "s2"), press("s1", "s3")])

    # One of two is picked, and who accepted starts over: g = q + (1 - q) g / 2.
    by_hand = [(rate, 100 * 2 * rate / (100 + rate)) for rate in RATES]
    assert [(one.rate, one.given_up) for one in found.giving_up] == [
        (rate, exactly(round(given_up, 2))) for rate, given_up in by_hand
    ]


@given(explorations())
def test_who_quits_sooner_gives_up_more_often_and_untried_controls_make_it_no_rarer(seen: Seen) -> None:
    found = search_cost(*seen)
    for one in found.giving_up if found else ():
        assert 0 <= one.rate - ROUNDING <= one.given_up.low
        assert one.given_up.low - ROUNDING <= one.given_up.high <= 100
    for seldom, often in pairwise(found.giving_up if found else ()):
        assert seldom.given_up.low <= often.given_up.low
        assert seldom.given_up.high <= often.given_up.high


def test_without_a_refusal_there_is_no_curve() -> None:
    assert cost([state("s1", offers=1), state("s2", "accepted")], [press("s1", "s2")]).giving_up == ()
