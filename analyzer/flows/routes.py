"""``[routes.NAME]`` -> ``RouteSpec``: a script or silence, and how its end is recognised."""

from pathlib import Path
from typing import Any

from analyzer.flows import literals
from analyzer.flows.document import NAME, Document
from analyzer.flows.flow import RouteSpec
from analyzer.flows.script import read_script
from analyzer.flows.tables import GoalTable, RouteTable, nearest, read
from analyzer.model import Goal

_KINDS = {".py", ".json"}


def routes_of(document: Document) -> dict[str, RouteSpec]:
    """Return the routes of a flow, as they stand in the file.

    Raises
    ------
    InputError
        If there is no refusal, or a route is not what it must be.
    """
    routes = {name: _route(document, name, table) for name, table in document.tables.routes.items()}
    if "refuse" not in routes:
        document.fail("routes", "missing table 'refuse': a flow is about refusing")
    return routes


def _route(document: Document, name: str, table: dict[str, Any]) -> RouteSpec:
    here = f"routes.{name}"
    if not NAME.fullmatch(name):
        document.fail(here, "a route's name is small letters, digits and hyphens")
    route = read(RouteTable, table, document.place(here))
    if route.silence == bool(route.script):
        document.fail(here, "either a script, or silence = true")
    if route.settings and not document.tables.site.get("name"):
        document.fail(here, "settings: only a mock that is known by name has some")
    if route.evaluate and not route.script.lower().endswith(".json"):
        document.fail(here, "evaluate: only a recording brings expressions along")
    if route.ended and route.expect == "reached":
        document.fail(here, "ended: only a route that is expected to end otherwise than reached has another end")
    goals = {key: read(GoalTable, getattr(route, key), document.place(f"{here}.{key}")) for key in ("reached", "ended")}
    languages = document.head.languages
    return RouteSpec(
        name=name,
        script=_script(document, route.script, here) if route.script else None,
        silence=route.silence,
        expect=route.expect,
        goals={language: _goal(document, goals["reached"], language, f"{here}.reached") for language in languages},
        ends={language: _goal(document, goals["ended"], language, f"{here}.ended") for language in languages}
        if route.ended
        else {},
        settings=route.settings,
        evaluate=route.evaluate,
    )


def _script(document: Document, name: str, here: str) -> Path:
    script = document.inside(name, here, "script")
    if not script.is_file():
        present = [file.name for file in document.folder.iterdir() if file.suffix.lower() in _KINDS]
        document.fail(here, f"script: no file {name!r} in the flow folder{nearest(name, present)}")
    if script.suffix.lower() not in _KINDS:
        document.fail(here, f"script: {name!r} is neither a .py script nor a .json recording")
    somebodys = document.tables.site.get("kind") != "mock"
    if script.suffix.lower() == ".py":
        read_script(script)
        if somebodys:
            literals.check_script(script, document.tables.persona)
    else:
        from analyzer.recordings import devtools  # noqa: PLC0415 - few routes are recordings

        recording = devtools.load(script)
        if somebodys:
            literals.check_recording(script, recording, document.tables.persona)
    return script


def _goal(document: Document, table: GoalTable, language: str, here: str) -> Goal:
    conditions = {
        key: document.spoken(getattr(table, key), language, here, key) for key in ("url", "text", "cookie", "storage")
    }
    if not any(conditions.values()):
        document.fail(here, f"no condition for language {language!r}: give url, text, cookie or storage")
    for key in ("cookie", "storage"):
        if conditions[key] and "=" not in conditions[key]:
            document.fail(here, f"{key}: {conditions[key]!r} is not name=value")
    return Goal(**conditions)
