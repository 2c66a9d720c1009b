"""``optout annex``: from a bundle to a file, without a browser where HTML is asked for."""

from pathlib import Path

import pytest

from analyzer.cli import main
from analyzer.evidence.sealing import BUNDLE, seal
from tests.sealed import small_run


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_run(tmp_path_factory.mktemp("annexed") / "run")


@pytest.fixture(scope="module")
def bundle(run: Path) -> Path:
    return seal(run)


def annex(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["annex", *map(str, arguments)])
    return int(ended.value.code or 0)


@pytest.mark.lengthy
def test_the_same_bundle_gives_the_same_page_and_its_folder_stands_for_it(
    bundle: Path, run: Path, tmp_path: Path
) -> None:
    for number, source in enumerate((bundle, bundle, run)):
        assert annex(source, "-o", tmp_path / f"{number}.html", "--authority", "cnil") == 0
    first, second, third = ((tmp_path / f"{number}.html").read_bytes() for number in range(3))
    assert first == second == third
    assert "Annexe technique à la réclamation".encode() in first
    assert b"optout verify bundle.zip" in first


@pytest.mark.lengthy
def test_the_language_asked_for_comes_before_the_authority(bundle: Path, tmp_path: Path) -> None:
    assert annex(bundle, "-o", tmp_path / "a.html", "--authority", "cnil", "--lang", "nl") == 0
    assert b'<html lang="nl">' in (tmp_path / "a.html").read_bytes()


@pytest.mark.lengthy
def test_a_bundle_that_was_changed_gets_no_annex(bundle: Path, tmp_path: Path) -> None:
    data = bytearray(bundle.read_bytes())
    data[len(data) // 2] ^= 1
    changed = tmp_path / BUNDLE
    changed.write_bytes(data)
    assert annex(changed, "-o", tmp_path / "a.html") == 1
    assert not (tmp_path / "a.html").exists()


@pytest.mark.lengthy
def test_a_kind_there_is_not_is_an_error_in_one_line(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert annex(bundle, "-o", tmp_path / "a.doc") == 2
    assert capsys.readouterr().err.strip().endswith("a.doc: no annex of kind '.doc'; there is .pdf, .html")


@pytest.mark.lengthy
def test_another_file_of_that_name_is_kept_until_somebody_says_so(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.html"
    assert annex(bundle, "-o", file) == 0
    assert annex(bundle, "-o", file) == 0
    file.write_text("somebody's own", encoding="utf-8")

    assert annex(bundle, "-o", file) == 2
    assert capsys.readouterr().err.endswith("a.html: is there already; --replace replaces it, or choose another -o\n")
    assert file.read_text(encoding="utf-8") == "somebody's own"
    assert annex(bundle, "-o", file, "--replace") == 0
    assert b"Technical annex" in file.read_bytes()


@pytest.mark.lengthy
def test_who_files_it_stands_on_the_cover(bundle: Path, tmp_path: Path) -> None:
    assert annex(bundle, "-o", tmp_path / "a.html", "--author", "Jane Example", "--for", "Association Example") == 0
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "<dd><bdi>Jane Example</bdi></dd>" in page
    assert "<dd><bdi>Association Example</bdi></dd>" in page


@pytest.mark.lengthy
def test_a_signature_of_other_bytes_gets_no_annex(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copied = tmp_path / BUNDLE
    copied.write_bytes(bundle.read_bytes())
    copied.with_name(f"{BUNDLE}.sig").write_text("no signature", encoding="utf-8")

    assert annex(copied, "-o", tmp_path / "a.html") == 1
    assert "bundle.zip.sig: no SSH signature" in capsys.readouterr().err
    assert not (tmp_path / "a.html").exists()
