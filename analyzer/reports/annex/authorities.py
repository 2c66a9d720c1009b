"""Who an annex is for: the language and the headings that an authority expects, one TOML each, no code."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import msgspec

from analyzer import storage
from analyzer.errors import InputError
from analyzer.handwritten import LARGEST, tables
from analyzer.reports.spoken import LANGUAGES

_HERE = files(__package__) / "authorities"


class Headings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the parts of an annex are called; "" leaves the word that every annex in that language has.

    ``exhibit`` is what stands before the number of one, ``title`` what stands over the whole.
    """

    title: str = ""
    procedure: str = ""
    facts: str = ""
    exhibits: str = ""
    exhibit: str = ""
    assessment: str = ""
    limits: str = ""
    integrity: str = ""
    provenance: str = ""


class Authority(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An authority: its ``name`` in its own words, the ``source`` of that name, and headings by language.

    The first language is the one used where none is asked for.
    """

    name: str
    source: str
    headings: dict[str, Headings]

    @property
    def language(self) -> str:
        """The language used where none is asked for."""
        return next(iter(self.headings))


@dataclass(frozen=True)
class _Place:
    """A file with its name for messages."""

    name: str
    data: bytes


def shipped() -> Mapping[str, Authority]:
    """Return the authorities that come with the package, by their id."""
    found = sorted((one for one in _HERE.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    return {one.name.removesuffix(".toml"): _read(_Place(one.name, one.read_bytes())) for one in found}


def authority(named: str) -> Authority:
    """Return an authority by its id, or from a file whose name ends in ``.toml``.

    Raises
    ------
    InputError
        If there is no such authority, or the file is not what it must be.
    """
    if named.lower().endswith(".toml"):
        return _read(_Place(named, storage.read_file(Path(named), LARGEST)))
    known = shipped()
    if named not in known:
        raise InputError(f"{named}: no such authority; there is {', '.join(known)}, or give a .toml file of your own")
    return known[named]


def _read(place: _Place) -> Authority:
    try:
        read = msgspec.convert(tables(place.data, place.name), Authority)
    except msgspec.ValidationError as error:
        raise InputError(f"{place.name}: {' '.join(str(error).split())}") from error
    if unknown := [code for code in read.headings if code not in LANGUAGES]:
        raise InputError(f"{place.name}: headings.{unknown[0]}: no language of reports; use {', '.join(LANGUAGES)}")
    if not read.headings:
        raise InputError(f"{place.name}: headings: name at least one language, such as [headings.fr]")
    return read
