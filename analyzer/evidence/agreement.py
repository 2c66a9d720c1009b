"""Whether a walk done again shows the same procedure, screen by screen; no browser, only two records."""

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from msgspec.structs import replace

from analyzer import canonical, counting
from analyzer.model import Aspect, Box, RouteAgreement, Screen, ScreenAgreement, Walk

_NOWHERE = Box(x=0, y=0, width=0, height=0)

_ASPECTS: Mapping[Aspect, Callable[[Screen], Any]] = {
    "address": lambda screen: screen.url,
    "title": lambda screen: screen.title,
    "language": lambda screen: screen.language,
    "dialogs": lambda screen: (screen.dialogs, screen.browser_dialog),
    "focus": lambda screen: screen.focus,
    "text": lambda screen: [replace(block, box=_NOWHERE, in_viewport=True) for block in screen.blocks],
    "controls": lambda screen: [
        replace(
            control, box=_NOWHERE, in_viewport=True, colour=None, background=None, border=None, font_size=None,
            font_weight=None,
        )
        for control in screen.controls
    ],
}  # fmt: skip
"""What makes a screen the same: all that a person reads and can do there, but neither places, colours nor fonts."""


def agreement(
    place: str, recorded: Walk, again: Walk, failure: str, misses: Sequence[str], overruns: Sequence[str]
) -> RouteAgreement:
    """Return how the walk ``again`` agrees with the one ``recorded`` in the folder ``place``.

    It is reproduced where every screen, every action and the outcome agree, nothing failed, and the tape had every
    answer: once and no more often than it was recorded.
    """
    screens = tuple(_screen(*pair) for pair in zip_longest(recorded.screens, again.screens))
    steps = _actions(recorded) == _actions(again)
    refused = recorded.refused == again.refused
    whole = steps and refused and recorded.outcome == again.outcome and not any(one.differs for one in screens)
    return RouteAgreement(
        place=place,
        reproduced=whole and not (failure or misses or overruns),
        outcome=recorded.outcome,
        again=again.outcome,
        steps=steps,
        screens=screens,
        shown=len(counting.newly_shown(recorded)),
        failure=failure or ("" if refused else "other requests had no answer than when it was recorded"),
        misses=tuple(misses),
        overruns=tuple(overruns),
        sha256=canonical.sha256(canonical.line([_observed(again), again.transitions, again.outcome])),
    )


def _screen(recorded: Screen | None, again: Screen | None) -> ScreenAgreement:
    if recorded is None or again is None:
        shown = recorded or again
        assert shown is not None  # noqa: S101 - of two that are paired, one is there
        return ScreenAgreement(number=shown.number, differs=("missing" if recorded else "not recorded",), layout=False)
    differs = tuple(aspect for aspect, of in _ASPECTS.items() if of(recorded) != of(again))
    return ScreenAgreement(number=recorded.number, differs=differs, layout=_seen(recorded) == _seen(again))


def _seen(screen: Screen) -> Screen:
    return replace(screen, screenshot=None)


def _observed(walk: Walk) -> list[Screen]:
    return [_seen(screen) for screen in walk.screens]


def _actions(walk: Walk) -> list[Any]:
    """Return what was done between which screens, wherever on them."""
    actions = []
    for one in walk.transitions:
        on = getattr(one.action, "on", None)
        action = replace(one.action, on=replace(on, box=_NOWHERE)) if on else one.action
        actions.append(replace(one, action=action))
    return actions
