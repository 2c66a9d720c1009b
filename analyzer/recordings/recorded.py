"""What a person did and what went over the wire become a flow folder that holds nothing of the person.

All of it is in memory until here. Typed values and session secrets give way to placeholders, the same ones in steps,
addresses, forms, answers and headers, so that the recording still fits its traffic; then every file is searched for
every value once more, and only if none is found anything is written.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from analyzer import canonical
from analyzer.errors import InputError
from analyzer.model import Device, Exchange, Goal, Message, Socket
from analyzer.pseudonyms import Pseudonyms, Verbatim
from analyzer.recordings import adapting, flowfile, folders, har
from analyzer.recordings.acts import PROMPT, Act, Answered, Field, Told, half_typed, steps_of, typed
from analyzer.recordings.cleaning import cleaned, files_replaced, secretless, unspoken, where_typed_replaced
from analyzer.recordings.devtools import Recording
from analyzer.recordings.standins import StandIns, stand_ins
from analyzer.recordings.steps import Change, SetViewport, Step
from analyzer.recordings.tokens import tokens_in, values_said, values_sent
from analyzer.recordings.volatile import rules_of
from analyzer.shapes import SHORTEST

TRAFFIC = "traffic.har"
HIDDEN = Field(kind="hidden", name="", label="", complete="", longest=0)
"""Stands for the field of a value that was not typed and shall not be kept either."""

_PATIENCE_MS = 15_000
_NEEDED = frozenset({"accept", "content-type", "range"})
"""Headers of a request that a tape looks at; the others tell of the person's browser and session."""
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class Attended:
    """A person's visit: the start, the window, what they did, what went over the wire, and when it began.

    ``notes`` say what could not be recorded.
    """

    start: str
    language: str
    device: Device
    width: int
    height: int
    acts: tuple[Act, ...]
    traffic: tuple[Exchange, ...]
    begun: datetime
    sockets: tuple[Socket, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recorded:
    """The files of a flow folder by name, and what a person must know of them."""

    files: Mapping[str, bytes]
    steps: int
    goal: Goal | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Cleaning:
    """Both kinds of replacement, one after the other."""

    typed: Pseudonyms
    secrets: Verbatim

    def text(self, text: str) -> str:
        return self.secrets.text(self.typed.text(text))

    def data(self, data: bytes) -> bytes:
        return self.secrets.data(self.typed.data(data))


def folder_of(
    visit: Attended, name: str, route: str, version: str, *, goal: Goal | None = None, hidden: Sequence[str] = ()
) -> Recorded:
    """Return the flow folder ``name`` with one route that the visit makes.

    Parameters
    ----------
    goal
        How reached is recognised; by default the address that the last act led to.
    hidden
        Further values that no file may hold, such as a name that the service shows without being told it.

    Raises
    ------
    InputError
        If there is no act, or a value cannot be kept out of the files; nothing may be written then.
    """
    if not any(isinstance(act.what, Told) for act in visit.acts):
        raise InputError("nothing was done on the page; there is nothing to record")
    values = (*typed(visit.acts), *((one, HIDDEN) for one in hidden))
    instead = stand_ins(values)
    try:
        known = Pseudonyms(instead.everywhere)
        traffic, dropped = _without_half_typed(visit, instead)
        first = tuple(cleaned(_needed(one, instead), known, instead) for one in traffic)
        spoken = tuple(_needed_of(one, visit, instead) for one in visit.sockets)
        secrets = tokens_in(first, spoken)
        cleaning = _Cleaning(known, Verbatim(secrets))
        exchanges = tuple(secretless(one, cleaning.secrets) for one in first)
        sockets = tuple(unspoken(one, known, cleaning.secrets) for one in spoken)
        recording = _recording(visit, cleaning, instead, route)
    except ValueError as error:
        raise InputError(
            f"what was typed cannot be kept out of the recording ({error}); nothing was written"
        ) from error
    goal = goal or adapting.goal_of(recording)
    files = {
        f"{route}.json": canonical.text(recording.plain()),
        TRAFFIC: har.write(exchanges, creator="optout", version=version, start=visit.begun, sockets=sockets),
    }
    facts = _facts(visit, recording, version)
    rules = rules_of(exchanges, visit.begun)
    tables = (flowfile.new_flow(facts, instead.persona), flowfile.rules_table(rules), flowfile.route_table(route, goal))
    files[folders.FLOW] = "".join(tables).encode()
    for file, data in files.items():
        if known.found(data) or any(one.encode() in data for one in secrets):
            raise InputError(f"{name}/{file}: would still hold something that was typed; nothing was written")
    overlooked = ", ".join((*rules.parameters, *rules.keys))
    timed = (f"parameters that held the time, which the tape overlooks: {overlooked}",) if overlooked else ()
    notes = (*visit.notes, *timed, *_notes(instead, secrets, dropped))
    return Recorded(files, len(recording.steps), goal, notes)


def write(recorded: Recorded, folder: Path) -> None:
    """Write the files, ``flow.toml`` last.

    Raises
    ------
    StorageError
        If the disk refuses.
    """
    for name, data in recorded.files.items():
        folders.write(folder / name, data)


def _recording(visit: Attended, cleaning: _Cleaning, instead: StandIns, route: str) -> Recording:
    acts = [_without(act, instead) for act in visit.acts]
    window = SetViewport(
        width=visit.width, height=visit.height, device_scale_factor=1,
        is_mobile=visit.device == "phone", has_touch=visit.device == "phone", is_landscape=visit.width > visit.height,
    )  # fmt: skip
    steps = (window, *(_step(step, cleaning) for step in steps_of(visit.start, acts)))
    return Recording(f"{route}.json", f"{route} at {_host(visit.start)}", _PATIENCE_MS, "", steps)


def _without(act: Act, instead: StandIns) -> Act:
    """Return an act with what stands in for the value that was typed."""
    told = act.what
    if isinstance(told, Answered):
        return replace(act, what=msgspec.structs.replace(told, value=instead.of(told.value, PROMPT)))
    if not isinstance(told, Told) or told.field is None or told.type not in {"type", "file"}:
        return act
    values = told.value.split("\n") if told.type == "file" else [told.value]
    placeholder = "\n".join(instead.of(value, told.field) for value in values)
    return replace(act, what=msgspec.structs.replace(told, value=placeholder))


def _step(step: Step, cleaning: _Cleaning) -> Step:
    """Return a step without typed values in its selectors and addresses; its own value has been replaced already."""
    plain = msgspec.to_builtins(step)
    for key in ("selectors", "target", "url", "assertedEvents", "parameters"):
        if key in plain:
            plain[key] = _every_text(plain[key], cleaning)
    if isinstance(step, Change):
        plain["value"] = cleaning.text(step.value)
    return msgspec.convert(plain, type(step))


def _every_text(value: object, cleaning: _Cleaning) -> object:
    if isinstance(value, str):
        return cleaning.text(value)
    if isinstance(value, dict):
        return {key: _every_text(inner, cleaning) for key, inner in value.items()}
    return [_every_text(inner, cleaning) for inner in value] if isinstance(value, list | tuple) else value


def _without_half_typed(visit: Attended, instead: StandIns) -> tuple[list[Exchange], int]:
    """Return the traffic without requests that say what stood in a field for a moment, and how many those were.

    Walking fills a field at once, so nothing asks for them again. What was sent compressed cannot be searched.
    """
    half = _half_typed(visit, instead)
    kept = [
        one
        for one in visit.traffic
        if not one.sent.startswith(_GZIP) and not any(value.strip() in half for _, value in values_sent(one))
    ]
    # The icon of a window is asked for by the browser, when it likes, and by no page.
    wanted = [one for one in kept if urlsplit(one.url).path != "/favicon.ico"]
    return wanted, len(visit.traffic) - len(kept)


def _half_typed(visit: Attended, instead: StandIns) -> set[str]:
    whole = {*instead.everywhere, *(value for _, value in instead.where_typed)}
    return {one.strip() for one in half_typed(visit.acts) if len(one.strip()) >= SHORTEST - 1} - whole


def _needed_of(one: Socket, visit: Attended, instead: StandIns) -> Socket:
    """Return a WebSocket without what said what was half typed, and was answered to it; walking does not say it.

    What the page said compressed cannot be searched, and is left out as well.
    """
    half, kept, left = _half_typed(visit, instead), list[Message](), False
    for message in one.messages:
        # Answers may come late, behind what was said next.
        tells_half = any(value.strip() in half for value in values_said(message.data))
        if message.sent:
            left = tells_half or message.data.startswith(_GZIP)
        if not (left or tells_half):
            kept.append(msgspec.structs.replace(message, data=where_typed_replaced(message.data, instead)))
    return msgspec.structs.replace(one, messages=tuple(kept))


def _needed(one: Exchange, instead: StandIns) -> Exchange:
    kept = tuple(pair for pair in one.asked if pair[0].lower() in _NEEDED)
    return msgspec.structs.replace(one, asked=kept, sent=files_replaced(one.sent, instead))


def _host(url: str) -> str:
    return adapting.origin_of(url).partition("://")[2]


def _facts(visit: Attended, recording: Recording, version: str) -> flowfile.Facts:
    return flowfile.Facts(
        title=f"Recorded at {_host(visit.start)}",
        service=_host(visit.start),
        language=visit.language or _spoken(visit.traffic) or flowfile.UNKNOWN_LANGUAGE,
        device=visit.device,
        date=visit.begun.date().isoformat(),
        start=recording.start,
        files="",
        origin="",
        source=f"recorded with optout {version} in {len(recording.steps)} steps; what was typed was replaced",
        tape=TRAFFIC,
    )


def _spoken(traffic: Sequence[Exchange]) -> str:
    """Return the language that the first page with one says it is in, or ""."""
    said = (_LANG.search(one.body) for one in traffic)
    return next((match[1].decode().lower() for match in said if match), "")


_LANG = re.compile(rb"""<html\b[^>]*?\slang=["']?([A-Za-z]{2})(?![A-Za-z])""", re.IGNORECASE)


def _notes(instead: StandIns, secrets: Mapping[str, str], dropped: int) -> list[str]:
    notes = []
    if instead.everywhere:
        notes.append(f"typed values replaced wherever they occurred: {len(instead.everywhere)}")
    if instead.where_typed:
        notes.append(
            f"typed values of fewer than {SHORTEST} characters, replaced only in their own fields: "
            f"{len({value for _, value in instead.where_typed})}; pages may still show them"
        )
    if secrets:
        notes.append(f"session secrets replaced: {len(secrets)}")
    if dropped:
        notes.append(f"requests left out, because they told what was half typed or were compressed: {dropped}")
    notes.append("pictures and choices from lists are kept as they were, as is what pages showed without being told")
    return notes
