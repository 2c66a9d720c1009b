"""Routes as the page tells them: strips of what a person does, films of what a person sees."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from analyzer import counting, storage
from analyzer.model import Environment, FlowIdentity, Report, RouteReport, ScreenCard, Step
from analyzer.reports.comparison import NOTHING as NOTHING_TO_DO
from analyzer.reports.comparison import ordered
from analyzer.reports.english import CARDS, OUTCOMES, VERBS, clicks, duration, route
from analyzer.reports.html.pictures import View, whole
from analyzer.saying import NOTHING, Said, say, say_many


@dataclass(frozen=True)
class Act:
    """One action of a person: the number of the card it stands on, the verb, the words acted on, its cost.

    ``cost`` is "" where the verb says it already. ``step`` is the action's number in the walk, which counts the opening
    of the first page too.
    """

    step: int
    number: str
    verb: Said
    label: str
    role: str
    cost: Said
    anchor: str


@dataclass(frozen=True)
class Card:
    """One screen of a film: its number, how it looked, and what was done on it; ``acts`` is empty for the last one."""

    number: str
    anchor: str
    screen: ScreenCard
    view: View
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class Way:
    """A route to be shown: ``kind`` says in which colour (refuse, accept, other, counterfactual), ``end`` how it ended.

    ``slug`` begins the ids of its cards; ``name`` is "" for the counterfactual, which findings never mean. ``mark``
    begins the numbers of its cards.
    """

    name: str
    title: str
    kind: str
    slug: str
    mark: str
    language: str
    route: RouteReport
    effort: Said
    end: Said
    acts: tuple[Act, ...]
    cards: tuple[Card, ...]


def ways(report: Report, pictures: Mapping[str, str]) -> tuple[Way, ...]:
    """Return the routes in the order of the table, the counterfactual's refusal last."""
    shown = []
    for position, name in enumerate(ordered(report.routes), start=1):
        known = name in {"refuse", "accept"}
        kind, slug = (name, name) if known else ("other", f"route-{position}")
        told = _Told(name, route(name), kind, slug, CARDS.get(name, f"R{position}-"), report.flow)
        shown.append(_way(told, report.routes[name], pictures))
    if report.counterfactual and "refuse" in report.counterfactual.routes:
        told = _Told("", say("Counterfactual"), "counterfactual", "least", "C", report.counterfactual.flow)
        shown.append(_way(told, report.counterfactual.routes["refuse"], pictures))
    return tuple(shown)


@dataclass(frozen=True)
class _Told:
    """What a way is called, and the flow it belongs to."""

    name: str
    title: str
    kind: str
    slug: str
    mark: str
    flow: FlowIdentity


def _way(told: _Told, way: RouteReport, pictures: Mapping[str, str]) -> Way:
    cards = tuple(_card(card, told, way, pictures) for card in way.screens)
    acts = tuple(act for card in cards for act in card.acts)
    return Way(
        told.name, told.title, told.kind, told.slug, told.mark, told.flow.language, way, _effort(way),
        _end(told.kind, way), acts, cards,
    )  # fmt: skip


def _card(card: ScreenCard, told: _Told, way: RouteReport, pictures: Mapping[str, str]) -> Card:
    steps = [step for step in way.steps if step.source == card.number]
    number, anchor = f"{told.mark}{card.number}", f"{told.slug}-{card.number}"
    box = next((step.box for step in steps if step.box), None)
    picture = pictures.get(card.screenshot, "")
    urls = {each.number: each.url for each in way.screens}
    acts = (_act(step, number, anchor, _channels(step, urls, told.flow)) for step in steps)
    return Card(number, anchor, card, whole(card, picture, box), tuple(acts))


def _channels(step: Step, urls: Mapping[int, str], flow: FlowIdentity) -> tuple[str, str]:
    """Return in which other channel a step was made and in which it ended, "" for the service itself."""
    names = {counting.origin(place): name for place, name in flow.site.channels.items()}
    source, target = (names.get(counting.origin(urls.get(number, "")), "") for number in (step.source, step.target))
    return source, target


def _act(step: Step, number: str, anchor: str, channels: tuple[str, str]) -> Act:
    verb, label = VERBS.get(step.verb, Said(step.verb)), step.label
    if step.verb == "open" and not step.role:
        label = label.removeprefix("https://").removesuffix("/")
    elif step.verb == "focus" and not step.role and channels[0] and not channels[1]:
        verb = say("return")
    return Act(step.number, number, verb, label, step.role, _cost(step, *channels), anchor)


def _cost(step: Step, channel: str, reached: str) -> Said:
    """Return what the verb does not say already: a click is one click, and one in a mailbox is none on the service."""
    if (channel or reached) and not (step.clicks or step.keystrokes):
        return _apart(channel, reached)
    if step.verb == "click" and step.clicks == 1 and not step.keystrokes:
        return NOTHING
    keys = say_many("{count:,} keystroke", "{count:,} keystrokes", count=step.keystrokes)
    if step.clicks and step.keystrokes:
        return say("{clicks:said} and {keys:said}", clicks=clicks(step.clicks), keys=keys)
    return clicks(step.clicks) if step.clicks else keys if step.keystrokes else say("no click")


def _apart(channel: str, reached: str) -> Said:
    if not channel:
        return say(
            "off to the {channel:english}: counts as a context switch, not as a click on the service", channel=reached
        )
    if reached:
        return say("in the {channel:english}: part of the context switch, not a click on the service", channel=channel)
    return say("from the {channel:english}: part of the context switch, not a click on the service", channel=channel)


def record(way: RouteReport) -> str:
    """Return the file of a route's walk, relative to the report; it lies one folder above the exhibits it names."""
    named = (file for card in way.screens for file in (card.screenshot, card.dom) if file)
    folder = next((PurePosixPath(file).parent.parent for file in named), PurePosixPath())
    return str(folder / storage.WALK_FILE)


def _effort(way: RouteReport) -> Said:
    if way.silence:
        return say("no action")
    pressed = clicks(way.counts.clicks) if way.counts else say("clicks: cannot tell")
    if way.seconds is None:
        return pressed
    return say("{clicks:said}, an estimated {duration:said}", clicks=pressed, duration=duration(way.seconds))


def _end(kind: str, way: RouteReport) -> Said:
    if way.silence and way.reached:
        return NOTHING_TO_DO
    if way.outcome != "reached":
        return OUTCOMES[way.outcome]
    refused = say("refused")
    return {"refuse": refused, "counterfactual": refused, "accept": say("accepted")}.get(kind, OUTCOMES["reached"])


def environments(report: Report) -> tuple[tuple[tuple[str, ...], Environment], ...]:
    """Return the environments, each with the routes that were walked in it."""
    by_place: dict[Environment, list[str]] = {}
    for name, place in sorted(report.provenance.environments.items()):
        by_place.setdefault(place, []).append(route(name))
    return tuple((tuple(names), place) for place, names in by_place.items())
