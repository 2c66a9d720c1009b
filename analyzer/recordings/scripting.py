"""What ``playwright codegen`` wrote as JSON lines becomes a route's script in a flow folder; experimental."""

import datetime as dt
from pathlib import Path

from analyzer import canonical
from analyzer.errors import InputError
from analyzer.model import Goal
from analyzer.recordings import adapting, codegen, flowfile, folders
from analyzer.recordings.importing import ImportResult


def import_codegen(
    file: Path, folder: Path, route: str = "refuse", *, goal: Goal | None = None, language: str = ""
) -> ImportResult:
    """Make the actions in ``file`` the script of the route ``route`` of the flow in ``folder``.

    Parameters
    ----------
    file
        What ``playwright codegen --target jsonl`` wrote.
    folder, route, goal, language
        As for a recording of DevTools: see ``import_recording``.

    Raises
    ------
    InputError
        If it is no such file, holds what cannot be written down, or the route is there already.
    StorageError
        If something cannot be written.
    """
    known = folders.known(folder)
    folders.check(folder, known, language)
    if not folders.NAME.fullmatch(route):
        raise InputError(f"--route {route!r}: a route's name is small letters, digits and hyphens")
    script, flow = folder / f"{route}.py", folder / folders.FLOW
    if route in known.get("routes", {}) or script.exists():
        raise InputError(f"{folder}: route {route!r} is there already; remove it or choose another --route")
    function = f"route_{route.replace('-', '_')}"
    made = codegen.load(file, function, known.get("persona", {}))
    if known:
        content = folders.read(flow).rstrip("\n") + "\n"
        content += flowfile.persona_table(made.persona) if made.persona and "persona" not in known else ""
    else:
        content = flowfile.new_flow(_facts(file, made, language), made.persona)
    content += flowfile.route_table(route, goal, ".py")
    folders.check_readable(content, flow)
    missing = [] if goal else [
        f"how reached is recognised: give it by --reached-url, -text, -cookie or -storage, or [routes.{route}.reached]"
    ]  # fmt: skip
    if not known:
        missing.append("service, right, country, account, time_zone: stand-ins marked # check in the file")
    lacking = sorted(made.persona.keys() - known.get("persona", made.persona).keys())
    missing += [f"[persona] {key}: the script types it, and the flow's persona has none" for key in lacking]
    folders.write(script, made.script.encode())
    folders.write(flow, content.encode())
    return ImportResult(
        recording=script, flow=flow, route=route, created=not known, steps=made.actions, start=made.start, goal=goal,
        notes=made.notes, missing=tuple(missing),
    )  # fmt: skip


def _facts(file: Path, made: codegen.Generated, language: str) -> flowfile.Facts:
    return flowfile.Facts(
        title="".join(c if c.isprintable() else " " for c in file.stem)[:200] or "Recorded",
        service=adapting.origin_of(made.start).partition("://")[2],
        language=language or flowfile.UNKNOWN_LANGUAGE,
        device="desktop",
        date=dt.datetime.fromtimestamp(file.stat().st_mtime, tz=dt.UTC).date().isoformat(),
        start=made.start,
        files="",
        origin="",
        source=f"{made.actions} actions by playwright codegen, SHA-256 {canonical.sha256(file.read_bytes())}",
    )
