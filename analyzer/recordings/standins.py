"""For each value that a person typed, one of an invented person's: of the same kind, and the same for the same value.

What stands in must pass the page's own checks when the recording is walked (an address where one is asked for, as many
digits as before, no more characters than allowed) and must be written alike in forms, JSON and HTML; so it holds plain
letters, digits and hyphens, and other signs only where the typed value has them.
"""

import itertools
import re
import string
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from analyzer.recordings.acts import Field
from analyzer.recordings.fieldnames import field_like
from analyzer.shapes import SHORTEST

_KEPT = frozenset({"range", "color"})
"""Types of field whose value is chosen from what the page offers."""

_FIRST = ("Camille", "Alix", "Sacha", "Dominique", "Claude", "Maxime", "Charlie", "Andrea")
_LAST = ("Martin", "Bernard", "Dubois", "Moreau", "Laurent", "Girard", "Fontaine", "Rousseau")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_ISO = re.compile(r"\d{4}-\d{2}(-\d{2})?")


@dataclass(frozen=True)
class StandIns:
    """What stands in for typed values.

    ``everywhere`` replaces a value wherever it occurs, ``where_typed`` one that is too short for that, by the names of
    the fields it was typed into. ``persona`` names the invented values by kind.
    """

    everywhere: Mapping[str, str]
    where_typed: Mapping[tuple[str, str], str]
    persona: Mapping[str, str]

    def of(self, value: str, field: Field) -> str:
        """Return what stands in for a value in its field."""
        return self.where_typed.get((field.name, value)) or self.everywhere.get(value.strip(), value)


def stand_ins(typed: Iterable[tuple[str, Field]]) -> StandIns:
    """Choose a placeholder for each typed value, with the field it was typed into."""
    given = [(value, field) for value, field in typed if value.strip() and field.kind not in _KEPT]
    avoided = {value.strip().casefold() for value, _ in given}
    everywhere: dict[str, str] = {}
    where_typed: dict[tuple[str, str], str] = {}
    persona: dict[str, str] = {}
    short: dict[str, str] = {}
    for value, field in given:
        plain = value.strip()
        known = everywhere.get(plain) or short.get(plain)
        if known is None:
            kind = kind_of(plain, field)
            used = {*everywhere.values(), *short.values()}
            known = _first_fitting(plain, kind, field.longest, used, avoided)
            number = sum(key == kind or key.startswith(f"{kind}_") for key in persona) + 1
            persona[kind if number == 1 else f"{kind}_{number}"] = known
            (everywhere if len(plain) >= SHORTEST else short)[plain] = known
        if len(plain) < SHORTEST:
            where_typed[field.name, value] = known
    return StandIns(everywhere, where_typed, persona)


def is_stand_in_file(value: str) -> bool:
    """Return whether a recorded choice of files is one of invented ones."""
    return all(_STAND_IN_FILE.fullmatch(name) for name in value.split("\n"))


def stand_in_file(name: str) -> bytes:
    """Return the content of an invented file: its name says all there is to it."""
    return f"{name}: stands in for the file of the person who recorded\n".encode()


_STAND_IN_FILE = re.compile(r"optout-file-\d+(\.[A-Za-z0-9]{1,5})?", re.ASCII)


def kind_of(value: str, field: Field) -> str:
    """Return what a value is: a password, code, e-mail, phone, name, date, time, number, address, file or text."""
    asked = f"{field.name} {field.label} {field.complete}"
    like = field_like(asked)
    kinds: Sequence[tuple[str, bool]] = (
        ("file", field.kind == "file"),
        ("code", value.isdigit() and ("one-time-code" in field.complete or field.kind in {"number", "password"})),
        ("password", field.kind == "password" or like == "password"),
        ("email", bool(_EMAIL.fullmatch(value))),
        ("date", bool(_ISO.fullmatch(value)) and field.kind in {"date", "month", "text"}),
        ("time", field.kind in {"time", "datetime-local", "week"}),
        ("address", field.kind == "url" and "://" in value),
        ("phone", bool(re.fullmatch(r"\+?[\d ().\-/]{8,40}", value)) and (field.kind == "tel" or like == "phone")),
        ("number", bool(re.fullmatch(r"[\d.,]+", value))),
        ("name", like == "name" and not any(one.isdigit() for one in value)),
    )
    return next((kind for kind, holds in kinds if holds), "text")


def _first_fitting(value: str, kind: str, longest: int, used: set[str], avoided: set[str]) -> str:
    """Return the first candidate that is new, fits the field, and repeats nothing that anybody typed."""
    numbered = (f"{number:0{len(value)}d}" for number in range(10 ** min(len(value), 4)))
    for one in itertools.chain(_CANDIDATES.get(kind, _texts)(value), _shaped(value), numbered):
        # A script can put more into a field than a person may.
        fits = not longest or len(one) <= max(longest, len(value))
        plain = all(sign in value or sign in _PLAIN for sign in one)
        folded = one.casefold()
        repeats = folded == value.casefold() or any(len(a) >= SHORTEST and a in folded for a in avoided)
        if fits and plain and one not in used and not repeats:
            return one
    return "-" * len(value)  # more values were typed than so few characters can tell apart


_PLAIN = frozenset(string.ascii_letters + string.digits + "-._")


def _names(value: str) -> Iterator[str]:
    if " " in value:
        for shift in range(len(_LAST)):
            yield from (f"{_FIRST[n]} {_LAST[(n + shift) % len(_LAST)]}" for n in range(len(_FIRST)))
    else:
        yield from (one for pair in zip(_FIRST, _LAST, strict=True) for one in pair)


def _emails(_: str) -> Iterator[str]:
    yield "camille.martin@mail.example"
    yield from (f"camille.martin-{number}@mail.example" for number in range(2, 1000))


def _phones(value: str) -> Iterator[str]:
    """Yield numbers that are reserved for fiction (ARCEP, decision 2018-0881, France)."""
    start = "+33" if value.startswith("+") else "0"
    yield from (f"{start}63998{number:04d}" for number in range(123, 9999))


def _digits(value: str) -> Iterator[str]:
    """Yield as many digits as the value has, its other signs where they are."""
    places = [n for n, sign in enumerate(value) if sign.isdigit()]
    for number in range(1, 10 ** min(len(places), 4)):
        digits = f"9{number:0{max(len(places) - 1, 0)}d}"[-len(places) :]
        signs = list(value)
        for place, digit in zip(places, digits, strict=False):
            signs[place] = digit
        yield "".join(signs)


def _dates(value: str) -> Iterator[str]:
    yield from (f"2001-{number // 28 + 1:02d}-{number % 28 + 1:02d}"[: len(value)] for number in range(1, 336))


def _addresses(_: str) -> Iterator[str]:
    yield from (f"https://www.example/{number}" for number in range(1, 1000))


def _files(value: str) -> Iterator[str]:
    ending = re.search(r"\.[A-Za-z0-9]{1,5}\Z", value)
    yield from (f"optout-file-{number}{ending[0] if ending else ''}" for number in range(1, 1000))


def _texts(_: str) -> Iterator[str]:
    yield from (f"optout-text-{number}" for number in range(1, 10_000))


def _shaped(value: str) -> Iterator[str]:
    """Yield values of the same length: letters for letters, digits for digits."""
    for number in range(10_000):
        left, signs = number, []
        for sign in reversed(value):
            if sign.isdigit():
                left, now = divmod(left, 10)
                signs.append(str(now))
            elif sign.isalpha():
                left, now = divmod(left, 26)
                letter = string.ascii_lowercase[25 - now]
                signs.append(letter.upper() if sign.isupper() else letter)
            else:
                signs.append("-" if sign.isspace() or not sign.isascii() else sign)
        yield "".join(reversed(signs))


_CANDIDATES: Mapping[str, Callable[[str], Iterator[str]]] = {
    "password": lambda _: (f"Invented-password-{number}" for number in range(1, 1000)),
    "code": _digits,
    "number": _digits,
    "time": _digits,
    "email": _emails,
    "phone": _phones,
    "name": _names,
    "date": _dates,
    "address": _addresses,
    "file": _files,
}
