"""What a report says of a record that something was taken out of."""

from pathlib import Path

import msgspec

from analyzer import storage
from analyzer.errors import InputError
from analyzer.reports.english import counted


class _Redaction(msgspec.Struct):
    parent: str
    removed: dict[str, int]
    places: int


def redacted(folder: Path) -> str:
    """Return the sentence for a run that is a derivative, "" for one as it was recorded.

    Raises
    ------
    InputError
        If what the run says of it cannot be read.
    """
    file = folder / storage.REDACTION_FILE
    if not file.is_file():
        return ""
    try:
        said = msgspec.json.decode(storage.read_file(file), type=_Redaction)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{file}: says of no redaction: {' '.join(str(error).split())}") from error
    values = counted(sum(said.removed.values()), "value")
    return (
        f"Redacted: a derivative of the bundle with SHA-256 {said.parent}. Placeholders stand in for {values}, and "
        f"{counted(said.places, 'part')} of its screenshots were painted over."
    )
