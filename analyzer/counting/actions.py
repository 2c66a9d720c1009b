"""What a single step costs: clicks, keystrokes and scrolls."""

from typing import assert_never

from analyzer.counting.fields import is_text_field
from analyzer.counting.places import is_channel, screen_of, source_of
from analyzer.counting.shown import is_new
from analyzer.model import (
    Answer,
    Box,
    Check,
    Choose,
    Click,
    Drag,
    Fill,
    Focus,
    History,
    Hover,
    Open,
    Pause,
    Press,
    Screen,
    Scroll,
    Target,
    Transition,
    Upload,
    Walk,
)


def trusted_counts(walk: Walk) -> bool:
    """Return whether the page counted the activations that the steps explain, and no other.

    Where the two disagree, something was activated that no step tells of, so that no count of the walk can be trusted.
    """
    told = walk.activations
    return told.seen == told.counted and not told.unexplained


def clicks_of(transition: Transition, walk: Walk) -> int:
    """Return how many clicks a step is: pointer activations on the service.

    - A click counts as often as it was pressed: a double click is 2, a tap 1. The button does not matter.
    - An activation without a pointer (``script``) counts as well: somebody would have had to press there.
    - A click on a text field or its label that only puts the caret there is 0, because it is part of typing; one that
      shows something new (a date picker that covers the page) is a click.
    - A native list is 2, open and choose; every further choice in a list of many is 1 more. A click on the list just
      before is the same opening and not counted twice.
    - Ticking is 1, and 0 where the box already stood as wanted, because nobody would press.
    - Answering a browser's dialog is 1, also where the automation dismissed it by itself: a person has to.
    - Handing over a file is 1, the press on its button, which a click just before already was. What happens in the
      operating system's own window is not on the service.
    - A drag is 1: one press held and let go.
    - Keys, hovering, scrolling, moving the focus, typed addresses and the browser's own buttons are 0: they are not
      pointer activations on the service. Keys are keystrokes, scrolls are counted as scrolls.
    - In another channel (a mailbox) nothing counts, because such a visit is a context switch and counted apart. Only
      the press that first leads from there to the service counts: a link in a mail that starts the route.

    Raises
    ------
    InputError
        If the walk does not hold a screen that the step names.
    """
    source = source_of(transition, walk)
    if source is not None and is_channel(source, walk) and not _starts_the_route(transition, walk):
        return 0
    clicks = 0
    match transition.action:
        case Click() as click:
            clicks = _clicks(transition, click, walk)
        case Choose(options=options):
            clicks = 1 + max(1, len(options))
        case Check(to=to, was=was):
            clicks = int(to != was)
        case Upload(on=on):
            clicks = int(not _clicked_just_before(on, transition, walk))
        case Answer() | Drag():
            clicks = 1
        case Open() | History() | Fill() | Press() | Hover() | Focus() | Scroll() | Pause():
            pass
        case _:
            assert_never(transition.action)
    return clicks


def keystrokes_of(transition: Transition, walk: Walk) -> int:  # noqa: ARG001 - the three costs of a step share one form
    """Return how many keys a step is: characters typed and single keys pressed.

    Filling in n characters is n keys, also where a person might paste, because pasting presupposes a copy at hand. What
    the service had filled in costs nothing. A combination (Control+A) is one key.
    """
    match transition.action:
        case Fill(characters=characters) | Answer(characters=characters):
            return characters
        case Press(count=count):
            return count
        case _:
            return 0


def scrolls_of(transition: Transition, walk: Walk) -> int:
    """Return how many scrolls a step needs: the one it is, or the one it implies.

    Automation brings a control into view by itself, a person has to scroll. So acting on a control that did not stand
    in the viewport when the screen was seen counts as one scroll. Controls without an area are left out: where they
    stand says nothing.

    Raises
    ------
    InputError
        If the walk does not hold a screen that the step names.
    """
    if isinstance(transition.action, Scroll):
        return 1
    on = target_of(transition)
    if on is None or not transition.source or on.box.width * on.box.height == 0:
        return 0
    source = screen_of(walk, transition.source)
    for control in source.controls:
        if control.key == on.key and control.frame == on.frame:
            return int(not control.in_viewport)
    return int(not _overlap(on.box, source.viewport))


def target_of(transition: Transition) -> Target | None:
    """Return what a step acted on; None for steps without a target."""
    match transition.action:
        case (
            Click(on=on) | Fill(on=on) | Choose(on=on) | Check(on=on) | Upload(on=on) | Hover(on=on) | Drag(on=on)
            | Press(on=on) | Focus(on=on)
        ):  # fmt: skip
            return on
        case Open() | History() | Scroll() | Answer() | Pause():
            return None


def label_of(transition: Transition, walk: Walk) -> str:
    """Return the words on what a step acted on: its accessible name, else what is painted on it, else "".

    Raises
    ------
    InputError
        If the walk does not hold a screen that the step names.
    """
    on = target_of(transition)
    source = source_of(transition, walk)
    if on is None:
        return ""
    if on.name or source is None:
        return on.name
    return next((control.text for control in source.controls if control.key == on.key), "")


def _clicks(transition: Transition, click: Click, walk: Walk) -> int:
    if click.on.tag == "select":
        then = _neighbour(transition, walk, 1)
        opened_for_choosing = then is not None and isinstance(then.action, Choose) and _same(then.action.on, click.on)
        return 0 if opened_for_choosing else click.times
    after = screen_of(walk, transition.target)
    if _puts_the_caret(click, after) and not is_new(source_of(transition, walk), after):
        return 0
    return click.times


def _puts_the_caret(click: Click, after: Screen) -> bool:
    """Whether the click went to a text field, or to the label of one, which then has the focus."""
    if click.on.tag != "label":
        return is_text_field(click.on)
    return any(control.key == after.focus and is_text_field(control) for control in after.controls)


def _starts_the_route(transition: Transition, walk: Walk) -> bool:
    if is_channel(screen_of(walk, transition.target), walk):
        return False
    earlier = (screen_of(walk, past.target) for past in walk.transitions if past.number < transition.number)
    return all(is_channel(screen, walk) for screen in earlier)


def _clicked_just_before(on: Target, transition: Transition, walk: Walk) -> bool:
    before = _neighbour(transition, walk, -1)
    return before is not None and isinstance(before.action, Click) and _same(before.action.on, on)


def _neighbour(transition: Transition, walk: Walk, distance: int) -> Transition | None:
    number = transition.number + distance
    return next((other for other in walk.transitions if other.number == number), None)


def _same(one: Target, other: Target) -> bool:
    return (one.key, one.frame) == (other.key, other.frame)


def _overlap(box: Box, viewport: Box) -> bool:
    across = box.x < viewport.x + viewport.width and viewport.x < box.x + box.width
    return across and box.y < viewport.y + viewport.height and viewport.y < box.y + box.height
