"""A bundle's bytes, read strictly: every one of them is either contents or computed from names, sizes and checksums.

The zip is never rebuilt on disk: headers and directory are computed and compared with the bytes that are there, and
contents are hashed in the order they lie. What is read is bounded by the size of the file, what is kept by names.
"""

import hashlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from struct import unpack_from
from typing import IO, BinaryIO

from analyzer.errors import InputError
from analyzer.evidence import archive, bag
from analyzer.evidence.archive import CHUNK, Entry

MOST_DIRECTORY = archive.MOST_ENTRIES * 256
"""Bytes of a directory that is read at all."""

MOST_BYTES = 1 << 44
"""Bytes of a file that a directory may claim; so many times the most files are still a number that ZIP64 holds."""


NO_BUNDLE = (
    "not a bundle: neither bagit.txt nor a manifest is in it; give the bundle.zip in the folder of a run, "
    "which optout seal makes"
)

LINK = "a link; a bundle holds files only"

_FOREIGN = "another date, mode or version than a bundle's"

_SPELLED = 0xFFFF // 4
"""Bytes of a name that can be written in a header again where each of them is spelled out as ``\\xff``."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a bundle as it is there: where its contents begin, how long they are, and their hash."""

    offset: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What the zip's directory says; ``whole`` where it is written as a canonical one of just these entries.

    ``placed`` says whether it also lies where it says itself, ``odd`` of each entry that is written otherwise what no
    bundle has.
    """

    entries: tuple[Entry, ...]
    whole: bool
    placed: bool
    odd: tuple[str, ...] = ()


@dataclass(slots=True)
class Bundle:
    """An open bundle and what was found of it so far: members by name."""

    file: BinaryIO
    size: int
    members: dict[str, Member] = field(default_factory=dict)

    def read(self, name: str, most: int = 1 << 26) -> bytes:
        """Return the contents of a member, at most ``most`` bytes of them."""
        member = self.members[name]
        self.file.seek(member.offset)
        return self.file.read(min(member.size, most))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the contents of a member piece by piece."""
        member = self.members[name]
        self.file.seek(member.offset)
        yield from pieces(self.file, member.size)


def pieces(file: IO[bytes], size: int) -> Iterator[bytes]:
    """Yield the next ``size`` bytes of ``file``, or as many as there are."""
    while size and (piece := file.read(min(CHUNK, size))):
        size -= len(piece)
        yield piece


def opened(path: Path) -> Bundle:
    """Open a file that may be a bundle; the caller closes it.

    Raises
    ------
    InputError
        If there is no such file, it is none, or it is empty.
    """
    try:
        if (path / bag.BAGIT).is_file():
            raise InputError(f"{path}: an unzipped bundle: give its zip, which is what was sealed")
        if path.is_dir():
            raise InputError(f"{path}: is a folder; a bundle is a file, such as {path / 'bundle.zip'}")
        if not path.is_file():
            raise InputError(f"{path}: {'is no ordinary file' if path.exists() else 'no such file'}")
        size = path.stat().st_size
        if not size:
            raise InputError(f"{path}: not a bundle: it is empty")
        return Bundle(path.open("rb"), size)
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error


def written(file: BinaryIO, entries: Sequence[Entry], sha256: Mapping[str, str]) -> Bundle:
    """Return the bundle that was just written to ``file``, its hashes being known."""
    bundle = Bundle(file, file.seek(0, 2))
    for entry, at in zip(entries, archive.offsets(entries), strict=False):
        begins_at = at + len(archive.local_header(entry))
        bundle.members[entry.name] = Member(begins_at, entry.size, sha256[entry.name])
    return bundle


def listing(bundle: Bundle) -> Listing | None:
    """Return what the directory says, found from the end of the file; null where there is none that can be read.

    Raises
    ------
    InputError
        If it says that there are more files than a bundle may hold.
    """
    found = _end(bundle)
    if found is None:
        return None
    count, size, stated, record = found
    at = bundle.size - len(record) - size
    if at < 0 or size < count * archive.CENTRAL_HEADER.size:
        return None
    if count > archive.MOST_ENTRIES:
        raise InputError(f"not a bundle: it holds {count} files; a bundle has at most {archive.MOST_ENTRIES}")
    if size > MOST_DIRECTORY:
        return None
    bundle.file.seek(at)
    data = bundle.file.read(size)
    entries, odd = read_entries(data, count)
    if entries is None:
        return None
    *_, begins = archive.offsets(entries)
    same = data == archive.directory(entries) and stated == begins and record == archive.end(count, size, begins)
    return Listing(entries, whole=same, placed=at == begins, odd=() if same else odd)


def holds(bundle: Bundle, entry: Entry, at: int) -> bool:
    """Return whether ``entry`` lies at ``at``, header and contents; if so, it becomes a member."""
    header = archive.local_header(entry)
    bundle.file.seek(at)
    if bundle.file.read(len(header)) != header:
        return False
    digest, crc, left = hashlib.sha256(), 0, entry.size
    for piece in pieces(bundle.file, entry.size):
        digest.update(piece)
        crc = zlib.crc32(piece, crc)
        left -= len(piece)
    if left or crc != entry.crc:
        return False
    bundle.members[entry.name] = Member(at + len(header), entry.size, digest.hexdigest())
    return True


def begins(bundle: Bundle, entry: Entry, at: int) -> bool:
    """Return whether the header of ``entry`` lies at ``at``."""
    header = archive.local_header(entry)
    bundle.file.seek(at)
    return bundle.file.read(len(header)) == header


def hashes(bundle: Bundle) -> Mapping[str, str]:
    """Return the SHA-256 of every member."""
    return {name: member.sha256 for name, member in bundle.members.items()}


def _end(bundle: Bundle) -> tuple[int, int, int, bytes] | None:
    """Return count, size and stated offset of the directory, and the records that say so, if they end the file."""
    short, wide = archive.END_RECORD.size, archive.END64_RECORD.size + archive.LOCATOR_RECORD.size
    bundle.file.seek(max(0, bundle.size - short - wide))
    tail = bundle.file.read(short + wide)
    record = tail[-short:]
    if len(record) < short or not record.startswith(archive.END):
        return None
    count, size, at = archive.END_RECORD.unpack(record)[4:7]
    if count != archive.FULL16 and archive.FULL32 not in {size, at}:
        return count, size, at, record
    if len(tail) < short + wide or not tail.startswith(archive.END64):
        return None
    return (*archive.END64_RECORD.unpack_from(tail)[7:10], tail)


def read_entries(data: bytes, count: int) -> tuple[tuple[Entry, ...] | None, tuple[str, ...]]:
    """Return the entries of a directory and what is odd of them; null where the bytes are no directory of so many."""
    entries, odd, at = [], [], 0
    fixed = archive.CENTRAL_HEADER
    for _ in range(count):
        if len(data) < at + fixed.size:
            return None, ()
        fields = fixed.unpack_from(data, at)
        if fields[0] != archive.CENTRAL:
            return None, ()
        flags, method, crc, size, named, extra, comment = fields[3], fields[4], *fields[7:8], *fields[9:13]
        begins = at + fixed.size
        at = begins + named + extra + comment
        if at > len(data) or named > _SPELLED:
            return None, ()
        name = data[begins : begins + named].decode(errors="backslashreplace")
        if size == archive.FULL32 and extra >= 12:  # noqa: PLR2004 - the extra field's own header and one number
            size = unpack_from("<Q", data, begins + named + 4)[0]
        if size > MOST_BYTES:
            return None, ()
        entries.append(Entry(name, size, crc))
        if data[begins - fixed.size : at] != archive.central(entries[-1], _offset(fields[16], data[at - 8 : at])):
            odd.append(f"{name}: {peculiar(flags, method, fields[15] >> 16) or _FOREIGN}")
    return (tuple(entries), tuple(odd)) if at == len(data) else (None, ())


def _offset(stated: int, last: bytes) -> int:
    """Return where a file lies by its header in the directory; with ZIP64 the ``last`` eight bytes of that say it."""
    return stated if stated != archive.FULL32 else int.from_bytes(last, "little")


def peculiar(flags: int, method: int, mode: int = 0) -> str:
    """Return what about an entry no bundle has: compression, encryption, a link; else ""."""
    if flags & 0x41:
        return "encrypted; a bundle is open to everybody"
    if method:
        return "compressed; a bundle stores its files as they are"
    if mode & 0o170000 == 0o120000:  # noqa: PLR2004 - the file type of a symbolic link
        return LINK
    if flags & 0x08:
        return "its size is said only after it, as no bundle has it"
    return ""
