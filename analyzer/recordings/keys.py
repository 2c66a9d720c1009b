"""The keys that a recording can press, by the names that browsers give them.

The names are those of W3C, "UI Events KeyboardEvent key Values", and of its codes, as far as
the driver's keyboard has them.
"""

import re

_NAMED = frozenset({
    "Alt", "AltGraph", "AltLeft", "AltRight", "Control", "ControlLeft", "ControlRight", "Meta", "MetaLeft", "MetaRight",
    "Shift", "ShiftLeft", "ShiftRight", "ArrowDown", "ArrowLeft", "ArrowRight", "ArrowUp", "End", "Home", "PageDown",
    "PageUp", "Backspace", "CapsLock", "ContextMenu", "Delete", "Enter", "Escape", "Insert", "NumLock", "Pause",
    "PrintScreen", "ScrollLock", "Space", "Tab", "AudioVolumeDown", "AudioVolumeMute", "AudioVolumeUp",
    "MediaPlayPause", "MediaTrackNext", "MediaTrackPrevious", "Backquote", "Backslash", "BracketLeft", "BracketRight",
    "Comma", "Equal", "Minus", "Period", "Quote", "Semicolon", "Slash", "NumpadAdd", "NumpadDecimal", "NumpadDivide",
    "NumpadEnter", "NumpadMultiply", "NumpadSubtract",
})  # fmt: skip
_NUMBERED = re.compile(r"F([1-9]|1[0-2])|Key[A-Z]|(Digit|Numpad)[0-9]")
_COMPOSING = frozenset({"Compose", "Dead", "Process", "Unidentified"})


def can_be_pressed(key: str) -> bool:
    """Return whether ``key`` is a character, or the name of a key that a driven browser has."""
    return len(key) == 1 or key in _NAMED or key in _COMPOSING or _NUMBERED.fullmatch(key) is not None


def only_composes(key: str) -> bool:
    """Return whether ``key`` writes nothing by itself: it begins a letter, or belongs to an input method."""
    return key in _COMPOSING
