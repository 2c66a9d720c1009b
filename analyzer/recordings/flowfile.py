"""Writing ``flow.toml`` for an imported route: what the recording shows, and in plain sight what it cannot know."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from analyzer.model import Device, Goal, TapeRules

UNKNOWN_LANGUAGE = "und"
"""BCP 47's code for an undetermined language (RFC 5646, section 4.1)."""
UNKNOWN_COUNTRY = "ZZ"
"""CLDR's code for an unknown region (Unicode Technical Standard 35, part 1)."""
CHECK = "# check"


@dataclass(frozen=True)
class Facts:
    """What a new flow file says. ``files`` and ``origin`` are "" unless it is a mock; ``date`` is an ISO date."""

    title: str
    service: str
    language: str
    device: Device
    date: str
    start: str
    files: str
    origin: str
    source: str
    tape: str = ""


def new_flow(facts: Facts, persona: Mapping[str, str]) -> str:
    """Return a whole ``flow.toml`` but for its routes; each line that a person must look at is marked ``# check``."""
    site = [f"kind = {text('live')}"]
    if facts.files:
        site = [f"kind = {text('mock')}", f"files = {text(facts.files)}", f"origin = {text(facts.origin)}"]
    if facts.tape:
        site = tape_lines(facts.tape)
    invented = [f"the address {facts.origin}: the pages were copied and are walked from files"] if facts.files else []
    if persona:
        invented.append("the person whose values are typed")
    lines = [
        "[flow]",
        f"title = {text(facts.title)}",
        f"service = {text(facts.service)}  {CHECK}",
        f"right = {text('objection')}  {CHECK}",
        f"country = {text(UNKNOWN_COUNTRY)}  {CHECK}",
        f"languages = [{text(facts.language)}]{f'  {CHECK}' if facts.language == UNKNOWN_LANGUAGE else ''}",
        f"device = {text(facts.device)}",
        f"date = {facts.date}  {CHECK}",
        f"account = {text('not stated')}  {CHECK}",
        f"time_zone = {text('UTC')}  {CHECK}",
        f"start = {text(facts.start)}",
        "",
        "[site]",
        *site,
        "",
        "[provenance]",
        f"invented = [{', '.join(map(text, invented))}]",
        "[[provenance.sources]]",
        f"who = {text('a person with a browser')}  {CHECK}",
        f"date = {text(facts.date)}  {CHECK}",
        f"language = {text(facts.language)}",
        f"says = {text(facts.source)}",
    ]
    return "\n".join(lines) + "\n" + (persona_table(persona) if persona else "")


def tape_lines(file: str) -> list[str]:
    """Return the lines of ``[site]`` where it is recorded traffic."""
    return [f"kind = {text('tape')}", f"file = {text(file)}"]


def rules_table(rules: TapeRules) -> str:
    """Return the table of what a tape overlooks; "" where it overlooks nothing."""
    given = {"parameters": rules.parameters, "keys": rules.keys, "latest": rules.latest}
    lines = [f"{key} = [{', '.join(map(text, names))}]  {CHECK}" for key, names in given.items() if names]
    return "\n".join(["", "[site.rules]", *lines]) + "\n" if lines else ""


def persona_table(persona: Mapping[str, str]) -> str:
    """Return the table of the invented person."""
    return "\n".join(["", "[persona]", *(f"{key} = {text(value)}" for key, value in sorted(persona.items()))]) + "\n"


def route_table(route: str, goal: Goal | None, suffix: str = ".json") -> str:
    """Return the table of a route; without a goal it lacks ``reached``, which every reader of the file then names."""
    lines = ["", f"[routes.{route}]", f"script = {text(route + suffix)}"]
    if goal is None:
        lines += [
            "# Say how reached is recognised, by one or more of these, and remove the marks:",
            f"# [routes.{route}.reached]",
            '# url = "https://..."',
            '# text = "a sentence that is visible at the end"',
            '# cookie = "name=value"',
            '# storage = "name=value"',
        ]
        return "\n".join(lines) + "\n"
    return "\n".join(lines) + reached_table(route, goal)


def reached_table(route: str, goal: Goal) -> str:
    """Return the table that says how a route's end is recognised."""
    given = {key: value for key in ("url", "text", "cookie", "storage") if (value := getattr(goal, key))}
    return (
        "\n".join(["", f"[routes.{route}.reached]", *(f"{key} = {text(value)}" for key, value in given.items())]) + "\n"
    )


def text(value: str) -> str:
    """Return ``value`` as a TOML basic string, which escapes as JSON does, and the delete character besides."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
