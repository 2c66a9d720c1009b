"""Which names a file in a bundle may have, so that it can be unpacked anywhere and printed on one line."""

import re
import unicodedata
from collections.abc import Callable

LONGEST = 1024
"""Bytes of a path; far more than any run needs."""

SHOWN = 500
"""Characters of a name, or of what is said of it, that are printed."""

_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}

_FORBIDDEN: tuple[tuple[Callable[[str], object], str], ...] = (
    (
        lambda name: any(unicodedata.category(character) in _UNPRINTABLE for character in name),
        "its name has a character that cannot be seen",
    ),
    (lambda name: "\\" in name, "its name has a backslash"),
    (lambda name: "%" in name, "its name has a percent sign, which programs that check bags read differently"),
    (re.compile(r"[A-Za-z]:").match, "its name begins with a drive letter"),
    (lambda name: name.startswith("/"), "its name is an absolute path"),
    (lambda name: name.endswith("/"), "it is a folder; a bundle holds files only"),
    (
        lambda name: not {"", ".", ".."}.isdisjoint(name.split("/")),
        "its name does not stay in its folder",
    ),
    (lambda name: len(name.encode()) > LONGEST, f"its name is longer than {LONGEST} bytes"),
)


def wrong(name: str) -> str:
    """Return in a few words what forbids ``name`` as a path in a bundle, or "" where nothing does.

    A path is relative, with slashes, and stays below the folder it is unpacked in, on Windows too. Control and
    direction characters are refused because they make a name look like another one, and the percent sign because RFC
    8493 (BagIt 1.0, section 2.1.3) escapes it in manifests and its reference implementation does not.
    """
    return next((why for forbidden, why in _FORBIDDEN if forbidden(name)), "")


def visible(name: str) -> str:
    """Return ``name`` with every character that could hide or move text written as an escape, cut where it is long."""
    shown = "".join(
        character.encode("unicode_escape").decode() if unicodedata.category(character) in _UNPRINTABLE else character
        for character in name[:LONGEST]
    )
    return shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}..."
