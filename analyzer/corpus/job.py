"""One flow of a corpus: what is asked, what came of it, and the walk between the two."""

from dataclasses import dataclass
from pathlib import Path

from analyzer import pipeline
from analyzer.errors import AnalyzerError, WalkError
from analyzer.evidence.sealing import BUNDLE, Marks, seal
from analyzer.flows import Flow
from analyzer.model import Report
from analyzer.pipeline import Progress
from analyzer.scoring.policy import Policy
from analyzer.walking.manners import Manners


@dataclass(frozen=True)
class Job:
    """A flow to run in one language, below ``out``; ``patience`` is how many seconds a page may keep silent.

    ``manners`` are those with which a live service is visited; a flow on one is not walked without.
    ``marks`` are what is to stand beside its bundle; ``spoken`` is the language of a report beside the English one.
    """

    flow: Flow
    language: str
    out: Path
    policy: Policy
    patience: float
    manners: Manners | None = None
    marks: Marks | None = None
    spoken: str = "en"

    @property
    def name(self) -> str:
        """The name of the run's folder, which no two jobs of a corpus share."""
        return pipeline.folder_name(self.flow, self.language)

    @property
    def folder(self) -> Path:
        """The folder of the run."""
        return self.out / self.name


@dataclass(frozen=True)
class Outcome:
    """What came of a flow: a report, or in one line why there is none.

    ``kept`` says that it was finished before and not walked again; ``gathered`` that a walk broke off, and that what
    was seen of it is kept, marked incomplete.
    """

    name: str
    report: Report | None = None
    failure: str = ""
    kept: bool = False
    gathered: bool = False


def walked(job: Job, progress: Progress) -> Outcome:
    """Run a flow on a browser of its own: one that hung or crashed must not take the others with it.

    Whatever goes wrong is the outcome of this flow alone.
    """
    try:
        with pipeline.machine(job.patience, job.manners) as machine:
            report = pipeline.run(job.flow, job.language, job.out, job.policy, machine, progress, spoken=job.spoken)
        mark(job)
    except AnalyzerError as error:
        return Outcome(job.name, failure=str(error), gathered=isinstance(error, WalkError))
    except Exception as error:  # noqa: BLE001 - a fault of ours in one flow must not stop the others
        return Outcome(job.name, failure=f"internal error: {type(error).__name__}: {error}; report it")
    return Outcome(job.name, report)


def mark(job: Job) -> None:
    """Seal a finished run again where something is to stand beside its bundle, or there is none.

    Raises
    ------
    AnalyzerError
        If that does not work; the run, and the bundle that was there, are kept.
    """
    if job.marks or not (job.folder / BUNDLE).is_file():
        seal(job.folder, job.marks)
