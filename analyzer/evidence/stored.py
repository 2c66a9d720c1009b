"""The walks of a run, or of a bundle that holds one: read where they are, without unpacking anything."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from analyzer import judging, storage
from analyzer.errors import InputError
from analyzer.evidence import bag, runs
from analyzer.evidence.reading import Bundle
from analyzer.evidence.verifying import checked
from analyzer.judging import COUNTERFACTUAL, WALKS, Walks
from analyzer.model import Exhibit, Report
from analyzer.scoring.policy import Policy
from analyzer.storage import Gathered


@dataclass(frozen=True)
class Stored:
    """The walks of a run and those of its counterfactual, by route; ``root`` is the folder that they lie in."""

    walks: Walks
    least: Walks
    root: Path

    def judged(self, policy: Policy) -> Report:
        """Return the report of the run under a policy."""
        return judging.judge_walks(self.walks, self.least, policy, self.root)


def stored(path: Path) -> Stored:
    """Return the walks of a run's folder or, after verifying it, of a bundle.

    Raises
    ------
    InputError
        If there is no walk, a walk is damaged, or the walks are not of one flow in one language.
    TamperedError
        If a bundle was changed since it was sealed, or a run since it ended.
    """
    if not path.is_file():
        runs.check(path)
        return Stored(judging.walks_of(path), judging.least_of(path), path)
    with checked(path) as found:
        try:
            # Where a walk lies is told relative to the run, as it is for a folder.
            run = Path()
            walks, least = _walks(found.bundle, run), _walks(found.bundle, run / COUNTERFACTUAL)
        except InputError as error:
            raise InputError(f"{path}: {error}") from error
    if not walks:
        raise InputError(f"{path}: holds no walk")
    return Stored(walks, least, run)


def _walks(bundle: Bundle, folder: Path) -> dict[str, Gathered]:
    places = sorted(
        Path(name).parent.relative_to(bag.PAYLOAD)
        for name in bundle.members
        if name.startswith(bag.PAYLOAD) and name.endswith(f"/{storage.WALK_FILE}")
    )
    inside = [place for place in places if place.parent == folder / WALKS]
    walks = [storage.gathered(_read(bundle, place, storage.WALK_FILE), partial(_exhibit, bundle, place), place)
             for place in inside]  # fmt: skip
    by_route = {one.walk.route: one for one in walks}
    judging.alike(by_route, folder)
    return by_route


def _exhibit(bundle: Bundle, folder: Path, exhibit: Exhibit) -> bytes:
    data = _read(bundle, folder, exhibit.file)
    if bundle.members[_name(folder, exhibit.file)].sha256 != exhibit.sha256:
        raise InputError(f"{folder / exhibit.file}: its SHA-256 is not the one in {storage.WALK_FILE}")
    return data


def _read(bundle: Bundle, folder: Path, file: str) -> bytes:
    name = _name(folder, file)
    if name not in bundle.members:
        raise InputError(f"{folder / storage.WALK_FILE}: exhibit {file!r} is not in the bundle")
    return b"".join(bundle.chunks(name))


def _name(folder: Path, file: str) -> str:
    return f"{bag.PAYLOAD}{folder.as_posix()}/{file}"
