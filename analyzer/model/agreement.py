"""How a walk that was done again from its record agrees with it."""

from typing import Literal

from analyzer.model.record import Record
from analyzer.model.walk import Count, Ordinal, Outcome

Aspect = Literal[
    "address", "title", "language", "dialogs", "focus", "text", "controls", "missing", "not recorded"
]  # fmt: skip
"""In what a screen may differ; ``missing`` was not reached again, ``not recorded`` was reached only now."""


class ScreenAgreement(Record, frozen=True, kw_only=True):
    """One look at a page: in what it differs (nothing, if it agrees), and whether it also lies and is stored the same.

    ``layout`` may differ on another machine with other fonts, or where a redaction put placeholders of another width,
    and says nothing against the procedure.
    """

    number: Ordinal
    differs: tuple[Aspect, ...]
    layout: bool


class RouteAgreement(Record, frozen=True, kw_only=True):
    """One walk done again. ``place`` is its folder within the run.

    ``screens`` has every look at a page that was recorded: one after each step. ``shown`` is how many of them showed
    something new, which are the screens that the report counts; a silent route has none.
    ``failure`` says why it came no further; ``misses`` are requests that were not on the tape, ``overruns`` those that
    were asked more often than recorded. ``sha256`` is the hash of all that was observed this time, without screenshots
    and the machine it was observed on: equal for equal observations.
    """

    place: str
    reproduced: bool
    outcome: Outcome
    again: Outcome
    steps: bool
    screens: tuple[ScreenAgreement, ...]
    shown: Count
    failure: str
    misses: tuple[str, ...]
    overruns: tuple[str, ...]
    sha256: str


class Agreement(Record, frozen=True, kw_only=True):
    """All walks of a run done again; ``reproduced`` where each of them is.

    ``redacted`` says that the record is a derivative without what was somebody's.
    """

    format: Literal["optout-agreement-1"]
    redacted: bool
    reproduced: bool
    routes: tuple[RouteAgreement, ...]
