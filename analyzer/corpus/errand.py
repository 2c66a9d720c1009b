"""A job for a worker that may be on another machine: it brings the flow, and puts the run where all can reach it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from analyzer import flows, pipeline, shipped, storage
from analyzer.corpus.browsers import Browsers
from analyzer.corpus.job import Job, Outcome
from analyzer.corpus.place import Place, bring, is_address
from analyzer.corpus.task import Told
from analyzer.errors import AnalyzerError, InputError, StorageError
from analyzer.evidence.sealing import SIGNATURE, TIME_STAMP
from analyzer.flows import Flow
from analyzer.pipeline import Machine
from analyzer.stamping import Stamp
from analyzer.walking.browsers.browser import FLAGS


@dataclass(frozen=True)
class Source:
    """Where a worker finds a flow: its id, a path or an address; ``beside`` is the address of its counterfactual.

    What is named by its id comes with the tool, and lies elsewhere on each machine.
    """

    flow: str
    beside: str = ""

    @classmethod
    def of(cls, flow: Flow, brought: Mapping[Path, str]) -> "Source":
        """Return where a flow is found that was read here; ``brought`` are the folders that lie at an address."""
        folder = flow.folder.resolve()
        if folder.is_relative_to(shipped.flows_folder().resolve()):
            return cls(flow.name)
        for place, url in brought.items():
            if folder.is_relative_to(place.resolve()):
                here = f"{url}/{folder.relative_to(place.resolve()).as_posix()}".removesuffix("/.")
                beside = here.rpartition("/")[0] + f"/{flow.counterfactual}"
                there = flow.counterfactual and (folder.parent / flow.counterfactual).is_dir()
                return cls(f"{here}@{flow.variant}" if flow.variant else here, beside if there else "")
        return cls(f"{folder}@{flow.variant}" if flow.variant else str(folder))

    def read(self, here: Path) -> Flow:
        """Return the flow, after bringing it below ``here`` where it has an address.

        Raises
        ------
        AnalyzerError
            If it cannot be reached, or is not what it must be.
        """
        if not is_address(self.flow):
            # A path on this machine, or an id: a word without a separator.
            return flows.load(self.flow)
        url, variant = self.flow, ""
        if "@" in url.rpartition("/")[2]:
            url, _, variant = url.rpartition("@")
        folder = here / url.rpartition("/")[2]
        bring(url, folder)
        if self.beside:
            bring(self.beside, here / self.beside.rpartition("/")[2])
        return flows.load(Path(f"{folder}@{variant}") if variant else folder)


@dataclass(frozen=True)
class Errand:
    """A job, where its flow is found, where its run is put, and what it has to be made from.

    With ``again`` it is walked even if it is there.
    """

    job: Job
    source: Source
    place: Place
    stamp: Stamp
    again: bool

    @property
    def name(self) -> str:
        """The name of the run's folder."""
        return self.job.name

    @property
    def repeatable(self) -> bool:
        """Whether it may be walked once more after a crash."""
        return self.job.repeatable

    @property
    def apart(self) -> str:
        """What it may not share with another at the same time: nothing, each has a mock of its own."""
        return ""

    def do(self, browsers: Browsers, told: Told) -> Outcome:
        """Run the flow here, in a folder of its own, and put the run in its place.

        Raises
        ------
        AnalyzerError
            If this machine would come to something else than was asked for, or as for ``Job.do`` and ``Place.put``.
        """
        with TemporaryDirectory(prefix="optout-", ignore_cleanup_errors=True) as here:
            flow = self.source.read(Path(here, "flows"))
            browser, choice = browsers.started(FLAGS)
            machine = Machine(browser, choice, self.job.patience)
            made = pipeline.stamp(flow, self.job.language, self.job.policy, machine.identity)
            if other := differing(made, self.stamp):
                raise InputError(f"this worker would not come to the same: {other}")
            # One that was thought lost may have finished after all.
            if not self.again and (report := self.place.kept(self.name, self.stamp, self.job.pages)):
                return Outcome(self.name, report, kept=True)
            job = replace(self.job, flow=flow, out=Path(here, "out"))
            try:
                outcome = job.do(browsers, told)
            except AnalyzerError:
                unfinished = storage.unfinished_of(job.folder)
                if storage.is_gathered(job.folder):
                    self.place.put(unfinished, unfinished.name)
                raise
            gone: frozenset[str] = frozenset()
            try:
                gone = self.place.put(job.folder, self.name)
            except StorageError:
                # Where two were given the same, the other may have put it there meanwhile.
                if not self.place.kept(self.name, self.stamp, self.job.pages):
                    raise
            return replace(outcome, lost=tuple(name for name in (SIGNATURE, TIME_STAMP) if name in gone))

    def failed(self, why: str) -> Outcome:
        """Return the outcome of a run that came to nothing."""
        gathered = False
        with suppress(AnalyzerError):
            gathered = self.place.holds(storage.unfinished_of(Path(self.name)).name)
        return Outcome(self.name, failure=why, gathered=gathered)


def differing(one: Stamp, other: Stamp) -> str:
    """Return in words what of two stamps differs first, "" where nothing does."""
    pairs = (
        ("optout", one.tool, other.tool),
        ("browser", f"{one.browser.build} {one.browser.version}", f"{other.browser.build} {other.browser.version}"),
        ("Playwright", one.browser.driver, other.browser.driver),
        ("list of fonts", one.browser.fonts[:12], other.browser.fonts[:12]),
        ("code of optout", one.code[:12], other.code[:12]),
        ("policy", one.policy[:12], other.policy[:12]),
        ("flow's files", one.parts, other.parts),
    )
    for what, here, there in pairs:
        if here != there:
            return f"another {what}" + ("" if what == "flow's files" else f" ({here}, not {there})")
    return ""
