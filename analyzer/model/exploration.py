"""What a search for the way out of a page has found, and what it has not looked at."""

from typing import Literal

from analyzer.model.record import Record

UNNAMED = "a switch without a name"
"""What is called so for people has no name, and no words beside it."""


class Way(Record, frozen=True, kw_only=True):
    """The fewest clicks that lead to a goal, and what was pressed, by the names a person hears or reads.

    ``evidence`` says what happened, ``by_label`` that only a label speaks for it. ``proved`` says that every shorter
    way was tried, among what was looked at.
    """

    clicks: int
    labels: tuple[str, ...]
    states: tuple[str, ...]
    evidence: str
    by_label: bool
    proved: bool


class Found(Record, frozen=True, kw_only=True):
    """A state that was seen: ``s1`` is the start. ``clicks`` are the fewest that lead there.

    ``offers`` counts the controls that could be pressed in it, ``tried`` how much of that was, ``left_out`` how many
    controls were not in question. ``outcome`` is what had happened there, and ``ended`` says that it was left at that:
    the dialog is gone, and nothing more was pressed. ``like`` names an earlier state that looks nearly the same.
    ``identity`` is equal for what is the same screen in a step graph.
    """

    id: str
    title: str
    url: str
    clicks: int
    asks: bool
    outcome: Literal["accepted", "refused", "partial", "undecided", "unknown", ""]
    why: str
    offers: int
    tried: int
    left_out: int
    like: str
    ended: bool = False
    identity: str = ""


class Press(Record, frozen=True, kw_only=True):
    """What was pressed in a state and where it led; ``target`` is "" where it was not, for the reason ``why``.

    ``controls`` is of how many controls that are pressed each by itself: several switches turned in a row, or 0 where
    what was pressed proved to be none, but words, or what stands around a switch. ``switch`` says that it is one, which
    is as it was before once it is pressed again.
    """

    source: str
    target: str
    labels: tuple[str, ...]
    intent: str | None
    clicks: int
    why: str
    controls: int = 1
    switch: bool = False


class Estimate(Record, frozen=True, kw_only=True):
    """A number under two readings of what was not tried, rounded to two decimals: two estimates, not an interval."""

    low: float
    high: float


class Quitting(Record, frozen=True, kw_only=True):
    """How likely somebody gives up before refusing who does so before each pick with ``rate``; both in percent."""

    rate: float
    given_up: Estimate


class SearchCost(Record, frozen=True, kw_only=True):
    """How long somebody needs who does not know the way, and where it ends: an estimate, under ``assumptions``.

    ``actions`` are the clicks to expect until something is decided, ``to_refusal`` until it is a refusal; null where
    none was found, or none that a floating-point number of clicks leads to. ``accepted``, ``refused`` and ``other`` are
    the chances, in percent, of what is decided first. ``giving_up`` is a curve over the rate of quitting, which nobody
    knows; empty where no refusal was found.
    """

    actions: Estimate
    to_refusal: Estimate | None
    accepted: Estimate
    refused: Estimate
    other: Estimate
    giving_up: tuple[Quitting, ...]
    assumptions: tuple[str, ...]


class Beside(Record, frozen=True, kw_only=True):
    """A search beside the walk of the script: fewest clicks of each, and of both together where they join.

    ``scripted`` are the clicks of the walk, ``shortest`` the fewest to its end over all that was walked or explored.
    ``lostness`` is that of the script's path (see ``exploring.lostness``), null where its end was not reached;
    ``common`` counts screens that both have met.
    """

    scripted: int
    shortest: int | None
    lostness: float | None
    common: int


class Exploration(Record, frozen=True, kw_only=True):
    """The result of a search.

    ``accept`` and ``refuse`` are null where no way was found. ``truncated`` says that a bound was hit, or something
    could not be tried; ``bounds`` names each. ``spared`` are controls that were not pressed on purpose: they lead
    elsewhere or may commit; and what a page of somebody else's service was kept from asking. ``findings`` are what a
    person should look at: a control that does other than it says.
    ``search_cost`` is null where no ending was found. ``flow`` names the flow whose mock was searched, "" for a page;
    ``beside`` compares with the walk of its script, null where none was given. ``status`` is that of the answer in
    which the page came (RFC 9110, section 15), 0 where there was none.
    """

    format: Literal["optout-exploration-1"]
    url: str
    language: str
    accept: Way | None
    refuse: Way | None
    found_ui: bool
    hides_from_automation: bool
    states: int
    truncated: bool
    bounds: tuple[str, ...]
    spared: tuple[str, ...]
    findings: tuple[str, ...]
    nodes: tuple[Found, ...]
    presses: tuple[Press, ...]
    search_cost: SearchCost | None = None
    flow: str = ""
    beside: Beside | None = None
    status: int = 0
