"""Which fields a route needs, and which it merely shows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from analyzer.counting.places import is_channel, screen_of
from analyzer.counting.shown import in_focus, mask_digits
from analyzer.counting.ticked import ticked_beside
from analyzer.model import Check, Choose, Click, Control, Fill, Press, Screen, Target, Transition, Upload
from analyzer.saying import NOTHING, Said, say
from analyzer.storage import Gathered

TEXT_ROLES = frozenset({"textbox", "searchbox", "spinbutton"})
TEXT_KINDS = frozenset({
    "text", "email", "tel", "number", "password", "search", "url", "date", "time", "datetime-local", "month", "week",
    "textarea",
})  # fmt: skip
CHOICE_ROLES = frozenset({"checkbox", "radio", "switch", "combobox", "listbox", "slider"})
CHOICE_KINDS = frozenset({"checkbox", "radio", "file", "range", "color", "select"})
NATIVE_TAGS = frozenset({"input", "select", "textarea"})


@dataclass(frozen=True)
class Field:
    """A field as last seen before it was sent: its control, on which screen, at which step, and why it is needed.

    ``why`` is "" for an optional field. ``prefilled`` says that it held something when it was first seen, ``typed``
    that the route typed into it.
    """

    control: Control
    screen: int
    step: int
    why: Said
    prefilled: bool
    typed: bool


def is_text_field(control: Control | Target) -> bool:
    """Return whether something is typed into it.

    Text, e-mail, phone, number, date, password, code, search and multi-line fields all are.
    """
    return control.role in TEXT_ROLES or (control.tag in {"input", "textarea"} and control.kind in TEXT_KINDS)


def is_field(control: Control | Target) -> bool:
    """Return whether a person enters or chooses something there; buttons and links are no fields."""
    return is_text_field(control) or control.role in CHOICE_ROLES or control.kind in CHOICE_KINDS


def required_fields(gathered: Gathered) -> tuple[Field, ...]:
    """Return the fields without which the route's goal is not reached, each once, in order of the steps.

    A field is required if the page says so (``required``, ``aria-required``, a mark in its label), or rejected the form
    without it, whether it was filled in beforehand or not. What the page marks but the route left empty and still
    arrived was not needed: it belongs to another form. A search word is needed where it was typed. On a form that marks
    nothing, what was typed is needed, because a shortest route types nothing for pleasure.

    Only forms count that the route used: pages and dialogs on which it entered something or pressed something other
    than a link. A field outside of the main content (the site's search) counts only if something was typed there.
    The same field on the same page counts once, and the buttons of one radio group are one field. Fields of another
    channel (a mailbox) are not the service's.

    Raises
    ------
    InputError
        If the walk does not hold a screen that a step names.
    """
    return tuple(found for form in _forms(gathered) for found in _judged(form, gathered) if found.why)


def optional_fields(gathered: Gathered) -> tuple[Field, ...]:
    """Return the other fields that the used forms show: read, considered and left, or filled in without need.

    Boxes, switches and radio groups by which the route chooses are the refusal itself, and none of them.

    Raises
    ------
    InputError
        If the walk does not hold a screen that a step names.
    """
    return tuple(found for form in _forms(gathered) for found in _judged(form, gathered) if _is_left(found, form))


_Page = tuple[str, tuple[str, ...]]
_Identity = tuple[str, ...]


@dataclass
class _Form:
    page: _Page
    acted: list[tuple[int, Screen]] = field(default_factory=list)
    touched: set[_Identity] = field(default_factory=set)
    typed: set[_Identity] = field(default_factory=set)


def _forms(gathered: Gathered) -> Iterator[_Form]:
    walk = gathered.walk
    forms: dict[_Page, _Form] = {}
    for transition in walk.transitions:
        if not transition.source:
            continue
        source = screen_of(walk, transition.source)
        used = _uses_form(transition, source) or ticked_beside(transition, walk) is not None
        if is_channel(source, walk) or not used:
            continue
        form = forms.setdefault(_page(source), _Form(_page(source)))
        form.acted.append((transition.number, source))
        on = _acted_field(transition, source) or ticked_beside(transition, walk)
        if on is not None:
            form.touched.add(_identity(on))
            if is_text_field(on) and isinstance(transition.action, Fill | Press):
                form.typed.add(_identity(on))
    if walk.outcome == "stopped_before_commit" and walk.screens:
        last = walk.screens[-1]
        forms.setdefault(_page(last), _Form(_page(last))).acted.append((len(walk.transitions), last))
    yield from forms.values()


def _judged(form: _Form, gathered: Gathered) -> Iterator[Field]:
    fields: dict[_Identity, list[tuple[int, Screen, Control]]] = {}
    for step, screen in form.acted:
        shown = in_focus(screen)
        for control in screen.controls:
            if is_field(control) and control.enabled and (control in shown or _identity(control) in form.typed):
                fields.setdefault(_identity(control), []).append((step, screen, control))
    marks = {identity: _mark(sightings, gathered) for identity, sightings in fields.items()}
    rejected = set(_rejected(form, gathered))
    arrived = gathered.walk.outcome in {"reached", "uncertain", "stopped_before_commit"}
    for identity, sightings in fields.items():
        step, screen, control = sightings[-1]
        typed = identity in form.typed
        left_empty = arrived and identity not in form.touched and _empty(sightings, step)
        if identity in rejected:
            why = say("rejected without it")
        elif marks[identity] and not left_empty:
            why = marks[identity]
        elif typed and _is_search(control):
            why = say("a search word is needed to get on")
        elif typed and not any(marks.values()):
            why = say("typed, on a form that marks nothing")
        else:
            why = NOTHING
        yield Field(control, screen.number, step, why, prefilled=sightings[0][2].filled, typed=typed)


def _is_left(found: Field, form: _Form) -> bool:
    chosen = found.control.checked is not None and _identity(found.control) in form.touched
    return not found.why and not chosen


def _uses_form(transition: Transition, source: Screen) -> bool:
    match transition.action:
        case Fill() | Choose() | Check() | Upload():
            return True
        case Click(on=on) | Press(on=Target() as on):
            if is_field(on):
                return True
            inside = any((control.key, control.frame) == (on.key, on.frame) for control in in_focus(source))
            return inside and on.role != "link"
        case _:
            return False


def _acted_field(transition: Transition, source: Screen) -> Control | None:
    match transition.action:
        case Fill(on=on) | Choose(on=on) | Check(on=on) | Upload(on=on) | Click(on=on) | Press(on=Target() as on):
            fields = (control for control in source.controls if is_field(control))
            return next((control for control in fields if (control.key, control.frame) == (on.key, on.frame)), None)
        case _:
            return None


def _mark(sightings: list[tuple[int, Screen, Control]], gathered: Gathered) -> Said:
    if any(control.required for _, _, control in sightings):
        return say("marked as required")
    _, screen, control = sightings[-1]
    html = gathered.doms.get(screen.number)
    mark = _required_mark(html, control.key) if html else ""
    if mark:
        return say("marked as required: {mark}", mark=mark)
    return say("marked as required: asterisk in the label") if control.name.rstrip().endswith("*") else NOTHING


def _required_mark(html: str, key: str) -> str:
    from analyzer import dom  # noqa: PLC0415 - most walks are counted without reading a stored DOM

    return dom.read(html).required_mark(key)


def _rejected(form: _Form, gathered: Gathered) -> Iterator[_Identity]:
    first, _ = form.acted[0]
    for transition in gathered.walk.transitions:
        screen = screen_of(gathered.walk, transition.target)
        if transition.number >= first and _page(screen) == form.page:
            yield from (_identity(control) for control in screen.controls if control.invalid and is_field(control))


def _empty(sightings: list[tuple[int, Screen, Control]], step: int) -> bool:
    last = [control for at, _, control in sightings if at == step]
    if any(control.tag not in NATIVE_TAGS for control in last):
        return False
    return not any(control.checked if control.checked is not None else control.filled for control in last)


def _is_search(control: Control) -> bool:
    return control.role == "searchbox" or control.kind == "search"


def _page(screen: Screen) -> _Page:
    try:
        parts = urlsplit(screen.url)
    except ValueError:
        return screen.url, screen.dialogs
    return f"{parts.scheme}://{parts.netloc}{mask_digits(parts.path)}", tuple(map(mask_digits, screen.dialogs))


def _identity(control: Control) -> _Identity:
    if control.kind == "radio" and control.group:
        return ("group", control.group)
    name = " ".join(control.name.casefold().split()).rstrip(" *:")
    return ("field", control.role, control.kind, name or control.key)
