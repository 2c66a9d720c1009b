"""Where flows are: by id, by folder, or every flow below a folder."""

import difflib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from analyzer import shipped
from analyzer.errors import InputError
from analyzer.flows.document import FILE
from analyzer.flows.flow import Flow
from analyzer.flows.reading import read_flow, variants_of

_SUGGESTED, _CLOSE = 3, 0.6
"""Ids that are suggested at most, and how alike an id must be; the second is what ``difflib`` takes by itself."""

_RUN = "run.json"
"""What makes a folder that of a finished run, which keeps a copy of its flow."""


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
    folders = {folder.name: folder for folder in _flow_folders(shipped.flows_folder())}
    if isinstance(path_or_id, str) and not _looks_like_a_path(plain):
        if plain in folders:
            return read_flow(folders[plain], variant)
        if not _is_folder(Path(plain)):
            raise InputError(f"no flow {plain!r}, neither shipped nor a folder{suggested(plain, folders)}")
    folder = Path(plain)
    folder = folder.parent if folder.name == FILE else folder
    if not _is_flow_folder(folder):
        lacks = f"not a flow folder: it has no {FILE}" if folder.is_dir() else "no such folder"
        raise InputError(f"{folder}: {lacks}{suggested(folder.name, folders)}")
    return read_flow(folder, variant)


def matching(words: Sequence[str]) -> tuple[Flow, ...]:
    """Return the flows that were asked for, sorted by name: those in or below a folder, by id, or by words.

    A word matches in an id, a title, the service, the country, or the folder a flow lies in. Several words narrow each
    other down; ids and folders say where to look, every shipped flow if none is given.

    Raises
    ------
    InputError
        As for ``discover``, or if nothing matches.
    """
    shown = discover(shipped.flows_folder())
    places = [word for word in words if _holds_flows(Path(word))]
    ids = {word for word in words if any(word in _ids(flow) for flow in shown)}
    looked = [flow for place in places for flow in discover(Path(place))]
    looked += [flow for flow in shown if ids & _ids(flow) or not (places or ids)]
    asked = [word for word in words if word not in ids and word not in places]
    found = {flow.name: flow for flow in looked if all(_holds(flow, word) for word in asked)}
    if not found:
        near = suggested(" ".join(asked), (flow.name for flow in looked))
        raise InputError(f"no flow matches {' '.join(asked)!r}{near}")
    return tuple(flow for _, flow in sorted(found.items()))


def _ids(flow: Flow) -> set[str]:
    """Return what names the flow alone, and what names it together with its variants."""
    return {flow.name, flow.folder.name}


def _holds_flows(folder: Path) -> bool:
    return folder.is_dir() and any(True for _ in _flow_folders(folder))


def _holds(flow: Flow, word: str) -> bool:
    identity = flow.identity(flow.languages[0])
    told = (flow.name, flow.folder.resolve().parent.name, identity.title, identity.service, identity.country)
    return any(word.casefold() in one.casefold() for one in told)


def suggested(word: str, known: Iterable[str]) -> str:
    """Return the known ids closest to ``word``, and where all are listed, as the end of a line that says it is none.

    An id is close where it is alike as a whole, where its beginning is, or where it holds the word: ids begin with
    service and year, and people remember the rest or forget it.
    """
    told = {one: _likeness(word, one) for one in known if _may_be_close(word, one)}
    close = sorted(
        (one for one, alike in told.items() if max(alike) >= _CLOSE), key=lambda one: (*_most(told[one]), one)
    )
    *first, last = close[:_SUGGESTED] or [""]
    hint = f"; did you mean {' or '.join(filter(None, (', '.join(first), last)))}?" if close else ";"
    return f"{hint} `optout flows` lists all"


def _may_be_close(word: str, known: str) -> bool:
    """Return whether it is worth the time to tell how alike two are: of a long list of wrong words, none may be."""
    return word in known or any(
        difflib.SequenceMatcher(None, word, part, autojunk=False).quick_ratio() >= _CLOSE
        for part in (known, known[: len(word)])
        if 2 * min(len(word), len(part)) >= _CLOSE * (len(word) + len(part))
    )


def _likeness(word: str, known: str) -> tuple[float, float]:
    """Return how alike a word is to the beginning of an id, or to a part of it, and to the whole of it."""
    part = 1.0 if len(word) > 1 and word in known else _ratio(word, known[: len(word)])
    return part, _ratio(word, known)


def _ratio(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _most(alike: tuple[float, float]) -> tuple[float, float]:
    return -max(alike), -min(alike)


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


def operators_below(folder: Path) -> dict[str, str]:
    """Return who operates the service of each flow below ``folder``, by the flow's id: the folder it lies in.

    A flow that lies in ``folder`` itself has no operator; nothing is read.

    Raises
    ------
    InputError
        As for ``folders_below``.
    """
    places = (place.relative_to(folder) for place in folders_below(folder))
    return {place.name: place.parts[0] for place in places if len(place.parts) > 1}


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


def _is_folder(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except (OSError, ValueError):
        return False


def _is_flow_folder(folder: Path) -> bool:
    try:
        return (folder / FILE).is_file()
    except (OSError, ValueError):
        return False


def _flow_folders(folder: Path) -> Iterator[Path]:
    """Yield the flow folders in reading order; what lies inside a flow folder, or a finished run's, belongs to it."""
    for place, inner, files in os.walk(folder):
        if FILE in files:
            inner.clear()
            yield Path(place)
        elif _RUN in files:
            inner.clear()
        inner[:] = sorted(name for name in inner if not name.startswith((".", "__")))
