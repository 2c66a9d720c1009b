"""What a test gets of a walked refusal: the costs of both ways, the score, and failures that quote the evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from analyzer.model import Counts, Finding, Report, RouteReport, Score, Seconds
from analyzer.reports import english
from analyzer.reports.legible import line
from analyzer.reports.sentence import sentence
from analyzer.scoring.limit import above

COSTS = ("clicks", "screens", "required_fields", "required_text_fields", "context_switches")
"""What is compared where a test names nothing: acts and screens, which do not follow from the length of texts."""

_QUOTED = 5
"""Measures of which a failure quotes a finding; the report has all of them."""


class RefusalError(AssertionError):
    """A refusal that was not walked to its end, or that costs more than it may: the test fails with this text."""


class Way(Counts, frozen=True, kw_only=True):
    """What one way takes: all counts, and the estimated seconds, null where they cannot be told."""

    seconds: Seconds | None


@dataclass(frozen=True)
class Result:
    """A refusal beside its acceptance, walked and judged; ``folder`` holds ``report.html`` and the walks."""

    report: Report
    folder: Path

    @property
    def refuse(self) -> Way:
        """What refusing takes.

        Raises
        ------
        RefusalError
            If the refusal was not reached, or cannot be counted: a way that leads nowhere would look cheap.
        """
        return self.way("refuse")

    @property
    def accept(self) -> Way:
        """What accepting takes.

        Raises
        ------
        RefusalError
            As for ``refuse``.
        """
        return self.way("accept")

    @property
    def score(self) -> Score:
        """Friction from 0 to 100, with its interval.

        Raises
        ------
        RefusalError
            If there is none.
        """
        if self.report.score is None:
            raise RefusalError(f"{self._named}: not scored: {line(self.report.score_reason)}")
        return self.report.score

    def way(self, route: str) -> Way:
        """Return what one of the flow's routes takes.

        Raises
        ------
        RefusalError
            As for ``refuse``.
        """
        found = self.report.routes.get(route)
        if found is None or found.counts is None or not (found.reached or found.outcome == "uncertain"):
            raise RefusalError(f"{self._named}: what {route!r} takes is not known: {_why(found)}")
        return Way(**msgspec.structs.asdict(found.counts), seconds=found.seconds)

    def assert_refusing_costs_no_more(self, *costs: str) -> None:
        """Fail where refusing takes more of any of ``costs`` than accepting.

        Parameters
        ----------
        costs
            Names of counts, such as ``clicks``; those of ``COSTS`` if none is given.

        Raises
        ------
        RefusalError
            With a table of what was compared, the weightiest findings in the words of the pages, and the report.
        ValueError
            If there is no such count.
        """
        __tracebackhide__ = True
        unknown = [cost for cost in costs if cost not in Counts.__struct_fields__]
        if unknown:
            raise ValueError(f"no count {unknown[0]!r}; there is {', '.join(Counts.__struct_fields__)}")
        refuse, accept = self.refuse, self.accept
        asked = costs or COSTS
        if any(getattr(refuse, cost) > getattr(accept, cost) for cost in asked):
            told = [f"refusing costs more than accepting: {self._named}", "", *_table(asked, refuse, accept), ""]
            raise RefusalError("\n".join([*told, *self._evidence()]))

    def assert_friction_at_most(self, limit: float) -> None:
        """Fail where friction is above ``limit`` points of 100, or cannot be told; fix the policy beside the limit.

        Raises
        ------
        RefusalError
            With the weightiest findings in the words of the pages, and the report.
        """
        __tracebackhide__ = True
        if why := above(self.report, limit):
            raise RefusalError("\n".join([line(why), "", *self._evidence()]))

    def told(self) -> str:
        """Return the result for the log of a failed test: its sentence, what both ways take, findings, the report."""
        try:
            costs = [*_table(COSTS, self.refuse, self.accept), ""]
        except RefusalError:
            costs = []
        return "\n".join([line(sentence(self.report)), "", *costs, *self._evidence()])

    @property
    def _named(self) -> str:
        return line(self.report.flow.title)

    def _evidence(self) -> Iterator[str]:
        found = list(_weightiest(self.report))
        if found:
            yield "Findings, one a measure, the weightiest first:"
        for title, one in found[:_QUOTED]:
            yield f"  - {line(title)}: {_said(one)}"
            yield f"    against it: {line(one.against) or 'nothing is recorded that speaks against it.'}"
        yield f"Report: {self.folder / 'report.html'}"


def _why(route: RouteReport | None) -> str:
    if route is None:
        return "there is no such route"
    return line(route.failure or route.counts_reason or f"it ended as: {english.OUTCOMES[route.outcome]}")


def _table(costs: tuple[str, ...], refuse: Way, accept: Way) -> Iterator[str]:
    wide = max(map(len, costs))
    yield f"  {'':<{wide}}  refuse  accept"
    for cost in costs:
        here, there = getattr(refuse, cost), getattr(accept, cost)
        yield f"  {cost.replace('_', ' '):<{wide}}  {here:>6,}  {there:>6,}{'  more' if here > there else ''}"


def _weightiest(report: Report) -> Iterator[tuple[str, Finding]]:
    """Yield of each measure that adds points its title and a finding about refusing, one with a quote if it can be.

    Without a score every measure is taken.
    """
    points = {one.measure: one.points for one in report.score.contributions} if report.score else None
    counted = [one for one in report.measurements if points is None or points.get(one.id)]
    for one in sorted(counted, key=lambda one: (-points.get(one.id, 0) if points else 0, one.id)):
        findings = sorted(
            (finding for finding in one.findings if finding.route == "refuse"), key=lambda it: not it.quote
        )
        yield from ((one.title, finding) for finding in findings[:1])


def _said(one: Finding) -> str:
    quote = f"“{line(one.quote)}” " if one.quote else ""
    where = [f"step {one.step}"] if one.step is not None else []
    where += [english.card(one.route, one.screen)] if one.screen is not None else []
    return f"{quote}{line(one.message)} ({', '.join([*where, f'rule {line(one.rule)}'])})"
