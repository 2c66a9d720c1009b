"""Walking one route of a flow, from its start to an outcome."""

import dataclasses
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from playwright.sync_api import Browser

from analyzer import storage
from analyzer.errors import InputError
from analyzer.flows import Flow, RouteSpec, read_script
from analyzer.mocks import MockSite, load_site, static_site
from analyzer.model import Walk
from analyzer.recordings import devtools, har
from analyzer.tape import Tape
from analyzer.walking import confiding, scripts
from analyzer.walking.browsers.browser import own_agent, unseeded_context
from analyzer.walking.browsers.finding import BrowserChoice
from analyzer.walking.course import Course, Going, Progress, go, morning
from analyzer.walking.gate import Gate
from analyzer.walking.keeping import Keeping
from analyzer.walking.live import LIVE_FLAGS, Leave, listening
from analyzer.walking.manners import Manners
from analyzer.walking.performing.perform import perform
from analyzer.walking.sites import HERMETIC, Transport

"""Beside a walk on a live service: each request that was made or held back, without its query."""


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
    manners: Manners | None = None,
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
        How the site reaches the browser, which was started with the transport's flags.
    manners
        How a live service is visited; without, it is not. The browser was started with the flags for it.

    Raises
    ------
    InputError
        If the script, the recording or the site is not what it must be; nothing is walked then.
    BrowserError
        If the browser is no longer there.
    WalkError
        If the route could not be walked to an outcome, or its goal was unexpectedly not reached. What was gathered is
        in ``folder``, with the outcome ``incomplete`` and the same line as its failure. ``CrashError`` where the page
        or its browser crashed or hung.
    StorageError
        If not even that could be written.
    """
    traffic = har.stored(flow.site.tape) if flow.site.tape else None
    begins = morning(flow.identity(language), flow.time_zone)
    if traffic and traffic.start:
        # A page that looks at its clock sees the time at which its answers were given.
        begins = traffic.start.astimezone(ZoneInfo(flow.time_zone))
    course = Course(
        identity=flow.identity(language),
        time_zone=flow.time_zone,
        begins=begins,
        route=route.name,
        silence=route.silence,
        expect=route.expect,
        goal=route.goal(language),
        end=route.ends.get(language),
        going=_going(flow, route, language),
        script=route.script,
    )
    if flow.site.kind == "live":
        return _visited(browser, flow, course, folder, manners, choice=choice, patience=patience, progress=progress)
    site = (
        Tape(flow.site.name, traffic.exchanges, flow.site.rules, traffic.sockets)
        if traffic
        else mock_of(flow, route, language)
    )
    walked, _ = go(
        browser, course, folder, choice=choice, patience=patience, progress=progress, flags=transport.flags,
        attach=lambda context, clock: transport.attach(browser, context, site, clock),
        confided=confiding.own(flow.persona.values()) if traffic else None,
    )  # fmt: skip
    return walked


def _visited(  # noqa: PLR0913 - as for walking
    browser: Browser,
    flow: Flow,
    course: Course,
    folder: Path,
    manners: Manners | None,
    *,
    choice: BrowserChoice,
    patience: float,
    progress: Progress,
) -> Walk:
    """Walk on the service itself, today, as a visitor with manners; the requests it made are listed beside the walk."""
    if manners is None:
        raise InputError(f"{flow.folder / 'flow.toml'}: [site]: a live site is visited only when told to: --live")
    now = datetime.now(ZoneInfo(flow.time_zone)).replace(microsecond=0)
    identity = replace(course.identity, date=now.date().isoformat())
    gate = Gate(manners, identity.language, identity.right, flow.site.reads)
    keeping = Keeping(flow.persona)
    leave = Leave(gate.passes, gate.says, overhears=True, mutes=not manners.commit)
    requests: list[str] = []
    try:
        walked, _ = go(
            browser, dataclasses.replace(course, identity=identity, begins=now), folder,
            choice=choice, patience=patience, progress=progress, flags=LIVE_FLAGS, gate=gate, keeping=keeping,
            confided=confiding.unspelled(course.script, flow.persona.values()),
            opened=partial(unseeded_context, agent=manners.agent(own_agent(browser))),
            attach=lambda context, clock: listening(
                browser, context, clock, requests.append, leave, identity.start
            ),
        )  # fmt: skip
    finally:
        storage.write_file(
            folder / storage.REQUESTS_FILE, keeping.text("".join(f"{line}\n" for line in requests)).encode()
        )
    return walked


def _going(flow: Flow, route: RouteSpec, language: str) -> Going:
    """Return what to do on the page: nothing, the script, or the recording."""
    if route.silence or route.script is None:
        return lambda _: None
    if route.script.suffix.lower() == ".json":
        return partial(perform, recording=devtools.load(route.script), evaluate=route.evaluate)
    read_script(route.script)
    return partial(scripts.run, route.script, flow=flow, language=language)


def mock_of(flow: Flow, route: RouteSpec, language: str) -> MockSite:
    """Return the mock on which a route of a flow is walked, at the start of a visit.

    Raises
    ------
    InputError
        If the flow has no mock, or the site is not what it must be.
    """
    site = flow.site
    if site.kind != "mock":
        raise InputError(
            f"{flow.folder / 'flow.toml'}: [site]: a {site.kind} site cannot be walked; walk a mock or a tape"
        )
    if site.files is not None:
        return static_site(site.files, site.origin)
    settings = {**site.settings, **route.settings}
    return load_site(site.name, language=language, settings=settings, persona=flow.persona)
