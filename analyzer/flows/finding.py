"""Where flows are: by id, by folder, or every flow below a folder."""

import os
from collections.abc import Iterator
from pathlib import Path

from analyzer import shipped
from analyzer.errors import InputError
from analyzer.flows.document import FILE
from analyzer.flows.flow import Flow
from analyzer.flows.reading import read_flow, variants_of
from analyzer.flows.tables import nearest


def load(path_or_id: str | Path) -> Flow:
    """Return one flow: a shipped one by its id (``id`` or ``id@variant``), any other by its folder.

    What contains a separator, or is a ``Path``, is a folder; a bare word is first of all an id.

    Raises
    ------
    InputError
        If there is no such flow, or its file is not what it must be.
    """
    given = str(path_or_id)
    plain, _, variant = given.rpartition("@") if "@" in Path(given).name else (given, "", "")
    if isinstance(path_or_id, str) and not _looks_like_a_path(plain):
        folders = {folder.name: folder for folder in _flow_folders(shipped.flows_folder())}
        if plain in folders:
            return read_flow(folders[plain], variant)
        if not _is_flow_folder(Path(plain)):
            raise InputError(f"no flow {plain!r}, neither shipped nor a folder{nearest(plain, folders)}")
    folder = Path(plain)
    folder = folder.parent if folder.name == FILE else folder
    if not _is_flow_folder(folder):
        raise InputError(f"{folder}: not a flow folder: it has no {FILE}")
    return read_flow(folder, variant)


def discover(folder: Path) -> tuple[Flow, ...]:
    """Return every flow in or below ``folder``, variants included, sorted by name; links to folders are not followed.

    Raises
    ------
    InputError
        If ``folder`` is not a folder, if a flow is not what it must be, or if two folders claim the same id.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder")
    seen: dict[str, Path] = {}
    for place in _flow_folders(folder):
        name = place.resolve().name
        if name in seen:
            raise InputError(f"two flows called {name!r}: {seen[name]} and {place}; an id is unique")
        seen[name] = place
    flows = [read_flow(place, variant) for place in seen.values() for variant in ("", *variants_of(place))]
    return tuple(sorted(flows, key=lambda flow: flow.name))


def folders_below(folder: Path) -> tuple[Path, ...]:
    """Return every flow folder in or below ``folder``, unread and in order, so that a broken one hides no other.

    Raises
    ------
    InputError
        If ``folder`` is not a folder, or holds no flow.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder")
    found = tuple(_flow_folders(folder))
    if not found:
        raise InputError(f"{folder}: no {FILE} in it or below it")
    return found


def counterfactual_of(flow: Flow) -> Flow | None:
    """Return the flow that ``flow`` is compared with: the folder of that name beside its own, else the shipped one.

    Raises
    ------
    InputError
        If the counterfactual is named and nowhere to be found.
    """
    if not flow.counterfactual:
        return None
    beside = flow.folder.resolve().parent / flow.counterfactual
    try:
        return read_flow(beside) if _is_flow_folder(beside) else load(flow.counterfactual)
    except InputError as error:
        raise InputError(f"{flow.folder / FILE}: [flow]: counterfactual: {error}") from error


def _looks_like_a_path(word: str) -> bool:
    return word in {"", ".", ".."} or any(separator in word for separator in (os.sep, os.altsep) if separator)


def _is_flow_folder(folder: Path) -> bool:
    try:
        return (folder / FILE).is_file()
    except (OSError, ValueError):
        return False


def _flow_folders(folder: Path) -> Iterator[Path]:
    """Yield the flow folders in reading order; what lies inside a flow folder belongs to it."""
    for place, inner, files in os.walk(folder):
        if FILE in files:
            inner.clear()
            yield Path(place)
        inner[:] = sorted(name for name in inner if not name.startswith((".", "__")))
