"""Findings as the page tells them: what rests on the same rule stands together, what weighs most comes first."""

from collections.abc import Mapping
from dataclasses import dataclass

from analyzer.measures.confusing_wording import LISTED
from analyzer.model import Finding, Measurement, Reference, Report, Step
from analyzer.reports.html.pictures import View, crop
from analyzer.reports.html.story import Act, Card, Way


@dataclass(frozen=True)
class Evidence:
    """One finding: its number within the exhibit, and the card, the action and the look that show it."""

    number: int
    finding: Finding
    card: Card | None
    act: Act | None
    crop: View | None


@dataclass(frozen=True)
class Exhibit:
    """All that one rule found, what it rests on and what speaks against it.

    ``points`` are those of the measure, which all its exhibits that are counted share; ``siblings`` is how many these
    are. What is listed beside them is not ``counted``.
    """

    number: int
    anchor: str
    measurement: Measurement
    points: float | None
    siblings: int
    counted: bool
    rule: str
    refs: tuple[Reference, ...]
    against: str
    evidence: tuple[Evidence, ...]


def exhibits(report: Report, ways: tuple[Way, ...]) -> tuple[Exhibit, ...]:
    """Return the findings of a report by rule, those of the measure that adds most points first."""
    points = {each.measure: each.points for each in report.score.contributions} if report.score else {}
    cards = {(way.name, card.screen.number): card for way in ways for card in way.cards}
    found: list[Exhibit] = []
    for measurement in sorted(report.measurements, key=lambda each: -points.get(each.id, 0)):
        rules = _by_rule(measurement.findings)
        siblings = sum(rule not in LISTED for rule, _, _ in rules)
        for (rule, refs, against), findings in rules.items():
            number = len(found) + 1
            evidence = tuple(_evidence(at, each, cards, report) for at, each in enumerate(findings, start=1))
            found.append(
                Exhibit(
                    number,
                    f"finding-{number}",
                    measurement,
                    points.get(measurement.id),
                    siblings,
                    rule not in LISTED,
                    rule,
                    refs,
                    against,
                    evidence,
                )
            )
    return tuple(found)


def _by_rule(findings: tuple[Finding, ...]) -> Mapping[tuple[str, tuple[Reference, ...], str], list[Finding]]:
    groups: dict[tuple[str, tuple[Reference, ...], str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, finding.refs, finding.against), []).append(finding)
    return groups


def _evidence(number: int, finding: Finding, cards: Mapping[tuple[str, int], Card], report: Report) -> Evidence:
    way = report.routes.get(finding.route)
    step = next((step for step in way.steps if step.number == finding.step), None) if way else None
    screen = finding.screen if finding.screen is not None else (step.source if step else 0)
    card = cards.get((finding.route, screen))
    if card is None or step is None or step.source != screen:
        return Evidence(number, finding, card, None, None)
    seen = crop(card.screen, card.view.picture, step.box) if card.view.picture and step.box else None
    done = next((act for act in card.acts if act.step == step.number), None)
    return Evidence(number, finding, card, done, seen if _about(step, finding) else None)


def _about(step: Step, finding: Finding) -> bool:
    """Tell whether a finding is about the control that was operated, the only one whose place a report knows."""
    label, quote = step.label.casefold(), finding.quote.casefold()
    return bool(label) and bool(quote) and (label in quote or quote in label)
