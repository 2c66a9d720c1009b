"""What a redacted bundle says of itself: of which one it is a derivative, and what was taken out of it."""

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Literal

import msgspec

from analyzer import storage
from analyzer.errors import InputError
from analyzer.evidence import custody as chain
from analyzer.model.record import Record
from analyzer.model.report import Sha256

FILE = storage.REDACTION_FILE
PARENT_CUSTODY = "parent-custody.jsonl"
FILES = (FILE, PARENT_CUSTODY)
"""The files of a run that only a redacted one has."""


class Painted(Record, frozen=True, kw_only=True):
    """A part of a screenshot that a person chose: the walk's folder, the screen, and where, in CSS pixels."""

    place: str
    screen: int
    x: int
    y: int
    width: int
    height: int


class Redaction(Record, frozen=True, kw_only=True):
    """``parent`` is the SHA-256 of the bundle that this one derives from.

    ``removed`` is how many values of each kind were replaced, never which; ``places`` how many parts of screenshots
    were painted over, those of ``chosen`` among them; ``absent`` how many values that a person named occur nowhere.
    """

    format: Literal["optout-redaction-1"]
    parent: Sha256
    removed: dict[str, int]
    places: int
    absent: int
    chosen: tuple[Painted, ...]


def parent(folder: Path) -> str:
    """Return the SHA-256 of the bundle that the redacted run in ``folder`` derives from.

    Raises
    ------
    InputError
        If what the run says of it is not what it must be.
    """
    file = folder / FILE
    try:
        return msgspec.json.decode(storage.read_file(file), type=Redaction).parent
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{file}: is no redaction of this version: {' '.join(str(error).split())}") from error


def custody(folder: Path, files: Mapping[str, str]) -> bytes:
    """Return the custody log of the parent in ``folder``, with the line that it was redacted."""
    log = storage.read_file(folder / PARENT_CUSTODY)
    return chain.appended(log, "redacted", f"optout {version('optout')}", None, files)
