"""Writes what the code says of policy and mapping as docs/policy.md and docs/mapping.md: python docs/described.py."""

from collections.abc import Iterator
from pathlib import Path

from analyzer.mapping import TAXONOMIES, Mapped, bearing, everything, taxonomy
from analyzer.measures import MEASURES
from analyzer.scoring.policy import Policy, Range, newest

DOCS = Path(__file__).parent


def policy_page(policy: Policy) -> str:
    """Return the policy as a page: weights, ramps, profiles, each with its reason, evidence and sources."""
    return "\n".join(_policy(policy)) + "\n"


def mapping_page(mapped: tuple[Mapped, ...]) -> str:
    """Return what each measure and wording rule rests on as a page of tables."""
    return "\n".join(_mapping(mapped)) + "\n"


def _policy(policy: Policy) -> Iterator[str]:
    units = {measure.ID: measure.UNIT for measure in MEASURES}
    yield from (
        f"# Policy {policy.version}: {policy.name}", "",
        (f"Made by `python docs/described.py` from `analyzer/scoring/policies/{policy.version}.toml` "
        f"(SHA-256 `{policy.sha256}`). A number in brackets is the range in which a critic may put it. Evidence is "
        "`strong`, `moderate`, `weak` or `none`; urgency, for which studies find no effect, has no weight at all."), "",
        "## Weights and ramps", "",
        "| measure | weight | evidence | free until | full at | unit | evidence of the ramp |",
        "| --- | ---: | --- | ---: | ---: | --- | --- |",
    )  # fmt: skip
    for one in policy.entries:
        yield (
            f"| `{one.measure}` | {_range(one.weight)} | {one.evidence} | {_range(one.free_until)} "
            f"| {_range(one.full_at)} | {units[one.measure]} | {one.ramp_evidence} |"
        )
    yield from ("", "## Reasons", "")
    for one in policy.entries:
        yield from (
            (
                f"- **`{one.measure}`**: {_line(one.reason)} *Ramp:* {_line(one.ramp_reason)} "
                f"*Sources:* {_line('; '.join(one.sources))}."
            ),
        )
    yield from (
        "", "## Profiles", "",
        ("A profile moves ramps, never weights: how much an obstacle stops people does not depend on the law, what a "
        "lawful design may ask for does. Flows of different rights so stay on one scale, and a ranking has one set of "
        "weights."),
    )  # fmt: skip
    base = {one.measure: one for one in policy.entries}
    for profile in policy.profiles:
        told = f"{_line(profile.reason)} *Sources:* {'; '.join(profile.sources)}."
        yield from ("", f"### `{profile.right}`: {profile.title}", "", told)
        if profile.ramps:
            yield from (
                "", "| measure | free until | full at | else | evidence | why |",
                "| --- | ---: | ---: | ---: | --- | --- |",
            )  # fmt: skip
        for ramp in profile.ramps:
            old = base[ramp.measure]
            yield (
                f"| `{ramp.measure}` | {_range(ramp.free_until)} | {_range(ramp.full_at)} "
                f"| {float(old.free_until.best):g} to {float(old.full_at.best):g} | {ramp.evidence} "
                f"| {_line(ramp.reason)} {'; '.join(ramp.sources)}. |"
            )


def _mapping(mapped: tuple[Mapped, ...]) -> Iterator[str]:
    measures = {measure.ID for measure in MEASURES}
    yield from (
        "# What each measure and wording rule rests on", "",
        ("Made by `python docs/described.py` from `analyzer/mapping.py`; a test walks all measures and rules. *Direct* "
        "is a text where it is about the right exercised, in a country where it binds; for every other flow it is an "
        "analogy, and a report says which. The EDPB's patterns are those of version 2.0. A finding is evidence, never "
        "a verdict: the last row of each table is what can be said against it."),
    )  # fmt: skip
    for one in mapped:
        kind = "measure" if one.id in measures else "wording rule"
        yield from (
            "",
            f"## `{one.id}`: {one.title} ({kind})",
            "",
            "| taxonomy | text | bearing |",
            "| --- | --- | --- |",
        )
        for name in TAXONOMIES:
            for hook in (hook for hook in one.hooks if taxonomy(hook) == name):
                yield f"| {hook.source} | {hook.item} | {bearing(hook)} |"
            if name in one.nothing:
                yield f"| {name} | nothing fits | {one.nothing[name]} |"
        for hook in (hook for hook in one.hooks if taxonomy(hook) not in TAXONOMIES):
            yield f"| {hook.source} | {hook.item} | {bearing(hook)} |"
        yield f"| **against it** | {one.against} | |"


def _range(of: Range) -> str:
    low, best, high = (f"{float(one):g}" for one in (of.low, of.best, of.high))
    return best if low == high else f"{best} ({low} to {high})"


def _line(text: str) -> str:
    return " ".join(text.split())


def main() -> None:
    """Write both pages."""
    (DOCS / "policy.md").write_text(policy_page(newest()), encoding="utf-8")
    (DOCS / "mapping.md").write_text(mapping_page(everything()), encoding="utf-8")


if __name__ == "__main__":
    main()
