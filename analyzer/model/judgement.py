"""What judging yields: counts, measurements with their findings, and a score with its interval."""

from typing import Annotated, Literal

from msgspec import Meta

from analyzer.model.flow import Right
from analyzer.model.record import Record

MeasurementOutcome = Literal["measured", "not_applicable", "cannot_tell", "error"]

Points = Annotated[float, Meta(ge=0, le=100)]
"""Points of friction on the scale from 0 (none) to 100."""

Count = Annotated[int, Meta(ge=0)]
"""How many: never negative."""

Duration = Annotated[float, Meta(ge=0)]
"""Seconds that pass: never negative."""

Share = Annotated[float, Meta(ge=0, le=1)]
"""A part of a whole."""

Bearing = Literal["direct", "by analogy"]
"""Whether a rule binds the procedure at hand, or one like it. Never a verdict."""


class Reference(Record, frozen=True, kw_only=True):
    """A taxonomy entry or legal text a finding maps to, for instance EDPB 03/2022 v2.0, "Hidden in plain sight"."""

    source: str
    item: str
    bearing: Bearing


class Finding(Record, frozen=True, kw_only=True):
    """One piece of evidence: what was found, where, in whose words, by which rule, and what speaks against it.

    ``step`` is a transition's number and ``screen`` a screen's number of the walk of ``route``; ``control`` is the
    key of the control concerned. ``quote`` is verbatim, in ``language``; "" where nothing is quoted.
    """

    message: str
    route: str
    step: int | None
    screen: int | None
    control: str | None
    quote: str
    language: str
    rule: str
    refs: tuple[Reference, ...]
    against: str


class Measurement(Record, frozen=True, kw_only=True):
    """The answer of one measure: a value in its unit, never points.

    ``low`` and ``high`` differ from ``value`` only where the value is an estimate. ``reason`` is given with every
    outcome but ``measured``.
    """

    id: str
    title: str
    outcome: MeasurementOutcome
    value: float | None
    low: float | None
    high: float | None
    unit: str
    reason: str
    findings: tuple[Finding, ...]


class Counts(Record, frozen=True, kw_only=True):
    """What a route costs, counted as ``analyzer.counting`` says; ``context_switches`` are visits to other channels."""

    clicks: Count
    keystrokes: Count
    screens: Count
    page_loads: Count
    required_fields: Count
    required_text_fields: Count
    optional_fields: Count
    context_switches: Count
    scrolls: Count
    words: Count


class Seconds(Record, frozen=True, kw_only=True):
    """An estimate and its range, in seconds."""

    low: Duration
    estimate: Duration
    high: Duration


class Contribution(Record, frozen=True, kw_only=True):
    """The points one measure adds to the printed total."""

    measure: str
    points: Points


class PolicyIdentity(Record, frozen=True, kw_only=True):
    """Which policy judged; ``sha256`` is the hash of its file."""

    id: str
    version: str
    sha256: str


class RampChange(Record, frozen=True, kw_only=True):
    """The ramp of one measure under a profile: each end without and with it, in the measure's unit, and why."""

    measure: str
    free_until: tuple[float, float]
    full_at: tuple[float, float]
    reason: str
    sources: tuple[str, ...]


class ProfileUsed(Record, frozen=True, kw_only=True):
    """Which profile of the policy judged, by the right that the flow exercises, and all that it changes."""

    right: Right
    title: str
    reason: str
    sources: tuple[str, ...]
    changes: tuple[RampChange, ...]


class Score(Record, frozen=True, kw_only=True):
    """Friction from 0 (none) to 100, the interval, and the share of the policy's weight that was measured (0..1)."""

    total: Points
    interval: tuple[Points, Points]
    coverage: Share
    contributions: tuple[Contribution, ...]
    policy: PolicyIdentity
