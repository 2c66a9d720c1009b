"""What a flow is: a procedure as a person meets it, in one country, language, device and at one date."""

from typing import Literal

from analyzer.model.record import Record

Right = Literal[
    "objection", "direct_marketing_objection", "consent_withdrawal", "consent_refusal",
    "erasure", "cancellation", "ccpa_opt_out",
]  # fmt: skip
"""The right exercised, because duties differ: GDPR Art. 21(1), 21(2), 7(3), 4(11), 17, contract, CCPA."""

Device = Literal["desktop", "phone"]

SiteKind = Literal["mock", "tape", "live"]
"""Where a route is walked: a fixture, recorded traffic, or the open network."""

Expectation = Literal["reached", "dead_end", "uncertain"]
"""How a route is expected to end. An expected dead end is a result, an unexpected one an error."""


class Source(Record, frozen=True, kw_only=True):
    """Who described the procedure, when, in which language, and what they said of it."""

    who: str
    date: str
    language: str
    says: str


class Provenance(Record, frozen=True, kw_only=True):
    """Where a flow's content comes from; a mock must say here what is invented."""

    sources: tuple[Source, ...]
    invented: tuple[str, ...]


class Wait(Record, frozen=True, kw_only=True):
    """A declared waiting time outside the browser, in hours, for instance until the decision arrives."""

    what: str
    low_hours: float
    high_hours: float
    source: str


class Scope(Record, frozen=True, kw_only=True):
    """One kind of data that the procedure is about: ``what`` in the report's words, and whether it is ``used``.

    ``text`` is what the service itself writes where it tells a person so; it is looked for on every screen.
    """

    what: str
    used: bool
    text: str


class SiteIdentity(Record, frozen=True, kw_only=True):
    """Which site is walked. ``channels`` maps the origin of another channel (a mailbox) to its name."""

    kind: SiteKind
    name: str
    origins: tuple[str, ...]
    channels: dict[str, str]


class FlowIdentity(Record, frozen=True, kw_only=True):
    """All that makes two walks comparable or not; it is copied into every walk and report.

    ``date`` is the ISO date at which the procedure looked like this; ``account`` says in words with which
    account state; ``first_link`` is the label of the control at which counting by CCPA section 7004 begins, or "".
    """

    id: str
    variant: str
    title: str
    service: str
    right: Right
    country: str
    language: str
    device: Device
    date: str
    account: str
    start: str
    first_link: str
    site: SiteIdentity
    waits: tuple[Wait, ...]
    scope: tuple[Scope, ...]
    provenance: Provenance


class Goal(Record, frozen=True, kw_only=True):
    """How *reached* is recognised after the last action; every condition that is given must hold.

    ``url`` is a glob over the page's address, ``text`` a sentence that must be visible, ``cookie`` and ``storage``
    are ``name=value`` globs over the stored choice. At least one is given.
    """

    url: str = ""
    text: str = ""
    cookie: str = ""
    storage: str = ""
