"""One course from its start to an outcome in a fresh context, whoever leads: a script, a recording, an earlier walk."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

from analyzer import storage
from analyzer.errors import CrashError, WalkError
from analyzer.model import Expectation, FlowIdentity, Goal, Inputs, Outcome, Transition, Walk
from analyzer.recordings import har
from analyzer.walking import confiding, failing
from analyzer.walking.browsers.browser import Setting, environment, new_context, process_id
from analyzer.walking.browsers.finding import BrowserChoice
from analyzer.walking.capturing import observer
from analyzer.walking.confiding import Confided
from analyzer.walking.gate import Gate
from analyzer.walking.keeping import Keeping
from analyzer.walking.pacing import Pace
from analyzer.walking.sites import Attachment
from analyzer.walking.watchdog import Watchdog
from analyzer.walking.watching.recorder import Recorder
from analyzer.walking.watching.wrapping import Stopped, watched

MORNING = time(9)
"""The time of day at which every walk begins, in the flow's time zone."""

Progress = Callable[[Transition], None]
"""Is told of every transition as it happens."""

Going = Callable[[Page], None]
"""What is done on the page once the start is open."""

Opened = Callable[[Browser, Setting], BrowserContext]
"""Makes a fresh context."""

Attaching = Callable[[BrowserContext, Callable[[], datetime]], contextlib.AbstractContextManager[Attachment]]
"""Puts the site in front of a context; the clock gives the time of a request."""


@dataclass(frozen=True)
class Course:
    """What is walked, where it is to end, and how.

    ``begins`` is what the page's clock says at the start; ``script`` the file that errors name.
    """

    identity: FlowIdentity
    time_zone: str
    begins: datetime
    route: str
    silence: bool
    expect: Expectation
    goal: Goal
    end: Goal | None
    going: Going
    script: Path | None


def go(  # noqa: PLR0913 - what a walk needs; all but the first three are named
    browser: Browser,
    course: Course,
    folder: Path,
    *,
    choice: BrowserChoice,
    patience: float,
    progress: Progress,
    attach: Attaching,
    flags: tuple[str, ...],
    opened: Opened = new_context,
    gate: Gate | None = None,
    keeping: Keeping | None = None,
    confided: Confided | None = None,
) -> tuple[Walk, Attachment]:
    """Go the course and write what was seen, what was put in and what went over the wire into ``folder``.

    ``flags`` are those with which the browser was started, ``opened`` makes the context, and ``gate`` looks at each
    action before it is made; ``keeping`` says what of it is written. ``walk.json`` is written last. A walk that types a
    password which is not ``confided`` is a ``WalkError``, and none of it stays.

    Raises
    ------
    BrowserError, WalkError, CrashError, StorageError
        As for ``walk``, which see for the parameters too.
    """
    setting = _setting(course)
    folder = folder.absolute()  # a script may change the working directory
    surroundings = environment(browser, choice, setting, flags)
    with (
        _started(browser, patience) as watchdog,
        _context(opened(browser, setting), patience) as context,
        contextlib.ExitStack() as leaving,
    ):
        pace = Pace(context, setting.clock)
        attachment = leaving.enter_context(attach(context, pace.now))
        recorder = Recorder(
            context, pace, folder, watchdog,
            language=course.identity.language, patience=patience, pending=lambda: attachment.pending, progress=progress,
            **_guards(gate, keeping),
        )  # fmt: skip
        leaving.callback(recorder.unanswered.forget)
        outcome: Outcome = "incomplete"
        error: BaseException | None = None
        try:
            outcome = _outcome(recorder, course, gate)
            _alive(recorder, watchdog)
        except BaseException as raised:
            # A script is somebody's code; what a test of somebody's raises to be skipped is the test's.
            if course.script is None and not isinstance(raised, Exception | SystemExit | KeyboardInterrupt):
                raise
            error = raised
        watchdog.leave()
        failure = attachment.failure or (
            _failure(error, recorder, watchdog, browser, course, patience) if error else ""
        )
        walked = Walk(
            format=1,
            flow=course.identity,
            route=course.route,
            silence=course.silence,
            expected=course.expect,
            goal=course.goal,
            outcome="incomplete" if failure else outcome,
            failure=failure or (gate.why if gate else ""),
            screens=tuple(recorder.diary.screens),
            transitions=tuple(recorder.diary.transitions),
            activations=recorder.diary.activations(recorder.tabs.strayed),
            refused=attachment.refused,
            environment=surroundings,
            repeated=attachment.repeated,
        )
        inputs, traffic, sockets = tuple(recorder.diary.inputs), attachment.traffic, attachment.sockets
        if confided is not None:
            try:
                confiding.check(walked, inputs, keeping.secrets if keeping else (), confided, course.script)
            except WalkError:
                _forget(walked, folder)
                raise
        if keeping is not None:
            kept = keeping.whole(walked, inputs, traffic, sockets, folder)
            walked, inputs, traffic, sockets = kept.walk, kept.inputs, kept.traffic, kept.sockets
            failure = failure and walked.failure
        storage.write_inputs(Inputs(format=1, inputs=inputs), folder)
        if traffic:
            told = har.written(
                traffic,
                creator="optout",
                version=surroundings.tool,
                start=setting.clock,
                sockets=sockets,
            )
            storage.write_chunks(folder / storage.TRAFFIC_FILE, told)
        storage.write_walk(walked, folder)
        if isinstance(error, KeyboardInterrupt) and not watchdog.interrupted:
            raise error
        if failure:
            gone = recorder.tabs.crashed or watchdog.bitten or not browser.is_connected()
            raise (CrashError if gone else WalkError)(failure) from error
    return walked, attachment


def _forget(walk: Walk, folder: Path) -> None:
    """Remove what was kept of the pages of a walk."""
    for screen in walk.screens:
        for exhibit in (screen.screenshot, screen.dom):
            if exhibit is not None:
                (folder / exhibit.file).unlink(missing_ok=True)


def _guards(gate: Gate | None, keeping: Keeping | None) -> dict[str, Any]:
    guards: dict[str, Any] = {"before": gate.before} if gate else {}
    return guards | ({"fit": keeping.fit} if keeping else {})


def _outcome(recorder: Recorder, course: Course, gate: Gate | None) -> Outcome:
    """Walk to the end of the route and say how it ended.

    Raises
    ------
    WalkError
        If the goal was to be reached and is not, or the route ends elsewhere than where it is expected to end.
    """
    page = recorder.open(course.identity.start)
    try:
        with watched(recorder):
            course.going(page)
            recorder.finish()
    except (Exception, Stopped):
        # What a script says of a page that was not let go on is no fault of the page.
        if not (gate and gate.why):
            raise
    if gate and gate.why:
        return "stopped_before_commit"
    lacking = recorder.lacking(course.goal)
    if not lacking:
        return "reached"
    if course.expect == "reached":
        raise WalkError(f"goal not reached: {lacking}; correct the route, or how it is expected to end")
    if course.end and (lacking := recorder.lacking(course.end)):
        raise WalkError(f"not the expected {course.expect.replace('_', ' ')}: {lacking}; correct the route or its end")
    return course.expect


def _alive(recorder: Recorder, watchdog: Watchdog) -> None:
    """Refuse an outcome that was found on what had ended meanwhile.

    Raises
    ------
    WalkError
        If a page crashed or the browser was ended or died.
    """
    try:
        recorder.context.cookies()  # any round trip tells of a browser that is no longer there
    except PlaywrightError as error:
        raise WalkError("the browser ended before the walk did") from error
    if recorder.tabs.crashed or watchdog.bitten:
        raise WalkError("the page ended before the walk did")


def _failure(
    error: BaseException, recorder: Recorder, watchdog: Watchdog, browser: Browser, course: Course, patience: float
) -> str:
    where = failing.place(error, course.script) or f"route {course.route}"
    ours = isinstance(error, PlaywrightError | WalkError)
    if ours and (dialog := recorder.tabs.asked):
        shown = f"{dialog.type}: {dialog.message!r:.100}"
        return f"{where}: a browser dialog stayed open ({shown}); its handler must accept or dismiss it"
    if recorder.tabs.crashed:
        return f"{where}: the page crashed; run it again, with more memory if it happens again"
    if watchdog.bitten:
        return (
            f"{where}: the page did not answer for {patience:g} s and its browser was ended: an endless loop? "
            "if it needs that long, give a longer --timeout"
        )
    if watchdog.interrupted and isinstance(error, KeyboardInterrupt):
        return (
            f"{where}: busy for {watchdog.own:g} s with something else than the page, and was interrupted: "
            "an endless loop? if it needs that long, give a longer --timeout"
        )
    if not browser.is_connected():
        return f"{where}: the browser died; run it again"
    return failing.line(error, where, patience)


@contextlib.contextmanager
def _started(browser: Browser, patience: float) -> Iterator[Watchdog]:
    with Watchdog(process_id(browser), patience) as watchdog:
        yield watchdog


@contextlib.contextmanager
def _context(context: BrowserContext, patience: float) -> Iterator[BrowserContext]:
    context.set_default_timeout(patience * 1000)
    context.add_init_script(observer.script())
    try:
        yield context
    finally:
        with contextlib.suppress(PlaywrightError):
            context.close()


def morning(identity: FlowIdentity, time_zone: str) -> datetime:
    """Return when a walk of this flow begins, where nothing else says so."""
    return datetime.combine(date.fromisoformat(identity.date), MORNING, ZoneInfo(time_zone))


def _setting(course: Course) -> Setting:
    identity = course.identity
    # A language such as pt-PT names its region itself.
    language = identity.language
    locale = language if "-" in language else f"{language}-{identity.country}"
    return Setting.of(identity.device, locale, course.time_zone, course.begins)
