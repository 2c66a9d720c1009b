"""One flow of a corpus: what is asked, what came of it, and the walk between the two."""

from dataclasses import dataclass
from pathlib import Path

from analyzer import counting, pipeline, storage
from analyzer.corpus.browsers import Browsers
from analyzer.corpus.task import Told
from analyzer.errors import InputError
from analyzer.evidence.sealing import BUNDLE, SIGNATURE, TIME_STAMP, Marks, seal
from analyzer.flows import Flow, RouteSpec
from analyzer.model import Open, Report, Transition
from analyzer.pipeline import Machine
from analyzer.queries import without_values
from analyzer.reports.writing import page
from analyzer.scoring.policy import Policy
from analyzer.walking.browsers.browser import FLAGS
from analyzer.walking.live import LIVE_FLAGS
from analyzer.walking.manners import Manners


@dataclass(frozen=True)
class Outcome:
    """What came of a flow: a report, or in one line why there is none.

    ``kept`` says that it was finished before and not walked again; ``gathered`` that a walk broke off, and that what
    was seen of it is kept, marked incomplete. ``lost`` are the names of a signature and a time stamp that went with the
    bundle they were of, which was replaced.
    """

    name: str
    report: Report | None = None
    failure: str = ""
    kept: bool = False
    gathered: bool = False
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class Job:
    """A flow to run in one language, below ``out``; ``patience`` is how many seconds a page may keep silent.

    ``manners`` are those with which a live service is visited; a flow on one is not walked without.
    ``marks`` are what is to stand beside its bundle. ``readers`` are the languages, besides English, of its page.
    """

    flow: Flow
    language: str
    out: Path
    policy: Policy
    patience: float
    manners: Manners | None = None
    marks: Marks | None = None
    readers: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the run's folder, which no two jobs of a corpus share."""
        return pipeline.folder_name(self.flow, self.language)

    @property
    def folder(self) -> Path:
        """The folder of the run."""
        return self.out / self.name

    @property
    def pages(self) -> tuple[str, ...]:
        """The files that its readers are given."""
        return tuple(map(page, self.readers))

    @property
    def repeatable(self) -> bool:
        """Whether it may be walked once more after a crash: on a live service what was pressed is pressed."""
        return self.manners is None

    @property
    def apart(self) -> str:
        """What it may not share with another at the same time: nothing, each has a mock of its own."""
        return ""

    def do(self, browsers: Browsers, told: Told) -> Outcome:
        """Run the flow.

        Raises
        ------
        AnalyzerError
            As for ``pipeline.run``; also if what is to stand beside its bundle cannot be made.
        """
        browser, choice = browsers.started(LIVE_FLAGS if self.manners else FLAGS)
        machine = Machine(browser, choice, self.patience, self.manners)
        beside = marks_in(self.folder)
        report = pipeline.run(
            self.flow, self.language, self.out, self.policy, machine, lambda *step: told(step_line(*step)),
            readers=self.readers,
        )  # fmt: skip
        mark(self)
        return Outcome(self.name, report, lost=tuple(name for name in beside if not (self.folder / name).is_file()))

    def failed(self, why: str) -> Outcome:
        """Return the outcome of a run that came to nothing."""
        return Outcome(self.name, failure=why, gathered=storage.is_gathered(self.folder))


def marks_in(folder: Path) -> tuple[str, ...]:
    """Return the names of a signature and a time stamp that somebody put beside the bundle of a run."""
    return tuple(name for name in (SIGNATURE, TIME_STAMP) if (folder / name).is_file())


def mark(job: Job) -> None:
    """Write the pages that readers of a finished run lack, and seal it again where that is needed for anything asked.

    Raises
    ------
    AnalyzerError
        If that does not work, or a page would cost a signature or a time stamp, which are of the bundle as it is; the
        run, and the bundle that was there, are kept.
    """
    if lacking := [name for name in job.pages if not (job.folder / name).is_file()]:
        _check_unmarked(job, lacking[0])
    pipeline.read_by(job.folder, job.readers, job.policy)
    if job.marks or not (job.folder / BUNDLE).is_file():
        seal(job.folder, job.marks)


def _check_unmarked(job: Job, name: str) -> None:
    marks = job.marks or Marks()
    for file, given in ((SIGNATURE, marks.key), (TIME_STAMP, marks.tsa)):
        if given is None and (job.folder / file).is_file():
            raise InputError(
                f"{job.folder / file}: is of the bundle without {name}; give --key and --tsa as before, or write the "
                f"page elsewhere: optout report {job.folder} --lang {name.split('.')[1]} -o FILE"
            )


def step_line(flow: Flow, route: RouteSpec, transition: Transition) -> str:
    """Say in a line what was just done."""
    action = transition.action
    on = counting.target_of(transition)
    what = without_values(action.url) if isinstance(action, Open) else on.name if on else ""
    return f"{flow.name}, {route.name}, step {transition.number}: {action.__struct_config__.tag} {what}"
