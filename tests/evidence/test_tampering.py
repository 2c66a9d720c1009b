"""Whatever is done to a byte of a bundle is found, and what was touched is named."""

import random
import zipfile
from collections.abc import Callable
from contextlib import nullcontext
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from analyzer.errors import InputError
from analyzer.evidence import bag, reading, sealing
from analyzer.evidence.faults import DIRECTORY, PACKING, Fault
from analyzer.evidence.verifying import NotHoldingError, checked
from tests.sealed import small_run

TRIALS, SAMPLE = 2000, 160
TOO_SHORT = 40
"""So few bytes are no trace of a bundle: that they are none is all that can be said."""


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dice = random.Random(1)
    more = {f"walks/refuse/screens/{number:03}.png": dice.randbytes(dice.randrange(3000)) for number in range(12)}
    return sealing.seal(small_run(tmp_path_factory.mktemp("runs") / "flow", more | {"flow/empty.py": b""}))


@pytest.fixture(scope="module")
def regions(bundle: Path) -> list[tuple[int, str]]:
    """Where each file begins with its header, and at last where the directory does."""
    with zipfile.ZipFile(bundle) as opened:
        return [(one.header_offset, one.filename) for one in opened.infolist()] + [(opened.start_dir, DIRECTORY)]


def said_of(path: Path) -> tuple[Fault, ...] | str:
    try:
        with checked(path):
            return ()
    except NotHoldingError as error:
        return error.faults
    except InputError as error:
        return str(error)


def place_of(at: int, regions: list[tuple[int, str]]) -> str:
    return next(name for begin, name in reversed(regions) if begin <= at)


def touched(how: str, at: int, old: bytes, new: bytes, regions: list[tuple[int, str]]) -> set[str]:
    """The places that a change may be said to be in: a deleted byte may have been any of a run of equal ones."""
    if how == "flip":
        return {place_of(at, regions)}
    if how == "truncate":
        return {place_of(at, regions), place_of(max(at - 1, 0), regions)} | _beheaded(at, regions)
    same = old if how == "delete" else new
    first = last = at
    while first and same[first - 1] == same[at]:
        first -= 1
    while last + 1 < len(same) and same[last + 1] == same[at]:
        last += 1
    return {place_of(one, regions) for one in range(first, last + 1)}


def _beheaded(at: int, regions: list[tuple[int, str]]) -> set[str]:
    """The file before a header that is cut off: its name is not there any more."""
    return {before for (_, before), (begin, name) in pairwise(regions) if begin <= at < begin + 30 + len(name.encode())}


def changed(data: bytes, dice: random.Random) -> tuple[str, int, bytes]:
    how, at = dice.choice(["flip", "delete", "insert", "truncate"]), dice.randrange(len(data))
    match how:
        case "flip":
            return how, at, data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :]
        case "delete":
            return how, at, data[:at] + data[at + 1 :]
        case "insert":
            return how, at, data[:at] + bytes([dice.randrange(256)]) + data[at:]
    return how, at, data[:at]


@pytest.mark.lengthy
def test_every_changed_byte_is_found_and_what_was_touched_is_named(
    bundle: Path, regions: list[tuple[int, str]], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    dice, data, path = random.Random(7), bundle.read_bytes(), tmp_path / "bundle.zip"
    for trial in range(TRIALS if request.config.getoption("--long") else SAMPLE):
        how, at, new = changed(data, dice)
        path.write_bytes(new)
        said = said_of(path)
        told = f"trial {trial}: {how} at {at}: {said}"
        if isinstance(said, str):
            assert len(new) < TOO_SHORT, told
        else:
            assert said, told
            assert said[0].place in touched(how, at, data, new, regions), told


@pytest.mark.lengthy
def test_every_byte_of_headers_and_directory_is_accounted_for(
    bundle: Path, regions: list[tuple[int, str]], tmp_path: Path
) -> None:
    data, path, dice = bundle.read_bytes(), tmp_path / "bundle.zip", random.Random(3)
    third = regions[2][0]
    begin, end = regions[-1][0], len(data)
    places = [*range(third, third + 40), *dice.sample(range(begin, end), 60), *range(end - 22, end)]
    for at in places:
        path.write_bytes(data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :])
        said = said_of(path)

        assert not isinstance(said, str), (at, said)
        assert [fault.place for fault in said] == [place_of(at, regions)], (at, said)


def test_bytes_before_and_behind_a_bundle_are_found(bundle: Path, tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    for data in (bundle.read_bytes() + b"\n", bundle.read_bytes() * 2):
        path.write_bytes(data)
        said = said_of(path)
        assert said
        assert not isinstance(said, str)
    path.write_bytes(b"#!/bin/sh\n" + bundle.read_bytes())
    assert said_of(path)


def rewritten(bundle: Path, path: Path, change: Callable[[list[tuple[str, bytes]]], None]) -> Path:
    """Write the bundle anew as a program would that knows the format, after ``change`` of its files."""
    with zipfile.ZipFile(bundle) as opened:
        files = [(name, opened.read(name)) for name in opened.namelist()]
    change(files)
    with zipfile.ZipFile(path, "w") as out:
        for name, data in files:
            one = zipfile.ZipInfo(name)
            one.external_attr, one.create_system = 0o100644 << 16, 3
            out.writestr(one, data)
    return path


def at(files: list[tuple[str, bytes]], name: str) -> int:
    return [one for one, _ in files].index(name)


PICTURE = "data/walks/refuse/screens/003.png"


def _changed(files: list[tuple[str, bytes]]) -> None:
    files[at(files, PICTURE)] = (PICTURE, b"another picture")


def _missing(files: list[tuple[str, bytes]]) -> None:
    del files[at(files, PICTURE)]


def _extra(files: list[tuple[str, bytes]]) -> None:
    files.insert(at(files, PICTURE), (PICTURE.replace("003", "0025"), b"0"))


def _reordered(files: list[tuple[str, bytes]]) -> None:
    files.insert(at(files, PICTURE) - 1, files.pop(at(files, PICTURE)))


def _twice(files: list[tuple[str, bytes]]) -> None:
    files.insert(at(files, PICTURE), files[at(files, PICTURE)])


def _beside(files: list[tuple[str, bytes]]) -> None:
    files.append(("zzz.txt", b"0"))


@pytest.mark.parametrize(
    ("change", "place", "what"),
    [
        (_changed, PICTURE, "changed"),
        (_missing, PICTURE, "missing"),
        (_extra, PICTURE.replace("003", "0025"), "added"),
        (_reordered, PICTURE.replace("003", "002"), "out of order"),
        (_twice, PICTURE, "twice"),
        (_beside, "zzz.txt", "added"),
    ],
)
def test_a_bundle_that_somebody_wrote_anew_names_the_file(
    change: Callable[[list[tuple[str, bytes]]], None], place: str, what: str, bundle: Path, tmp_path: Path
) -> None:
    with pytest.warns(UserWarning, match="Duplicate name") if change is _twice else nullcontext():
        said = said_of(rewritten(bundle, tmp_path / "bundle.zip", change))

    assert not isinstance(said, str)
    assert said[0].place == place
    assert what in str(said[0])


def test_writing_it_anew_without_a_change_gives_the_same_bytes(bundle: Path, tmp_path: Path) -> None:
    again = rewritten(bundle, tmp_path / "bundle.zip", lambda _: None)

    assert again.read_bytes() == bundle.read_bytes()


def test_a_manifest_that_was_made_anew_hides_no_change_of_a_file_of_the_run(bundle: Path, tmp_path: Path) -> None:
    def forge(files: list[tuple[str, bytes]]) -> None:
        _changed(files)
        info = dict(files)["bag-info.txt"]
        size = sum(len(data) for name, data in files if name.startswith("data/"))
        old = next(line for line in info.splitlines() if line.startswith(b"Payload-Oxum"))
        count = old.rpartition(b".")[2].decode()
        files[at(files, "bag-info.txt")] = ("bag-info.txt", info.replace(old, f"Payload-Oxum: {size}.{count}".encode()))
        listed = [(name, data) for name, data in files if name.startswith("data/")]
        for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
            text = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in listed)
            files[at(files, manifest)] = (manifest, text.encode())
            listed = [(name, data) for name, data in files if not name.startswith(("data/", "tagmanifest"))]

    said = said_of(rewritten(bundle, tmp_path / "bundle.zip", forge))

    assert not isinstance(said, str)
    assert [str(fault) for fault in said] == [f"{PICTURE} was changed: its SHA-256 is not the one in run.json"]


def compressed(files: dict[str, bytes], path: Path, around: str = "") -> Path:
    """Write files as somebody's zip program does: in its own order, compressed, with folders, dated."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        if around:
            out.writestr(around, b"")
        for name in sorted(files, key=lambda name: (-len(name), name)):
            out.writestr(zipfile.ZipInfo(around + name, (2026, 1, 2, 3, 4, 6)), files[name])
    return path


def files_of(bundle: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(bundle) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.mark.parametrize("around", ["", "bundle/"])
@pytest.mark.parametrize("more", [{}, {".DS_Store": b"0", "data/.DS_Store": b"0"}])
def test_a_bundle_that_was_only_repacked_is_one_line_with_the_hash_that_was_sealed(
    more: dict[str, bytes], around: str, bundle: Path, tmp_path: Path
) -> None:
    files = files_of(bundle)
    said = said_of(compressed(files | more, tmp_path / "bundle.zip", around))

    assert not isinstance(said, str)
    (fault,) = said
    assert str(fault).startswith(f"the zip was repacked: all {len(files)} files agree with the manifests")
    assert sha256(bundle.read_bytes()).hexdigest() in fault.what


def test_a_repacked_bundle_that_was_changed_too_names_the_file_first(bundle: Path, tmp_path: Path) -> None:
    said = said_of(compressed(files_of(bundle) | {PICTURE: b"another"}, tmp_path / "bundle.zip"))

    assert not isinstance(said, str)
    assert [fault.place for fault in said] == [PICTURE, PACKING]


def test_a_repacked_bundle_that_was_damaged_names_what_cannot_be_unpacked(bundle: Path, tmp_path: Path) -> None:
    path = compressed(files_of(bundle), tmp_path / "bundle.zip")
    with zipfile.ZipFile(path) as opened:
        begins = opened.getinfo(PICTURE).header_offset + 30 + len(PICTURE)
    data = bytearray(path.read_bytes())
    data[begins + 50 : begins + 60] = bytes(10)
    path.write_bytes(data)

    said = said_of(path)

    assert not isinstance(said, str)
    assert [fault.place for fault in said] == [PICTURE]


@pytest.mark.lengthy
@pytest.mark.parametrize("around", ["", "bundle/"])
def test_whatever_is_done_to_a_repacked_bundle_is_found_and_told(around: str, bundle: Path, tmp_path: Path) -> None:
    dice, path = random.Random(5), compressed(files_of(bundle), tmp_path / "bundle.zip", around)
    data = path.read_bytes()
    begin = data.index(b"PK\1\2")
    for _ in range(60):
        new = bytearray(data)
        for at in (dice.randrange(len(data)), *(dice.randrange(begin, len(data)) for _ in range(dice.randrange(9)))):
            new[at] = dice.choice([0, 255, new[at] ^ 1])
        path.write_bytes(new)

        assert said_of(path)


def test_a_zip_or_a_bag_of_something_else_is_no_bundle(tmp_path: Path) -> None:
    letters = {"README.txt": b"Dear", "letter.txt": b"reader"}
    payload = {"data/letter.txt": b"Dear"}
    root = {"bagit.txt": bag.DECLARATION, "README.txt": b"-", "bag-info.txt": b"-"}
    root["manifest-sha256.txt"] = bag.manifest({name: sha256(data).hexdigest() for name, data in payload.items()})
    root["tagmanifest-sha256.txt"] = bag.manifest({name: sha256(data).hexdigest() for name, data in root.items()})

    assert said_of(compressed(letters, tmp_path / "letters.zip")) == f"{tmp_path / 'letters.zip'}: {reading.NO_BUNDLE}"
    assert "a bag of something else" in str(said_of(compressed(root | payload, tmp_path / "bag.zip", "letters/")))
