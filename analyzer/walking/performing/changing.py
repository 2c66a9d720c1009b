"""A field brought to the value that a recording's ``change`` says it got."""

import mimetypes

from playwright.sync_api import FilePayload, Frame, Locator

from analyzer.recordings.standins import is_stand_in_file, stand_in_file
from analyzer.recordings.steps import Change, Click, DoubleClick, KeyUp, Step
from analyzer.walking.performing.locating import StepError, located, matches

_TICKED = "input[type=checkbox], input[type=radio], [role=checkbox], [role=radio], [role=switch]"
_STATES = frozenset({"true", "false"})
_SPACE = frozenset({" ", "Space"})
_MOMENT_MS = 100
_IS_OF = "(box, pressed) => box.contains(pressed) || pressed.closest('label')?.control === box"


def change(frame: Frame, step: Change, before: Step | None, timeout: float) -> None:
    """Bring the field to its value.

    Parameters
    ----------
    before
        The step before, if there is one. A box that it ticked has changed already: what older recorders noted after
        that is not the box's state but its value ("on"), which is always the same.

    Raises
    ------
    StepError
        If the field is not there, or wants a file that a recording does not hold.
    """
    element, value = located(frame, step.selectors, timeout), step.value
    if matches(frame, element, "select"):
        element.select_option(value, timeout=timeout)
    elif matches(frame, element, _TICKED):
        if value in _STATES or not _pressed(frame, element, step, before):
            element.set_checked(value not in {"", "false"}, timeout=timeout)
    elif matches(frame, element, "input[type=file]"):
        if not is_stand_in_file(value):
            raise StepError("a recording does not hold the file that was chosen; write this route as a script")
        element.set_input_files([_invented(name) for name in value.split("\n")], timeout=timeout)
    else:
        element.fill(value, timeout=timeout)


def _pressed(frame: Frame, box: Locator, step: Change, before: Step | None) -> bool:
    """Return whether the step ``before`` pressed the box, by its label or by the keyboard, too."""
    if isinstance(before, KeyUp):
        return before.key in _SPACE and matches(frame, box, ":focus")
    if not isinstance(before, Click | DoubleClick) or (before.target, before.frame) != (step.target, step.frame):
        return False
    try:
        pressed = located(frame, before.selectors, _MOMENT_MS)
    except StepError:
        return False
    return bool(box.evaluate(_IS_OF, pressed.element_handle()))


def _invented(name: str) -> FilePayload:
    kind, _ = mimetypes.guess_type(name)
    return FilePayload(name=name, mimeType=kind or "application/octet-stream", buffer=stand_in_file(name))
