"""The manuals of measures and wording rules, with what the newest policy says of a measure."""

import difflib
import inspect
from types import ModuleType
from typing import cast

from analyzer.errors import InputError
from analyzer.measures import MEASURES
from analyzer.scoring.policy import Entry, Range, newest
from analyzer.wording.registry import WORDING_RULES


def overview() -> str:
    """Return every measure and every wording rule with its title, one a line."""
    lines = ["Measures (optout explain NAME):"]
    lines += [f"  {measure.ID:<22}{measure.TITLE} [{measure.UNIT}]" for measure in MEASURES]
    lines += ["", "Wording rules:"]
    lines += [f"  {rule.ID:<22}{rule.TITLE}" for rule in WORDING_RULES]
    return "\n".join(lines)


def manual(name: str) -> str:
    """Return the manual of a measure or a wording rule.

    Raises
    ------
    InputError
        If there is none of that name.
    """
    known = {one.ID: cast("ModuleType", one) for one in MEASURES} | {
        one.ID: cast("ModuleType", one) for one in WORDING_RULES
    }
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        remedy = f"did you mean {near[0]!r}?" if near else "optout explain lists them"
        raise InputError(f"{name}: neither a measure nor a wording rule; {remedy}")
    written = inspect.getdoc(known[name]) or ""
    return "\n".join([name, "=" * len(name), "", written, *_weighed(name)])


def _weighed(name: str) -> list[str]:
    policy = newest()
    entry = next((entry for entry in policy.entries if entry.measure == name), None)
    if entry is None:
        return []
    return [
        "", f"In policy {policy.version}, {policy.status}", "-" * len(f"In policy {policy.version}, {policy.status}"),
        f"weight       {_range(entry.weight)}; evidence: {entry.evidence}",
        f"free until   {_range(entry.free_until)}", f"full at      {_range(entry.full_at)}",
        "", entry.reason, *_sources(entry),
    ]  # fmt: skip


def _sources(entry: Entry) -> list[str]:
    return ["", "Sources of the weight: " + "; ".join(entry.sources)] if entry.sources else []


def _range(of: Range) -> str:
    return f"{float(of.best):g} ({float(of.low):g} to {float(of.high):g})"
