"""A walk done again with its service gone: what was recorded answers, and whoever walked then leads again."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser

from analyzer import storage
from analyzer.errors import InputError, WalkError
from analyzer.model import TapeRules, Walk
from analyzer.recordings import har
from analyzer.tape import Tape
from analyzer.walking.browsers.browser import FLAGS
from analyzer.walking.browsers.finding import BrowserChoice
from analyzer.walking.course import Course, Progress, go
from analyzer.walking.performing.repeat import repeat
from analyzer.walking.sites import attached


@dataclass(frozen=True)
class Replayed:
    """A walk done again, as far as it came; ``failure`` says in one line why no further, or "".

    ``misses`` and ``overruns`` are the requests that were not on the tape, or more often than there.
    """

    walk: Walk
    failure: str
    misses: tuple[str, ...]
    overruns: tuple[str, ...]


def replay(
    browser: Browser,
    recorded: Path,
    folder: Path,
    *,
    choice: BrowserChoice,
    patience: float = 30.0,
    progress: Progress = lambda _: None,
    rules: TapeRules | None = None,
) -> Replayed:
    """Do the walk in the folder ``recorded`` again from its own record, and write it into ``folder``.

    The network stays out of reach: names do not resolve, and only the tape answers.

    Raises
    ------
    InputError
        If the record is damaged, or there is no traffic in it.
    BrowserError, StorageError
        As for ``walk``.
    """
    walk, inputs = storage.read_walk(recorded).walk, storage.read_inputs(recorded)
    traffic = _traffic(recorded)
    tape = Tape(f"tape of {walk.route}", traffic.exchanges, rules, traffic.sockets)
    course = Course(
        identity=walk.flow,
        time_zone=walk.environment.time_zone,
        begins=datetime.fromisoformat(walk.environment.clock),
        route=walk.route,
        silence=walk.silence,
        expect=walk.expected,
        goal=walk.goal,
        end=None,
        going=partial(repeat, walk=walk, inputs=inputs),
        script=None,
    )
    failure = ""
    try:
        again, _ = go(
            browser, course, folder, choice=choice, patience=patience, progress=progress, flags=FLAGS,
            attach=lambda context, clock: attached(browser, context, tape, clock),
        )  # fmt: skip
    except WalkError as error:
        again, failure = storage.read_walk(folder).walk, str(error)
    return Replayed(again, failure, tuple(tape.misses), tuple(tape.overruns))


def _traffic(recorded: Path) -> har.Stored:
    file = recorded / storage.TRAFFIC_FILE
    if not file.is_file():
        raise InputError(f"{file}: is missing; a walk without its traffic cannot be replayed")
    return har.stored(file)
