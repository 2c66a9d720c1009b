"""The whole story on one screen: flow -> walks -> graph -> measurements -> score -> report."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import Browser

from analyzer import canonical, stamping, storage
from analyzer.errors import InputError
from analyzer.evidence import inputs, packing, redaction, sealing
from analyzer.evidence.agreement import agreement
from analyzer.flows import Flow, RouteSpec, counterfactual_of
from analyzer.judging import COUNTERFACTUAL, SCORE, WALKS, Scored, judge, least_of, walks_of
from analyzer.model import Agreement, Report, RouteAgreement, Transition, Walk
from analyzer.reports.writing import OF_A_RUN, REPORTS, page
from analyzer.scoring.policy import Policy
from analyzer.storage import Gathered
from analyzer.walking.browsers.browser import FLAGS, fonts, launched, started
from analyzer.walking.browsers.finding import BrowserChoice, required
from analyzer.walking.live import LIVE_FLAGS
from analyzer.walking.manners import Manners
from analyzer.walking.replaying import replay
from analyzer.walking.walker import walk

Progress = Callable[[Flow, RouteSpec, Transition], None]
"""Is told of every transition as it happens."""


@dataclass(frozen=True)
class Machine:
    """A started browser, which build it is, and for how many seconds a page may keep silent.

    ``manners`` are those with which live services are visited; without them, names do not resolve in it.
    """

    browser: Browser
    choice: BrowserChoice
    patience: float
    manners: Manners | None = None

    @property
    def identity(self) -> stamping.Browser:
        """What of this machine goes into every run."""
        return stamping.Browser(
            version=self.browser.version, build=self.choice.build, driver=version("playwright"), fonts=fonts()
        )


@contextmanager
def machine(patience: float, manners: Manners | None = None) -> Iterator[Machine]:
    """Start the browser that is there; only for a visit with ``manners`` do names resolve.

    Raises
    ------
    BrowserError
        If there is none, or it does not start.
    """
    choice = required()
    with launched(choice, flags=LIVE_FLAGS if manners else FLAGS) as browser:
        yield Machine(browser, choice, patience, manners)


def run(
    flow: Flow,
    language: str,
    out: Path,
    policy: Policy,
    machine: Machine,
    progress: Progress,
    *,
    readers: Sequence[str] = (),
) -> Report:
    """Walk a flow and its counterfactual, judge and seal them: ``out/<folder_name>/``, whole or not at all.

    ``readers`` are the languages, besides English, in which its page is written as well.

    Raises
    ------
    AnalyzerError
        If a route could not be walked or a file not written; what was gathered stays in ``<folder>.incomplete``.
    """
    made = stamp(flow, language, policy, machine.identity)
    parts = {"": flow} | {f"{COUNTERFACTUAL}/": other for other, _ in _compared(flow, language)}
    asked = inputs.kept(parts, policy)
    with storage.replacing(target(flow, language, out)) as folder:
        gather(flow, language, folder, machine, progress)
        for other, spoken in _compared(flow, language):
            with _hermetic(machine) as apart:
                gather(other, spoken, folder / COUNTERFACTUAL, apart, progress)
        report = judge(folder, policy)
        storage.write_file(folder / SCORE, canonical.line(Scored.of(report).printed()))
        for name in (*OF_A_RUN, *map(page, readers)):
            storage.write_file(folder / name, REPORTS[name](report, folder))
        for name, data in asked.items():
            storage.write_file(folder / name, data)
        stamping.finish(folder, made)
        sealing.seal(folder)
    return report


def read_by(folder: Path, readers: Sequence[str], policy: Policy) -> bool:
    """Write the pages of a finished run that its readers lack, and tell whether there were any; it is to be sealed.

    ``readers`` are languages of reports. The run is judged anew with its policy, since ``report.json`` is rounded, and
    not walked.

    Raises
    ------
    InputError
        If the run is not whole.
    StorageError
        If the disk refuses.
    """
    lacking = [name for name in map(page, readers) if name not in stamping.read(folder).files]
    if lacking:
        report = judge(folder, policy)
        for name in lacking:
            storage.write_file(folder / name, REPORTS[name](report, folder))
        # Without its bundle a run is sealed by whoever finds it, should this be the end of the process.
        (folder / sealing.BUNDLE).unlink(missing_ok=True)
        stamping.add(folder, lacking)
    return bool(lacking)


def gather(
    flow: Flow, language: str, folder: Path, machine: Machine, progress: Progress, routes: tuple[str, ...] = ()
) -> None:
    """Walk the named routes of a flow, or all of them, into ``folder/walks/<route>/``; pack many large screenshots.

    Raises
    ------
    WalkError
        If a route could not be walked to an outcome; its walk is kept and marked incomplete.
    StorageError
        If the disk refuses.
    """
    walks: dict[Path, Walk] = {}
    for name in routes or flow.routes:
        route, place = flow.routes[name], folder / WALKS / name
        walks[place] = walk(
            machine.browser, flow, route, language, place,
            choice=machine.choice, patience=machine.patience, progress=partial(progress, flow, route),
            manners=machine.manners,
        )  # fmt: skip
    packing.fit(walks)


def recorded(folder: Path) -> tuple[Gathered, ...]:
    """Return every stored walk of a run, those of its counterfactual last: what can be done again.

    Raises
    ------
    InputError
        If there is none, or a walk is damaged.
    """
    return (*walks_of(folder).values(), *least_of(folder).values())


def replayed(
    folder: Path,
    gathered: Sequence[Gathered],
    out: Path,
    machine: Machine,
    progress: Callable[[Walk, Transition], None],
) -> Agreement:
    """Do the walks of a run again from their record, their service gone, below ``out``; say how they agree.

    Raises
    ------
    InputError
        If the traffic of a walk is missing.
    BrowserError, StorageError
        If the browser is no longer there, or the disk refuses.
    """
    routes: list[RouteAgreement] = []
    for one in gathered:
        assert one.folder is not None  # noqa: S101 - it was read from one
        place = one.folder.relative_to(folder)
        again = replay(
            machine.browser, one.folder, out / place,
            choice=machine.choice, patience=machine.patience, progress=partial(progress, one.walk),
        )  # fmt: skip
        routes.append(agreement(place.as_posix(), one.walk, again.walk, again.failure, again.misses, again.overruns))
    return Agreement(
        format="optout-agreement-1",
        redacted=(folder / redaction.FILE).is_file(),
        reproduced=all(one.reproduced for one in routes),
        routes=tuple(routes),
    )


def stamp(flow: Flow, language: str, policy: Policy, browser: stamping.Browser) -> stamping.Stamp:
    """Return what a run of this flow is made from.

    Raises
    ------
    InputError
        If its counterfactual is nowhere to be found, or a file of either cannot be read.
    """
    return stamping.stamp([(flow, language), *_compared(flow, language)], policy.sha256, browser)


@contextmanager
def _hermetic(machine: Machine) -> Iterator[Machine]:
    """Give a browser that reaches nothing: the one that is there, unless it was started for a live visit."""
    if machine.manners is None:
        yield machine
        return
    with closing(started(machine.browser.browser_type, machine.choice)) as browser:
        yield replace(machine, browser=browser, manners=None)


def target(flow: Flow, language: str, out: Path) -> Path:
    """Return the folder a run of this flow fills or replaces.

    Raises
    ------
    InputError
        If it holds something that no run puts there: a new run would delete it.
    """
    folder = out / folder_name(flow, language)
    unforeign(folder, [path.name for path in folder.iterdir()] if folder.is_dir() else [])
    return folder


def unforeign(folder: Path | str, names: Iterable[str]) -> None:
    """Refuse a folder, with files and folders of these names in it, that a run must not replace.

    Raises
    ------
    InputError
        If one of them is not a run's.
    """
    own = {WALKS, COUNTERFACTUAL, SCORE, inputs.POLICY, inputs.FLOW, stamping.FILE, *sealing.FILES}
    own |= {*OF_A_RUN, *(name for name in REPORTS if name.endswith(".html"))}
    if foreign := sorted(set(names) - own):
        raise InputError(f"{folder}: holds {foreign[0]!r}, which is not a run's; move it, or choose another -o")


def folder_name(flow: Flow, language: str) -> str:
    """Return the name of the run's folder: the flow's id, with the language where it is not the first."""
    return flow.name if language == flow.languages[0] else f"{flow.name}.{language}"


def _compared(flow: Flow, language: str) -> Iterator[tuple[Flow, str]]:
    """Yield the counterfactual, if there is one, and the language in which it is walked beside the flow."""
    other = counterfactual_of(flow)
    if other is not None:
        yield other, language if language in other.languages else other.languages[0]
