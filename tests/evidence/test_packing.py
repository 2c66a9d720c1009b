import contextlib
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image

from analyzer import storage
from analyzer.evidence import packing
from analyzer.evidence.packing import packed
from tests.walks import button, click, page, walk_of

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(rows: list[bytes], filters: list[int], channels: int = 3, *more: bytes) -> bytes:
    """A PNG written as a browser in a hurry writes it: filtered by row, hardly packed, in several chunks of data."""
    told, above = b"", bytes(len(rows[0]))
    for row, kind in zip(rows, filters, strict=True):
        shown = bytes((one - other) % 256 for one, other in zip(row, above, strict=True)) if kind == 2 else row
        told, above = told + bytes((kind,)) + shown, row
    data = zlib.compress(told, 0)
    head = struct.pack(">IIBBBBB", len(rows[0]) // channels, len(rows), 8, {3: 2, 4: 6}[channels], 0, 0, 0)
    parts = (data[: len(data) // 2], data[len(data) // 2 :])
    return (
        SIGNATURE
        + chunk(b"IHDR", head)
        + b"".join((*more, *(chunk(b"IDAT", each) for each in parts), chunk(b"IEND", b"")))
    )


def pixels(file: bytes) -> tuple[str, tuple[int, int], bytes]:
    with Image.open(BytesIO(file)) as picture:
        return picture.mode, picture.size, picture.tobytes()


@given(st.data(), st.sampled_from((3, 4)), st.integers(1, 30), st.integers(1, 30))
def test_packing_keeps_every_pixel_and_adds_no_byte(
    data: st.DataObject, channels: int, width: int, height: int
) -> None:
    rows = data.draw(
        st.lists(st.binary(min_size=width * channels, max_size=width * channels), min_size=height, max_size=height)
    )
    filters = data.draw(st.lists(st.sampled_from((0, 2)), min_size=height, max_size=height))
    picture = png(rows, filters, channels)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(packing, "SMALL", 0)
        smaller = packed(picture)
    assert pixels(smaller) == pixels(picture)
    assert len(smaller) <= len(picture)


def test_a_large_screenshot_of_letters_becomes_smaller_and_what_else_stands_in_it_stays() -> None:
    chance = random.Random(1)
    letters = [chance.randbytes(300) for _ in range(20)]
    rows = [chance.choice(letters) * 8 for _ in range(100)]
    about = chunk(b"sRGB", b"\0")
    picture = png(rows, [2] * 100, 3, about)
    assert len(picture) > packing.SMALL
    smaller = packed(picture)
    assert len(smaller) < len(picture) / 3
    assert about in smaller
    assert pixels(smaller) == pixels(picture)
    assert packed(smaller) == smaller


@pytest.mark.parametrize(("room", "shrinks"), [(0, True), (packing.ROOM, False)])
def test_screenshots_are_packed_where_a_run_has_more_of_them_than_a_report_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int, *, shrinks: bool
) -> None:
    monkeypatch.setattr(packing, "ROOM", room)
    shot = storage.write_exhibit(tmp_path, "screens/001.png", png([bytes(range(250)) * 12] * 60, [2] * 60))
    walk = walk_of(page("Start"))
    storage.write_walk(replace(walk, screens=(replace(walk.screens[0], screenshot=shot),)), tmp_path)
    before = (tmp_path / shot.file).read_bytes()
    packing.fit({tmp_path: storage.read_walk(tmp_path).walk})
    again = storage.read_walk(tmp_path).walk.screens[0].screenshot
    assert again is not None
    assert (len(storage.read_exhibit(tmp_path, again)) < len(before)) is shrinks
    assert (again == shot) is not shrinks
    assert pixels((tmp_path / again.file).read_bytes()) == pixels(before)
    assert [one.name for one in (tmp_path / "screens").iterdir()] == [PurePosixPath(again.file).name]


def test_ended_at_any_write_the_walk_is_whole_and_packed_again_it_is_as_if_never_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "ROOM", 0)
    monkeypatch.setattr(packing, "packed", bytes.lower)
    whole: dict[str, bytes] = {}
    for moment in (-1, *range(16)):
        folder = tmp_path / str(moment)
        shots = [storage.write_exhibit(folder, f"screens/{one}.png", b"AB") for one in (1, 2)]
        walk = walk_of(page("Start", button("Refuse")), click("Refuse"), page("End"))
        screens = tuple(replace(screen, screenshot=shot) for screen, shot in zip(walk.screens, shots, strict=True))
        storage.write_walk(replace(walk, screens=screens), folder)
        with ended_after(moment):
            packing.fit({folder: storage.read_walk(folder).walk})
        packing.fit({folder: storage.read_walk(folder).walk})
        named = {one.screenshot.file for one in storage.read_walk(folder).walk.screens if one.screenshot}
        left = {name: (folder / name).read_bytes() for name in (*named, storage.WALK_FILE)}
        whole = whole or left
        assert left == whole


@contextlib.contextmanager
def ended_after(moment: int) -> Iterator[None]:
    """Let a file be moved into place or removed ``moment`` times and then no more, as where a process is killed."""
    left = moment

    def counted(done: Callable[..., object]) -> Callable[..., object]:
        def one(*given: object, **named: object) -> object:
            nonlocal left
            if left == 0:
                raise KeyboardInterrupt
            left -= 1
            return done(*given, **named)

        return one

    with pytest.MonkeyPatch.context() as patched, contextlib.suppress(KeyboardInterrupt):
        for name in ("replace", "unlink", "write_bytes"):
            patched.setattr(Path, name, counted(getattr(Path, name)))
        yield


@given(st.binary(max_size=60), st.integers(0, 200))
def test_what_is_no_picture_or_a_damaged_one_is_left_as_it_is(noise: bytes, cut: int) -> None:
    picture = png([bytes(range(30))] * 4, [0, 1, 2, 2])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(packing, "SMALL", 0)
        for odd in (noise, SIGNATURE + noise, picture, picture[:cut]):
            assert packed(odd) == odd
