"""What a search costs is told of a whole dialog, whatever part of it was tried, by a range that holds the true value.

The dialogs have boxes, ticked or not, behind "Settings", and what saves them; they are solved here by themselves.
"""

from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from analyzer.exploring.searchcost import search_cost
from analyzer.model.exploration import Estimate, Found, Press, SearchCost

ROUNDING = 0.006
"""Half a unit of the last digit that is told, and a little for the arithmetic."""

Outcome = Literal["accepted", "refused", "partial", ""]

ENDINGS: tuple[Outcome, ...] = ("accepted", "refused", "partial")

Turned = frozenset[int]


@dataclass(frozen=True)
class Dialog:
    """``boxes`` behind settings, all ``ticked`` or none; with no box, saving what is there refuses."""

    boxes: int
    ticked: bool

    @property
    def panels(self) -> list[Turned]:
        """Which boxes can be turned."""
        return [frozenset(one) for size in range(self.boxes + 1) for one in combinations(range(self.boxes), size)]

    def saved(self, turned: int) -> str:
        """Return what comes of saving with so many turned."""
        if not self.boxes:
            return "refused"
        if 0 < turned < self.boxes:
            return "partial"
        return "accepted" if self.ticked is (turned == 0) else "refused"

    def value(
        self, ends: dict[str, float], *, pick: float = 1, goes_on: float = 1, again: float | None = None
    ) -> float:
        """Return what is to be expected from the start, by going through all states again and again.

        That is ``pick`` at each, ``ends`` at an ending, or what starting over costs, ``again``, and all anew.
        """
        start, panel = 0.0, [0.0] * (self.boxes + 1)

        def at(ending: str) -> float:
            return ends[ending] if again is None or ending == "refused" else again + start

        while True:
            before = [start, *panel]
            start = pick + goes_on * (at("accepted") + panel[0]) / 2
            for done in range(self.boxes + 1):
                back = done * panel[done - 1] if done else 0
                on = (self.boxes - done) * panel[done + 1] if done < self.boxes else 0
                panel[done] = pick + goes_on * (back + on + at(self.saved(done))) / (self.boxes + 1)
            if max(abs(one - other) for one, other in zip(before, [start, *panel], strict=True)) < 1e-12:
                return start

    def nodes(self) -> list[Found]:
        """Return all of its states, as a search that has seen them tells them."""
        panels = [_node(_name(one), "", self.boxes + 1) for one in self.panels]
        return [_node("start", "", 2), *panels, *(_node(ending, ending, 0) for ending in ENDINGS)]

    def presses(self) -> list[Press]:
        """Return all that can be pressed in it."""
        every = [_press("start", "accepted", "Accept", "accept"), _press("start", _name(frozenset()), "Settings")]
        for one in self.panels:
            every.append(_press(_name(one), self.saved(len(one)), "Save", "save"))
            every += [_press(_name(one), _name(one ^ {box}), f"box {box}", switch=True) for box in range(self.boxes)]
        return every

    def row(self) -> list[Press]:
        """Return all boxes turned in a row."""
        labels = tuple(f"box {box}" for box in range(self.boxes))
        whole = _press(_name(frozenset()), _name(frozenset(range(self.boxes))), "")
        return [replace(whole, labels=labels, clicks=self.boxes, controls=self.boxes)] if self.boxes > 1 else []

    def found(self, presses: list[Press]) -> SearchCost:
        """Return what is told where of all that can be pressed this was."""
        cost = search_cost(self.nodes(), presses)
        assert cost is not None
        return cost


def _name(turned: Turned) -> str:
    return "panel " + "".join(map(str, sorted(turned)))


def _node(name: str, outcome: Outcome, offers: int) -> Found:
    return Found(
        id=name, title=name, url="https://shop.example/", clicks=0, asks=not outcome, outcome=outcome, why="",
        offers=offers, tried=0, left_out=0, like="", ended=bool(outcome),
    )  # fmt: skip


def _press(source: str, target: str, label: str, intent: str | None = None, *, switch: bool = False) -> Press:
    return Press(source=source, target=target, labels=(label,), intent=intent, clicks=1, why="", switch=switch)


def holds(told: Estimate | None, true: float) -> bool:
    return told is not None and told.low - ROUNDING <= true <= told.high + ROUNDING


DIALOGS = [Dialog(boxes, ticked) for boxes in range(4) for ticked in (False, True)]

TO_ANY_END = {"accepted": 0.0, "refused": 0.0, "partial": 0.0}


@pytest.mark.parametrize("dialog", DIALOGS, ids=str)
def test_of_a_dialog_that_was_tried_as_a_whole_the_true_values_are_told(dialog: Dialog) -> None:
    told = dialog.found([*dialog.presses(), *dialog.row()])
    actions, to_refusal = dialog.value(TO_ANY_END), dialog.value({"refused": 0}, again=1)
    assert told.actions == Estimate(low=round(actions, 2), high=round(actions, 2))
    assert told.to_refusal == Estimate(low=round(to_refusal, 2), high=round(to_refusal, 2))


def test_two_ticked_boxes_take_as_many_clicks_as_by_hand() -> None:
    assert Dialog(2, ticked=True).value({"refused": 0}, again=1) == pytest.approx(51.5)
    assert Dialog(2, ticked=False).value(TO_ANY_END) == pytest.approx(2.5)


@pytest.mark.parametrize("dialog", [one for one in DIALOGS if one.boxes], ids=str)
def test_that_no_box_was_turned_back_makes_what_is_told_no_less_exact(dialog: Dialog) -> None:
    forth = [one for one in dialog.presses() if not one.switch or len(one.target) > len(one.source)]
    assert dialog.found([*forth, *dialog.row()]) == dialog.found(dialog.presses())


@pytest.mark.parametrize("dialog", [one for one in DIALOGS if one.boxes], ids=str)
def test_where_saving_was_tried_with_no_box_turned_the_clicks_until_it_ends_are_known(dialog: Dialog) -> None:
    start = _name(frozenset())
    first = [one for one in dialog.presses() if one.source in {"start", start}]
    actions = round(dialog.value(TO_ANY_END), 2)
    assert dialog.found([*first, *dialog.row()]).actions == Estimate(low=actions, high=actions)


@given(st.sampled_from(DIALOGS), st.data())
def test_whatever_of_a_dialog_was_tried_the_ranges_hold_the_true_values(dialog: Dialog, data: st.DataObject) -> None:
    every = [*dialog.presses(), *dialog.row()]
    kept = data.draw(st.lists(st.sampled_from(every), unique=True))
    # A search has pressed something that leads to each state it tells of, and has come to an end.
    kept += [one for one in every[:2] if one not in kept]
    met = {one.target for one in kept} | {"start"}
    for one in every:
        if one.target not in met and one.source in met and one.target not in ENDINGS:
            kept.append(one)
            met.add(one.target)
    told = dialog.found(kept)
    assert holds(told.actions, dialog.value(TO_ANY_END))
    for chance, ending in ((told.accepted, "accepted"), (told.refused, "refused"), (told.other, "partial")):
        assert holds(chance, 100 * dialog.value({**TO_ANY_END, ending: 1}, pick=0))
    if told.to_refusal is not None:
        assert holds(told.to_refusal, dialog.value({"refused": 0}, again=1))
        for quitting in told.giving_up:
            rate = quitting.rate / 100
            given_up = dialog.value({"refused": 0}, pick=rate, goes_on=1 - rate, again=0)
            assert holds(quitting.given_up, 100 * given_up)
