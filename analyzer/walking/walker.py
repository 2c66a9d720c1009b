"""Walking one route of a flow in a fresh context, from its start to an outcome."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

from analyzer import storage
from analyzer.errors import InputError, WalkError
from analyzer.flows import Flow, RouteSpec, read_script
from analyzer.mocks import MockSite, load_site, static_site
from analyzer.model import FlowIdentity, Goal, Outcome, Transition, Walk
from analyzer.recordings import devtools
from analyzer.walking import failing, scripts
from analyzer.walking.browsers.browser import Setting, environment, new_context, process_id
from analyzer.walking.browsers.finding import BrowserChoice
from analyzer.walking.capturing import observer
from analyzer.walking.pacing import Pace
from analyzer.walking.performing.perform import perform
from analyzer.walking.sites import HERMETIC, Transport
from analyzer.walking.watchdog import Watchdog
from analyzer.walking.watching.recorder import Recorder
from analyzer.walking.watching.wrapping import watched

MORNING = time(9)
"""The time of day at which every walk begins, in the flow's time zone."""

Progress = Callable[[Transition], None]
"""Is told of every transition as it happens."""

Going = Callable[[Page], None]
"""What is done on the page once the start is open."""


def walk(  # noqa: PLR0913 - what a walk needs; all but the first five are named
    browser: Browser,
    flow: Flow,
    route: RouteSpec,
    language: str,
    folder: Path,
    *,
    choice: BrowserChoice,
    patience: float = 30.0,
    progress: Progress = lambda _: None,
    transport: Transport = HERMETIC,
) -> Walk:
    """Walk ``route`` of ``flow`` in ``language``, write the walk into ``folder`` and return it.

    Parameters
    ----------
    browser, choice
        A started browser and which build it is. After a hang or a crash it cannot be used again.
    patience
        Seconds for which a locator, or a page that does not answer, is waited for.
    progress
        Is told of every transition as it happens.
    transport
        How the mock reaches the browser, which was started with the transport's flags.

    Raises
    ------
    InputError
        If the script, the recording or the site is not what it must be; nothing is walked then.
    BrowserError
        If the browser is no longer there.
    WalkError
        If the route could not be walked to an outcome, or its goal was unexpectedly not reached. What was gathered is
        in ``folder``, with the outcome ``incomplete`` and the same line as its failure.
    StorageError
        If not even that could be written.
    """
    identity, goal = flow.identity(language), route.goal(language)
    going, site = _going(flow, route, language), _site(flow, route, language)
    setting = _setting(identity, flow.time_zone)
    surroundings = environment(browser, choice, setting, transport.flags)
    with (
        _started(browser, patience) as watchdog,
        _context(browser, setting, patience) as context,
        contextlib.ExitStack() as leaving,
    ):
        pace = Pace(context, setting.clock)
        attachment = leaving.enter_context(transport.attach(browser, context, site, pace.now))
        recorder = Recorder(
            context, pace, folder, watchdog,
            language=language, patience=patience, pending=lambda: attachment.pending, progress=progress,
        )  # fmt: skip
        outcome: Outcome = "incomplete"
        error: BaseException | None = None
        try:
            outcome = _outcome(recorder, going, identity.start, goal, route, language)
            _alive(recorder, watchdog)
        except (Exception, SystemExit, KeyboardInterrupt) as raised:  # noqa: BLE001 - a script is somebody's code
            error = raised
        failure = attachment.failure or (_failure(error, recorder, watchdog, browser, route, patience) if error else "")
        walked = Walk(
            format=1,
            flow=identity,
            route=route.name,
            silence=route.silence,
            expected=route.expect,
            goal=goal,
            outcome="incomplete" if failure else outcome,
            failure=failure,
            screens=tuple(recorder.diary.screens),
            transitions=tuple(recorder.diary.transitions),
            activations=recorder.diary.activations(recorder.tabs.strayed),
            refused=attachment.refused,
            environment=surroundings,
        )
        storage.write_walk(walked, folder)
        if isinstance(error, KeyboardInterrupt):
            raise error
        if failure:
            raise WalkError(failure) from error
    return walked


def _outcome(recorder: Recorder, going: Going, start: str, goal: Goal, route: RouteSpec, language: str) -> Outcome:
    """Walk to the end of the route and say how it ended.

    Raises
    ------
    WalkError
        If the goal was to be reached and is not, or the route ends elsewhere than where it is expected to end.
    """
    page = recorder.open(start)
    with watched(recorder):
        going(page)
        recorder.finish()
    lacking = recorder.lacking(goal)
    if not lacking:
        return "reached"
    if route.expect == "reached":
        raise WalkError(
            f"goal not reached: {lacking}; correct the route, or say in flow.toml how it is expected to end"
        )
    if (end := route.ends.get(language)) and (lacking := recorder.lacking(end)):
        raise WalkError(f"not the expected {route.expect.replace('_', ' ')}: {lacking}; correct the route or its end")
    return route.expect


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
    error: BaseException, recorder: Recorder, watchdog: Watchdog, browser: Browser, route: RouteSpec, patience: float
) -> str:
    where = failing.place(error, route.script) or f"route {route.name}"
    ours = isinstance(error, PlaywrightError | WalkError)
    if ours and (dialog := recorder.tabs.asked):
        shown = f"{dialog.type}: {dialog.message!r:.100}"
        return f"{where}: a browser dialog stayed open ({shown}); its handler must accept or dismiss it"
    if recorder.tabs.crashed:
        return f"{where}: the page crashed; run it again, with more memory if it happens again"
    if watchdog.bitten:
        return f"{where}: the page did not answer for {patience:g} s and its browser was ended: an endless loop?"
    if not browser.is_connected():
        return f"{where}: the browser died; run it again"
    return failing.line(error, where, patience)


@contextlib.contextmanager
def _started(browser: Browser, patience: float) -> Iterator[Watchdog]:
    with Watchdog(process_id(browser), patience) as watchdog:
        yield watchdog


@contextlib.contextmanager
def _context(browser: Browser, setting: Setting, patience: float) -> Iterator[BrowserContext]:
    context = new_context(browser, setting)
    context.set_default_timeout(patience * 1000)
    context.add_init_script(observer.script())
    try:
        yield context
    finally:
        with contextlib.suppress(PlaywrightError):
            context.close()


def _going(flow: Flow, route: RouteSpec, language: str) -> Going:
    """Return what to do on the page: nothing, the script, or the recording."""
    if route.silence or route.script is None:
        return lambda _: None
    if route.script.suffix == ".json":
        return partial(perform, recording=devtools.load(route.script))
    read_script(route.script)
    return partial(scripts.run, route.script, flow=flow, language=language)


def _site(flow: Flow, route: RouteSpec, language: str) -> MockSite:
    site = flow.site
    if site.kind != "mock":
        raise InputError(f"{flow.folder / 'flow.toml'}: [site]: a {site.kind} site cannot be walked; walk a mock")
    if site.files is not None:
        return static_site(site.files, site.origin)
    settings = {**site.settings, **route.settings}
    return load_site(site.name, language=language, settings=settings, persona=flow.persona)


def _setting(identity: FlowIdentity, time_zone: str) -> Setting:
    morning = datetime.combine(date.fromisoformat(identity.date), MORNING, ZoneInfo(time_zone))
    return Setting.of(identity.device, f"{identity.language}-{identity.country}", time_zone, morning)
