"""What was typed and may be a password, though no name of its field says so: the page that knew was not recorded.

A password that is kept is on a disk for good; a word that is taken for one is put back by hand. So what follows a login
name in a field that nothing describes is taken for one, and what looks drawn to be hard to guess.
"""

import re

_SHORTEST = 4
_URL = re.compile(r"\w+://|www\.|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}$|[^@\s]+@[^@\s]+$", re.IGNORECASE)
_CLASSES = (re.compile("[a-z]"), re.compile("[A-Z]"), re.compile("[0-9]"), re.compile(r"[^\w\s./,:'()-]"))
_WHO = frozenset({"email", "phone", "name"})


class SigningIn:
    """Follows what is typed in one recording, in order."""

    def __init__(self) -> None:
        self._who = False

    def left(self) -> None:
        """Another address was opened: what is typed next belongs to no login before it."""
        self._who = False

    def typed(self, value: str, kind: str | None, *, described: bool) -> bool:
        """Return whether ``value`` may be a password.

        ``kind`` is what its field asks for, where its names say so, and ``described`` whether they say anything.
        """
        after = self._who
        self._who = kind in _WHO
        if kind is not None or len(value) < _SHORTEST or len(value.split()) != 1 or _URL.match(value):
            return False
        lower, upper, digit, sign = (one.search(value) is not None for one in _CLASSES)
        if described:
            return sign and digit and (lower or upper)
        return after or ((lower or upper) and (digit or sign)) or (sign and digit)
