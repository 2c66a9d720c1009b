"""What a person's hands do on a page: press, choose, type, scroll, lay the pointer somewhere."""

import contextlib
from collections.abc import Callable, Sequence

from playwright.sync_api import ElementHandle
from playwright.sync_api import Error as PlaywrightError

from analyzer.errors import WalkError
from analyzer.model import Control
from analyzer.walking.exploring.scripts import script
from analyzer.walking.exploring.window import Window, key_of, or_told
from analyzer.walking.failing import first_line

PRESS_MS = 1500
"""Real milliseconds for which a control may be covered, moving or disabled before a press of it has failed."""

_STAY = "() => addEventListener('click', event => event.preventDefault(), { once: true })"


class Hands:
    """Operate what stands in a window; ``before`` is called before each press, and ``after`` once its page rests."""

    def __init__(self, window: Window, before: Callable[[], None], after: Callable[[], None]) -> None:
        self._window, self._before, self._after = window, before, after

    def press(self, control: Control, *, accept: bool = True) -> list[str]:
        """Press a control as a person does; return the browser's own dialogs that were answered on the way.

        Raises
        ------
        WalkError
            If it cannot be pressed: gone, covered, moving, disabled.
        """
        self._before()
        window, mouse = self._window, self._window.page.mouse
        slides = control.role == "slider"
        free = None if slides else self._free(control)
        element = None if free else window.element(control)
        window.pointed = True
        with window.acting(accept=accept):
            try:
                if free:
                    # Some buttons step aside when the pointer comes: it is aimed at where they are then.
                    mouse.move(*free)
                    mouse.click(*(self._free(control) or free))
                elif element and slides:
                    _slide(element, to_end=not control.checked)
                elif element:
                    _click(element)
            except PlaywrightError as error:
                if not window.asked.seen:
                    raise WalkError(first_line(error)) from error
        window.calm()
        self._after()
        return list(window.asked.seen)

    def stay(self, number: int) -> None:
        """Have frame ``number`` not follow the link that is pressed next, whatever the scripts of the page do then."""
        frame = self._window.frame(number)
        with contextlib.suppress(PlaywrightError):
            if frame is not None:
                frame.evaluate(_STAY)

    def again(self, number: int, path: str, place: int | None, *, accept: bool = True) -> bool:
        """Press by script what stands at ``path`` in frame ``number``, on a way that was gone by hand before.

        ``place`` is that of an option to choose in a native list. Return whether something stood there; whether it was
        the same shows where the way leads.
        """
        frame = self._window.frame(number)
        pressed = False
        with self._window.acting(accept=accept), contextlib.suppress(PlaywrightError):
            pressed = frame is not None and frame.evaluate(script("again"), [path, place]) is True
        self._window.calm()
        self._after()
        return pressed

    def turn(self, number: int, paths: Sequence[str]) -> bool:
        """Press by script, one after the other without waiting between, what stands at ``paths`` in frame ``number``.

        Return whether something stood at each; whether all of it moved, and nothing else, is seen afterwards.
        """
        frame = self._window.frame(number)
        pressed = False
        with self._window.acting(), contextlib.suppress(PlaywrightError):
            pressed = frame is not None and frame.evaluate(script("turned"), list(paths)) is True
        self._window.calm()
        self._after()
        return pressed

    def choose(self, control: Control, place: int) -> None:
        """Choose the option at ``place`` of a native list.

        Raises
        ------
        WalkError
            If it cannot be chosen.
        """
        element = self._window.element(control)
        with self._window.acting(), or_told():
            element.select_option(index=place, timeout=PRESS_MS, no_wait_after=True)
        self._window.calm()

    def fill(self, control: Control, text: str) -> None:
        """Type into a field, or hand a file picker an empty picture.

        Raises
        ------
        WalkError
            If nothing can be typed there.
        """
        element = self._window.element(control)
        with self._window.acting(), or_told():
            if control.kind == "file":
                element.set_input_files({"name": "picture.png", "mimeType": "image/png", "buffer": text.encode()})
            else:
                element.fill(text, timeout=PRESS_MS)

    def seek(self, control: Control, text: str) -> None:
        """Type into a search and send it off.

        Raises
        ------
        WalkError
            If nothing can be typed there.
        """
        self.fill(control, text)
        with self._window.acting(), or_told():
            self._window.element(control).press("Enter", timeout=PRESS_MS, no_wait_after=True)
        self._window.calm()
        self._after()

    def point(self, number: int, path: str) -> None:
        """Lay the pointer on what stands at ``path`` in frame ``number``.

        Raises
        ------
        WalkError
            If nothing stands there, or the pointer cannot lie on it.
        """
        frame = self._window.frame(number)
        element = None
        with self._window.acting(), or_told():
            if frame is not None:
                element = frame.evaluate_handle(script("standing"), path).as_element()
            if element is None:
                raise WalkError("it is no longer there")
            self._window.pointed = True
            element.hover(timeout=PRESS_MS)
        self._window.calm()

    def rest(self) -> None:
        """Take the pointer off the page."""
        self._window.lift()
        self._window.calm()

    def scrolls(self, control: Control) -> bool:
        """Return whether something around a control, other than the page, can be scrolled further down."""
        with contextlib.suppress(PlaywrightError, WalkError):
            return self._window.element(control).evaluate(script("scrolling"), arg=False) is True
        return False

    def scroll(self, control: Control) -> None:
        """Scroll what stands around a control to its end.

        Raises
        ------
        WalkError
            If the control is no longer there.
        """
        element = self._window.element(control)
        with self._window.acting(), or_told():
            element.evaluate(script("scrolling"), arg=True)
        self._window.calm()

    def autofill(self, control: Control) -> str:
        """Return what the maker of a field says that a browser may fill in there, "" where nothing is said."""
        return self._window.element(control).get_attribute("autocomplete") or ""

    def _free(self, control: Control) -> tuple[float, float] | None:
        """Return where a pointer falls on a control at once, null where the driver must wait, scroll or say why not.

        The driver's own click first brings its whole library into every new document, which costs more than the page.
        """
        if control.frame:
            return None
        with contextlib.suppress(PlaywrightError):
            if at := self._window.page.evaluate(script("free"), key_of(control)):
                return at[0], at[1]
        return None


def _click(element: ElementHandle) -> None:
    """Click an element where a pointer falls on it, or on its label where that is what can be seen."""
    element.scroll_into_view_if_needed(timeout=PRESS_MS)
    target = element.evaluate_handle(script("target")).as_element() or element
    target.click(timeout=PRESS_MS, no_wait_after=True)


def _slide(element: ElementHandle, *, to_end: bool) -> None:
    """Click a slider at one of its ends, as it lies."""
    element.scroll_into_view_if_needed(timeout=PRESS_MS)
    box = element.bounding_box() or {"width": 0, "height": 0}
    x, y = (box["width"] - 1, box["height"] / 2) if to_end else (1, box["height"] / 2)
    element.click(position={"x": x, "y": y}, timeout=PRESS_MS, no_wait_after=True)
