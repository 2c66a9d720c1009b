"""Where a person is: screens in the order they were seen, their origins, and visits to other channels."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from analyzer.errors import InputError
from analyzer.model import Screen, Transition, Walk


def screen_of(walk: Walk, number: int) -> Screen:
    """Return the screen with this number.

    Raises
    ------
    InputError
        If the walk holds no such screen.
    """
    if 0 < number <= len(walk.screens) and walk.screens[number - 1].number == number:
        return walk.screens[number - 1]
    for screen in walk.screens:
        if screen.number == number:
            return screen
    raise InputError(f"walk of route {walk.route!r}: screen {number} is named by a step and not there; walk it again")


def source_of(transition: Transition, walk: Walk) -> Screen | None:
    """Return the screen acted on; None for the very first opening.

    Raises
    ------
    InputError
        If the walk does not hold the screen the step names.
    """
    return screen_of(walk, transition.source) if transition.source else None


def seen(walk: Walk) -> Iterator[tuple[int, Screen | None, Screen]]:
    """Yield what a person saw change, in order: (step, screen before, screen after).

    A step whose source is not the screen last seen means that somebody turned to another tab first: the turn itself is
    yielded before it, with the same step. Before the first screen there is None.

    Raises
    ------
    InputError
        If the walk does not hold a screen that a step names.
    """
    last: Screen | None = None
    for transition in walk.transitions:
        source = source_of(transition, walk)
        if source is not None and (last is None or source.number != last.number):
            yield transition.number, last, source
            last = source
        target = screen_of(walk, transition.target)
        yield transition.number, last, target
        last = target


def origin(url: str) -> str:
    """Return scheme, host and port of an address, lower case; "" where it has none or cannot be read."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}".lower() if parts.netloc else ""


def is_channel(screen: Screen, walk: Walk) -> bool:
    """Return whether the screen belongs to another channel of the flow, for instance a mailbox."""
    return origin(screen.url) in {origin(place) for place in walk.flow.site.channels}


def arrivals(walk: Walk) -> tuple[tuple[int, Screen], ...]:
    """Return every arrival at another channel as (step, screen).

    A context switch is an arrival at an origin of ``flow.site.channels`` that comes from elsewhere. The first screen is
    no switch, because a mail that starts a route lies where the person already is; the way back is not counted again.

    Raises
    ------
    InputError
        If the walk does not hold a screen that a step names.
    """
    return tuple(
        (step, after)
        for step, before, after in seen(walk)
        if before is not None and is_channel(after, walk) and origin(before.url) != origin(after.url)
    )
