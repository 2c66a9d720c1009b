"""The manuals of measures and wording rules, with what the newest policy says of a measure."""

import difflib
import inspect
import re
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import cast

from analyzer.errors import InputError
from analyzer.mapping import bearing, mapped
from analyzer.measures import MEASURES, estimated_time
from analyzer.measuring import klm
from analyzer.reports.languages import speech
from analyzer.scoring.policy import Entry, Policy, Range, newest
from analyzer.wording.registry import WORDING_RULES


def overview(language: str = "en") -> str:
    """Return every measure and every wording rule, one a line, with its title in a reader's language.

    Raises
    ------
    InputError
        If reports do not speak that language.
    """
    spoken = speech(language)
    lines = ["Measures (optout explain NAME):"]
    width = max(map(len, _known())) + 2
    lines += [f"  {one.ID:<{width}}{spoken(one.TITLE)} [{spoken(one.UNIT)}]" for one in MEASURES]
    lines += ["", "Wording rules:"]
    lines += [f"  {one.ID:<{width}}{spoken(one.TITLE)}" for one in WORDING_RULES]
    return "\n".join(lines)


def manual(name: str, language: str = "en") -> str:
    """Return the manual of a measure or a wording rule, which is in English.

    Parameters
    ----------
    name
        What ``overview`` calls it: its name, or its title in English or in ``language``.
    language
        Of the title above the manual.

    Raises
    ------
    InputError
        If there is none of that name, or reports do not speak that language.
    """
    known, spoken = _known(), speech(language)
    titled = {title.casefold(): one for one, module in known.items() for title in (module.TITLE, spoken(module.TITLE))}
    one = name if name in known else titled.get(name.casefold())
    if one is None:
        near = difflib.get_close_matches(name.casefold(), {**known, **titled}, n=1)
        remedy = f"did you mean {near[0]!r}?" if near else "optout explain lists them"
        raise InputError(f"{name}: neither a measure nor a wording rule; {remedy}")
    written = inspect.getdoc(known[one]) or ""
    head = one if language == "en" else f"{one}: {spoken(known[one].TITLE)}"
    return "\n".join([head, "=" * len(head), "", written, *_timed(one), *_rests(one), *_weighed(one)])


def _known() -> Mapping[str, ModuleType]:
    return {one.ID: cast("ModuleType", one) for one in (*MEASURES, *WORDING_RULES)}


def _timed(name: str) -> Iterator[str]:
    """Yield, for what is estimated in seconds, every constant of the estimate with its source and what it assumes."""
    if name != estimated_time.ID:
        return
    head = "Operators and their seconds"
    # What a definition list says of each operator, as the items that a terminal and a page both know.
    written = re.sub(r"^``(\w)`` (.*)\n    ", r"- ``\1``, \2: ", inspect.getdoc(klm) or "", flags=re.MULTILINE)
    yield from ("", head, "-" * len(head), re.sub(r"^    ", "  ", written, flags=re.MULTILINE), "")
    for device, operators in klm.OPERATORS.items():
        yield f"On a {device}, seconds (low to high):"
        yield from (f"- {operator}: {_seconds(times)}" for operator, times in operators.items())
        yield ""
    yield "Seconds a word read silently (low to high), by language:"
    yield from (f"- {language}: {_seconds(klm.reading(language))}" for language in sorted(klm.ALOUD))
    yield f"- any other: {_seconds(klm.reading(''))}"


def _seconds(times: tuple[float, float, float]) -> str:
    low, estimate, high = times
    return f"{estimate:.3f} ({low:.3f} to {high:.3f})"


def _rests(name: str) -> Iterator[str]:
    """Yield every text that the measure or rule rests on, for which rights directly, and what speaks against it."""
    one = mapped(name)
    yield from ("", "What it rests on", "-" * len("What it rests on"))
    for hook in one.hooks:
        yield f"- {hook.source}, {hook.item} ({bearing(hook)})"
    for taxonomy, why in one.nothing.items():
        yield f"- Nothing in {taxonomy}: {why}"
    yield from ("", f"Against it: {one.against}")


def _weighed(name: str) -> list[str]:
    policy = newest()
    entry = next((entry for entry in policy.entries if entry.measure == name), None)
    if entry is None:
        return []
    return [
        "", f"In policy {policy.version}, {policy.status}", "-" * len(f"In policy {policy.version}, {policy.status}"),
        f"weight       {_range(entry.weight)}; evidence: {entry.evidence}",
        f"free until   {_range(entry.free_until)}", f"full at      {_range(entry.full_at)}",
        "", entry.reason, *_sources(entry), *_ends(entry), *_profiled(name, policy),
    ]  # fmt: skip


def _ends(entry: Entry) -> list[str]:
    return ["", f"Ends of the ramp: {entry.ramp_reason} Evidence: {entry.ramp_evidence}."] if entry.ramp_reason else []


def _profiled(measure: str, policy: Policy) -> Iterator[str]:
    """Yield the ramp under each profile that gives this measure another one, and why."""
    for profile in policy.profiles:
        for ramp in profile.ramps:
            if ramp.measure == measure:
                yield from (
                    "", f"For {profile.title}:",
                    f"free until   {_range(ramp.free_until)}", f"full at      {_range(ramp.full_at)}",
                    f"{ramp.reason} Evidence: {ramp.evidence}. Sources: {'; '.join(ramp.sources)}",
                )  # fmt: skip


def _sources(entry: Entry) -> list[str]:
    return ["", "Sources of the weight: " + "; ".join(entry.sources)] if entry.sources else []


def _range(of: Range) -> str:
    return f"{float(of.best):g} ({float(of.low):g} to {float(of.high):g})"
