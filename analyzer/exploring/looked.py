"""A page at one moment as an explorer sees it, and how a control on it is found again."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from analyzer import canonical
from analyzer.counting import is_field
from analyzer.counting.shown import mask_digits
from analyzer.exploring.about import ABOUT
from analyzer.exploring.stored import Stored
from analyzer.graph.identity import identity
from analyzer.model import Control, Screen


@dataclass(frozen=True)
class Around:
    """What lies around a control.

    ``box`` names the floating box that holds it, "" where none does, and ``text`` is what that box says; ``path`` is
    where the element stands in its document, and ``covered`` says that something else lies on it. ``options`` are the
    texts of a native list, in order, and ``chosen`` the place of the one it shows, or 0 for a slider at its lower end
    and 1 above. ``drawn`` is the class of what has neither role nor words: a switch that only a style draws says there
    whether it is on. ``leads`` says of a link that no script hears of its being pressed: it opens its address, and
    nothing else happens. ``beside`` are the words that stand beside a switch, and beside nothing else that is operated.
    ``form`` is the path of the form it belongs to, or of the least around it that holds a field for text, "" where none
    does.
    """

    box: str
    text: str
    path: str
    covered: bool
    options: tuple[str, ...] = ()
    chosen: int = -1
    drawn: str = ""
    leads: bool = False
    beside: str = ""
    form: str = ""


NOTICE = 400
"""Characters of a box that speaks of cookies up to which its words are what it asks now, and not all it may unfold."""

ANSWERS = 6
"""How many options a native list has that asks something; a longer one is of countries or languages."""

NOWHERE = Around("", "", "", covered=False)


@dataclass(frozen=True)
class Looked:
    """A page at one moment: its screen, what lies around each control, by key, and what is stored.

    ``unread`` says that a frame kept what lies around its controls from being told; ``sealed`` are the boxes, "" the
    page itself, in which something is drawn or embedded that tells nobody what it holds.
    """

    screen: Screen
    around: Mapping[str, Around]
    stored: Stored
    unread: bool = False
    sealed: frozenset[str] = frozenset()

    def of(self, control: Control) -> Around:
        """Return what lies around a control."""
        return self.around.get(control.key, NOWHERE)


@dataclass(frozen=True)
class Spot:
    """How a control is found again on a page that looks the same: what it is called, and the how many-th it is."""

    role: str
    name: str
    text: str
    place: int


def label(control: Control) -> str:
    """Return what a person would say was pressed: the accessible name, else the visible text."""
    return control.name or control.text


def spot(screen: Screen, control: Control) -> Spot:
    """Return how ``control`` is found again."""
    return spots(screen)[control.key]


def spots(screen: Screen) -> Mapping[str, Spot]:
    """Return how each control is found again, by its key."""
    alike: Counter[tuple[str, str, str]] = Counter()
    places = {}
    for one in screen.controls:
        called = _called(one)
        places[one.key] = Spot(*called, alike[called])
        alike[called] += 1
    return places


def found(screen: Screen, wanted: Spot) -> Control | None:
    """Return the control that is where ``wanted`` says, null where there is none."""
    alike = (one for one in screen.controls if _is_called(one, wanted))
    return next(islice(alike, wanted.place, None), None)


def located(screen: Screen) -> Mapping[Spot, Control]:
    """Return every control, by where it is found again."""
    where = spots(screen)
    return {where[one.key]: one for one in screen.controls}


def led_to(looked: Looked, control: Control) -> str:
    """Return the address of another page of the service that pressing a control opens, from wherever one is.

    It is "" where more than that may happen, or where the control cannot be pressed as it stands.
    """
    around = looked.of(control)
    if not around.leads or around.covered or control.frame or not control.enabled:
        return ""
    try:
        there, here = (urlsplit(one)._replace(fragment="") for one in (control.href, looked.screen.url))
    except ValueError:
        return ""
    elsewhere = there != here and (there.scheme, there.netloc) == (here.scheme, here.netloc)
    return control.href if elsewhere else ""


def signature(looked: Looked, start: Stored) -> str:
    """Return a hash that is equal for moments at which a person has the same before them and has chosen the same.

    What is stored belongs to it, because a page looks the same before and after a choice that it does not show, and so
    do what a native list says, which no screen keeps, and what a notice says: the next one may have the same answers.
    What changes by itself does not.
    """
    kept = sorted((path, str(value)) for path, value in looked.stored.since(start).leaves().items())
    around = [looked.of(control) for control in looked.screen.controls]
    chosen = [one.chosen for one in around if 0 < len(one.options) <= ANSWERS]
    drawn = [one.drawn for one in around if one.drawn]
    said = [mask_digits(text) for text in dict.fromkeys(one.text for one in around if len(one.text) <= NOTICE)]
    notices = [text for text in said if ABOUT.search(text)]
    return canonical.sha256(canonical.line([identity(looked.screen), kept, chosen, drawn, notices]))


def only_disclosed(before: Looked, after: Looked) -> bool:
    """Return whether nothing but what is unfolded differs: a person can do the same in both."""
    if before.screen.url != after.screen.url or before.stored.entries != after.stored.entries:
        return False
    return _operable(before) == _operable(after) and before.screen.dialogs == after.screen.dialogs


def unfolded(before: Looked, after: Looked) -> bool:
    """Return whether all of a page can still be operated as it could, and only links and buttons have come beside it.

    What was there before can then be pressed as well without; only what has come is new.
    """
    screens = before.screen, after.screen
    if len({one.url for one in screens}) > 1 or before.stored.entries != after.stored.entries:
        return False
    there, here = (Counter(map(_set, one.controls)) for one in screens)
    come = [one for one in after.screen.controls if _set(one) in here - there]
    same_dialogs = before.screen.dialogs == after.screen.dialogs
    return bool(come) and same_dialogs and not there - here and not any(is_field(one) for one in come)


def _operable(looked: Looked) -> list[tuple[object, ...]]:
    return [(*_set(one), *_shown(looked.of(one))) for one in looked.screen.controls]


def _set(control: Control) -> tuple[object, ...]:
    return *_called(control), control.checked, control.enabled, control.filled


def _shown(around: Around) -> tuple[object, ...]:
    return around.covered, around.chosen, around.drawn


def _is_called(control: Control, wanted: Spot) -> bool:
    role, name, text = wanted.role, wanted.name, wanted.text
    return control.role == role and mask_digits(control.name) == name and mask_digits(control.text) == text


def _called(control: Control) -> tuple[str, str, str]:
    return control.role, mask_digits(control.name), mask_digits(control.text)
