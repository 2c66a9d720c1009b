"""What was touched in a bundle that is not what it was.

The directory and the headers before the files say the same twice, and the manifests name every file a third time. So
where they part, the two that agree tell which one was changed: if the files hold together from the first byte on and
are those that the manifests name, it was the directory; if the directory holds in itself, it was the first file that
does not lie there as listed. After a byte was inserted or deleted everything behind it lies elsewhere, and only the
first file that does not hold is named.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from struct import unpack_from

from analyzer.errors import InputError
from analyzer.evidence import archive, bag, reading
from analyzer.evidence.archive import Entry
from analyzer.evidence.faults import DIRECTORY, Fault
from analyzer.evidence.names import folded, wrong
from analyzer.evidence.reading import Bundle, Listing, Member

_SIGNS = {bag.BAGIT, bag.MANIFEST, bag.TAG_MANIFEST}
"""One of these makes a zip a bundle that was touched; without any it is something else."""

_CONTENTS = "its contents do not have the checksum that was sealed with them"
_HEADER = "what the zip says right before it (its name, size and date) is not what was sealed"

_BOTH_SIZES = 20
"""Length of a ZIP64 extra field with both sizes, its own header included; the packed size is the second."""


def diagnose(bundle: Bundle, listed: Listing | None) -> tuple[Fault, ...]:
    """Return what does not hold, the most telling first: at least one fault, and one for each place.

    Raises
    ------
    InputError
        If it is not a bundle at all.
    """
    entries = listed.entries if listed else ()
    forward = _once(_by_headers(bundle))
    there = [fault.place for fault in forward if not fault.what.startswith("missing")]
    # Of a bundle that is cut off, its first file may be all that is left; many a whole zip holds one of its name.
    signs = _SIGNS if listed else _SIGNS | {bag.README}
    if signs.isdisjoint([*bundle.members, *there, *(entry.name for entry in entries)]):
        raise InputError(reading.NO_BUNDLE)
    if not forward:
        return (Fault(DIRECTORY, _against(listed)),)
    by_directory = _once(_by_directory(bundle, entries)) if listed and listed.whole else ()
    return tuple(_linked(fault, listed) for fault in by_directory or forward)


def _linked(fault: Fault, listed: Listing | None) -> Fault:
    """Return the fault of what was added with what it is, where the directory has it for a link."""
    link = fault.what.startswith("extra") and listed and f"{fault.place}: {reading.LINK}" in listed.odd
    return Fault(fault.place, f"extra: it is {reading.LINK}") if link else fault


def out_of_order(names: Iterable[str]) -> Iterator[Fault]:
    """Yield what is wrong with these names and their order."""
    names = list(names)
    for name in names:
        if why := wrong(name):
            yield Fault(name, f"refused: {why}")
    for before, name in pairwise(names):
        if name == before:
            yield Fault(name, "there twice")
        elif name.encode() < before.encode():
            twice = names.count(name) > 1
            yield Fault(name, "there twice" if twice else f"out of order: it lies behind {before}")
    yield from _one_place(names)


def _one_place(names: Sequence[str]) -> Iterator[Fault]:
    """Yield the names that cannot be unpacked beside another one on every disk."""
    files: dict[str, str] = {}
    for name in names:
        if (other := files.setdefault(folded(name), name)) != name:
            yield Fault(name, f"refused: on some disks it is the same file as {other}")
    folders: dict[str, str] = {}
    seen: set[str] = set()
    for name in names:
        folder = name.rpartition("/")[0]
        while folder and folder not in seen:
            seen.add(folder)
            if (other := folders.setdefault(folded(folder), folder)) != folder:
                yield Fault(name, f"refused: on some disks its folder is the same as {other}")
            if other := files.get(folded(folder), ""):
                yield Fault(name, f"refused: it lies in {other}, which is a file")
            folder = folder.rpartition("/")[0]


def against_manifests(bundle: Bundle) -> Iterator[Fault]:
    """Yield what the manifests say against the members that were found."""
    manifests = {name: bundle.read(name) for name in (bag.MANIFEST, bag.TAG_MANIFEST) if name in bundle.members}
    yield from bag.faults(reading.hashes(bundle), manifests)


def _once(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    first: dict[str, Fault] = {}
    for fault in faults:
        first.setdefault(fault.place, fault)
    return tuple(first.values())


def _by_directory(bundle: Bundle, entries: Sequence[Entry]) -> Iterator[Fault]:
    """Yield what does not lie where the directory has it, up to where everything has moved."""
    bundle.members.clear()
    disordered = tuple(out_of_order(entry.name for entry in entries))
    yield from disordered
    places = list(archive.offsets(entries))
    broken = False
    for number, (entry, at) in enumerate(zip(entries, places, strict=False)):
        if reading.holds(bundle, entry, at):
            continue
        broken = True
        same = reading.begins(bundle, entry, at)
        yield Fault(entry.name, f"changed: {_CONTENTS if same else _HEADER}")
        follows = entries[number + 1] if number + 1 < len(entries) else None
        if follows and not reading.begins(bundle, follows, places[number + 1]):
            return
    if not broken and not disordered:
        yield from against_manifests(bundle)


def _by_headers(bundle: Bundle) -> Iterator[Fault]:
    """Yield what does not hold among the files as they lie one behind the other, whatever the directory says.

    Files are taken as members even where their headers are not a bundle's, so that a bundle which another program
    packed anew is still compared with its manifests. What they say comes first: it names what was changed, and the
    rest only how it was packed.
    """
    bundle.members.clear()
    names: list[str] = []
    refused: list[Fault] = []
    foreign: list[Fault] = []
    at = 0
    while len(names) + len(refused) < archive.MOST_ENTRIES and (found := _header(bundle, at)):
        entry, header, why = found
        begun = at + len(header)
        at = begun + entry.size
        if why or entry.name.endswith("/"):
            refused.append(Fault(entry.name, f"refused: {why or wrong(entry.name)}"))
            continue
        names.append(entry.name)
        crc, sha256, there = _contents(bundle, entry.size)
        if there < entry.size:
            yield Fault(entry.name, "cut off: the bundle ends in it")
            return
        if crc != entry.crc:
            yield Fault(entry.name, f"changed: {_CONTENTS}")
        if wrong(entry.name) or header != archive.local_header(entry):
            foreign.append(Fault(entry.name, f"changed: {_HEADER}"))
        bundle.members.setdefault(entry.name, Member(begun, entry.size, sha256))
    if bag.TAG_MANIFEST in bundle.members or _is_directory(bundle, at):
        unread = {fault.place for fault in refused}
        yield from (fault for fault in against_manifests(bundle) if fault.place not in unread)
    elif names:
        cut = at + archive.LOCAL_HEADER.size > bundle.size
        yield Fault(names[-1], "cut off: the bundle ends after it" if cut else "what follows it is no file")
    yield from refused
    yield from out_of_order(names)
    yield from foreign


def _header(bundle: Bundle, at: int) -> tuple[Entry, bytes, str] | None:
    """Return the entry that a header at ``at`` describes, its bytes, and what no bundle has; null if there is none.

    The size is that of the bytes which follow, as the header has it.
    """
    bundle.file.seek(at)
    fixed = bundle.file.read(archive.LOCAL_HEADER.size)
    if len(fixed) < archive.LOCAL_HEADER.size or not fixed.startswith(archive.LOCAL):
        return None
    _, _, flags, method, _, _, crc, size, _, named, extra = archive.LOCAL_HEADER.unpack(fixed)
    rest = bundle.file.read(named + extra)
    if len(rest) < named + extra:
        return None
    if size == archive.FULL32 and extra >= _BOTH_SIZES:
        (size,) = unpack_from("<Q", rest, named + 12)
    entry = Entry(rest[:named].decode(errors="backslashreplace"), size, crc)
    return entry, fixed + rest, reading.peculiar(flags, method)


def _contents(bundle: Bundle, size: int) -> tuple[int, str, int]:
    """Return checksum, SHA-256 and number of the next ``size`` bytes, as far as they are there."""
    digest, crc, there = hashlib.sha256(), 0, 0
    for piece in reading.pieces(bundle.file, size):
        digest.update(piece)
        crc = zlib.crc32(piece, crc)
        there += len(piece)
    return crc, digest.hexdigest(), there


def _is_directory(bundle: Bundle, at: int) -> bool:
    bundle.file.seek(at)
    return bundle.file.read(4) == archive.CENTRAL


def _against(listed: Listing | None) -> str:
    """Return what is wrong with a directory whose files hold."""
    if listed is None:
        return "changed: it cannot be read, or does not end the file; the files are as they were sealed"
    if listed.odd:
        return f"changed: it says of {listed.odd[0]}; the files are as they were sealed"
    return "changed: it does not say what the files say, which are as they were sealed"
