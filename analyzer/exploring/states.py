"""What a search has seen: steps, the states they lead to, and the presses that were tried."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from analyzer.exploring.choices import DECIDING, Offer
from analyzer.exploring.looked import Looked, Spot, found
from analyzer.exploring.switches import RADIOS

POINTER = "pointer"
SCROLL = "scroll"
WAIT = "wait"
SOUGHT = "sought"


@dataclass(frozen=True)
class Step:
    """One press on a way: where the control stands, what it is called, and how a dialog of the browser is answered.

    ``typed`` says what a field was filled in with (a key of a persona, never a value), ``POINTER`` that the pointer was
    only laid there, ``SCROLL`` that what stands around was scrolled to its end, ``WAIT`` that it was waited for,
    ``SOUGHT`` that a search was asked for what is wanted, "" where something was pressed; ``elsewhere`` that it was
    done in another channel, a mailbox. None of these is a click on the service. ``answers`` says that it answers a
    question of the page, and is not the press that sends the answer. ``stays`` says that it is a link to another
    service that a script hears of: it is pressed for what the script does, and not followed.
    """

    spot: Spot
    frame: int
    path: str
    label: str
    intent: str | None
    accept: bool = True
    asked: bool = False
    option: int | None = None
    typed: str = ""
    elsewhere: bool = False
    answers: bool = False
    stays: bool = False

    @property
    def clicks(self) -> int:
        """What it costs: a native list is opened and chosen from, an answer to a dialog of the browser is one more."""
        if self.typed or self.elsewhere:
            return 0
        return 1 + self.asked + (self.option is not None)

    @property
    def fills(self) -> bool:
        """Whether something was filled in that is kept of a person, or asked of her."""
        return self.typed not in {"", POINTER, SCROLL, SOUGHT}

    @property
    def labels(self) -> tuple[str, ...]:
        """What was pressed, in words."""
        if self.typed:
            return ()
        return (self.label, "OK" if self.accept else "Cancel") if self.asked else (self.label,)


def out_of_sight(answered: frozenset[tuple[Spot, int | None]], looked: Looked) -> frozenset[tuple[Spot, int | None]]:
    """Return those answers whose control is not there any more."""
    return frozenset(one for one in answered if found(looked.screen, one[0]) is None)


MIXED = "mixed"

FAR = 1000
"""From this place on no control stands among others of its name: what was answered there was asked anew since."""

ASKED_ANEW = 3
"""Up to so many answers to one question after the other are told apart; beyond, whether all were alike."""


def with_asked_anew(
    answered: frozenset[tuple[Spot, int | None]], before: Looked, after: Looked
) -> frozenset[tuple[Spot, int | None]]:
    """Return the answers on a way once its last press has led on to a question with the same options, none chosen.

    What was chosen before shows nowhere any more, though options of that name stand there again.
    """
    options = [one for one in answered if one[0].role in RADIOS]
    anew = {one for one in options if _chosen(before, one[0]) and _chosen(after, one[0]) is False}
    if not anew:
        return answered
    away = {one for one in answered if one[0].place >= FAR}
    depth = max((spot.place // FAR for spot, _ in away), default=0)
    if depth < ASKED_ANEW:
        return (answered - anew) | {(replace(spot, place=FAR * (depth + 1) + spot.place), None) for spot, _ in anew}
    alike = {(spot.name, spot.text) for spot, _ in away} == {(spot.name, spot.text) for spot, _ in anew}
    return answered - anew if alike else (answered - anew - away) | {(Spot("", MIXED, "", FAR * depth), None)}


def _chosen(looked: Looked, option: Spot) -> bool | None:
    control = found(looked.screen, option)
    return None if control is None else control.checked is True


def said_throughout(earlier: str, step: Step, before: Looked, after: Looked) -> str:
    """Return the answer that all notices on a way were given, ``earlier`` before the last press, "" where none was.

    Where a control stands there again and only the words around it are others, the first answer shows nowhere any
    more. Ways on which all answers were alike are told apart from those on which some were not, and that is all: every
    series of answers by itself would be another state wherever one goes on to.
    """
    switched = [[one.checked for one in looked.screen.controls] for looked in (before, after)]
    asked_anew = found(after.screen, step.spot) is not None and switched[0] == switched[1]
    if not asked_anew or before.stored.entries != after.stored.entries:
        return earlier
    answer = f"{step.intent} {step.label}"
    return answer if earlier in {"", answer} else MIXED


@dataclass(frozen=True)
class Identity:
    """What tells a state from others: ``looked.signature``, and what of the way to it a later page may depend on.

    ``unread`` stands for what was left behind and cannot be read, null where nothing was; ``said`` is the answer that
    every notice on the way was given (``said_throughout``), ``hidden`` what was answered and does not show any more.
    """

    key: str
    unread: str | None = None
    said: str = ""
    hidden: frozenset[tuple[Spot, int | None]] = frozenset()


@dataclass
class State:
    """A state that was seen, and the cheapest way to it that is known.

    ``led_here`` says that all of the page is in question, ``returns`` whether the dialog comes back after a reload,
    null where nobody looked, ``lost`` that nobody could because it was not reached again; ``switches`` are what the
    switches on the way said when the last control was pressed, ``arrivals`` which ways of coming back were seen to lead
    here, by their name, and ``answered`` the options and switches that were set on the way: a later page need not show
    them. ``opaque`` says that the last press stored something, and nothing that can be read;
    ``at_once`` counts the clicks on the way, after each first one, that turn a panel's switches together.
    ``said`` is the answer that every notice on the way was given (``said_throughout``).
    ``reopened`` is what the switches gave when the settings were opened once more after a reload.
    ``intents`` are those of all controls whose press led here, and ``locked`` the optional purposes on the way that
    nobody can switch off, and what an earlier notice was answered yes by.
    """

    number: int
    key: str
    looked: Looked
    way: tuple[Step, ...]
    offer: Offer
    cookies: list[Mapping[str, Any]]
    led_here: bool
    returns: bool | None = None
    lost: bool = False
    ended: bool = False
    switches: dict[Spot, bool] = field(default_factory=dict)
    tried: int = 0
    arrivals: dict[str, bool] = field(default_factory=dict)
    answered: frozenset[tuple[Spot, int | None]] = frozenset()
    opaque: bool = False
    locked: tuple[str, ...] = ()
    at_once: int = 0
    said: str = ""
    intents: set[str | None] = field(default_factory=set)
    reopened: dict[Spot, bool] = field(default_factory=dict)

    @property
    def settled(self) -> bool:
        """Whether there is nothing more to see of it."""
        return self.lost or self.returns is not None

    @property
    def keeps_nothing(self) -> bool:
        """Whether nothing is kept by which a service could know its visitor again, but what it is asked for."""
        return not (self.cookies or self.looked.stored.entries or self.looked.stored.sent)

    @property
    def hidden(self) -> frozenset[tuple[Spot, int | None]]:
        """What was answered on the way and does not show any more."""
        return out_of_sight(self.answered, self.looked)

    @property
    def clicks(self) -> int:
        """What the way to it costs."""
        return sum(step.clicks for step in self.way)


@dataclass(frozen=True)
class Edge:
    """A press that was tried."""

    source: int
    target: int | None
    steps: tuple[Step, ...]
    why: str = ""


def no_controls(edges: Iterable[Edge]) -> frozenset[Spot]:
    """Return what was pressed that nothing marks as a control, and that did nothing wherever it was pressed."""
    did: dict[Spot, bool] = {}
    for edge in edges:
        step = edge.steps[0]
        if not (step.spot.role or step.typed or len(edge.steps) > 1):
            did[step.spot] = did.get(step.spot, False) or edge.target != edge.source
    return frozenset(spot for spot, something in did.items() if not something)


def still_asks(offer: Offer, edges: Iterable[Edge]) -> bool:
    """Return whether what was offered asks, now that the presses there, ``edges``, were tried.

    Running text about cookies names what to press, too: words that nothing marks as a control ask nothing of anybody
    where all those that decide were pressed and nothing came of it.
    """
    idle = no_controls(edges)
    deciding = [choice.spot for choice in offer.choices if choice.intent in DECIDING]
    return offer.asks and (bool(offer.switches) or not deciding or not idle.issuperset(deciding))
