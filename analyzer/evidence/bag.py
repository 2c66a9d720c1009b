"""The five text files at the root of a bundle, which make it a bag.

Source: RFC 8493, The BagIt File Packaging Format (V1.0), 2018: section 2.1 (declaration, payload manifest), 2.2
(tag manifest, ``bag-info.txt``), 2.1.3 (names).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from analyzer import canonical
from analyzer.evidence.faults import Fault

PAYLOAD = "data/"
BAGIT, INFO, README = "bagit.txt", "bag-info.txt", "README.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
ROOT = (README, INFO, BAGIT, MANIFEST, TAG_MANIFEST)
"""All that lies beside the payload, in the order of the zip."""

AGENT = "Bag-Software-Agent"

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def manifest(hashes: Mapping[str, str]) -> bytes:
    """Return the manifest of these files, path -> SHA-256, in the order of the zip."""
    return "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes, key=str.encode)).encode()


def info(rows: Sequence[tuple[str, str]]) -> bytes:
    """Return ``bag-info.txt`` with these rows; each value becomes one line."""
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in rows).encode()


def read_info(data: bytes) -> dict[str, str]:
    """Return the rows of a ``bag-info.txt``; a line without a colon is none."""
    rows = (line.partition(":") for line in data.decode(errors="replace").splitlines())
    return {label: value.strip() for label, colon, value in rows if colon}


def faults(hashes: Mapping[str, str], manifests: Mapping[str, bytes]) -> Iterator[Fault]:
    """Yield what both manifests say against these files.

    Parameters
    ----------
    hashes
        Path in the bundle -> SHA-256, of every file that is there.
    manifests
        The contents of the two manifests that are there.
    """
    for name in hashes:
        if not name.startswith(PAYLOAD) and name not in ROOT:
            yield Fault(name, "extra: a bag has no such file beside its payload")
    for name in ROOT:
        if name not in hashes:
            yield Fault(name, "missing")
    if BAGIT in hashes and hashes[BAGIT] != canonical.sha256(DECLARATION):
        yield Fault(BAGIT, "changed: it is not the declaration of a bag of version 1.0")
    tags = [name for name in ROOT if name != TAG_MANIFEST]
    yield from _against(hashes, tags, TAG_MANIFEST, manifests.get(TAG_MANIFEST))
    payload = [name for name in hashes if name.startswith(PAYLOAD)]
    yield from _against(hashes, payload, MANIFEST, manifests.get(MANIFEST))


def _against(hashes: Mapping[str, str], names: Iterable[str], written: str, data: bytes | None) -> Iterator[Fault]:
    """Yield the differences between the manifest called ``written`` and the files it is about."""
    if data is None:
        return
    matches = [_LINE.fullmatch(line) for line in data.decode(errors="replace").split("\n")]
    listed = {match[2]: match[1] for match in matches if match}
    here = {name: hashes[name] for name in names if name in hashes}
    if data == manifest(here):
        return
    told = False
    for name in listed.keys() | here.keys():
        if name in here and listed.get(name) == here[name]:
            continue
        if name not in hashes:
            # One at the root that is missing was told already, whoever names it.
            yield from () if name in ROOT else (Fault(name, f"missing: {written} names it"),)
        elif name not in here:
            yield Fault(written, f"changed: it names {name}, which is not its business")
        elif name in listed:
            yield Fault(name, f"changed: its SHA-256 is not the one in {written}")
        else:
            yield Fault(name, f"extra: {written} does not name it")
        told = True
    if not told:
        yield Fault(written, "changed: it is not written as the manifest of these files")
