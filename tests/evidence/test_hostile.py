"""A zip of a stranger costs one line: no traceback, nothing written, bounded time."""

import io
import struct
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from analyzer.cli import complain
from analyzer.errors import AnalyzerError, InputError
from analyzer.evidence import archive, bag, sealing
from analyzer.evidence.archive import Entry
from analyzer.evidence.opening import unpacked
from analyzer.evidence.painting import painted
from analyzer.evidence.verifying import NotHoldingError, checked
from analyzer.model import Box
from analyzer.recordings.recognising import recognise
from analyzer.scoring import policy as policies
from tests.sealed import small_run
from tests.tables import for_each

SECONDS = 5
BOX = Box(x=0, y=0, width=1, height=1)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sealing.seal(small_run(tmp_path_factory.mktemp("runs") / "flow"))


def refused(path: Path) -> AnalyzerError:
    """Return the one line with which ``path`` is refused, having written nothing beside it."""
    before, begun = sorted(path.parent.rglob("*")), time.process_time()
    with pytest.raises(AnalyzerError) as raised, unpacked(path):
        pass
    assert time.process_time() - begun < SECONDS
    assert sorted(path.parent.rglob("*")) == before
    assert str(raised.value).isprintable()
    return raised.value


def bag_of(names: list[str], contents: bytes = b"x") -> bytes:
    """Return a canonical zip of these names in this order and what a bag needs, without asking whether it may be."""
    files = [*((name, contents) for name in names), (bag.MANIFEST, b"-"), (bag.TAG_MANIFEST, b"-")]
    entries = [Entry(name, len(data), zlib.crc32(data)) for name, data in files]
    body = b"".join(archive.local_header(entry) + data for entry, (_, data) in zip(entries, files, strict=True))
    central = archive.directory(entries)
    return body + central + archive.end(len(entries), len(central), len(body))


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../outside", "does not stay"),
        ("/etc/outside", "absolute"),
        ("data/../../outside", "does not stay"),
        ("data//twice", "does not stay"),
        ("data\\outside", "backslash"),
        ("C:outside", "drive letter"),
        ("data/folder/", "folder"),
        ("data/a\x00b", "cannot be seen"),
        ("data/a\nb", "cannot be seen"),
        ("data/\x1b[2Jb", "cannot be seen"),
        ("data/gpj.\u202eexe", "cannot be seen"),
        ("data/zero\u200bwidth", "cannot be seen"),
        ("data/%2e%2e", "percent"),
        ("data/" + "n" * 2000, "longer"),
        ("data/" + "n" * 300, "longer"),
        ("data/" + "d/" * 40 + "n", "folders"),
        ("data/CON", "device"),
        ("data/nul.txt", "device"),
        ("data/aux/n", "device"),
        ("data/n.", "dot or a space"),
        ("data/n /n", "dot or a space"),
        ("data/n:stream", "Windows"),
        ("data/<n>", "Windows"),
    ],
)
def test_a_name_that_leads_elsewhere_or_hides_is_named_escaped(name: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(bag_of([name]))

    error = refused(path)

    assert isinstance(error, NotHoldingError)
    assert any(fault.place == name and why in fault.what for fault in error.faults)


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (("data/A", "data/a"), "same file as data/A"),
        (("data/cafe\u0301", "data/caf\u00e9"), "same file"),
        (("data/A/n", "data/a/m"), "folder is the same as data/A"),
        (("data/n", "data/n/m"), "data/n, which is a file"),
    ],
)
def test_names_that_are_one_file_on_some_disks_are_refused(names: tuple[str, str], why: str, tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(bag_of(list(names)))

    assert why in " ".join(str(fault) for fault in getattr(refused(path), "faults", ()))


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(bag_of(["data/ab"]).replace(b"data/ab", b"data/\xff\xfe"))

    assert isinstance(refused(path), NotHoldingError)


def zipped(method: int = zipfile.ZIP_STORED, mode: int = 0o100644, contents: bytes = b"x") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        for name in ("bagit.txt", "data/a", "manifest-sha256.txt"):
            one = zipfile.ZipInfo(name)
            one.external_attr, one.create_system, one.compress_type = mode << 16, 3, method
            out.writestr(one, contents)
    return buffer.getvalue()


@pytest.mark.lengthy
def test_compressed_files_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(zipped(zipfile.ZIP_DEFLATED, contents=bytes(1 << 24)))

    assert "compressed" in str(refused(path))


def test_links_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(zipped(mode=0o120777, contents=b"/etc/passwd"))

    assert isinstance(refused(path), NotHoldingError)


def test_a_link_in_the_directory_alone_is_named(bundle: Path, tmp_path: Path) -> None:
    data, path = bytearray(bundle.read_bytes()), tmp_path / "bundle.zip"
    with zipfile.ZipFile(bundle) as opened:
        begin = opened.start_dir
    data[begin + 38 : begin + 42] = struct.pack("<L", 0o120777 << 16)
    path.write_bytes(data)

    assert "the zip's directory was changed: it says of README.txt: a link" in str(refused(path))


def test_a_link_that_was_added_is_called_one(bundle: Path, tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(bundle.read_bytes())
    link = zipfile.ZipInfo("data/link")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(path, "a") as opened:
        opened.writestr(link, "/etc/passwd")

    assert "data/link was added: it is a link" in str(refused(path))


def test_an_encrypted_file_is_refused(bundle: Path, tmp_path: Path) -> None:
    data, path = bytearray(bundle.read_bytes()), tmp_path / "bundle.zip"
    with zipfile.ZipFile(bundle) as opened:
        one, begin = opened.infolist()[0], opened.start_dir
    data[one.header_offset + 6] |= 1
    data[begin + 8] |= 1
    path.write_bytes(data)

    assert "README.txt is refused: encrypted" in str(refused(path))


@pytest.mark.lengthy
def test_files_that_overlap_are_refused_in_bounded_time(tmp_path: Path) -> None:
    body = archive.local_header(Entry("bagit.txt", 1 << 20, 0)) + bytes(1 << 20)
    central = b"".join(archive.directory([Entry(f"data/{number:05}", 1 << 20, 0)]) for number in range(20_000))
    path = tmp_path / "bundle.zip"
    path.write_bytes(body + central + archive.end(20_000, len(central), len(body)))

    refused(path)


@pytest.mark.lengthy
def test_a_million_files_are_refused_unread(tmp_path: Path) -> None:
    central = archive.directory([Entry("data/a", 0, 0)]) * 1_000_000
    path = tmp_path / "bundle.zip"
    path.write_bytes(central + archive.end(1_000_000, len(central), 0))

    assert "1000000 files" in str(refused(path))


@pytest.mark.lengthy
def test_a_long_directory_that_is_none_of_ours_is_read_in_bounded_time(tmp_path: Path) -> None:
    body = archive.local_header(Entry("bagit.txt", 0, 0))
    central = archive.directory([Entry(f"data/{number:0600}", 0, 0) for number in range(30_000)])
    path = tmp_path / "bundle.zip"
    path.write_bytes(body + central + archive.end(30_000, len(central), len(body)))

    refused(path)


def test_more_headers_than_a_bundle_has_that_the_end_does_not_own_up_to_are_bounded_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_ENTRIES", 3_000)
    path = tmp_path / "bundle.zip"
    path.write_bytes(
        archive.local_header(Entry("bagit.txt", 0, 0)) * (archive.MOST_ENTRIES + 1_000) + archive.end(3, 100, 0)
    )

    refused(path)


def test_sizes_whose_sum_is_no_number_of_a_zip_are_refused(tmp_path: Path) -> None:
    entry = Entry("bagit.txt", (1 << 64) - 1, 0)
    body, central = archive.local_header(entry), archive.directory([entry]) * 2
    path = tmp_path / "bundle.zip"
    path.write_bytes(body + central + archive.end(2, len(central), len(body)))

    refused(path)


@pytest.mark.parametrize("size", [1 << 40, 1 << 62])
def test_sizes_that_lie_are_refused(size: int, tmp_path: Path) -> None:
    entry = Entry("bagit.txt", size, 0)
    body, central = archive.local_header(entry) + b"x" * 99, archive.directory([entry])
    path = tmp_path / "bundle.zip"
    for end in (
        archive.end(1, len(central), len(body)),
        archive.end(1, size, 0),
        archive.end(1, len(central), size),
        archive.end(size, size, size),
    ):
        path.write_bytes(body + central + end)

        refused(path)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"P", "not a bundle"),
        (b"<html>", "not a bundle"),
        (b"PK\5\6" + bytes(18), "not a bundle"),
        (b"PK\3\4" + b"\xff" * 400, "not a bundle"),
        (b"\x89PNG" + bytes(10_000), "not a bundle"),
    ],
)
def test_what_is_no_bundle_is_said_to_be_none(data: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(data)

    error = refused(path)

    assert isinstance(error, InputError)
    assert why in str(error)


def test_a_zip_of_something_else_and_a_folder_are_no_bundles(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("letter.txt", "Dear")

    assert "not a bundle" in str(refused(path))
    for other, why in ((tmp_path, "is a folder"), (tmp_path / "none", "no such file"), (Path("/dev/null"), "ordinary")):
        with pytest.raises(InputError, match=why), checked(other):
            pass


@pytest.mark.lengthy
def test_a_list_of_a_million_entries_is_refused_unread_where_a_recording_is_looked_for(tmp_path: Path) -> None:
    central = archive.directory([Entry("data/a", 0, 0)]) * 1_000_000
    path = tmp_path / "bundle.zip"
    path.write_bytes(central + archive.end(3, len(central), 0))
    begun = time.process_time()

    with pytest.raises(InputError, match="entries: not a recording"):
        recognise(path)

    assert time.process_time() - begun < 1


def test_a_message_of_megabytes_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    complain("x" * 10_000_000)

    assert len(capsys.readouterr().err) < 3_000


@for_each("number", ["9" * 4000, f"0x{'f' * 6000}", "1e300", "inf", "nan", "-1"])
def test_a_weight_that_no_arithmetic_survives_is_refused(number: str) -> None:
    source = policies.newest().source.replace(b"weight_high = ", b"weight_high = %s #" % number.encode(), 1)

    with pytest.raises(InputError, match="weight_high: a number from 0"):
        policies.parse(source, "policy.toml")


def test_a_picture_that_would_fill_the_memory_is_refused_unpacked() -> None:
    header = struct.pack(">2L5B", 1 << 14, 1 << 13, 8, 2, 0, 0, 0)
    png = (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">L", 13)
        + b"IHDR"
        + header
        + struct.pack(">L", zlib.crc32(b"IHDR" + header))
    )

    with pytest.raises(InputError, match=r"1\.png: 16384 by 8192 pixels: no screenshot"):
        painted(png + bytes(4) + b"IDAT" + struct.pack(">L", zlib.crc32(b"IDAT")), [BOX], 1.0, "1.png")
