"""A recording becomes a route of a flow folder: the recording itself, cleaned, and what ``flow.toml`` says of it."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyzer import canonical
from analyzer.errors import InputError
from analyzer.model import Goal
from analyzer.recordings import adapting, devtools, flowfile, folders
from analyzer.recordings.devtools import Recording
from analyzer.recordings.folders import FLOW, NAME
from analyzer.recordings.pages import copy_pages
from analyzer.recordings.personal import cleaned

PAGES = "pages"

_RESERVED = re.compile(r"https://([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+(test|example)", re.ASCII)
_LONGEST_TITLE = 200


@dataclass(frozen=True)
class ImportResult:
    """What an import wrote, and what a person must know of it.

    ``goal`` is None where nothing in the recording tells how its end is recognised: the flow file then has no
    ``reached`` for the route and is refused by whoever reads it until somebody adds it. ``notes`` say what was changed
    or is passed over, ``missing`` what a recording cannot know and somebody must look at in the flow file.
    """

    recording: Path
    flow: Path
    route: str
    created: bool
    steps: int
    start: str
    goal: Goal | None
    notes: tuple[str, ...]
    missing: tuple[str, ...]


def import_recording(
    file: Path,
    folder: Path,
    route: str = "refuse",
    *,
    goal: Goal | None = None,
    language: str = "",
    files: Path | None = None,
    origin: str = "",
) -> ImportResult:
    """Make the recording in ``file`` the route ``route`` of the flow in ``folder``, which is created if need be.

    Parameters
    ----------
    file
        A recording as DevTools exports it.
    folder
        The flow folder; its name is the flow's id. To an existing ``flow.toml`` only the route is added.
    route
        ``refuse``, ``accept`` or another name.
    goal
        How reached is recognised; by default the address that the recorder saw the last action lead to.
    language
        The language of a new flow, such as ``fr``; a recording does not say it.
    files
        For a new flow, a folder of pages: it is then walked on a copy of them, not on the live site.
    origin
        With ``files``, the reserved address the copy gets; by default ``https://<folder's name>.test``.

    Raises
    ------
    InputError
        If the recording is not one, cannot be performed, or does not fit the flow that is there.
    StorageError
        If something cannot be written.
    """
    known = folders.known(folder)
    recording = devtools.load(file)
    _check(folder, route, known, language, files, origin)
    recording, opened = adapting.from_its_start(recording, known.get("flow", {}).get("start", ""))
    if not recording.start:
        raise InputError(f"{file}: no step navigate: a new flow must say where it begins")
    at = origin or f"https://{folder.resolve().name}.test" if files else _mock_origin(known)
    recording, moved = adapting.moved(recording, at)
    clean = cleaned(recording, known.get("persona", {}))
    recording = clean.recording
    reached = goal or adapting.goal_of(recording)

    there = known.get("routes", {}).get(route)
    if there is None:
        added = flowfile.route_table(route, reached)
    else:
        added = flowfile.reached_table(route, reached) if reached and "reached" not in there else ""
    if known:
        content = folders.read(folder / FLOW).rstrip("\n") + "\n" + added
        content += flowfile.persona_table(clean.persona) if clean.persona and "persona" not in known else ""
    else:
        content = flowfile.new_flow(_facts(file, recording, language, at if files else ""), clean.persona) + added
    folders.check_readable(content, folder / FLOW)
    if files:
        copy_pages(files, folder / PAGES)
    folders.write(folder / f"{route}.json", canonical.text(recording.plain()))
    folders.write(folder / FLOW, content.encode())
    return ImportResult(
        recording=folder / f"{route}.json",
        flow=folder / FLOW,
        route=route,
        created=not known,
        steps=len(recording.steps),
        start=recording.start,
        goal=reached,
        notes=adapting.in_order((*opened, *moved, *clean.notes, *adapting.passed_over(recording))),
        missing=(
            *_about_the_end(route, goal, reached, added=bool(added)),
            *_about_the_flow(recording, known, language),
        ),
    )


def _check(folder: Path, route: str, known: Mapping[str, Any], language: str, files: Path | None, origin: str) -> None:
    folders.check(folder, known, language)
    if not NAME.fullmatch(route):
        raise InputError(f"--route {route!r}: a route's name is small letters, digits and hyphens")
    if origin and not files:
        raise InputError("--origin is the address of copied pages; give their folder with --files")
    if origin and not _RESERVED.fullmatch(origin):
        raise InputError(f"--origin {origin!r}: copied pages live at https:// and a name below .test or .example")
    if known and files:
        raise InputError(f"{folder / FLOW} is there already; its site and languages are changed in the file")
    script = known.get("routes", {}).get(route, {}).get("script")
    if route in known.get("routes", {}) and script != f"{route}.json":
        raise InputError(f"{folder / FLOW}: [routes.{route}] is there already; remove it or choose another --route")


def _mock_origin(known: Mapping[str, Any]) -> str:
    start = known.get("flow", {}).get("start", "")
    return adapting.origin_of(start) if known.get("site", {}).get("kind") == "mock" and start else ""


def _facts(file: Path, recording: Recording, language: str, origin: str) -> flowfile.Facts:
    data = file.read_bytes()
    title = " ".join("".join(c if c.isprintable() else " " for c in recording.title).split())[:_LONGEST_TITLE]
    return flowfile.Facts(
        title=title or file.stem,
        service=adapting.origin_of(recording.start).partition("://")[2],
        language=language or flowfile.UNKNOWN_LANGUAGE,
        device="phone" if adapting.on_a_phone(recording) else "desktop",
        date=dt.datetime.fromtimestamp(file.stat().st_mtime, tz=dt.UTC).date().isoformat(),
        start=recording.start,
        files=PAGES if origin else "",
        origin=origin,
        source=f"a DevTools recording of {len(recording.steps)} steps, SHA-256 {canonical.sha256(data)}",
    )


def _about_the_end(route: str, given: Goal | None, reached: Goal | None, *, added: bool) -> tuple[str, ...]:
    if not added:
        return (f"[routes.{route}] is there already and kept as it is",)
    if reached is None:
        ways = f"--reached-url, -text, -cookie or -storage, or [routes.{route}.reached] in the file"
        return (f"how reached is recognised: the recording does not show it; give it by {ways}",)
    return () if given else (f"reached is taken to be the address {reached.url}: say so if it is something else",)


def _about_the_flow(recording: Recording, known: Mapping[str, Any], language: str) -> tuple[str, ...]:
    if known:
        start = known["flow"].get("start", "")
        apart = adapting.origin_of(recording.start) != adapting.origin_of(start)
        return (f"the route starts at {recording.start}, the flow at {start}",) if apart else ()
    missing = (
        "service, right, country, account, time_zone: not in a recording; the file holds stand-ins marked # check",
        "date and who: taken from the file; say when the procedure looked like this and who recorded it",
    )
    return missing if language else (*missing, "languages: not in a recording; give --lang or write it into the file")
