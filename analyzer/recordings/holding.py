"""Modifier keys that were pressed while recording and never let go."""

from collections.abc import Sequence

from analyzer.recordings.steps import KeyDown, KeyUp, Step

_MODIFIERS = frozenset(
    name + side for name in ("Alt", "Control", "Meta", "Shift") for side in ("", "Left", "Right")
) | {"AltGraph"}  # fmt: skip


def never_let_go(steps: Sequence[Step]) -> frozenset[int]:
    """Return which steps, counted from 0, press a modifier key that no later step lets go.

    Who goes to another window with such a key (Alt+Tab, Ctrl+T) lets it go there, unseen by the recorder. Were it held
    on, each click after it would be another one: with Alt a link is downloaded, with Ctrl it opens in a new tab.
    """
    let_go: set[str] = set()
    held = set()
    for at in range(len(steps) - 1, -1, -1):
        step = steps[at]
        if isinstance(step, KeyUp):
            let_go.add(step.key)
        elif isinstance(step, KeyDown) and step.key in _MODIFIERS - let_go:
            held.add(at)
    return frozenset(held)
