"""A regulator's machine: `make wheelhouse` gives all it needs, and nothing is fetched there."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from analyzer import canonical
from analyzer.evidence import sealing
from analyzer.judging import rendering, scored
from analyzer.scoring import policy
from tests.reports.exports.kept import run
from tests.sealed import small_run

pytestmark = [pytest.mark.pip, pytest.mark.slow]

ROOT = Path(__file__).parents[1]
CLOSED = "http://127.0.0.1:9"
"""A port that nobody listens on: where a program would still try, it fails at once."""


def offline() -> list[str]:
    """What runs a command in a network of its own, which has no way out; where that is forbidden, only proxies are."""
    alone = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") and subprocess.run([*alone, "true"], capture_output=True, check=False).returncode == 0:
        return alone
    return []


def without_network(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    proxies = {name: CLOSED for kind in ("http", "https", "all") for name in (f"{kind}_proxy", f"{kind}_PROXY".upper())}
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    return subprocess.run(
        [*offline(), *command], cwd=cwd, env={**plain, **proxies, "PIP_CONFIG_FILE": os.devnull}, capture_output=True,
        check=False, timeout=300,
    )  # fmt: skip


@pytest.fixture(scope="module")
def wheelhouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("make") is None:
        pytest.skip("make is not on this machine")
    folder = tmp_path_factory.mktemp("wheelhouse")
    done = subprocess.run(
        ["make", "wheelhouse", f"WHEELHOUSE={folder}", f"BIN={Path(sys.executable).parent}"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    if done.returncode:
        pytest.skip(f"make wheelhouse: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}")
    return folder


@pytest.fixture(scope="module")
def installed(wheelhouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an environment that was filled from the wheelhouse alone, as INSTALL.txt says."""
    place = tmp_path_factory.mktemp("machine")
    subprocess.run([sys.executable, "-m", "venv", place / "optout"], check=True, timeout=120)
    line = next(text for text in (wheelhouse / "INSTALL.txt").read_text().splitlines() if "--no-index" in text)
    python, *arguments = line.replace("FOLDER", str(wheelhouse)).replace("'", "").split()
    done = without_network(place / python, *arguments, "--quiet", "--disable-pip-version-check", cwd=place)
    assert done.returncode == 0, done.stderr.decode()
    return place / "optout" / "bin"


def test_the_folder_holds_wheels_and_says_how_to_install_them(wheelhouse: Path) -> None:
    wheels = {file.name.partition("-")[0] for file in wheelhouse.glob("*.whl")}
    assert {"optout", "networkx", "msgspec", "warcio"} <= wheels
    assert {file.name for file in wheelhouse.iterdir() if file.suffix != ".whl"} == {"INSTALL.txt"}
    own = next(wheelhouse.glob("optout-*.whl"))
    names = zipfile.ZipFile(own).namelist()
    assert {f"analyzer/scoring/policies/{version}.toml" for version in policy.shipped()} <= set(names)
    assert (wheelhouse / "INSTALL.txt").read_text().splitlines()[-1].startswith("Made for Python 3.")


def test_a_run_is_scored_there_to_the_same_bytes(installed: Path, tmp_path: Path) -> None:
    folder = run(tmp_path / "run")
    done = without_network(installed / "optout", "score", folder, "--json", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == canonical.line(scored(folder, policy.newest()).printed())


@pytest.mark.parametrize("suffix", [".html", ".json", ".md", ".csv", ".graphml", ".har", ".wacz"])
def test_every_report_is_written_there_to_the_same_bytes(suffix: str, installed: Path, tmp_path: Path) -> None:
    folder, file = run(tmp_path / "run"), tmp_path / f"report{suffix}"
    done = without_network(installed / "optout", "report", folder, "-o", file, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert file.read_bytes() == b"".join(rendering(file)(folder, policy.newest()))


def test_a_bundle_is_verified_scored_and_reported_there(installed: Path, tmp_path: Path) -> None:
    folder = small_run(tmp_path / "flow")
    bundle, file = sealing.seal(folder), tmp_path / "report.html"
    done = without_network(installed / "optout", "verify", bundle, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    told = without_network(installed / "optout", "score", bundle, "--json", cwd=tmp_path).stdout
    assert told == (folder / "score.json").read_bytes()
    assert without_network(installed / "optout", "report", bundle, "-o", file, cwd=tmp_path).returncode == 0
    assert file.read_bytes() == (folder / "report.html").read_bytes()


def test_what_was_changed_is_found_there(installed: Path, tmp_path: Path) -> None:
    bundle = sealing.seal(small_run(tmp_path / "flow"))
    data = bytearray(bundle.read_bytes())
    data[len(data) // 2] ^= 1
    bundle.write_bytes(data)
    assert without_network(installed / "optout", "verify", bundle, cwd=tmp_path).returncode == 1
