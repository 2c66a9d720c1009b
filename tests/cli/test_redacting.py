"""`optout redact`: from a sealed bundle to one that may be shown, through the command line."""

import contextlib
import io
import json
import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup

from analyzer import canonical, cli, storage
from analyzer.evidence import sealing
from analyzer.model import Input, Inputs
from tests.sealed import finished_run, small_run

EMAIL = "camille.roussel@mail.example"


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sealed run of the shipped flow."""
    return sealing.seal(finished_run(tmp_path_factory.mktemp("sealed") / "facebook-2025-privacy-centre"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sealed run of two short walks without pictures, in one of which somebody was named."""
    said = {"accept": (), "refuse": (Input(number=2, text=EMAIL),)}
    more = {
        f"walks/{route}/{storage.INPUTS_FILE}": canonical.text(Inputs(format=1, inputs=one))
        for route, one in said.items()
    }
    return sealing.seal(small_run(tmp_path_factory.mktemp("small") / "symmetric-notification", more))


@pytest.fixture(scope="module")
def shown(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The derivative of the shipped flow's run, with nothing named by hand, and what was said of it."""
    new = tmp_path_factory.mktemp("shown") / "shown.zip"
    with contextlib.redirect_stdout(io.StringIO()) as told:
        assert optout("redact", bundle, "-o", new) == 0
    return new, told.getvalue()


def optout(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(one) for one in arguments])
    return int(ended.value.code or 0)


def contents(bundle: Path) -> bytes:
    with ZipFile(bundle) as opened:
        return b"".join(opened.read(name) for name in opened.namelist() if not name.endswith(".png"))


@pytest.mark.lengthy
def test_a_derivative_holds_names_its_parent_and_holds_nothing_of_anybody(
    bundle: Path, shown: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert EMAIL.encode() in contents(bundle)
    new, told = shown
    parent = canonical.sha256(bundle.read_bytes())
    assert f"parent      {parent}" in told
    with ZipFile(new) as opened:
        assert (
            f"a derivative of the bundle with SHA-256 {parent}"
            in BeautifulSoup(opened.read("data/report.html"), "html.parser").text
        )
        assert b"redaction.json" in opened.read("README.txt")
    with ZipFile(bundle) as opened:
        assert b"Redacted: a derivative" not in opened.read("data/report.html")
    assert "as in the parent" in told
    assert EMAIL not in told
    assert not [name for name in (EMAIL, "Camille", "Roussel") if name.encode() in contents(new)]
    assert optout("verify", new) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert f"a derivative of the bundle with SHA-256 {parent}" in said
    assert "redacted by optout" in said


@pytest.mark.lengthy
def test_the_same_bundle_gives_the_same_derivative_and_its_score_follows(
    small: Path, shown: tuple[Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("once.zip", "again.zip"):
        assert optout("redact", small, "-o", tmp_path / name) == 0
    assert EMAIL.encode() in contents(small)
    assert EMAIL.encode() not in contents(tmp_path / "once.zip")
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "once.zip").read_bytes()
    capsys.readouterr()
    assert optout("score", shown[0], "--json") == 0
    with ZipFile(shown[0]) as opened:
        assert capsys.readouterr().out.encode() == opened.read("data/score.json")


@pytest.mark.lengthy
def test_what_is_named_on_a_line_of_a_file_and_what_is_painted_over_is_said(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "names.txt"
    listed.write_text("Settings\n\n", encoding="utf-8")
    region = "walks/refuse:1:1224,8,40,40"
    assert optout("redact", small, "-o", tmp_path / "n.zip", "--remove-from", listed, "--region", region) == 0
    assert "chosen 1" in capsys.readouterr().out
    assert b"Settings" in contents(small)
    assert b"Settings" not in contents(tmp_path / "n.zip")
    with ZipFile(tmp_path / "n.zip") as opened:
        said = json.loads(opened.read("data/redaction.json"))
    assert said["chosen"] == [{"place": "walks/refuse", "screen": 1, "x": 1224, "y": 8, "width": 40, "height": 40}]


@pytest.mark.lengthy
@pytest.mark.parametrize(
    ("more", "why"),
    [
        (("--region", "here"), "--region 'here': as in walks/refuse:3"),
        (("--region", "walks/none:1:0,0,1,1"), "no walk 'walks/none'"),
        (("--remove", "abc"), "a value of fewer than 4 characters"),
        (("--key", "none"), "none: "),
    ],
)
def test_what_cannot_be_done_is_one_line_and_leaves_nothing(
    small: Path, tmp_path: Path, more: tuple[str, ...], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert optout("redact", small, "-o", tmp_path / "new.zip", *more) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"optout: {why}")
    assert said.count("\n") == 1
    assert not any(tmp_path.iterdir())


@pytest.mark.lengthy
@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="needs ssh-keygen")
def test_what_is_signed_is_told_as_sealing_tells_it(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key, new = tmp_path / "key", tmp_path / "new.zip"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    known = subprocess.run(["ssh-keygen", "-l", "-f", key], capture_output=True, text=True, check=True).stdout.split()[
        1
    ]
    assert optout("redact", small, "-o", new, "--key", key) == 0
    told = capsys.readouterr().out.splitlines()[:4]
    assert told == [str(new), f"{new}.sig", f"key         {known}", f"SHA-256     {storage.hash_of(new)}"]


@pytest.mark.lengthy
def test_a_full_disk_is_one_line_and_leaves_nothing(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_: Path, there: Path) -> None:
        there.write_bytes(b"PK")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("analyzer.evidence.deriving.shutil.copyfile", full)
    assert optout("redact", small, "-o", tmp_path / "new.zip") == 2
    said = capsys.readouterr().err
    assert "new.zip: cannot be written: No space left on device; free space or choose another -o" in said
    assert not any(tmp_path.iterdir())


@pytest.mark.lengthy
def test_the_original_is_never_written_over(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = bundle.read_bytes()
    assert optout("redact", bundle, "-o", bundle) == 2
    assert "is the original" in capsys.readouterr().err
    assert bundle.read_bytes() == before


@pytest.mark.lengthy
def test_a_bundle_that_was_changed_is_not_redacted(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = bytearray(small.read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "changed.zip").write_bytes(data)
    assert optout("redact", tmp_path / "changed.zip", "-o", tmp_path / "new.zip") == 1
    assert "not what was sealed" in capsys.readouterr().err
    assert not (tmp_path / "new.zip").exists()


@pytest.mark.lengthy
def test_what_cannot_be_removed_is_said_and_not_counted(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "n.zip"
    assert optout("redact", small, "-o", new, "--remove", "Settings", "--remove", "Nobody At All") == 0
    assert "of the values you named, number 2 occurs nowhere" in " ".join(capsys.readouterr().out.split())
    with ZipFile(new) as opened:
        assert json.loads(opened.read("data/redaction.json"))["absent"] == 1
    empty = tmp_path / "empty.txt"
    empty.write_text("\n", encoding="utf-8")
    for more, why in (
        (("--remove-from", empty), "names nothing to remove"),
        (("--region", "walks/refuse:1:5000,8,40,40"), "lies outside of its picture"),
        (("--region", "walks/refuse:99:0,8,40,40"), "no screen 99; there are"),
    ):
        assert optout("redact", small, "-o", tmp_path / "x.zip", *more) == 2
        assert why in capsys.readouterr().err
    assert optout("redact", small, "-o", tmp_path / "x.txt") == 2
    assert not (tmp_path / "x.zip").exists()
    assert optout("redact", small, "-o", new) == 2
    assert "is there already" in capsys.readouterr().err


@pytest.mark.lengthy
def test_a_signature_of_an_earlier_bundle_does_not_stay_beside_the_new_one(small: Path, tmp_path: Path) -> None:
    new = tmp_path / "n.zip"
    (tmp_path / "n.zip.sig").write_bytes(b"of other bytes")
    assert optout("redact", small, "-o", new) == 0
    assert not (tmp_path / "n.zip.sig").exists()
