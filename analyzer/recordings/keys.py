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
_COMPOSING = frozenset({
    "AllCandidates", "Alphanumeric", "CodeInput", "Compose", "Convert", "Dead", "Eisu", "FinalMode", "GroupFirst",
    "GroupLast", "GroupNext", "GroupPrevious", "HangulMode", "HanjaMode", "Hankaku", "Hiragana", "HiraganaKatakana",
    "JunjaMode", "KanaMode", "KanjiMode", "Katakana", "ModeChange", "NextCandidate", "NonConvert", "PreviousCandidate",
    "Process", "Romaji", "SingleCandidate", "Unidentified", "Zenkaku", "ZenkakuHankaku",
    "Fn", "FnLock", "Hyper", "Super", "Symbol", "SymbolLock",
})  # fmt: skip
"""Keys of input methods, and modifiers that browsers have no use for (sections 3.2 and 3.6 of the same)."""
_LONGEST_TEXT = 4
"""Letters that one key writes at most; Arabic keyboards have some of two."""


def can_be_pressed(key: str) -> bool:
    """Return whether ``key`` is what a key writes, or the name of a key that a driven browser has."""
    written = len(key) == 1 or (len(key) <= _LONGEST_TEXT and not key.isascii())
    return written or key in _NAMED or key in _COMPOSING or _NUMBERED.fullmatch(key) is not None


def is_on_keyboard(key: str) -> bool:
    """Return whether the driven keyboard, which has the American layout, has ``key``; others write at once."""
    return key.isascii()


def only_composes(key: str) -> bool:
    """Return whether ``key`` writes nothing by itself: it begins a letter, or belongs to an input method."""
    return key in _COMPOSING
