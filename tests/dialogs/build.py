"""Assembles the pages of this folder: published consent dialogs, fetched by npm and never kept in the repository.

Usage: python tests/dialogs/build.py DIR [page-id ...]

Packages are unpacked into the folder that ``OPTOUT_DIALOGS_CACHE`` names, else into one under the temporary folder;
what is there already is not fetched again.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
LIST = HERE / "pages.toml"
TEMPLATES = HERE / "pages"
POLICIES = HERE / "policies"
"""What the link of every page leads to, one file a language."""
VARIABLE = "OPTOUT_DIALOGS_CACHE"
FETCH_LIMIT_S = 120


class PackageMissingError(Exception):
    """A package that cannot be had here, and why; a test that needs it is skipped with this reason."""


@dataclass(frozen=True)
class Source:
    """One package as it is published, and which of its files go where in the page: ``inside:beside the page``."""

    package: str
    version: str
    files: tuple[str, ...]

    @property
    def spec(self) -> str:
        """The exact version, as npm wants it named."""
        return f"{self.package}@{self.version}"


@dataclass(frozen=True, kw_only=True)
class Page:
    """One dialog: whose it is, what is special about it, and how its stored choice reads."""

    id: str
    licence: str
    language: str
    locale: str
    labels: str
    """Whose wording it is: ``package`` or ``ours``."""
    variant: str
    accepted: str
    """Regular expression over what is stored once everything was accepted."""
    refused: str = ""
    """The same once everything that can be refused was refused; empty if the dialog has no such value."""
    stored: str
    wait_ms: int = 1500
    """How long a late dialog is waited for."""
    react_ms: int = 0
    """How long its controls are there before they react."""
    depth: int = 4
    """How many clicks deep the truth was searched."""
    notes: str = ""
    sources: tuple[Source, ...]

    @property
    def own(self) -> Source:
        """The package whose dialog this is; the others only make it run."""
        return self.sources[0]


def pages() -> list[Page]:
    """Return every page of ``pages.toml``, in its order."""
    return [_page(entry) for entry in tomllib.loads(LIST.read_text(encoding="utf-8"))["page"]]


def _page(entry: dict[str, Any]) -> Page:
    sources = tuple(
        Source(one["package"], one["version"], tuple(one["files"])) for one in [entry, *entry.get("needs", [])]
    )
    said = {key: value for key, value in entry.items() if key not in {"package", "version", "files", "needs"}}
    return Page(**said, sources=sources)


def cache() -> Path:
    """Return the folder for unpacked packages, made if need be."""
    folder = Path(os.environ.get(VARIABLE) or Path(tempfile.gettempdir()) / "optout-dialogs")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def unpacked(source: Source) -> Path:
    """Return the folder with a package's files, fetched unless it is there.

    Raises
    ------
    PackageMissingError
        If there is no npm, no registry, or no such version.
    """
    folder = cache() / source.spec.replace("/", "_")
    if not (folder / "package").is_dir():
        with tempfile.TemporaryDirectory(dir=cache()) as fetching:
            with tarfile.open(_packed(source, Path(fetching))) as archive:
                archive.extractall(fetching, filter="data")
            folder.mkdir(exist_ok=True)
            (Path(fetching) / "package").rename(folder / "package")
    return folder / "package"


def _packed(source: Source, folder: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise PackageMissingError(f"{source.spec}: npm is not installed")
    command = [npm, "pack", source.spec, "--silent", "--ignore-scripts"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=FETCH_LIMIT_S, check=False)
    except subprocess.TimeoutExpired:
        raise PackageMissingError(f"{source.spec}: no answer in {FETCH_LIMIT_S} s") from None
    archives = sorted(folder.glob("*.tgz"))
    if done.returncode or not archives:
        raise PackageMissingError(f"{source.spec}: npm cannot fetch it ({done.stderr.strip()[-120:]})")
    return archives[0]


def build(page: Page, out: Path) -> Path:
    """Assemble one page below ``out`` and return its folder.

    Raises
    ------
    PackageMissingError
        If one of its packages cannot be had.
    """
    target = out / page.id
    target.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(POLICIES / f"{page.language}.html", target / "privacy.html")
    shutil.copytree(TEMPLATES / page.id, target, dirs_exist_ok=True)
    for source in page.sources:
        package = unpacked(source)
        for listed in source.files:
            inside, beside = listed.split(":")
            (target / beside).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(package / inside, target / beside)
    return target


def main(arguments: list[str]) -> int:
    """Build the pages that are named, or all; say of each that cannot be built why."""
    out, wanted = Path(arguments[0]), set(arguments[1:])
    missing = 0
    for page in pages():
        if wanted and page.id not in wanted:
            continue
        try:
            build(page, out)
        except PackageMissingError as reason:
            missing += 1
            print(f"skipped {page.id}: {reason}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
