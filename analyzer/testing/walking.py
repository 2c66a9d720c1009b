"""What ``refusal_walk`` does: a flow folder, or functions on a page of this machine, walked, judged and reported.

Each walk has a thread and a browser of its own: Playwright's sync interface allows one of its kind in a thread, and the
test may have one open, or an event loop.
"""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from analyzer import flows, pipeline, storage
from analyzer.errors import AnalyzerError, BrowserError, InputError
from analyzer.flows import Flow
from analyzer.judging import WALKS, judge
from analyzer.model import Device, FlowIdentity, Goal, Provenance, Report, Right, SiteIdentity
from analyzer.reports.writing import OF_A_RUN, REPORTS
from analyzer.scoring import policy as policies
from analyzer.scoring.policy import Policy
from analyzer.testing.result import RefusalError, Result
from analyzer.walking.browsers.browser import HERE_FLAGS, launched
from analyzer.walking.browsers.finding import find
from analyzer.walking.course import Course
from analyzer.walking.here import walk_here

Steps = Callable[[Page], object]
"""What a person does to refuse or to accept, in plain Playwright, once the start is open."""

_T = TypeVar("_T")


class RefusalWalk:
    """Walks a refusal beside its acceptance; every result lies in a folder of its own below ``folder``."""

    def __init__(self, folder: Path, log: Callable[[str], None]) -> None:
        self._folder, self._log = folder, log
        self._walked = 0

    def __call__(
        self, flow: str | Path, *, language: str | None = None, policy: str | Path | None = None, patience: float = 30.0
    ) -> Result:
        """Walk a flow whose site is a mock or recorded traffic, as ``optout run`` does.

        Parameters
        ----------
        flow
            A flow folder, or the id of a shipped flow.
        language
            Language of the walk; the flow's first if not given.
        policy
            Policy to score with, a version or a file; the newest if not given.
        patience
            Seconds for which a locator, or a page that does not answer, is waited for.

        Raises
        ------
        RefusalError
            If a way could not be walked to its end; the line says where and why.
        """
        __tracebackhide__ = True
        return self._kept(partial(_run, flow, language, policy, patience))

    def at(  # noqa: PLR0913 - where a person stands, what she does, and how the end is recognised
        self,
        url: str,
        *,
        refuse: Steps,
        refused: str | Goal,
        accept: Steps | None,
        accepted: str | Goal | None = None,
        title: str = "",
        right: Right = "consent_refusal",
        language: str = "en",
        country: str = "IE",
        device: Device = "desktop",
        time_zone: str = "Europe/Dublin",
        policy: str | Path | None = None,
        patience: float = 30.0,
    ) -> Result:
        """Walk a page that is served on this machine; nothing elsewhere is asked for, and all is really pressed.

        Parameters
        ----------
        url
            Where both ways start, such as ``http://localhost:8000/``.
        refuse, accept
            What is done on the page, in plain Playwright. ``accept`` is null where saying nothing accepts.
        refused, accepted
            How the end of each way is recognised: a text that must be visible, or a ``Goal`` (address, text, cookie,
            storage). Where saying nothing accepts, there may be nothing to recognise.
        title
            What the procedure is called in the report; the host of ``url`` if not given.
        right, language, country, device, time_zone
            What is exercised, and where the person is; see ``flow.toml``.
        policy, patience
            As for a flow.

        Raises
        ------
        RefusalError
            As for a flow.
        TypeError
            If something is done to accept, and nothing says how its end is recognised.
        """
        __tracebackhide__ = True
        if accept is not None and accepted is None:
            raise TypeError("accepted: how is the end of accepting recognised? A text, or a Goal")
        ways = {"refuse": (refuse, _goal(refused)), "accept": (accept, _goal(accepted or Goal(url="*")))}
        host, origin = urlsplit(url).hostname or "", f"{urlsplit(url).scheme}://{urlsplit(url).netloc}"
        identity = FlowIdentity(
            id="".join(letter if letter.isalnum() else "-" for letter in host) or "page",
            variant="", title=title or f"Refusing at {host}", service=host, right=right, country=country,
            language=language, device=device, date=datetime.now(ZoneInfo(time_zone)).date().isoformat(), account="",
            start=url, first_link="", waits=(), scope=(),
            site=SiteIdentity(kind="live", name=host, origins=(origin,), channels={}),
            provenance=Provenance(sources=(), invented=()),
        )  # fmt: skip
        return self._kept(partial(_visit, identity, ways, time_zone, policy, patience))

    def _kept(self, walk: Callable[[Path], Result]) -> Result:
        __tracebackhide__ = True
        self._walked += 1
        folder = self._folder if self._walked == 1 else self._folder.with_name(f"{self._folder.name}-{self._walked}")
        _cleared(folder)
        try:
            result = _apart(partial(walk, folder))
        except AnalyzerError as error:
            raise RefusalError(str(error)) from None
        self._log(result.told())
        return result


def _cleared(folder: Path) -> None:
    """Take away what an earlier walk of the same test has left: of one that fails now, nothing may look current."""
    for former in (path.parent for path in folder.glob(f"*/{WALKS}")):
        shutil.rmtree(former)


def _apart(work: Callable[[], _T]) -> _T:
    with ThreadPoolExecutor(1, "refusal_walk") as thread:
        return thread.submit(work).result()


def _run(flow: str | Path, language: str | None, policy: str | Path | None, patience: float, out: Path) -> Result:
    found = flows.load(flow)
    if found.site.kind == "live":
        raise InputError(f"{flow}: its site is live: refusal_walk.at(URL, ...) walks what this machine serves")
    spoken = language or found.languages[0]
    with pipeline.machine(patience) as machine:
        report = pipeline.run(found, spoken, out, _policy(policy), machine, _silent)
    return Result(report, pipeline.target(found, spoken, out))


def _visit(
    identity: FlowIdentity,
    ways: dict[str, tuple[Steps | None, Goal]],
    time_zone: str,
    policy: str | Path | None,
    patience: float,
    out: Path,
) -> Result:
    judged_by, choice = _policy(policy), find()
    if choice is None:
        raise BrowserError("no Chromium or Chrome on this machine; run: optout doctor --install")
    with storage.replacing(out / identity.id) as folder, launched(choice, flags=HERE_FLAGS) as browser:
        for name, (steps, goal) in ways.items():
            course = Course(
                identity=identity, time_zone=time_zone, begins=datetime.now(ZoneInfo(time_zone)).replace(microsecond=0),
                route=name, silence=steps is None, expect="reached", goal=goal, end=None,
                going=partial(_go, steps), script=_file(steps),
            )  # fmt: skip
            walk_here(browser, course, folder / WALKS / name, choice=choice, patience=patience)
        report = judge(folder, judged_by)
        _write(report, folder)
    return Result(report, out / identity.id)


def _write(report: Report, folder: Path) -> None:
    for name in OF_A_RUN:
        storage.write_file(folder / name, REPORTS[name](report, folder))


def _go(steps: Steps | None, page: Page) -> None:
    if steps is not None:
        steps(page)


def _file(steps: Steps | None) -> Path | None:
    """Return the file that an error names: where the steps are written."""
    code = getattr(steps, "__code__", None)
    return Path(code.co_filename) if code else None


def _goal(given: str | Goal) -> Goal:
    return Goal(text=given) if isinstance(given, str) else given


def _policy(given: str | Path | None) -> Policy:
    return policies.newest() if given is None else policies.chosen(given)


def _silent(*_: Flow | object) -> None:
    return None
