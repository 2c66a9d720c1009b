"""What was there after a way of pressing."""

from collections.abc import Mapping
from dataclasses import dataclass

from analyzer.exploring.stored import Value
from analyzer.exploring.told import NOTHING, Told


@dataclass(frozen=True)
class Ending:
    """What was there after a way of pressing.

    ``intent`` is that of the last control, null where it is open. ``stored`` and ``sent`` are leaves since the start.
    ``open`` says that the dialog still stands there, ``returns`` that it does after a reload, null where nobody looked.
    ``kept`` says that something new was stored, though it may say nothing that can be read.
    ``told`` is what the page then said was done.
    ``on`` and ``off`` count the optional switches when the last control was pressed, those of other layers included.
    ``also`` are the intents of other controls that led to the same, and ``locked`` the optional purposes on the way
    whose switch cannot be moved. ``label`` is what the last control is called, ``left_on`` what is on when the settings
    are opened again, and ``levels`` what was stored that is nothing but the name of a level. ``all_off`` says that
    switches on the way itself were turned off, and that none of them was left on, ``unnamed`` that one without a name
    is on and cannot be moved. ``must`` counts the switches, wherever they were seen, that are on, cannot be moved, and
    are of nothing that is known to be optional.
    """

    number: int
    intent: str | None
    stored: Mapping[str, Value]
    sent: Mapping[str, Value]
    open: bool
    returns: bool | None
    kept: bool = False
    on: int = 0
    off: int = 0
    told: Told = NOTHING
    also: frozenset[str | None] = frozenset()
    locked: tuple[str, ...] = ()
    label: str = ""
    left_on: tuple[str, ...] = ()
    levels: frozenset[str] = frozenset()
    all_off: bool = False
    unnamed: bool = False
    must: int = 0

    @property
    def intents(self) -> frozenset[str | None]:
        """Of every control that led here."""
        return self.also | {self.intent}
