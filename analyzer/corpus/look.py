"""One page, or the mock of a flow, to explore: what is asked, and what came of it."""

import os
import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from msgspec.structs import replace as replaced

from analyzer import canonical, flows, judging, stamping
from analyzer.corpus.browsers import Browsers
from analyzer.corpus.task import Told
from analyzer.errors import InputError
from analyzer.evidence import runs
from analyzer.exploring.beside import beside
from analyzer.flows import Flow
from analyzer.graph import StepGraph, build
from analyzer.model import Device
from analyzer.model.exploration import Exploration
from analyzer.walking.browsers.browser import FLAGS, HERE_FLAGS, QUICK_FLAGS, Setting
from analyzer.walking.exploring.exploring import explore
from analyzer.walking.exploring.flows import explore_flow
from analyzer.walking.exploring.ground import Bounds, Ground, is_here, origin
from analyzer.walking.exploring.meanwhile import Meanwhile
from analyzer.walking.live import LIVE_FLAGS
from analyzer.wording import lexicon

PLACE = "Europe/Brussels"
"""The time zone of a page that says nothing of where it is."""

CLICKS, CLICKS_OF_A_FLOW = 12, 20
"""The longest way that is tried by itself: on a page, and through a service."""

SEARCHES, SLACK = 3, 60.0
"""A look is two searches at most, each bounded; what takes longer than three, and a minute, hangs."""


@dataclass(frozen=True)
class Explored:
    """What came of a look: what was found, or in one line why nothing."""

    number: int
    where: str
    found: Exploration | None = None
    failure: str = ""

    @property
    def told(self) -> Any:
        """What is printed of it for programs."""
        return self.found or {"url": self.where, "error": self.failure}


@dataclass(frozen=True)
class Look:
    """The ``number``-th place to explore: an address, or a flow by its id or folder.

    What is None, or empty, goes by the page or the flow. With ``live`` a page of another machine is looked at;
    ``beside`` is a run of the flow whose script the search is compared with.
    """

    number: int
    where: str
    language: str | None
    device: Device | None
    origins: tuple[str, ...]
    states: int
    clicks: int | None
    seconds: float
    live: bool
    beside: Path | None = None

    @property
    def name(self) -> str:
        """The place."""
        return self.where

    @property
    def repeatable(self) -> bool:
        """Whether it may be explored once more after a crash: nothing that commits was pressed."""
        return True

    @property
    def apart(self) -> str:
        """The service that is visited: it is one visitor's at a time."""
        return urlsplit(self.where).netloc.lower() if origin(self.where) and not is_here(self.where) else ""

    @property
    def deadline(self) -> float:
        """Seconds after which it hangs."""
        return SEARCHES * self.seconds + SLACK

    @property
    def asked(self) -> str:
        """The hash of all that is asked here, and of who answers: equal for what need not be explored twice."""
        asked = replace(self, number=0, beside=None)
        folder = "" if origin(self.where) else stamping.contents(flows.load(self.where).folder)
        return canonical.sha256(canonical.line([stamping.code(), str(asked), folder]))

    def check(self) -> None:
        """Raise what is wrong with what is asked, as far as that can be told without a browser.

        Raises
        ------
        InputError
            If the place is none, or may not be looked at in this way.
        """
        if origin(self.where):
            if self.beside is not None:
                raise InputError("--beside compares with the script of a flow; a page has none")
            lexicon.load(self.language or "en")
            if not (is_here(self.where) or self.live):
                raise InputError(
                    f"{self.where}: is not on this machine; --live looks at it there, and presses nothing that commits"
                )
        else:
            self._loaded()

    def do(self, browsers: Browsers, told: Told) -> Explored:
        """Explore it.

        Raises
        ------
        AnalyzerError
            If the place is none, may not be looked at in this way, or cannot be opened.
        """
        return Explored(self.number, self.where, self.found(browsers, Meanwhile(told)))

    def found(self, browsers: Browsers, meanwhile: Meanwhile) -> Exploration:
        """Return what is found there.

        Raises
        ------
        AnalyzerError
            As for ``do``.
        """
        self.check()
        return self._page(browsers, meanwhile) if origin(self.where) else self._flow(browsers, meanwhile)

    def failed(self, why: str) -> Explored:
        """Return what stands for a look that came to nothing."""
        return Explored(self.number, self.where, failure=why)

    def _page(self, browsers: Browsers, meanwhile: Meanwhile) -> Exploration:
        language, here = self.language or "en", is_here(self.where)
        now = datetime.now(ZoneInfo(PLACE)).replace(microsecond=0)
        setting = Setting.of(self.device or "desktop", language, PLACE, now)
        entered = frozenset(map(origin, (self.where, *self.origins)))
        ground = Ground(self.where, setting, language, entered, commits=here)
        browser, _ = browsers.started((*(HERE_FLAGS if here else LIVE_FLAGS), *QUICK_FLAGS))
        return explore(browser, ground, Bounds(self.states, self.clicks or CLICKS, self.seconds), meanwhile)

    def _flow(self, browsers: Browsers, meanwhile: Meanwhile) -> Exploration:
        flow, language = self._loaded()
        steps = None if self.beside is None else self._steps(self.beside, flow, language)
        browser, _ = browsers.started((*FLAGS, *QUICK_FLAGS))
        bounds = Bounds(self.states, self.clicks or CLICKS_OF_A_FLOW, self.seconds)
        found = explore_flow(browser, flow, language, bounds, meanwhile)
        return found if steps is None else replaced(found, beside=beside(steps, found))

    def _loaded(self) -> tuple[Flow, str]:
        """Return the flow, and the language in which it is explored."""
        if meant := _meant(self.where):
            raise InputError(f"{self.where}: {meant}")
        if self.device or self.origins or self.live:
            raise InputError("--device, --origin and --live belong to an address; a flow has its own, and its mock")
        flow = flows.load(self.where)
        language = flow.spoken(self.language)
        if flow.site.kind != "mock":
            live = f"; give its address: optout explore --live {flow.identity(language).start}"
            what = f"[site]: a {flow.site.kind} site cannot be explored as a flow"
            raise InputError(f"{flow.folder / 'flow.toml'}: {what}{live if flow.site.kind == 'live' else ''}")
        return flow, language

    @staticmethod
    def _steps(run: Path, flow: Flow, language: str) -> StepGraph:
        runs.check(run)
        steps = build(judging.walks_of(run))
        if "refuse" not in steps.walks:
            raise InputError(f"{run}: holds no walk of a refusal; make one: optout run {flow.name}")
        if steps.walks["refuse"].flow != flow.identity(language):
            raise InputError(f"{run}: its walks are not of {flow.name} in this language; give a run of it, or --lang")
        return steps


_ADDRESS = re.compile(r"(?:localhost|\[[\da-fA-F:]+\]|[\w-]+(?:\.[\w-]+)+)(?::\d+)?(?:[/?#].*)?")
"""What a person types for an address: a host, be it with a port and a path."""

_SCHEME = re.compile(r"[a-zA-Z][\w+.-]*:(?!\d)")


def _meant(where: str) -> str:
    """Return how what looks like an address, and lies in no folder, is to be given; "" for anything else."""
    if os.path.lexists(where):
        return ""
    if _SCHEME.match(where):
        return "is no address of a service; give one that begins with https://"
    if not _ADDRESS.fullmatch(where):
        return ""
    begins = "http" if is_here(f"http://{where}") else "https"
    return f"no flow; an address begins with http:// or https://: {begins}://{where}"
