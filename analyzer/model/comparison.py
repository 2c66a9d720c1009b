"""What comparing several judged procedures yields: values side by side, years of a service, versions step by step."""

from typing import Literal

from analyzer.model.flow import FlowIdentity
from analyzer.model.hypothesis import Hypothesis
from analyzer.model.judgement import PolicyIdentity, Score
from analyzer.model.record import Record

Change = Literal["less", "more", "same", "about", "overlapping", "unknown"]
"""How one value or range stands to another.

Below it or above it by more than the tolerance, equal, apart by less than the tolerance, ranges that overlap, or it
cannot be told.
"""

Presence = Literal["absent", "optional", "required"]
"""What a form wants of a field."""


Setting = Literal["service", "right", "country", "language", "device", "site"]
"""In what procedures can differ besides their date; ``site`` is where they were walked: mock, tape or live."""


class Gauge(Record, frozen=True, kw_only=True):
    """What is compared: a measure with its unit, or ``friction``."""

    id: str
    title: str
    unit: str


class Tolerance(Record, frozen=True, kw_only=True):
    """How much two values of some gauges may differ before they count as different, and why.

    ``gauges`` are ids. ``share`` is a part of the greater of the two; 0 where every difference counts. Of values with
    ranges the nearest ends are compared, so that ranges which touch never differ; ``ranged`` marks gauges of which
    every value has one.
    """

    gauges: tuple[str, ...]
    share: float
    ranged: bool
    why: str


class Reading(Record, frozen=True, kw_only=True):
    """What one procedure has on one gauge; the three numbers are null together, and ``reason`` then says why.

    ``low`` and ``high`` differ from ``value`` where it is an estimate, or a score with its interval. ``applies`` is
    false where there is nothing to measure, which is not the same as not being able to tell.
    """

    value: float | None
    low: float | None
    high: float | None
    applies: bool
    reason: str


class Procedure(Record, frozen=True, kw_only=True):
    """One compared procedure. ``number`` counts from 1; ``least`` is the number of its counterfactual, or null.

    ``name`` is the id a person types, with the language where another one of it is compared too, and with the end of
    the path that was given where even that is the same. ``yardstick`` marks a procedure that is the counterfactual of
    another. ``outcome`` is how the refusal ended, or "" where none was walked; ``accepting`` is ``nothing``, a number
    of clicks, or "" where it was not walked or counted. Of ``kinds`` of data, the refusal tells of ``told`` whether
    they are used. ``places`` are the first and the last place by friction that the intervals leave it, 1 being the
    most; null where it is not ranked. ``readings`` are by the id of the gauge.
    """

    number: int
    name: str
    flow: FlowIdentity
    yardstick: bool
    least: int | None
    outcome: str
    accepting: str
    told: int
    kinds: int
    score: Score | None
    score_reason: str
    places: tuple[int, int] | None
    readings: dict[str, Reading]

    @property
    def impossible(self) -> bool:
        """Whether the refusal ends in a dead end: what it takes is not known, and a score rests on what is left."""
        return self.outcome == "dead_end"


class Span(Record, frozen=True, kw_only=True):
    """The lowest and highest of several readings, and of how many; null where none of them could be told.

    ``applies`` is false where none of them has anything to measure.
    """

    low: float | None
    high: float | None
    told: int
    asked: int
    applies: bool


class Shift(Record, frozen=True, kw_only=True):
    """One gauge in two years of a service or in two versions, beside what the counterfactual takes.

    ``least`` is null where there is no counterfactual.

    Procedures in which no refusal is possible are left out of both years: what refusing takes there is not known.
    ``beside`` says how the later year as a whole stands to the counterfactual; it cannot be told where that has nothing
    to measure.
    """

    gauge: str
    before: Span
    after: Span
    least: Span | None
    change: Change
    beside: Change

    @property
    def above(self) -> bool:
        """Whether the later year as a whole is above the counterfactual by more than the tolerance."""
        return self.beside == "more"


class Era(Record, frozen=True, kw_only=True):
    """One service in one region at two years: which procedures were walked, and what became of every gauge.

    ``before`` is 0 where only one year of the service was compared, ``region`` "" where several are taken together.
    ``procedures_before`` and ``procedures_after`` are numbers of procedures; ``unlike`` is in what these differ besides
    their year.
    """

    service: str
    region: str
    right: str
    before: int
    after: int
    procedures_before: tuple[int, ...]
    procedures_after: tuple[int, ...]
    unlike: tuple[Setting, ...]
    shifts: tuple[Shift, ...]


class Part(Record, frozen=True, kw_only=True):
    """A piece of text: in both, only before, or only after."""

    kind: Literal["same", "gone", "new"]
    text: str


class FieldChange(Record, frozen=True, kw_only=True):
    """One field of a form before and after; a label is "" on the side where the field is absent."""

    label_before: str
    label_after: str
    before: Presence
    after: Presence


class Stage(Record, frozen=True, kw_only=True):
    """One screen of two refusals laid side by side: kept, removed or added.

    ``before`` and ``after`` are positions among the screens shown, from 1; null where the screen is not there.
    ``done`` are the labels acted on. ``wording`` holds one entry for each block of text that is gone, new or reworded,
    ``offered`` one for each label of a control that is. ``unread`` says why wording was not compared, else "".
    """

    before: int | None
    after: int | None
    title_before: str
    title_after: str
    done_before: tuple[str, ...]
    done_after: tuple[str, ...]
    fields: tuple[FieldChange, ...]
    wording: tuple[tuple[Part, ...], ...]
    offered: tuple[tuple[Part, ...], ...]
    unread: str


class Difference(Record, frozen=True, kw_only=True):
    """One gauge of two procedures: the readings, and after less before where both are told."""

    gauge: str
    before: Reading
    after: Reading
    difference: float | None
    change: Change


class Version(Record, frozen=True, kw_only=True):
    """Two procedures side by side; ``before`` and ``after`` are numbers of procedures.

    ``dated`` says that the first has an earlier date than the second; else both have the same, and stand as they were
    given. ``unlike`` is in what they differ besides their date. ``same`` says that both were made from the same walks.
    ``notes`` say what was not compared. ``stages`` are empty where a refusal was not walked or shows nothing, and of
    different procedures where no two screens are alike.
    ``shifts`` are the two beside the counterfactual, gauge by gauge.
    """

    before: int
    after: int
    dated: bool
    unlike: tuple[Setting, ...]
    same: bool
    notes: tuple[str, ...]
    stages: tuple[Stage, ...]
    differences: tuple[Difference, ...]
    shifts: tuple[Shift, ...]

    @property
    def different(self) -> bool:
        """Whether these are two procedures, of different services or by different rights, and no versions of one."""
        return "service" in self.unlike or "right" in self.unlike

    @property
    def over_time(self) -> bool:
        """Whether the second is a later version of the first: only of such can be said what became of it."""
        return self.dated and not self.different


class CheckedPair(Record, frozen=True, kw_only=True):
    """One relation of a hypothesis, and what came of it: it ``holds``, ``fails``, or ``unknown``.

    ``certain`` says that the intervals do not overlap: no weighing that the policy allows turns the order round.
    ``tie`` marks equal totals.
    """

    left: int
    relation: str
    right: int
    result: Literal["holds", "fails", "unknown"]
    tie: bool
    certain: bool


class Checked(Record, frozen=True, kw_only=True):
    """A hypothesis whose flows were all compared; ``procedures`` are their numbers in the expected order."""

    hypothesis: Hypothesis
    procedures: tuple[int, ...]
    pairs: tuple[CheckedPair, ...]


class Comparison(Record, frozen=True, kw_only=True):
    """Everything a page that compares procedures says. Nothing of it is written by hand.

    ``yardsticks`` are the numbers of the counterfactuals in groups: runs of one flow in several languages that do not
    differ by more than the tolerances stand together.
    """

    format: Literal["optout-comparison-1"]
    gauges: tuple[Gauge, ...]
    tolerances: tuple[Tolerance, ...]
    procedures: tuple[Procedure, ...]
    yardsticks: tuple[tuple[int, ...], ...]
    eras: tuple[Era, ...]
    versions: tuple[Version, ...]
    checked: tuple[Checked, ...]
    policy: PolicyIdentity
