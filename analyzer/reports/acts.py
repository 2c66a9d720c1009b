"""A step in words: what it does, and on what or with what."""

from analyzer import counting
from analyzer.model import Action, Answer, History, Open, Pause, Press, Scroll, Transition, Walk
from analyzer.queries import without_values


def verb(transition: Transition) -> str:
    """Return the name of the action: ``click``, ``fill`` ..."""
    return str(transition.action.__struct_config__.tag)


def words(transition: Transition, walk: Walk) -> str:
    """Return the words on what a step acted on; without a control, what was opened, pressed, answered or waited.

    Raises
    ------
    InputError
        If the walk does not hold a screen that the step names.
    """
    acted = counting.target_of(transition) is not None
    return counting.label_of(transition, walk) if acted else _told(transition.action)


def _told(action: Action) -> str:
    match action:
        case Open(url=address):
            return without_values(address)
        case History(how=told) | Press(keys=told) | Answer(dialog=told):
            return told
        case Scroll(right=right, down=down):
            return f"{right}, {down} px" if right else f"{down} px"
        case Pause(milliseconds=milliseconds):
            return f"{milliseconds} ms"
        case _:
            return ""
