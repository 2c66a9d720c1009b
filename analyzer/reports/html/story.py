"""Routes as the page tells them: strips of what a person does, films of what a person sees."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from analyzer import storage
from analyzer.model import Environment, Report, RouteReport, ScreenCard, Step
from analyzer.reports.comparison import ordered
from analyzer.reports.english import OUTCOMES, VERBS, counted, duration, listed, route
from analyzer.reports.html.pictures import View, whole


@dataclass(frozen=True)
class Act:
    """One action of a person: the number of the screen it was made on, the verb, the words acted on, its cost.

    ``cost`` is "" where the verb says it already.
    """

    number: int
    verb: str
    label: str
    role: str
    cost: str
    anchor: str


@dataclass(frozen=True)
class Card:
    """One screen of a film: how it looked, and what was done on it; ``acts`` is empty for the last one."""

    anchor: str
    screen: ScreenCard
    view: View
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class Way:
    """A route to be shown: ``kind`` says in which colour (refuse, accept, other, counterfactual), ``end`` how it ended.

    ``slug`` begins the ids of its cards; ``name`` is "" for the counterfactual, which findings never mean.
    """

    name: str
    title: str
    kind: str
    slug: str
    language: str
    route: RouteReport
    effort: str
    end: str
    acts: tuple[Act, ...]
    cards: tuple[Card, ...]


def ways(report: Report, pictures: Mapping[str, str]) -> tuple[Way, ...]:
    """Return the routes in the order of the table, the counterfactual's refusal last."""
    shown = []
    for position, name in enumerate(ordered(report.routes), start=1):
        known = name in {"refuse", "accept"}
        kind, slug = (name, name) if known else ("other", f"route-{position}")
        shown.append(_way(name, route(name), kind, slug, report.flow.language, report.routes[name], pictures))
    if report.counterfactual and "refuse" in report.counterfactual.routes:
        way, language = report.counterfactual.routes["refuse"], report.counterfactual.flow.language
        shown.append(_way("", "Counterfactual", "counterfactual", "least", language, way, pictures))
    return tuple(shown)


def _way(  # noqa: PLR0917 - a constructor; its arguments are the fields of what it makes
    name: str, title: str, kind: str, slug: str, language: str, way: RouteReport, pictures: Mapping[str, str]
) -> Way:
    cards = tuple(_card(card, way, slug, pictures) for card in way.screens)
    acts = tuple(act for card in cards for act in card.acts)
    return Way(name, title, kind, slug, language, way, _effort(way), _end(kind, way), acts, cards)


def _card(card: ScreenCard, way: RouteReport, slug: str, pictures: Mapping[str, str]) -> Card:
    steps = [step for step in way.steps if step.source == card.number]
    anchor = f"{slug}-{card.number}"
    box = next((step.box for step in steps if step.box), None)
    picture = pictures.get(card.screenshot, "")
    return Card(anchor, card, whole(card, picture, box), tuple(act(step, anchor) for step in steps))


def act(step: Step, anchor: str) -> Act:
    """Return a step as an action on the screen whose card is ``anchor``."""
    label = step.label or f"unnamed {step.role}".strip()
    return Act(step.source, VERBS.get(step.verb, step.verb), label, step.role, _cost(step), anchor)


def _cost(step: Step) -> str:
    """Return what the verb does not say already: a click is one click."""
    if step.verb == "click" and step.clicks == 1 and not step.keystrokes:
        return ""
    parts = [(step.clicks, "click"), (step.keystrokes, "keystroke")]
    return listed([counted(count, noun) for count, noun in parts if count]) or "no click"


def record(way: RouteReport) -> str:
    """Return the file of a route's walk, relative to the report; it lies one folder above the exhibits it names."""
    named = (file for card in way.screens for file in (card.screenshot, card.dom) if file)
    folder = next((PurePosixPath(file).parent.parent for file in named), PurePosixPath())
    return str(folder / storage.WALK_FILE)


def _effort(way: RouteReport) -> str:
    if way.silence:
        return "no action"
    parts = [counted(way.counts.clicks, "click")] if way.counts else ["clicks: cannot tell"]
    if way.seconds:
        parts.append(f"about {duration(way.seconds)}")
    return ", ".join(parts)


def _end(kind: str, way: RouteReport) -> str:
    if way.silence and way.reached:
        return "Nothing to do"
    if way.outcome == "reached":
        return {"refuse": "Refused", "counterfactual": "Refused", "accept": "Accepted"}.get(kind, "Reached")
    return OUTCOMES[way.outcome].capitalize()


def environments(report: Report) -> tuple[tuple[tuple[str, ...], Environment], ...]:
    """Return the environments, each with the routes that were walked in it."""
    by_place: dict[Environment, list[str]] = {}
    for name, place in sorted(report.provenance.environments.items()):
        by_place.setdefault(place, []).append(route(name))
    return tuple((tuple(names), place) for place, names in by_place.items())
