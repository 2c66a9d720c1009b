"""Writes what the code says of itself as docs/policy.md, mapping.md and reference.md: python docs/described.py."""

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from analyzer.cli import optout
from analyzer.explaining import manual
from analyzer.mapping import TAXONOMIES, Mapped, bearing, everything, taxonomy
from analyzer.measures import MEASURES
from analyzer.scoring.policy import Policy, Range, newest
from analyzer.wording.registry import WORDING_RULES

DOCS = Path(__file__).parent


def policy_page(policy: Policy) -> str:
    """Return the policy as a page: weights, ramps, profiles, each with its reason, evidence and sources."""
    return "\n".join(_policy(policy)) + "\n"


def mapping_page(mapped: tuple[Mapped, ...]) -> str:
    """Return what each measure and wording rule rests on as a page of tables."""
    return "\n".join(_mapping(mapped)) + "\n"


def reference_page() -> str:
    """Return every command with its options, and the manual of every measure and wording rule, as one page."""
    return "\n".join(_reference()) + "\n"


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


def _reference() -> Iterator[str]:
    yield from (
        "# Reference", "",
        ("Made by `python docs/described.py` from the code: the commands as `optout COMMAND --help` tells them, and "
        "the manuals that `optout explain NAME` prints, with formula, sources and what speaks against it."), "",
        "[Commands](#commands), [measures](#measures), [wording rules](#wording-rules)", "",
        "## Commands", "", *_paragraphs(optout.help or ""),
    )  # fmt: skip
    with click.Context(optout, info_name="optout") as above:
        for name in optout.list_commands(above):
            command = optout.get_command(above, name)
            if command is not None:
                yield from _command(name, command, above)
    for title, entries in (("Measures", MEASURES), ("Wording rules", WORDING_RULES)):
        yield from ("", f"## {title}")
        for entry in entries:
            # Under a heading of its own, the manual's first lines would say the name twice.
            told = manual(entry.ID).split("\n", maxsplit=3)[3]
            yield from ("", f"### `{entry.ID}`: {entry.TITLE}", "", "```text", told, "```")


def _command(name: str, command: click.Command, above: click.Context) -> Iterator[str]:
    with click.Context(command, info_name=name, parent=above) as context:
        usage = " ".join(("optout", name, *command.collect_usage_pieces(context)))
        yield from ("", f"### `optout {name}`", "", f"`{usage}`", "", *_paragraphs(command.help or ""))
        options = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
        if options:
            yield from ("", "| option | what it does |", "| --- | --- |")
        for option in options:
            value = "" if option.is_flag or option.count else f" {option.make_metavar(context)}"
            # What click adds in brackets depends on the machine, such as how many cores it has.
            yield f"| `{_cell(', '.join(option.opts) + value)}` | {_cell(option.help or '')} |"


def _paragraphs(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(inspect.cleandoc(text).split("\n\n")):
        if number:
            yield ""
        # A paragraph behind a mark of click's stands line by line, such as a list of examples.
        mark, _, lines = paragraph.partition("\n")
        yield f"```text\n{lines}\n```" if mark == "\b" else _line(paragraph)


def _cell(text: str) -> str:
    return _line(text).replace("|", "\\|")


def _range(of: Range) -> str:
    low, best, high = (f"{float(one):g}" for one in (of.low, of.best, of.high))
    return best if low == high else f"{best} ({low} to {high})"


def _line(text: str) -> str:
    return " ".join(text.split())


def main() -> None:
    """Write the pages."""
    (DOCS / "policy.md").write_text(policy_page(newest()), encoding="utf-8")
    (DOCS / "mapping.md").write_text(mapping_page(everything()), encoding="utf-8")
    (DOCS / "reference.md").write_text(reference_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
