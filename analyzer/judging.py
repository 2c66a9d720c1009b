"""The pure half: stored walks and a policy in, a report out. No browser, no clock, no network."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from analyzer import canonical, graph, storage
from analyzer.apart import apart
from analyzer.comparing import Run, compare
from analyzer.errors import AnalyzerError, InputError
from analyzer.measures import measure_all
from analyzer.model import (
    Comparison,
    FlowIdentity,
    Hypothesis,
    Measurement,
    Pooled,
    ProfileUsed,
    Repeat,
    Report,
    Right,
    Score,
)
from analyzer.ranking.places import unranked
from analyzer.ranking.sensitivity import Ramped
from analyzer.recordings.strictjson import quoted
from analyzer.reports.assembling import Judged, assemble, principal, sound
from analyzer.reports.writing import EXPORTS, writer
from analyzer.scoring.policy import Policy
from analyzer.scoring.pooling import differing, pooled
from analyzer.scoring.score import ramps, score
from analyzer.storage import Gathered

SCORE = "score.json"
"""File of a run that holds what scoring yields, as ``optout score --json`` prints it; see ``Scored``."""

WALKS = "walks"
"""Folder of a run that holds one folder a route."""

UNPACKED = "data"
"""Folder of an unzipped bundle that holds the run; see ``analyzer.evidence.bag``."""

Walks = Mapping[str, Gathered]
"""The walks of a run, by route."""

COUNTERFACTUAL = "counterfactual"
"""Folder of a run that holds, in the same shape, the least a lawful design needs."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What scoring alone yields, of a run's own walks: no counterfactual, and nothing that only a page shows.

    ``walks`` are the hashes of the walks, by route; the other fields are those of ``Report``.
    """

    flow: FlowIdentity
    walks: Mapping[str, str]
    measurements: tuple[Measurement, ...]
    score: Score | None
    score_reason: str
    profile: ProfileUsed | None

    @classmethod
    def of(cls, report: Report) -> "Scored":
        """Return this part of a report."""
        return cls(
            report.flow, _hashes(report), report.measurements, report.score, report.score_reason, report.profile
        )  # fmt: skip

    def printed(self) -> dict[str, Any]:
        """Return what ``score --json`` prints and ``score.json`` holds."""
        profile = {} if self.profile is None else {"profile": self.profile}
        return profile | {
            "flow": {"id": self.flow.id, "variant": self.flow.variant, "language": self.flow.language},
            "walks": self.walks,
            "measurements": self.measurements,
            "score": self.score,
            "score_reason": self.score_reason,
        }


def scored(folder: Path, policy: Policy) -> Scored:
    """Score a run's folder, or the folder of a single walk: what ``judge`` says of it, for less than half the work.

    Raises
    ------
    InputError
        As for ``judge``; but a counterfactual is not read.
    """
    judged = _judged(walks_of(folder), policy, folder)
    walks = judged.graph.walks
    score, reason = sound(judged)
    return Scored(
        flow=principal(walks).flow,
        walks={route: canonical.sha256(canonical.text_again(walk)) for route, walk in walks.items()},
        measurements=judged.measurements,
        score=score,
        score_reason=reason,
        profile=judged.profile,
    )


def judge(folder: Path, policy: Policy) -> Report:
    """Judge a run's folder, or the folder of a single walk, each flow by the policy's profile for its right.

    Raises
    ------
    InputError
        If there is no walk, a walk is damaged, or the walks are not of one flow in one language.
    """
    return judge_walks(walks_of(folder), least_of(folder), policy, folder)


def judge_walks(walks: Walks, least: Walks, policy: Policy, root: Path) -> Report:
    """Judge the walks of a run in ``root``, beside those of its counterfactual, which may be none; see ``judge``."""
    beside = _judged(least, policy, root) if least else None
    return assemble(_judged(walks, policy, root), beside, policy)


def ramped(folders: Sequence[Path], policy: Policy) -> tuple[Ramped, ...]:
    """Return runs' folders as the policy sees them, each named by its flow, variant and language.

    Raises
    ------
    InputError
        As for ``judge``.
    """
    every = [walks_of(folder) for folder in folders]
    yardsticks = {_key(least) for least in map(least_of, folders) if least}
    return tuple(_ramped(walks, policy, yardstick=_key(walks) in yardsticks) for walks in every)


def _ramped(walks: Walks, policy: Policy, *, yardstick: bool) -> Ramped:
    flow = next(iter(walks.values())).walk.flow
    named = "@".join(filter(None, (flow.id, flow.variant)))
    mine = policy.under(flow.right)
    measurements = measure_all(graph.build(walks), mine.rules_off)
    ended = walks["refuse"].walk.outcome if "refuse" in walks else ""
    return Ramped(
        f"{named} ({flow.language})",
        ramps(measurements, mine, dead_end=_impossible(walks)),
        unranked(ended, yardstick=yardstick),
    )


def _key(walks: Walks) -> tuple[str, str]:
    flow = next(iter(walks.values())).walk.flow
    return flow.id, flow.variant


def rendering(file: Path, language: str = "en") -> Callable[[Path, Policy], Iterable[bytes]]:
    """Return what turns a run's folder into a file of this name: its report in a language, or an export of its walks.

    The file comes in pieces, for what is exported may be larger than memory.

    What is returned raises ``InputError`` as ``judge`` does, and where an export needs traffic, or a package, that is
    missing.

    Raises
    ------
    InputError
        If there is no such kind of file, or not in this language.
    """
    if file.suffix.lower() in EXPORTS and language == "en":
        return lambda run, _: EXPORTS[file.suffix.lower()](walks_of(run))
    if file.suffix.lower() in EXPORTS:
        raise InputError(f"{file}: --lang: an export of walks says nothing in a language of ours")
    written = writer(file, language)
    return lambda run, policy: (written(judge(run, policy), run),)


def compare_runs(
    folders: Sequence[Path], hypotheses: Sequence[Hypothesis], policy: Policy, places: Sequence[str] = ()
) -> Comparison:
    """Judge several runs' folders, and compare them; each counterfactual is judged as a run of its own.

    Parameters
    ----------
    folders
        Of the runs.
    hypotheses
        What was expected of them.
    policy
        What judges all of them.
    places
        For each folder what somebody gave for it, such as a bundle that was unpacked there; if not given, the folders.

    Raises
    ------
    InputError
        As for ``judge``.
    """
    given = places or [str(folder) for folder in folders]
    runs = [replace(_run(folder, policy), place=place) for folder, place in zip(folders, given, strict=True)]
    return compare(runs, hypotheses, policy.identity)


def pool(folders: Sequence[Path], policy: Policy) -> Pooled:
    """Judge runs of one flow and score them as repeated walks of it.

    Raises
    ------
    InputError
        As for ``judge``; also if they are not of one flow as it was met in one language and country, on one device and
        with one account, a walk broke off, or refusing ends in a dead end in some and not in others: what lies between
        is true of none.
    """
    reports = [judge(folder, policy) for folder in folders]
    flow = reports[0].flow
    for folder, report in zip(folders, reports, strict=True):
        if msgspec.structs.replace(report.flow, date=flow.date) != flow:
            raise InputError(f"{folder}: is of another flow, language, country, device or account than {folders[0]}")
        for name, route in report.routes.items():
            if route.outcome == "incomplete":
                raise InputError(f"{folder}: the walk of route {name!r} is incomplete; walk it again, or leave it out")
    ends = {
        route.outcome == "dead_end" for report in reports for name, route in report.routes.items() if name == "refuse"
    }
    if len(ends) > 1:
        raise InputError(f"{folders[0]}: refusing ends in a dead end in some of the runs only; score them one by one")
    answers = [report.measurements for report in reports]
    measurements = pooled(answers)
    judged, reason = _scored(measurements, policy.under(flow.right), dead_end=ends == {True})
    return Pooled(
        flow=flow,
        policy=policy.identity,
        repeats=tuple(Repeat(date=one.flow.date, walks=_hashes(one), score=one.score) for one in reports),
        measurements=measurements,
        differing=differing(answers),
        score=judged,
        score_reason=reason,
    )


def walks_of(folder: Path) -> dict[str, Gathered]:
    """Return the stored walks of a run's folder, or the single walk that the folder is, by route.

    Raises
    ------
    InputError
        If there is no walk, a walk is damaged, or the walks are not of one flow in one language.
    """
    gathered = {one.walk.route: one for one in map(storage.read_walk, _walk_folders(folder))}
    alike(gathered, folder)
    return gathered


def least_of(folder: Path) -> dict[str, Gathered]:
    """Return the stored walks of a run's counterfactual, if it has one, by route.

    Raises
    ------
    InputError
        As for ``walks_of``.
    """
    beside = folder / COUNTERFACTUAL
    return walks_of(beside) if beside.is_dir() else {}


def alike(walks: Walks, folder: Path) -> None:
    """Refuse walks of a folder that are not of one flow in one language.

    Raises
    ------
    InputError
        If they are not.
    """
    told = [(route, one.walk.flow) for route, one in walks.items()]
    for (name, first), (other, second) in pairwise(told):
        if found := apart(first, second):
            said, says = (quoted(str(one)) for one in (found.first, found.second))
            raise InputError(
                f"{folder}: its walks are not of one flow in one language: flow.{found.place} is {said} in the walk of "
                f"{name!r}, and {says} in that of {other!r}; keep one run a folder, and walks as they were written"
            )


def _run(folder: Path, policy: Policy) -> Run:
    """Judge a run and its counterfactual once each: what the second adds to the first is another place of its walks."""
    beside = folder / COUNTERFACTUAL
    walks, others = walks_of(folder), least_of(folder)
    own, least = _judged(walks, policy, folder), _judged(others, policy, folder) if others else None
    return Run(
        assemble(own, least, policy),
        walks,
        Run(assemble(replace(least, folders=_places(others, beside)), None, policy), others) if least else None,
    )


def _judged(gathered: Mapping[str, Gathered], policy: Policy, root: Path) -> Judged:
    steps = graph.build(gathered)
    policy = policy.under(_right(gathered))
    measurements = measure_all(steps, policy.rules_off)
    judged, reason = _scored(measurements, policy, dead_end=_impossible(gathered))
    return Judged(steps, measurements, judged, reason, _places(gathered, root), policy.used)


def _scored(measurements: Iterable[Measurement], policy: Policy, *, dead_end: bool) -> tuple[Score | None, str]:
    try:
        return score(measurements, policy, dead_end=dead_end), ""
    except AnalyzerError as error:
        return None, str(error)


def _hashes(report: Report) -> dict[str, str]:
    return {name: route.walk_sha256 for name, route in report.routes.items()}


def _right(gathered: Mapping[str, Gathered]) -> Right:
    return next(iter(gathered.values())).walk.flow.right


def _places(gathered: Mapping[str, Gathered], root: Path) -> dict[str, str]:
    return {route: one.folder.relative_to(root).as_posix() for route, one in gathered.items() if one.folder}


def _impossible(gathered: Mapping[str, Gathered]) -> bool:
    return "refuse" in gathered and gathered["refuse"].walk.outcome == "dead_end"


def _walk_folders(folder: Path) -> Iterable[Path]:
    if (folder / storage.WALK_FILE).is_file():
        return (folder,)
    found = sorted(path.parent for path in (folder / WALKS).glob(f"*/{storage.WALK_FILE}"))
    if not found and (folder / UNPACKED / WALKS).is_dir():
        raise InputError(
            f"{folder}: an unzipped bundle: give its zip, which can be verified, or {folder / UNPACKED} for its run"
        )
    if not found:
        within = sorted(path.parent for path in folder.glob(f"*/{WALKS}"))
        near = within or (sorted(folder.parent.glob(f"{folder.name}.*")) if folder.name else [])
        hint = f"did you mean {near[0]}?" if near else "optout run FLOW -o OUT makes one"
        raise InputError(f"{folder}: {'holds no walk' if folder.is_dir() else 'no such folder or bundle'}; {hint}")
    return found
