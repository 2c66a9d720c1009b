"""Walking mutants: a subject, its mutants by kind, and what each changed in the report."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from playwright.sync_api import Browser

from analyzer import storage
from analyzer.errors import WalkError
from analyzer.flows import Flow
from analyzer.judging import WALKS, judge
from analyzer.mocks import Request, Response
from analyzer.scoring.policy import newest
from analyzer.walking.browsers.finding import BrowserChoice
from analyzer.walking.walker import walk
from tests.mutations.expecting import disagreements, moved
from tests.mutations.kinds.every import KINDS
from tests.mutations.kinds.mutant import Kind, Mutant
from tests.mutations.mocks import changed, logging
from tests.mutations.subject import Subject

PATIENCE = 15.0
"""Seconds after which a route that a mutation broke is given up."""

LEAST = 5
"""How many mutants a flow has at least."""


@dataclass(frozen=True)
class Result:
    """A mutant and what came of it: what had to change, what changed, and where the two differ."""

    flow: str
    kind: str
    told: str
    expected: str
    changed: str
    disagreements: tuple[str, ...]

    @property
    def killed(self) -> bool:
        return not self.disagreements


@dataclass(frozen=True)
class Campaign:
    """A browser to walk with, and a folder to walk into."""

    browser: Browser
    choice: BrowserChoice
    folder: Path

    def subject(self, flow: Flow) -> Subject:
        """Walk a flow as it stands, in its first language."""
        logs: dict[str, list[tuple[Request, Response]]] = {name: [] for name in flow.routes}
        place = self.folder / flow.name
        for name, log in logs.items():
            walk(
                self.browser, flow, flow.routes[name], flow.languages[0], place / WALKS / name,
                choice=self.choice, patience=PATIENCE, transport=changed(logging(log)),
            )  # fmt: skip
        return Subject(
            flow=flow,
            language=flow.languages[0],
            report=judge(place, newest()),
            gathered=storage.read_walk(place / WALKS / "refuse"),
            served=tuple(logs["refuse"]),
            accepting=tuple(logs.get("accept", ())),
        )

    def result(self, subject: Subject, kind: Kind, mutant: Mutant) -> Result:
        """Walk and judge a mutant; where accepting is silence, nobody meets the change while accepting."""
        flow, place = subject.flow, self.folder / "mutant"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        routes = dict(flow.routes)
        if mutant.script:
            script = place / "refuse.py"
            script.write_text(mutant.script, encoding="utf-8")
            routes["refuse"] = replace(routes["refuse"], script=script)
        labels = {**flow.labels, subject.language: {**flow.labels.get(subject.language, {}), **mutant.labels}}
        mutated = replace(flow, routes=routes, labels=labels)
        told = Result(flow.name, kind.__name__.replace("_", " "), mutant.told, str(mutant.expected), "", ())
        for name, route in routes.items():
            into = place / "run" / WALKS / name
            if route.silence:
                shutil.copytree(self.folder / flow.name / WALKS / name, into)
                continue
            try:
                walk(
                    self.browser, mutated, route, subject.language, into,
                    choice=self.choice, patience=PATIENCE, transport=changed(mutant.change),
                )  # fmt: skip
            except WalkError as error:
                broken = str(error).replace(str(place), "")
                return replace(told, changed="the route broke", disagreements=(f"route {name}: {broken}",))
        report = judge(place / "run", newest())
        differing = disagreements(mutant.expected, subject.report, report, newest())
        return replace(told, changed=moved(subject.report, report), disagreements=differing)


def mutants(subject: Subject, seed: int) -> list[tuple[Kind, Mutant]]:
    """Return one mutant of every kind that applies, and a second or third of each as long as there are too few."""
    chance = Random(f"{seed} {subject.flow.name}")
    makers = [(kind, kind(subject, chance)) for kind in KINDS]
    made: list[tuple[Kind, Mutant]] = []
    while makers and len(made) < LEAST:
        going = [(kind, maker, next(maker, None)) for kind, maker in makers]
        made += [(kind, mutant) for kind, _, mutant in going if mutant is not None]
        makers = [(kind, maker) for kind, maker, mutant in going if mutant is not None]
    return made
