"""Whether a bundle is, byte by byte, what was sealed, and what stands beside it.

This needs no network, no browser and none of the code that judges.
"""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Self

from analyzer.errors import InputError, TamperedError
from analyzer.evidence import archive, bag, claims, custody, diagnosis, reading, repacking
from analyzer.evidence.custody import Line
from analyzer.evidence.faults import Fault
from analyzer.evidence.names import visible
from analyzer.evidence.reading import Bundle, Listing

FOREIGN = 3
"""So many oddities of files in a zip are another program's doing; one damaged byte of the directory makes two."""


class NotHoldingError(TamperedError):
    """A bundle that does not hold; ``faults`` are what does not, the most telling first."""

    def __init__(self, path: Path, faults: tuple[Fault, ...]) -> None:
        more = f" (and {len(faults) - 1} more: optout verify --json lists them)" if len(faults) > 1 else ""
        super().__init__(f"{path}: not what was sealed: {visible(str(faults[0]))}{more}")
        self.path, self.faults = path, faults

    def __reduce__(self) -> tuple[type[Self], tuple[Path, tuple[Fault, ...]]]:
        """Say how it is made again in another process, which knows no more than the message by itself."""
        return type(self), (self.path, self.faults)


@dataclass(frozen=True)
class Checked:
    """An open bundle that holds: its contents, its description, and its custody."""

    bundle: Bundle
    info: dict[str, str]
    custody: tuple[Line, ...]


@contextmanager
def checked(path: Path) -> Iterator[Checked]:
    """Open a bundle that holds, for as long as the block lasts.

    Raises
    ------
    InputError
        If it is not a bundle.
    NotHoldingError
        If it is one that was changed.
    """
    bundle = reading.opened(path)
    with bundle.file:
        try:
            faults = _faults(bundle)
        except InputError as error:
            raise InputError(f"{path}: {error}") from error
        except OSError as error:
            raise InputError(f"{path}: cannot be read: {error.strerror}") from error
        if faults:
            raise NotHoldingError(path, faults)
        log = custody.read(bundle.read(bag.PAYLOAD + custody.FILE))
        yield Checked(bundle, bag.read_info(bundle.read(bag.INFO)), log)


@dataclass
class Digest:
    """The SHA-256 of a file, computed beside other work."""

    path: Path
    sha256: str = ""
    _thread: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self._thread = threading.Thread(target=self._compute, daemon=True)
        self._thread.start()

    def result(self) -> str:
        """Wait for it and return it, "" where the file could not be read."""
        self._thread.join()
        return self.sha256

    def _compute(self) -> None:
        try:
            with self.path.open("rb") as file:
                self.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return


def _faults(bundle: Bundle) -> tuple[Fault, ...]:
    listed = reading.listing(bundle)
    if listed and listed.whole and listed.placed and _lie(bundle, listed.entries):
        return _contents(bundle)
    if listed and _foreign(listed) >= FOREIGN:
        return repacking.faults(bundle, _packed_again)
    return diagnosis.diagnose(bundle, listed)


def _foreign(listed: Listing) -> int:
    """Return how many oddities the directory has: files described or ordered otherwise than in a bundle."""
    names = [entry.name.encode() for entry in listed.entries]
    return len(listed.odd) + sum(name < before for before, name in pairwise(names))


def _packed_again(bundle: Bundle) -> tuple[Fault, ...]:
    """Return what does not hold in the files of a canonical zip that was just made."""
    listed = reading.listing(bundle)
    return _contents(bundle) if listed and _lie(bundle, listed.entries) else diagnosis.diagnose(bundle, listed)


def _contents(bundle: Bundle) -> tuple[Fault, ...]:
    """Return what does not hold in the files of a canonical zip."""
    if bag.BAGIT not in bundle.members and bag.MANIFEST not in bundle.members:
        raise InputError(reading.NO_BUNDLE)
    if faults := tuple(diagnosis.against_manifests(bundle)):
        return faults
    if not any(bag.PAYLOAD + name in bundle.members for name in claims.ADDED):
        raise InputError("not a bundle of optout: a bag of something else, and whole")
    return tuple(claims.faults(bundle))


def _lie(bundle: Bundle, entries: tuple[archive.Entry, ...]) -> bool:
    """Return whether names are in order and every file lies where it must, and make them members."""
    if any(diagnosis.out_of_order(entry.name for entry in entries)):
        return False
    return all(reading.holds(bundle, entry, at) for entry, at in zip(entries, archive.offsets(entries), strict=False))
