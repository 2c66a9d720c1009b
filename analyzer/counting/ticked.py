"""Which box a step ticks by the words beside it: the step names the label, and not the box."""

from analyzer.counting.places import screen_of, source_of
from analyzer.model import Click, Control, Transition, Walk


def ticked_beside(transition: Transition, walk: Walk) -> Control | None:
    """Return the control, as it stood before, whose state a click on no control of its screen turned over; else None.

    Of the radio buttons that such a click moves it is the one that is chosen then. Where several boxes moved, the one
    that bears the name of what was clicked.

    Raises
    ------
    InputError
        If the walk does not hold a screen that the step names.
    """
    source, action = source_of(transition, walk), transition.action
    if source is None or not isinstance(action, Click):
        return None
    if any((one.key, one.frame) == (action.on.key, action.on.frame) for one in source.controls):
        return None
    after = screen_of(walk, transition.target)
    if (after.page, after.document) != (source.page, source.document):
        return None
    states = {(one.key, one.frame): one.checked for one in after.controls}
    moved = [
        one
        for one in source.controls
        if one.checked is not None and states.get((one.key, one.frame), one.checked) != one.checked
    ]
    chosen = [one for one in moved if one.role != "radio" or not one.checked]
    named = [one for one in chosen if one.name == action.on.name]
    return next(iter(chosen if len(chosen) == 1 else named), None)
