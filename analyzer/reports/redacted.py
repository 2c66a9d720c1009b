"""What a report says of a record that something was taken out of."""

from pathlib import Path

import msgspec

from analyzer import storage
from analyzer.errors import InputError
from analyzer.saying import say, say_many


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
    return say(
        "Redacted: a derivative of the bundle with SHA-256 {sha256}. Placeholders stand in for {values:said}, and "
        "{parts:said} of its screenshots were painted over.",
        sha256=said.parent,
        values=say_many("{count:,} value", "{count:,} values", count=sum(said.removed.values())),
        parts=say_many("{count:,} part", "{count:,} parts", count=said.places),
    )
