"""What is seen of a page: its screen, what lies around each control, and controls that nothing marks as such."""

from collections.abc import Sequence

import msgspec
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Frame

from analyzer.exploring.bare import Bare, pressable
from analyzer.exploring.looked import Around, Looked, label
from analyzer.exploring.reading import Reading
from analyzer.exploring.stored import Stored
from analyzer.model import Control, Screen
from analyzer.walking.capturing.capture import Moment, glance
from analyzer.walking.exploring import stores
from analyzer.walking.exploring.scripts import script
from analyzer.walking.exploring.window import Window, key_of


class _Around(msgspec.Struct, frozen=True):
    box: int
    text: str
    path: str
    covered: bool
    options: tuple[str, ...]
    chosen: int
    drawn: str
    under: str
    beside: str
    leads: bool
    form: str


class _Surroundings(msgspec.Struct, frozen=True):
    around: tuple[_Around, ...]
    bare: tuple[Bare, ...]
    sealed: tuple[int, ...] = ()


class Eyes:
    """Look at a window; what nothing marks as a control is one by its words, where there is a ``reading`` of them."""

    def __init__(self, window: Window, reading: Reading | None) -> None:
        self.reading = reading
        self._window = window
        self._looks = 0

    def look(self) -> Looked:
        """Look at the page.

        Raises
        ------
        WalkError
            If it cannot be looked at.
        """
        self._looks += 1
        window, tab = self._window, self._window.tab
        moment = Moment(number=self._looks, page=1, document=tab.document or 1, at=0)
        screen = glance(window.page, moment, tab.frames)
        window.place_frames()
        around, controls, sealed, unread = self._surroundings(screen)
        return Looked(msgspec.structs.replace(screen, controls=controls), around, self.stored(), unread, sealed)

    def stored(self) -> Stored:
        """Return what lies in cookies and storage now, and what was sent since the last reset."""
        return stores.kept(self._window.context, self._window.page, tuple(self._window.sent))

    def _surroundings(self, screen: Screen) -> tuple[dict[str, Around], tuple[Control, ...], frozenset[str], bool]:
        """Return what lies around each control, these and those that nothing marks, sealed boxes, if a frame failed."""
        around: dict[str, Around] = {}
        seen = {control.key: control for control in screen.controls}
        sealed: set[str] = set()
        unread = False
        numbers = {control.frame for control in screen.controls}
        if self.reading:
            numbers |= {int(block.key.partition(".")[0]) for block in screen.blocks}
        for number in sorted(numbers):
            controls = [control for control in screen.controls if control.frame == number]
            frame = self._window.tab.frames.numbered(number)
            if frame is None:
                continue
            told = self._told_around(frame, controls)
            if told is None:
                unread |= not frame.is_detached()
                continue
            sealed |= {_box(number, box) for box in told.sealed}
            for control, one in zip(controls, told.around, strict=True):
                around[control.key] = Around(
                    _box(number, one.box), one.text, one.path, one.covered, one.options, one.chosen, one.drawn,
                    one.leads, " ".join(one.beside.split()), one.form,
                )  # fmt: skip
                seen[control.key] = _as_seen(control, one)
            named = {(one.box, label(seen[control.key])) for control, one in zip(controls, told.around, strict=True)}
            for found in pressable(told.bare, self.reading.meaning, named) if self.reading else ():
                bare = found.control(number)
                seen[bare.key] = bare
                around[bare.key] = Around(
                    _box(number, found.box),
                    found.text,
                    found.path,
                    covered=False,
                    drawn=found.drawn,
                    form=found.form,
                )
        return around, tuple(seen.values()), frozenset(sealed), unread

    def _told_around(self, frame: Frame, controls: Sequence[Control]) -> _Surroundings | None:
        """Return what a frame tells of its controls; null where it has gone on, or what browsers bring was replaced."""
        asked = [[key_of(one) for one in controls], self.reading is not None]
        try:
            told = msgspec.json.decode(frame.evaluate(script("surroundings"), asked), type=_Surroundings)
        except (PlaywrightError, msgspec.DecodeError):
            return None
        return told if len(told.around) == len(controls) else None


def _as_seen(control: Control, around: _Around) -> Control:
    """Return a control with the words under it where it has none, and a slider as on above its lower end."""
    if control.role == "slider" and around.chosen >= 0:
        return msgspec.structs.replace(control, checked=around.chosen > 0)
    if around.under and not label(control):
        return msgspec.structs.replace(control, text=around.under)
    return control


def _box(frame: int, box: int) -> str:
    """Return how a box is called; a frame is a box of its own: what a tool shows in one floats as a whole."""
    return f"{frame}.{box}" if box else f"{frame}.frame" if frame else ""
