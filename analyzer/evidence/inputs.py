"""What was asked, kept beside what came of it: the flow's own files and the policy, as they were at the run.

A bundle then needs nothing from elsewhere: whoever scores it again has the very policy, and sees which script walked.
"""

from collections.abc import Mapping

from analyzer import storage
from analyzer.errors import InputError
from analyzer.evidence.names import visible, wrong
from analyzer.flows import FILE, Flow
from analyzer.pseudonyms import Pseudonyms
from analyzer.recordings.cleaning import secrets_of
from analyzer.recordings.standins import stand_ins
from analyzer.scoring.policy import Policy

POLICY = "policy.toml"

FLOW = "flow"
"""Folder of a run that holds ``flow.toml`` and the scripts or recordings that it names."""


def asked(flow: Flow) -> dict[str, bytes]:
    """Return the files of a flow that say what is walked and how, by their path in a run's folder.

    Raises
    ------
    InputError
        If one cannot be read, or has a name that no file of a bundle may have.
    """
    scripts = (route.script for route in flow.routes.values() if route.script)
    files = {}
    for path in (flow.folder.resolve() / FILE, *scripts):
        name = f"{FLOW}/{path.resolve().relative_to(flow.folder.resolve()).as_posix()}"
        hidden = any(part.startswith((".", "__")) for part in name.split("/"))
        if why := wrong(name) or ("a run does not look at names that begin so" if hidden else ""):
            raise InputError(f"{visible(str(path))}: cannot be sealed: {why}; rename it")
        files[name] = _fit(flow, storage.read_file(path))
    return files


def _fit(flow: Flow, data: bytes) -> bytes:
    """Return a file of a flow as it may be passed on: who visits a live service does so with a password of theirs."""
    if flow.site.kind != "live":
        return data
    return Pseudonyms(stand_ins(secrets_of(flow.persona)).everywhere).data(data)


def kept(parts: Mapping[str, Flow], policy: Policy) -> dict[str, bytes]:
    """Return what was asked of a run, by its path in the run's folder; ``parts`` maps a folder in it to its flow.

    Raises
    ------
    InputError
        As for ``asked``.
    """
    files = {POLICY: policy.source}
    for place, flow in parts.items():
        files |= {place + name: data for name, data in asked(flow).items()}
    return files
