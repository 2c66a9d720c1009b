from contextlib import suppress
from pathlib import Path

import pytest

from analyzer import storage
from analyzer.errors import InputError, StorageError


def test_a_file_that_cannot_be_written_leaves_the_old_one_and_no_half_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.json"
    storage.write_file(path, b"old")
    monkeypatch.setattr(Path, "write_bytes", _disk_full)

    with pytest.raises(StorageError, match=r"report\.json: cannot be written: No space left on device; free space"):
        storage.write_file(path, b"new")

    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["report.json"]


def test_a_run_that_fails_stays_incomplete_and_the_former_result_untouched(tmp_path: Path) -> None:
    folder = tmp_path / "flow"
    with storage.replacing(folder) as fresh:
        (fresh / "report.json").write_text("first")

    with pytest.raises(RuntimeError), storage.replacing(folder) as fresh:
        (fresh / "walk.json").write_text("half")
        raise RuntimeError

    assert (folder / "report.json").read_text() == "first"
    assert (tmp_path / "flow.incomplete" / "walk.json").read_text() == "half"


def test_two_runs_do_not_write_into_one_folder_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    with storage.replacing(folder) as first:
        (first / "walk.json").write_text("one")
        with pytest.raises(StorageError, match=r"run\.incomplete: another run is writing here; wait for it"):
            storage.replacing(folder).__enter__()
    assert (folder / "walk.json").read_text() == "one"
    with storage.replacing(folder) as second:
        (second / "walk.json").write_text("two")
    assert (folder / "walk.json").read_text() == "two"


def test_a_run_that_ends_well_replaces_the_former_result_whole(tmp_path: Path) -> None:
    folder = tmp_path / "flow"
    for name in ("first", "second"):
        with storage.replacing(folder) as fresh:
            (fresh / name).write_text(name)

    assert names(tmp_path) == ["flow"]
    assert names(folder) == ["second"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "is not a walk"),
        (b'{"format": 2}', "is not a walk"),
        (b"\xff\xfe", "is not a walk"),
        (b"[" * 100_000, "is not a walk"),
    ],
)
def test_a_damaged_walk_is_refused_in_one_line_that_names_the_file(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "walk.json").write_bytes(content)

    with pytest.raises(InputError, match=said) as raised:
        storage.read_walk(tmp_path)

    assert str(tmp_path / "walk.json") in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_folder_without_a_walk_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"walk\.json: cannot be read: No such file"):
        storage.read_walk(tmp_path)


def test_an_exhibit_that_was_changed_or_lies_elsewhere_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "walk"
    exhibit = storage.write_exhibit(folder, "screens/001.html", b"<p>as seen</p>")
    assert storage.read_exhibit(folder, exhibit) == b"<p>as seen</p>"

    (folder / exhibit.file).write_bytes(b"<p>as wished</p>")
    with pytest.raises(InputError, match="was changed after the walk"):
        storage.read_exhibit(folder, exhibit)

    outside = storage.write_exhibit(tmp_path, "secret", b"x")
    with pytest.raises(InputError, match="outside the walk's folder"):
        storage.read_exhibit(folder, type(outside)(file="../secret", sha256=outside.sha256))


@pytest.mark.parametrize(
    ("screens", "file", "said"),
    [
        ("walk/screens", "../../away/001.html", "outside the walk's folder"),
        ("away", "", "outside the walk's folder"),
        ("walk/screens", "001.html", "cannot be read"),
        ("walk/kept", "", ""),
    ],
    ids=["the file is a link", "its folder is one", "a link to itself", "a link within the walk"],
)
def test_a_link_is_followed_only_within_the_walk(tmp_path: Path, screens: str, file: str, said: str) -> None:
    folder = tmp_path / "walk"
    exhibit = storage.write_exhibit(folder, "screens/001.html", b"<p>as seen</p>")
    (folder / "screens").rename(tmp_path / "away")
    (folder / "kept").mkdir()
    (folder / "kept" / "001.html").write_bytes(b"<p>as seen</p>")
    if file:
        (folder / "screens").mkdir()
        (folder / "screens" / "001.html").symlink_to(file)
    else:
        (folder / "screens").symlink_to(tmp_path / screens)

    if said:
        with pytest.raises(InputError, match=said):
            storage.read_exhibit(folder, exhibit)
    else:
        assert storage.read_exhibit(folder, exhibit) == b"<p>as seen</p>"


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def _disk_full(path: Path, data: bytes) -> int:
    with path.open("wb") as half:
        half.write(data[:1])
    raise OSError(28, "No space left on device")


def test_nothing_was_gathered_where_a_folder_that_failed_holds_no_file(tmp_path: Path) -> None:
    for names, gathered in (((), False), (("walk.json",), True)):
        with suppress(InputError), storage.replacing(tmp_path / "run") as folder:
            (folder / "walks").mkdir()
            for name in names:
                (folder / "walks" / name).write_text("{}", encoding="utf-8")
            raise InputError("not visited")
        assert storage.is_gathered(tmp_path / "run") == gathered
