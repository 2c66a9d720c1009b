"""Whether the score and the reports in a run's folder follow from its walks and its policy: they are made again.

A manifest says that nothing was changed since it was written, not that what was written is true. Whoever alters a score
before sealing, and the hashes with it, is found out here and nowhere else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from analyzer import canonical, stamping, storage
from analyzer.errors import InputError, TamperedError
from analyzer.evidence import redaction
from analyzer.evidence.faults import Fault
from analyzer.evidence.inputs import FLOW, POLICY
from analyzer.evidence.names import visible
from analyzer.judging import COUNTERFACTUAL, SCORE, Scored, judge
from analyzer.model import Report
from analyzer.reports.writing import REPORTS
from analyzer.scoring import policy as policies
from analyzer.scoring.policy import Policy

_FACTS = ("flow", "routes", "counterfactual", "measurements", "score", "score_reason")
"""What a report says that whoever lays it out cannot choose."""

_OWN = frozenset({SCORE, POLICY, *redaction.FILES, *REPORTS})
_OF_A_WALK = frozenset({storage.WALK_FILE, storage.TRAFFIC_FILE, storage.INPUTS_FILE, storage.REQUESTS_FILE})

_NOT_SO = "does not follow from the walks and the policy that lie beside it"


@dataclass(frozen=True)
class Derivation:
    """What came of making score and reports again.

    ``same`` are the files that came out the same, byte for byte; ``faults`` what did not; ``unchecked`` what nobody can
    vouch for: reports that other code laid out, a policy that goes by the name of another, files that nothing names.
    """

    same: tuple[str, ...]
    faults: tuple[Fault, ...]
    unchecked: tuple[str, ...]

    def check(self, path: Path) -> None:
        """Refuse what does not follow; ``path`` is what the user gave.

        Raises
        ------
        TamperedError
            If a score or a report is not what the walks give.
        """
        for fault in self.faults:
            raise TamperedError(f"{path}: {fault}")


def derive_again(folder: Path) -> Derivation:
    """Judge the run in ``folder`` again with the policy kept in it, and compare with what lies there.

    Score and measurements must be the same whichever version wrote them. A report is laid out by the code of its day:
    where that is not this code, its bytes say nothing.

    Raises
    ------
    InputError
        If the run is not whole enough to be judged.
    """
    policy = policies.load(folder / POLICY)
    report = judge(folder, policy)
    stamp = stamping.read(folder).stamp
    expected = {SCORE: canonical.line(Scored.of(report).printed())}
    for name, write in REPORTS.items():
        if (folder / name).is_file():
            expected[name] = write(report, folder)
    same = [name for name, data in expected.items() if storage.read_file(folder / name) == data]
    differing = [name for name in expected if name not in same]
    unchecked, faults = [*_other(policy), *_strangers(folder)], list[Fault]()
    if stamp.code != stamping.code():
        # Anyone can write another code into the stamp: what it excuses is never vouched for.
        faults += _contradicting(folder, report)
        unchecked += [_unchecked(name, stamp.tool) for name in differing if name != SCORE]
        differing = [name for name in differing if name == SCORE]
    faults += [Fault(name, _NOT_SO) for name in differing]
    return Derivation(tuple(same), tuple(faults), tuple(unchecked))


def _unchecked(name: str, tool: str) -> str:
    why = f"{name}: said to be laid out by other code (optout {tool})"
    if name == stamping.REPORT:
        return f"{why}, so only its facts were compared, not its bytes; optout report writes it anew"
    return f"{why}, and NOT checked: it may say anything; do not rely on it, optout report writes it anew"


def _other(policy: Policy) -> Iterator[str]:
    """Yield that a policy calls itself as a shipped one does, and is another."""
    version = policy.identity.version
    if version in policies.shipped() and policies.load(version).sha256 != policy.sha256:
        yield f"{POLICY}: calls itself {version}, and is not the policy of that name in this version of optout"


def _strangers(folder: Path) -> Iterator[str]:
    """Yield the files of a run that are neither made from its walks nor named by one, nor say what was asked."""
    files = stamping.read(folder).files
    known = set(_OWN)
    for name in files:
        place, slash, file = name.rpartition("/")
        if file == storage.WALK_FILE:
            known |= {place + slash + other for other in (*_OF_A_WALK, *_exhibits(folder / place))}
    for name in files:
        asked = name.removeprefix(f"{COUNTERFACTUAL}/").startswith(f"{FLOW}/")
        if not asked and name not in known:
            yield f"{visible(name)}: neither a walk nor a report of this version names it; NOT checked"


def _exhibits(folder: Path) -> Iterator[str]:
    for screen in storage.read_walk(folder).walk.screens:
        yield from (one.file for one in (screen.screenshot, screen.dom) if one is not None)


def _contradicting(folder: Path, report: Report) -> Iterator[Fault]:
    """Yield where a report that other code wrote says another score than its walks give."""
    said = _json(folder / stamping.REPORT)
    given = msgspec.to_builtins(report)
    for key in _FACTS:
        if said.get(key) != msgspec.json.decode(canonical.text(given[key])):
            yield Fault(stamping.REPORT, f"{key}: {_NOT_SO}")
            return


def _json(file: Path) -> dict[str, Any]:
    try:
        return msgspec.json.decode(storage.read_file(file), type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{file}: is no report: {' '.join(str(error).split())}") from error
