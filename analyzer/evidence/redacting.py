"""A run without what is somebody's: the same walk, told with placeholders, in every file of it.

What is removed is replaced in all its spellings by one placeholder a value, so that the record still hangs together:
what was typed is what was sent, and the walk can be done again. Screenshots are painted over where a value stands, and
where a field holds something. Afterwards every file is searched; what is still found anywhere is an error, not a hope.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import msgspec
from msgspec.structs import replace

from analyzer import canonical, storage
from analyzer.errors import InputError
from analyzer.evidence.inputs import FLOW
from analyzer.evidence.painting import painted
from analyzer.evidence.somebodys import Kind, again, cookies, emails, kept_for, names, somebodys, typed
from analyzer.flows import FILE as FLOW_FILE
from analyzer.handwritten import tables
from analyzer.model import Box, Exchange, Exhibit, Goal, Inputs, Screen, Socket, Walk
from analyzer.pseudonyms import Pseudonyms
from analyzer.recordings import har
from analyzer.recordings.fieldnames import kind_in
from analyzer.recordings.har import Stored
from analyzer.shapes import SHORTEST, Shape

_KEPT_BACK = frozenset({"authorization", "proxy-authorization", "cookie"})
"""Request headers that say who asks; no tape needs them."""

_TYPED = frozenset({"input", "textarea"})
"""What is typed into; a list shows only what the service offers."""


@dataclass(frozen=True)
class Region:
    """A part of one screenshot that is painted over: the walk's folder within the run, the screen, and where."""

    place: str
    screen: int
    box: Box


@dataclass(frozen=True)
class Removed:
    """What was taken out: how many values of each kind, and how many places of screenshots were painted over.

    ``absent`` are the numbers, from 1, of the chosen values that occur nowhere in the original.
    """

    values: Mapping[Kind, int]
    places: int
    absent: tuple[int, ...] = ()


def redact(source: Path, target: Path, chosen: Sequence[str] = (), regions: Sequence[Region] = ()) -> Removed:
    """Copy the walks and the flow of the run in ``source`` to ``target`` without what is somebody's.

    Parameters
    ----------
    source, target
        Folders of a run; nothing else is copied, because all else follows from them.
    chosen
        Values that only a person can tell to be somebody's; removed as well.
    regions
        Parts of screenshots to paint over, besides those where a value stands.

    Raises
    ------
    InputError
        If a walk is damaged, a chosen value is too short, a region is nowhere, or something is still found afterwards.
    StorageError
        If something cannot be written.
    """
    folders = sorted(file.parent for file in source.rglob(storage.WALK_FILE))
    _check(chosen, regions, {folder.relative_to(source).as_posix(): folder for folder in folders})
    found = _found(source, folders, chosen)
    try:
        pseudonyms = _pseudonyms(found, _respelled(source, folders))
    except ValueError as error:
        raise InputError(f"cannot be redacted: {error}") from error
    painted_over = 0
    for folder in folders:
        place = folder.relative_to(source).as_posix()
        painted_over += _copy(folder, target / place, pseudonyms, [one for one in regions if one.place == place])
    for file in flow_files(source):
        storage.write_file(target / file.relative_to(source), pseudonyms.data(storage.read_file(file)))
    _search(target, pseudonyms)
    absent = _absent(source, chosen)
    there = Counter(kind for value, kind in found.items() if kind != "chosen" or value not in chosen)
    there["chosen"] += len(chosen) - len(absent)
    return Removed({kind: there[kind] for kind in sorted(there) if there[kind]}, painted_over, absent)


def _check(chosen: Sequence[str], regions: Sequence[Region], places: Mapping[str, Path]) -> None:
    if any(len(value) < SHORTEST for value in chosen):
        raise InputError(f"a value of fewer than {SHORTEST} characters cannot be removed everywhere; paint it over")
    for region in regions:
        if region.place not in places:
            raise InputError(f"no walk {region.place!r}; there is {', '.join(sorted(places))}")
        _check_region(region, _walk(places[region.place]))


def _check_region(region: Region, walk: Walk) -> None:
    seen = next((screen.viewport for screen in walk.screens if screen.number == region.screen), None)
    if seen is None:
        raise InputError(f"{region.place}: no screen {region.screen}; there are {len(walk.screens)}")
    if region.box.x >= seen.width or region.box.y >= seen.height or not (region.box.width and region.box.height):
        raise InputError(
            f"{region.place}: screen {region.screen}: the region lies outside of its picture, which is "
            f"{seen.width} by {seen.height}"
        )


def _found(source: Path, folders: Sequence[Path], chosen: Sequence[str]) -> dict[str, Kind]:
    found: dict[str, Kind] = dict.fromkeys(chosen, "chosen")
    for value, kind in persona(source).items():
        found.setdefault(value, kind)
    for folder in folders:
        traffic = _traffic(folder)
        exchanges = traffic.exchanges if traffic else ()
        for value, kind in somebodys(_walk(folder), storage.read_inputs(folder), exchanges).items():
            found.setdefault(value, kind)
        for address in _said(traffic) if traffic else ():
            found.setdefault(address, "email")
    return found


def _respelled(source: Path, folders: Sequence[Path]) -> dict[str, Shape]:
    """Return what a person typed that is to be found in other spellings too."""
    told = list(persona(source).items())
    for folder in folders:
        told += typed(_walk(folder), storage.read_inputs(folder))
    return {other: shape for value, kind in told for other, shape in again(value, kind).items()}


def flow_files(source: Path) -> tuple[Path, ...]:
    """Return the files of a run that say what was asked to be walked: its flow and that of its counterfactual."""
    return tuple(
        sorted(file for file in source.rglob("*") if file.is_file() and FLOW in file.relative_to(source).parts[:-1])
    )


def persona(source: Path) -> dict[str, Kind]:
    """Return the values of the persons in a run's flow files, value -> kind; short ones are left out."""
    found: dict[str, Kind] = {}
    for file in flow_files(source):
        if file.name != FLOW_FILE:
            continue
        place = str(file.relative_to(source))
        persons = tables(storage.read_file(file), place).get("persona", {})
        if not isinstance(persons, dict):
            raise InputError(f"{place}: persona: a table is expected")
        for key, value in persons.items():
            if isinstance(value, str) and len(value) >= SHORTEST and (kind := kind_in(key, value)):
                found[value] = msgspec.convert(kind, Kind)
                found |= dict.fromkeys(names(value) if kind == "name" else (), found[value])
    return found


def _pseudonyms(found: Mapping[str, Kind], respelled: Mapping[str, Shape]) -> Pseudonyms:
    """Return what stands in for each value: of its shape, so that forms still take it and what was counted stays."""
    ordered = sorted(found, key=lambda value: (found[value], value))
    ordered += sorted(other for other in respelled if other not in found)
    return Pseudonyms({value: _shaped(value, number) for number, value in enumerate(ordered, start=1)}, respelled)


def _shaped(value: str, number: int) -> str:
    """Return ``value`` with x for each letter and 0 for each digit, and its number at the end of the longest run."""
    shape = "".join("0" if one.isdigit() else "x" if one.isalnum() else one for one in value)
    local = shape.partition("@")[0] or shape
    run = max(_RUN.finditer(local), key=lambda found: len(found[0]), default=None)
    digits = str(number)
    if run is None or len(run[0]) < len(digits):
        return "x" * len(value) + digits
    return shape[: run.end() - len(digits)] + digits + shape[run.end() :]


_RUN = re.compile("[x0]+")


def _walk(folder: Path) -> Walk:
    return storage.read_walk(folder).walk


def _absent(source: Path, chosen: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers, from 1, of the chosen values that no file of the original holds."""
    sought = {number: Pseudonyms({value: "x" * len(value)}) for number, value in enumerate(chosen, start=1)}
    for file in sorted(source.rglob("*")):
        for text in _texts(file) if sought and file.is_file() and file.suffix != ".png" else ():
            sought = {number: one for number, one in sought.items() if one.data(text) == text}
    return tuple(sought)


def _texts(file: Path) -> Iterator[bytes]:
    """Yield what a file holds: at once, or traffic line by line, for no text in it goes on in another line."""
    if file.name != storage.TRAFFIC_FILE:
        yield storage.read_file(file)
        return
    try:
        with file.open("rb") as lines:
            yield from lines
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror}") from error


def _traffic(folder: Path) -> Stored | None:
    file = folder / storage.TRAFFIC_FILE
    return har.stored(file) if file.is_file() else None


def _said(traffic: Stored) -> set[str]:
    """Return the e-mail addresses in what went over sockets."""
    return {address for one in traffic.sockets for message in one.messages for address in emails(message.data)}


def _copy(folder: Path, target: Path, pseudonyms: Pseudonyms, regions: Sequence[Region]) -> int:
    walk, count = _walk(folder), 0
    screens = []
    for screen in walk.screens:
        boxes = [*_boxes(screen, pseudonyms), *(one.box for one in regions if one.screen == screen.number)]
        count += len(boxes)
        screens.append(
            replace(
                screen,
                screenshot=_repainted(folder, target, screen.screenshot, boxes, walk.environment.scale),
                dom=_reworded(folder, target, screen.dom, pseudonyms),
            )
        )
    inputs = Inputs(format=1, inputs=tuple(storage.read_inputs(folder).values()))
    storage.write_file(target / storage.INPUTS_FILE, pseudonyms.data(canonical.text(inputs)))
    if traffic := _traffic(folder):
        bare = (_anonymous(one, walk.goal, pseudonyms) for one in traffic.exchanges)
        sockets = (_unspoken(one, pseudonyms) for one in traffic.sockets)
        start = datetime.fromisoformat(walk.environment.clock)
        written = har.written(bare, creator="optout", version=version("optout"), start=start, sockets=sockets)
        storage.write_chunks(target / storage.TRAFFIC_FILE, written)
    told = pseudonyms.data(canonical.text(replace(walk, screens=tuple(screens))))
    try:
        clean = msgspec.json.decode(told, type=Walk)
    except msgspec.DecodeError as error:
        raise InputError(
            f"{folder.name}: cannot be redacted: a value to remove is a word that the record itself is written with, "
            "such as 'page' or 'text'; paint it over instead of removing it"
        ) from error
    storage.write_walk(clean, target)
    storage.read_walk(target)
    return count


def _boxes(screen: Screen, pseudonyms: Pseudonyms) -> Iterator[Box]:
    """Yield where in the picture something of somebody's can be read; a field is painted over whatever it holds."""
    texts: list[tuple[Box, str]] = [(block.box, block.text) for block in screen.blocks]
    texts += [(one.box, f"{one.name}\n{one.text}") for one in screen.controls]
    for box, text in texts:
        if pseudonyms.found(text.encode("utf-8", "surrogatepass")):
            yield _in_picture(box, screen)
    for control in screen.controls:
        if control.filled and control.tag in _TYPED:
            yield _in_picture(control.box, screen)


def _in_picture(box: Box, screen: Screen) -> Box:
    return replace(box, x=box.x - screen.viewport.x, y=box.y - screen.viewport.y)


def _repainted(folder: Path, target: Path, shot: Exhibit | None, boxes: Iterable[Box], scale: float) -> Exhibit | None:
    if shot is None:
        return None
    picture = storage.read_exhibit(folder, shot)
    return storage.write_exhibit(target, shot.file, painted(picture, boxes, scale, str(folder / shot.file)))


def _reworded(folder: Path, target: Path, dom: Exhibit | None, pseudonyms: Pseudonyms) -> Exhibit | None:
    if dom is None:
        return None
    return storage.write_exhibit(target, dom.file, pseudonyms.data(storage.read_exhibit(folder, dom)))


def _anonymous(one: Exchange, goal: Goal, pseudonyms: Pseudonyms) -> Exchange:
    asked = [pair for pair in one.asked if pair[0].lower() not in _KEPT_BACK]
    answered = [(name, _without_session(name, value, goal)) for name, value in one.answered]
    return replace(
        one,
        url=pseudonyms.text(one.url),
        asked=tuple((name, pseudonyms.text(value)) for name, value in asked),
        sent=pseudonyms.data(one.sent),
        answered=tuple((name, pseudonyms.text(value)) for name, value in answered),
        body=pseudonyms.data(one.body),
    )


def _unspoken(one: Socket, pseudonyms: Pseudonyms) -> Socket:
    messages = tuple(replace(message, data=pseudonyms.data(message.data)) for message in one.messages)
    return replace(one, url=pseudonyms.text(one.url), messages=messages)


def _without_session(name: str, value: str, goal: Goal) -> str:
    """Return a header with every cookie's value gone but for the choice that the goal looks at."""
    if name.lower() != "set-cookie":
        return value
    pair, ended, attributes = value.partition(";")
    cookie, _, held = pair.partition("=")
    kept = kept_for(goal, cookie.strip(), cookies(value).get(cookie.strip(), held))
    return value if kept else f"{cookie}=redacted{ended}{attributes}"


def _search(folder: Path, pseudonyms: Pseudonyms) -> None:
    """Refuse what still holds a value, in any spelling, bodies of traffic as they are included."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".png"):
        texts = _texts(file)
        if file.name == storage.TRAFFIC_FILE:
            texts = chain(texts, _contents(har.stored(file)))
        if any(pseudonyms.found(text) for text in texts):
            raise InputError(f"{file.relative_to(folder)}: still holds what was to be removed; nothing was written")


def _contents(traffic: Stored) -> Iterator[bytes]:
    """Yield the contents of traffic, which is written in base64 where it is no text."""
    for one in traffic.exchanges:
        yield one.sent
        yield one.body
    for socket in traffic.sockets:
        yield from (message.data for message in socket.messages)
