"""Fields for text that are empty, and what they may keep from being pressed, or from going on once it is.

Nothing is typed on a page that nobody described: what lies behind such a field is not seen, and must be said.
"""

from collections.abc import Iterable, Iterator

from analyzer.counting import is_text_field
from analyzer.counting.shown import AROUND
from analyzer.exploring.choices import TYPED
from analyzer.exploring.looked import Looked, label
from analyzer.exploring.states import Edge, State
from analyzer.model import Control


def in_the_way(state: State, edges: Iterable[Edge], states: list[State]) -> Iterator[str]:
    """Yield what the empty fields are called in whose form something in question waits for them.

    That is a control that can be pressed, where the field must be filled in; one that is disabled; and one that was
    pressed and has not led on, for the field stands there still.
    """
    looked, pressed = state.looked, {choice.spot: choice.control for choice in state.offer.choices}
    barred = [one for one in looked.screen.controls if _waits(one, looked, state)]
    idle = [edge for edge in edges if edge.source == state.number and len(edge.steps) == 1]
    for field in empty(looked):
        beside = [control for control in pressed.values() if _is_beside(field, control, looked)]
        needed = beside and (field.required or field.kind == "password")
        stayed = any(pressed.get(edge.steps[0].spot) in beside and _stays(edge, field, states) for edge in idle)
        if needed or stayed or any(_is_beside(field, one, looked) for one in barred):
            yield label(field)


def empty(looked: Looked) -> Iterator[Control]:
    """Yield the fields for text that are empty, and no part of what stands around a page."""
    for one in looked.screen.controls:
        typed = one.role in TYPED or is_text_field(one)
        if typed and one.enabled and not one.filled and one.region not in AROUND:
            yield one


def _is_beside(field: Control, control: Control, looked: Looked) -> bool:
    """Return whether a field belongs to the form of a control, or lies in the least that stands around both."""
    form, around = looked.of(control).form, looked.of(field)
    return field.frame == control.frame and bool(form) and (around.form == form or around.path.startswith(f"{form}."))


def _waits(control: Control, looked: Looked, state: State) -> bool:
    inside = looked.of(control).box in state.offer.boxes
    in_question = inside or (state.led_here and not state.offer.asks and control.region not in AROUND)
    return not control.enabled and control.role == "button" and in_question


def _stays(edge: Edge, field: Control, states: list[State]) -> bool:
    """Return whether a press has led nowhere, as far as can be seen: not on, and not to a page without the field."""
    if edge.target is None:
        return not edge.why.startswith("not pressed")
    after = states[edge.target]
    return not after.ended and any((one.role, label(one)) == (field.role, label(field)) for one in empty(after.looked))
