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
from analyzer.evidence.essence import differences
from analyzer.evidence.faults import Fault
from analyzer.evidence.inputs import FLOW, POLICY
from analyzer.evidence.names import visible
from analyzer.judging import COUNTERFACTUAL, SCORE, Scored, judge
from analyzer.reports.writing import REPORTS
from analyzer.scoring import policy as policies
from analyzer.scoring.policy import Policy

_FACTS = frozenset({"flow", "walks", "routes", "counterfactual", "measurements", "score", "score_reason", "profile"})
"""What a report or a score says that whoever lays it out cannot choose."""

_COMPARED = frozenset({SCORE, stamping.REPORT})
"""Files of other code whose facts can be told from its words."""

_OWN = frozenset({SCORE, POLICY, *redaction.FILES, *REPORTS})
_OF_A_WALK = frozenset({storage.WALK_FILE, storage.TRAFFIC_FILE, storage.INPUTS_FILE, storage.REQUESTS_FILE})

_NOT_SO = "does not follow from the walks and the policy that lie beside it"
_REMEDY = "do not rely on it: run the flow again, or get it again from whoever keeps it"
_SHOWN = 60


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
            raise TamperedError(f"{path}: {fault}; {_REMEDY}")


def derive_again(folder: Path) -> Derivation:
    """Judge the run in ``folder`` again with the policy kept in it, and compare with what lies there.

    What was counted, found, quoted and scored must be the same whichever version wrote it. A report is worded and laid
    out by the code of its day: where that is not this code, its sentences and its bytes say nothing.

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
        for name in differing:
            contradiction = _contradiction(folder / name, expected[name], stamp.tool) if name in _COMPARED else ""
            faults += [Fault(name, contradiction)] if contradiction else []
            unchecked += [] if contradiction else [_unchecked(name, stamp.tool)]
        differing = []
    faults += [Fault(name, _NOT_SO) for name in differing]
    return Derivation(tuple(same), tuple(faults), tuple(unchecked))


def _unchecked(name: str, tool: str) -> str:
    if name in _COMPARED:
        return (
            f"{name}: what it counts, finds, quotes and scores follows from the walks and the policy; how it words and "
            f"lays that out is said to be of other code (optout {visible(tool)}), and was NOT checked"
        )
    why = f"{name}: said to be laid out by other code (optout {visible(tool)})"
    return f"{why}, and NOT checked: it may say anything; do not rely on it, optout report writes it anew"


def _other(policy: Policy) -> Iterator[str]:
    """Yield that a policy calls itself as a shipped one does, and is another."""
    if policies.is_impostor(policy):
        yield f"{POLICY}: calls itself {policy.version}, and is not the policy of that name in this version of optout"


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


def _contradiction(file: Path, expected: bytes, tool: str) -> str:
    """Return where a file that other code wrote says something else than its walks give, "" if it does nowhere."""
    said, given = _facts(storage.read_file(file), file), _facts(expected, file)
    for one in differences(said, given):
        if not one.worded:
            return (
                f"{visible(one.place)}: {_short(one.said)}, and this code makes {_short(one.given)} of the walks: "
                f"{_NOT_SO}, unless optout {visible(tool)}, which is said to have made it, counts otherwise"
            )
    return ""


def _short(value: Any) -> str:
    told = "nothing" if value is None else visible(msgspec.json.encode(value).decode())
    return told if len(told) <= _SHOWN else f"{told[:_SHOWN]}..."


def _facts(data: bytes, file: Path) -> dict[str, Any]:
    try:
        said = msgspec.json.decode(data, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{file}: is no report: {' '.join(str(error).split())}") from error
    return {key: value for key, value in said.items() if key in _FACTS}
