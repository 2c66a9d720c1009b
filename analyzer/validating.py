"""Whether a walk that was read hangs together: what its types alone cannot say.

A walk that was written by hand, cut short or tampered with is refused here, in one line that names the place, so that
nothing that judges has to expect it.
"""

from collections.abc import Iterator

from analyzer import canonical
from analyzer.errors import InputError
from analyzer.model import Walk

MOST_HOURS = 1_000_000
"""Longer than any declared wait: more than a century."""


def validate(walk: Walk, file: str) -> None:
    """Refuse a walk whose parts do not fit together; ``file`` is where it was read from.

    Screens and transitions are numbered from 1 in order. Every transition leads from a screen that is there, or from 0
    if it is the first, to one that is there. A walk shows something and was opened, and to each of its screens leads a
    transition, unless it is incomplete. What lies in a dialog lies in one that is open. Numbers with a fraction carry
    at most two decimals, because judging rounds before anything is written.

    Raises
    ------
    InputError
        If it is not so; the line names the file and the place.
    """
    for wrong in _wrong(walk):
        raise InputError(f"{file}: {wrong}")


def _wrong(walk: Walk) -> Iterator[str]:
    """Yield what is wrong, as ``place: what``."""
    if walk.outcome != "incomplete":
        if not walk.screens:
            yield f"screens: there is none, and the walk is {walk.outcome}"
        if not walk.transitions:
            yield f"transitions: there is none, and the walk is {walk.outcome}"
    yield from _wrong_screens(walk)
    yield from _wrong_transitions(walk)
    yield from _wrong_numbers(walk)
    shown = {step.target for step in walk.transitions}
    for place, screen in enumerate(walk.screens):
        if screen.number not in shown and walk.outcome != "incomplete":
            yield f"screens[{place}]: no transition leads to it"


def _wrong_screens(walk: Walk) -> Iterator[str]:
    for place, screen in enumerate(walk.screens):
        if screen.number != place + 1:
            yield f"screens[{place}].number: {place + 1} is expected, not {screen.number}"
        placed = [(f"blocks[{index}]", block.dialog) for index, block in enumerate(screen.blocks)]
        placed += [(f"controls[{index}]", control.dialog) for index, control in enumerate(screen.controls)]
        for what, dialog in placed:
            if dialog is not None and dialog >= len(screen.dialogs):
                yield f"screens[{place}].{what}.dialog: {len(screen.dialogs)} are open, counted from 0; not {dialog}"


def _wrong_transitions(walk: Walk) -> Iterator[str]:
    there = len(walk.screens)
    for place, step in enumerate(walk.transitions):
        at = f"transitions[{place}]"
        if step.number != place + 1:
            yield f"{at}.number: {place + 1} is expected, not {step.number}"
        if (step.source == 0) != (place == 0):
            yield f"{at}.source: 0 is expected of the first transition, and only of it, not {step.source}"
        if step.source > there:
            yield f"{at}.source: there is no screen {step.source}"
        if step.target > there:
            yield f"{at}.target: there is no screen {step.target}"


def _wrong_numbers(walk: Walk) -> Iterator[str]:
    for place, number in _fractions(walk):
        if round(number, canonical.DECIMALS) != number:
            yield f"{place}: {number!r} is not a finite number with at most {canonical.DECIMALS} decimals"
    for index, wait in enumerate(walk.flow.waits):
        if not 0 <= wait.low_hours <= wait.high_hours <= MOST_HOURS:
            yield f"flow.waits[{index}]: 0 <= low_hours <= high_hours <= {MOST_HOURS} is expected"


def _fractions(walk: Walk) -> Iterator[tuple[str, float]]:
    yield "environment.scale", walk.environment.scale
    for index, wait in enumerate(walk.flow.waits):
        yield f"flow.waits[{index}].low_hours", wait.low_hours
        yield f"flow.waits[{index}].high_hours", wait.high_hours
    for place, screen in enumerate(walk.screens):
        for index, control in enumerate(screen.controls):
            if control.font_size is not None:
                yield f"screens[{place}].controls[{index}].font_size", control.font_size
