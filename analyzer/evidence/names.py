"""Which names a file in a bundle may have, so that it can be unpacked anywhere and printed on one line."""

import re
import unicodedata
from collections.abc import Callable

LONGEST = 1024
"""Bytes of a path; far more than any run needs."""

DEEPEST = 16
"""Folders in one another; a run has six."""

LONGEST_PART = 255
"""Bytes of a file's name: the limit of ext4, APFS and NTFS, or below it."""

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
    (lambda name: name.count("/") > DEEPEST, f"it lies in more than {DEEPEST} folders"),
    (
        lambda name: any(len(part.encode()) > LONGEST_PART for part in name.split("/")),
        f"a part of its name is longer than {LONGEST_PART} bytes, which few disks take",
    ),
    (re.compile(r'.*[<>:"|?*]').match, "its name has a character that Windows has no names with"),
    (re.compile(r".*[. ](/|$)").match, "a part of its name ends in a dot or a space, which Windows leaves out"),
    (
        re.compile(r"(.*/)?(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])[ .]*(\.[^/]*)?(/|$)", re.IGNORECASE).match,
        "its name is that of a device on Windows",
    ),
)
"""Windows: Naming Files, Paths, and Namespaces, Microsoft."""


def wrong(name: str) -> str:
    """Return in a few words what forbids ``name`` as a path in a bundle, or "" where nothing does.

    A path is relative, with slashes, and stays below the folder it is unpacked in, on Windows too. Control and
    direction characters are refused because they make a name look like another one, and the percent sign because RFC
    8493 (BagIt 1.0, section 2.1.3) escapes it in manifests and its reference implementation does not.
    """
    return next((why for forbidden, why in _FORBIDDEN if forbidden(name)), "")


def folded(name: str) -> str:
    """Return what two names have in common that are one file where case and the spelling of accents do not count."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def visible(name: str) -> str:
    """Return ``name`` with every character that could hide or move text written as an escape, cut where it is long."""
    shown = "".join(
        character.encode("unicode_escape").decode() if unicodedata.category(character) in _UNPRINTABLE else character
        for character in name[:LONGEST]
    )
    return shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}..."
