"""What the files of a bundle say of one another: run, report, policy, custody and the bag's own description.

A manifest that was computed anew after a change hides the change; these do not follow along unless whoever changed the
bundle makes all of it anew, which only a signature or a time stamp can show.
"""

from collections.abc import Iterator, Mapping

import msgspec

from analyzer.evidence import bag, custody
from analyzer.evidence.faults import Fault
from analyzer.evidence.reading import Bundle, hashes

RUN, REPORT, POLICY = "run.json", "report.json", "policy.toml"
ENVIRONMENT = "environment.json"
ADDED = {RUN, ENVIRONMENT, custody.FILE}
"""The files of the payload that ``run.json`` does not name: itself, and what sealing adds."""


class _Stamp(msgspec.Struct):
    policy: str


class _Run(msgspec.Struct):
    stamp: _Stamp
    files: dict[str, str]


class _Policy(msgspec.Struct):
    sha256: str


class _Score(msgspec.Struct):
    policy: _Policy


class _Route(msgspec.Struct):
    walk_sha256: str


class _Judged(msgspec.Struct):
    routes: dict[str, _Route]
    score: _Score | None = None


class _Report(_Judged):
    counterfactual: _Judged | None = None


def faults(bundle: Bundle) -> Iterator[Fault]:
    """Yield where the files of a bundle whose manifests hold contradict one another."""
    payload = {
        name.removeprefix(bag.PAYLOAD): sha256
        for name, sha256 in hashes(bundle).items()
        if name.startswith(bag.PAYLOAD)
    }
    yield from _info(bundle, payload)
    for needed in (RUN, REPORT, POLICY, ENVIRONMENT, custody.FILE):
        if needed not in payload:
            yield Fault(bag.PAYLOAD + needed, "missing: every bundle holds it")
            return
    try:
        run = msgspec.json.decode(bundle.read(bag.PAYLOAD + RUN), type=_Run)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        yield Fault(bag.PAYLOAD + RUN, "does not say what the run was made from")
        return
    yield from _run(run, payload)
    try:
        report = msgspec.json.decode(bundle.read(bag.PAYLOAD + REPORT), type=_Report)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        yield Fault(bag.PAYLOAD + REPORT, "is not a report that names its walks")
        return
    yield from _report(report, payload)
    log = bag.PAYLOAD + custody.FILE
    yield from custody.faults(bundle.read(log), payload, log)


def _info(bundle: Bundle, payload: Mapping[str, str]) -> Iterator[Fault]:
    said = bag.read_info(bundle.read(bag.INFO)).get("Payload-Oxum")
    octets = sum(bundle.members[bag.PAYLOAD + name].size for name in payload)
    if said != f"{octets}.{len(payload)}":
        yield Fault(
            bag.INFO, f"changed: says {said} of octets and files of the payload, and there are {octets}.{len(payload)}"
        )


def _run(run: _Run, payload: Mapping[str, str]) -> Iterator[Fault]:
    for name, sha256 in run.files.items():
        if name not in payload:
            yield Fault(bag.PAYLOAD + name, f"missing: {RUN} names it")
        elif payload[name] != sha256:
            yield Fault(bag.PAYLOAD + name, f"changed: its SHA-256 is not the one in {RUN}")
    for name in payload.keys() - run.files.keys() - ADDED:
        yield Fault(bag.PAYLOAD + name, f"extra: {RUN} does not name it")
    if payload[POLICY] != run.stamp.policy:
        yield Fault(bag.PAYLOAD + POLICY, f"is not the policy that {RUN} names")


def _report(report: _Report, payload: Mapping[str, str]) -> Iterator[Fault]:
    judged = {"": report} | ({"counterfactual/": report.counterfactual} if report.counterfactual else {})
    for place, one in judged.items():
        for route, said in one.routes.items():
            walk = f"{place}walks/{route}/walk.json"
            if payload.get(walk) != said.walk_sha256:
                yield Fault(bag.PAYLOAD + walk, f"is not the walk that {REPORT} names")
        if one.score and one.score.policy.sha256 != payload[POLICY]:
            yield Fault(bag.PAYLOAD + POLICY, f"is not the policy that {REPORT} names")
