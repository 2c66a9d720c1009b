"""The state of a control, held against what the screen says of it."""

from collections.abc import Iterator, Sequence

from analyzer.wording.normalising import read
from analyzer.wording.routes.route import Shown

SETTINGS = frozenset({"checkbox", "switch", "radio"})
"""Roles of controls whose labels are choices and state nothing."""

BRIEF = 8
"""Words up to which a sentence says one thing, so that one shared word ties it to another; a rule of judgement."""

STATE = "state_"
"""The fact of being on or off, which is held against the control of the same screen alone."""


def belied(screen: Shown, sentences: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    """Yield each brief sentence that says of a control's label the state in which the control is not, with the two.

    Only on the same screen: on the next one it may have been switched.
    """
    states = [control for control in screen.controls if control.role in SETTINGS and control.checked is not None]
    for text in sentences if states else ():
        passage = read(text)
        sides = {hit.slot for hit in screen.hits("facts", passage) if hit.slot.startswith(STATE)}
        marks = {hit.slot for hit in screen.hits("stems", passage)}
        if len(sides) != 1 or len(passage.words) > BRIEF or "?" in text or "condition" in marks:
            continue
        named = screen.stems(text)
        for control in states:
            own = screen.stems(control.label)
            if own and own <= named and (STATE + "yes" in sides) != control.checked:
                yield text, control.label, bool(control.checked)
