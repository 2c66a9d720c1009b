"""A policy: what each measure weighs, from where to where it counts, how sure that is, and why.

A policy is one TOML file. It names itself (``id``, ``version``, ``name``, ``status``, ``note``), says with
``min_coverage`` which share of its weight, from 0 to 1, must have been measured for a score, and holds one table a
measure, ``[measures.clicks]``, with exactly these keys:

``weight``, ``weight_low``, ``weight_high``
    How much the measure counts against the others, and the range in which a critic may put it. Only the proportions
    between weights matter.
``free_until``, ``free_until_low``, ``free_until_high``
    The value, in the measure's unit, up to which nothing is counted: what a lawful, symmetric design needs.
``full_at``, ``full_at_low``, ``full_at_high``
    The value from which all of the weight is counted. Between the two the ramp is a straight line.
``evidence``
    How well the weight is supported: ``strong``, ``moderate``, ``weak`` or ``none``.
``reason``, ``sources``
    Why, and on what it rests.
``ramp_evidence``, ``ramp_reason``
    The same for the two ends of the ramp: how well they are supported, and why they stand there. Both may be missing.

Duties differ with the right, so that what is free for one is friction for another. A table ``[profiles.<right>]`` says
for one right, by ``title``, ``reason`` and ``sources``, what the law asks there; a table below it,
``[profiles.<right>.ramps.<measure>]``, gives that measure another ramp by the six keys of ``free_until`` and
``full_at`` with ``evidence``, ``reason`` and ``sources``. A profile moves ramps and never weights: the weight is how
much an obstacle stops people, which the law does not change, and the same weights keep flows of different rights on one
scale. A right without a profile is judged by the measures' own ramps.

A table ``[wording]`` may be missing; its one key is

``off``
    Names of wording rules (``optout explain`` lists them) whose findings are neither shown nor counted.

Numbers are read as the decimals that are written, so that later arithmetic is exact.
"""

import difflib
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from analyzer import canonical, handwritten, storage
from analyzer.errors import InputError
from analyzer.handwritten import tables
from analyzer.model import PolicyIdentity, ProfileUsed, RampChange, Right

POLICIES = Path(__file__).parent / "policies"

Status = Literal["draft", "released"]
"""A draft may still change; a released policy is never edited again."""

Evidence = Literal["strong", "moderate", "weak", "none"]

_HEADER = ("id", "version", "name", "status", "note", "min_coverage", "measures")
_MAY = ("wording", "profiles")
_RANGES = ("weight", "free_until", "full_at")
_BOUNDS = ("", "_low", "_high")
_WHY = ("evidence", "reason", "sources")
_ENTRY = (*(name + bound for name in _RANGES for bound in _BOUNDS), *_WHY)
_ENTRY_MAY = ("ramp_evidence", "ramp_reason")
_RAMP = (*(name + bound for name in _RANGES[1:] for bound in _BOUNDS), *_WHY)
_PROFILE = ("title", "reason", "sources")


@dataclass(frozen=True, slots=True)
class Range:
    """A number with its stated uncertainty: ``low <= best <= high``, exact."""

    low: Fraction
    best: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Entry:
    """What a policy says of one measure; ``free_until`` and ``full_at`` are in the measure's unit.

    ``ramp_evidence`` and ``ramp_reason`` are "" where the policy does not give them.
    """

    measure: str
    weight: Range
    free_until: Range
    full_at: Range
    evidence: Evidence
    reason: str
    sources: tuple[str, ...]
    ramp_evidence: Evidence | Literal[""] = ""
    ramp_reason: str = ""


@dataclass(frozen=True, slots=True)
class Ramp:
    """The ramp that a profile gives one measure, how well it is supported, and why."""

    measure: str
    free_until: Range
    full_at: Range
    evidence: Evidence
    reason: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What differs for one right, and why: the ramps that take the place of the measures' own."""

    right: Right
    title: str
    reason: str
    sources: tuple[str, ...]
    ramps: tuple[Ramp, ...]


LARGEST = sys.maxsize
"""The largest number that is read: what is far larger is none that becomes a score, and fits no float."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A whole policy, entries in the order of its file; ``source`` is the file's bytes, ``sha256`` their hash.

    ``min_coverage`` is the share of the weight, from 0 to 1, below which there is no score. ``rules_off`` names the
    wording rules that are switched off, sorted. ``used`` is the profile whose ramps the entries have, and None for the
    policy as it is written.
    """

    id: str
    version: str
    name: str
    status: Status
    note: str
    min_coverage: Fraction
    entries: tuple[Entry, ...]
    source: bytes
    sha256: str
    rules_off: tuple[str, ...] = ()
    profiles: tuple[Profile, ...] = ()
    used: ProfileUsed | None = None

    def under(self, right: Right) -> "Policy":
        """Return the policy as it judges flows that exercise this right; unchanged where it has no profile for it."""
        profile = next((one for one in self.profiles if one.right == right), None)
        if profile is None:
            return self
        ramps = {one.measure: one for one in profile.ramps}
        return replace(
            self,
            entries=tuple(_ramped(one, ramps[one.measure]) if one.measure in ramps else one for one in self.entries),
            used=ProfileUsed(
                right=right, title=profile.title, reason=profile.reason, sources=profile.sources,
                changes=tuple(_change(one, ramps[one.measure]) for one in self.entries if one.measure in ramps),
            ),
        )  # fmt: skip

    @property
    def identity(self) -> PolicyIdentity:
        """What stands in every result that this policy judged."""
        return PolicyIdentity(id=self.id, version=self.version, sha256=self.sha256)


def shipped() -> tuple[str, ...]:
    """Return the versions of the policies that come with the package, oldest first."""
    return tuple(sorted((path.stem for path in POLICIES.glob("*.toml")), key=_numbers))


def newest() -> Policy:
    """Return the newest policy that comes with the package."""
    return load(shipped()[-1])


def load(path_or_version: str | Path) -> Policy:
    """Return the shipped policy of that version (``2026.1``), or the policy in that file.

    Raises
    ------
    InputError
        If there is no such policy, the file is not a policy, or it names a measure that does not exist; the line names
        file, table and key.
    """
    if path_or_version in shipped():
        path = POLICIES / f"{path_or_version}.toml"
        return parse(path.read_bytes(), f"policies/{path.name}")
    path = Path(path_or_version)
    try:
        data = storage.read_file(path, handwritten.LARGEST)
    except InputError as error:
        raise InputError(f"{error}; shipped policies: {', '.join(shipped())}") from error
    if not data.strip():
        raise InputError(f"{path}: is empty, and no policy; shipped policies: {', '.join(shipped())}")
    policy = parse(data, str(path))
    _refuse_unknown(policy, str(path))
    return policy


def chosen(path_or_version: str | Path) -> Policy:
    """Return the policy that somebody judges with, as ``load`` does.

    Raises
    ------
    InputError
        As for ``load``; also if the file goes by the version of a shipped policy and is another: people are told which
        policy judged by its version, and two scores would seem to come of one.
    """
    policy = load(path_or_version)
    if is_impostor(policy):
        raise InputError(
            f"{path_or_version}: version: calls itself {policy.version!r} and is not the policy of that version, which "
            f"comes with optout; give it a version of its own"
        )
    return policy


def is_impostor(policy: Policy) -> bool:
    """Return whether a policy goes by the version of a shipped one, and is another."""
    return policy.version in shipped() and load(policy.version).sha256 != policy.sha256


@lru_cache
def parse(data: bytes, place: str) -> Policy:
    """Return the policy that ``data``, the bytes of a TOML file, describes; ``place`` names the file in errors.

    Raises
    ------
    InputError
        If a key is unknown or missing, a value has the wrong type or range, or a range is not in order.
    """
    file = tables(data, place)
    _keys(file, _HEADER, place, _MAY)
    measures = file["measures"]
    if not isinstance(measures, dict) or not measures:
        raise InputError(f"{place}: measures: one table a measure is expected, such as [measures.clicks]")
    for name in measures:
        if not name.isidentifier():
            raise InputError(f"{place}: measures: {name!r} is not the name of a measure")
    entries = tuple(_entry(name, table, f"{place}: [measures.{name}]") for name, table in measures.items())
    if not any(entry.weight.best for entry in entries):
        raise InputError(f"{place}: at least one measure must have a weight above 0")
    min_coverage = _number(file, "min_coverage", place)
    if min_coverage > 1:
        raise InputError(f"{place}: min_coverage: a share from 0 to 1 is expected, not {file['min_coverage']!r}")
    return Policy(
        id=_sentence(file, "id", place),
        version=_sentence(file, "version", place),
        name=_sentence(file, "name", place),
        status=_choice(file, "status", get_args(Status), place),
        note=_sentence(file, "note", place),
        min_coverage=min_coverage,
        entries=entries,
        source=data,
        sha256=canonical.sha256(data),
        rules_off=_off(file.get("wording", {"off": []}), f"{place}: [wording]"),
        profiles=_profiles(file.get("profiles", {}), entries, place),
    )


def _profiles(tables: Any, entries: tuple[Entry, ...], place: str) -> tuple[Profile, ...]:
    if not isinstance(tables, dict):
        raise InputError(f"{place}: profiles: one table a right is expected, such as [profiles.erasure]")
    for right in tables:
        if right not in get_args(Right):
            raise InputError(f"{place}: [profiles]: unknown right {right!r}; known are: {', '.join(get_args(Right))}")
    return tuple(_profile(right, table, entries, f"{place}: [profiles.{right}]") for right, table in tables.items())


def _profile(right: Right, table: Any, entries: tuple[Entry, ...], place: str) -> Profile:
    if not isinstance(table, dict):
        raise InputError(f"{place}: a table is expected")
    _keys(table, _PROFILE, place, ("ramps",))
    ramps = table.get("ramps", {})
    if not isinstance(ramps, dict):
        raise InputError(f"{place}: ramps: one table a measure is expected")
    named = {entry.measure for entry in entries}
    for measure in ramps:
        if measure not in named:
            raise InputError(f"{place}: ramps: {measure!r} is not among the policy's measures")
    return Profile(
        right=right,
        title=_sentence(table, "title", place),
        reason=_sentence(table, "reason", place),
        sources=_sources(table, place),
        ramps=tuple(_ramp(measure, ramp, f"{place[:-1]}.ramps.{measure}]") for measure, ramp in ramps.items()),
    )


def _ramp(measure: str, table: Any, place: str) -> Ramp:
    if not isinstance(table, dict):
        raise InputError(f"{place}: a table is expected")
    _keys(table, _RAMP, place)
    free_until, full_at = _ends(table, place)
    return Ramp(
        measure=measure,
        free_until=free_until,
        full_at=full_at,
        evidence=_choice(table, "evidence", get_args(Evidence), place),
        reason=_sentence(table, "reason", place),
        sources=_sources(table, place),
    )


def _ends(table: Mapping[str, Any], place: str) -> tuple[Range, Range]:
    free_until, full_at = (_range(table, name, place) for name in _RANGES[1:])
    if free_until.high >= full_at.low:
        raise InputError(f"{place}: free_until must be below full_at over the whole of both ranges")
    return free_until, full_at


def _sources(table: Mapping[str, Any], place: str) -> tuple[str, ...]:
    sources = table["sources"]
    if not isinstance(sources, list) or not sources or not all(isinstance(item, str) and item for item in sources):
        raise InputError(f"{place}: sources: a list of at least one sentence is expected")
    return tuple(sources)


def _ramped(entry: Entry, ramp: Ramp) -> Entry:
    return replace(
        entry, free_until=ramp.free_until, full_at=ramp.full_at, ramp_evidence=ramp.evidence, ramp_reason=ramp.reason
    )


def _change(entry: Entry, ramp: Ramp) -> RampChange:
    return RampChange(
        measure=entry.measure,
        free_until=(float(entry.free_until.best), float(ramp.free_until.best)),
        full_at=(float(entry.full_at.best), float(ramp.full_at.best)),
        reason=ramp.reason,
        sources=ramp.sources,
    )


def _off(table: Any, place: str) -> tuple[str, ...]:
    if not isinstance(table, dict):
        raise InputError(f"{place}: a table is expected")
    _keys(table, ("off",), place)
    rules = table["off"]
    if not isinstance(rules, list) or not all(isinstance(rule, str) for rule in rules):
        raise InputError(f"{place}: off: a list of names of wording rules is expected")
    return tuple(sorted(set(rules)))


def _refuse_unknown(policy: Policy, place: str) -> None:
    """Refuse a misspelt measure, which would pass for one that could not be measured, and a rule that is not there."""
    from analyzer.measures import MEASURES  # noqa: PLC0415 - brings networkx, which the shipped policies do not need
    from analyzer.wording.registry import WORDING_RULES  # noqa: PLC0415 - the same

    measures = [measure.ID for measure in MEASURES]
    for entry in policy.entries:
        _known(entry.measure, measures, f"{place}: [measures.{entry.measure}]: there is no such measure")
    rules = [rule.ID for rule in WORDING_RULES]
    for rule in policy.rules_off:
        _known(rule, rules, f"{place}: [wording]: off: there is no wording rule {rule!r}")


def _known(name: str, names: list[str], trouble: str) -> None:
    if name not in names:
        near = difflib.get_close_matches(name, names, n=1)
        raise InputError(f"{trouble}; {f'did you mean {near[0]!r}?' if near else 'optout explain lists them'}")


def _entry(measure: str, table: Any, place: str) -> Entry:
    if not isinstance(table, dict):
        raise InputError(f"{place}: a table is expected")
    _keys(table, _ENTRY, place, _ENTRY_MAY)
    weight = _range(table, "weight", place)
    free_until, full_at = _ends(table, place)
    said = [key in table for key in _ENTRY_MAY]
    if any(said) and not all(said):
        raise InputError(f"{place}: {_ENTRY_MAY[0]} and {_ENTRY_MAY[1]} belong together")
    return Entry(
        measure=measure,
        weight=weight,
        free_until=free_until,
        full_at=full_at,
        evidence=_choice(table, "evidence", get_args(Evidence), place),
        reason=_sentence(table, "reason", place),
        sources=_sources(table, place),
        ramp_evidence=_choice(table, "ramp_evidence", get_args(Evidence), place) if all(said) else "",
        ramp_reason=_sentence(table, "ramp_reason", place) if all(said) else "",
    )


def _keys(table: Mapping[str, Any], expected: tuple[str, ...], place: str, optional: tuple[str, ...] = ()) -> None:
    for key in table:
        if key not in expected and key not in optional:
            raise InputError(f"{place}: unknown key {key!r}; known are: {', '.join((*expected, *optional))}")
    for key in expected:
        if key not in table:
            raise InputError(f"{place}: key {key!r} is missing")


def _range(table: Mapping[str, Any], name: str, place: str) -> Range:
    low, best, high = (_number(table, name + bound, place) for bound in ("_low", "", "_high"))
    if not low <= best <= high:
        raise InputError(f"{place}: {name}: {name}_low <= {name} <= {name}_high is expected")
    return Range(low, best, high)


def _number(table: Mapping[str, Any], key: str, place: str) -> Fraction:
    value = table[key]
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LARGEST:
        raise InputError(f"{place}: {key}: a number from 0 to {LARGEST:,} is expected")
    return Fraction(str(value))


def _sentence(table: Mapping[str, Any], key: str, place: str) -> str:
    value = table[key]
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{place}: {key}: a text is expected, not {value!r}")
    return value


def _choice(table: Mapping[str, Any], key: str, choices: tuple[Any, ...], place: str) -> Any:
    value = table[key]
    if value not in choices:
        raise InputError(f"{place}: {key}: one of {', '.join(choices)} is expected, not {value!r}")
    return value


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
