"""What a walk is: the record of one run of one route, as observed, with nothing judged.

Lengths are CSS pixels, origin at the top left corner of the document. Times are milliseconds of the page clock
since the walk began. Values that were typed are never in it, only their length: those of a mock's invented persona
stand in a file of their own, for walking again.

Every number has bounds, far beyond what a browser gives and near enough that judging what somebody wrote by hand ends
in bounded time.
"""

from typing import Annotated, Literal

from msgspec import Meta

from analyzer.model.flow import Expectation, FlowIdentity, Goal
from analyzer.model.record import Record

Outcome = Literal["reached", "dead_end", "uncertain", "stopped_before_commit", "incomplete"]

Place = Annotated[int, Meta(ge=-(10**9), le=10**9)]
"""A coordinate, or a distance with a direction; Chromium lays out within 2^25 pixels, frames add up."""

Length = Annotated[int, Meta(ge=0, le=10**9)]
"""A width or height."""

Count = Annotated[int, Meta(ge=0, le=10**6)]
"""How many there are of something, or an index into it."""

Ordinal = Annotated[int, Meta(ge=1, le=10**6)]
"""A number that counts from 1."""

Milliseconds = Annotated[int, Meta(ge=0, le=10**11)]
"""A time on the page clock; the most is three years."""

Key = Annotated[str, Meta(max_length=200)]
"""The name of an element within its document."""


class Box(Record, frozen=True, kw_only=True):
    """A rectangle in CSS pixels, whole numbers, relative to the document of the top frame."""

    x: Place
    y: Place
    width: Length
    height: Length


class Exhibit(Record, frozen=True, kw_only=True):
    """A file kept beside the walk: its path relative to the walk's folder, and its SHA-256 in hex."""

    file: str
    sha256: str


class Block(Record, frozen=True, kw_only=True):
    """One visible block of running text (paragraph, heading, list item, cell), in reading order.

    ``region`` is the nearest landmark: ``main``, ``header``, ``footer``, ``navigation``, ``aside``, ``dialog`` or "".
    ``key`` equals the annotation ``data-optout-key`` of the element in the stored DOM. ``level`` is 1-6 for a heading
    and 0 otherwise. ``language`` is the nearest ``lang``.
    """

    key: Key
    text: str
    tag: str
    level: Annotated[int, Meta(ge=0, le=6)]
    region: str
    dialog: Count | None
    language: str
    box: Box
    in_viewport: bool


class Control(Record, frozen=True, kw_only=True):
    """One visible thing a person can operate.

    ``key`` is stable within a document and equals ``data-optout-key`` in the stored DOM. ``role`` and ``name`` follow
    ARIA and the accessible name computation; ``text`` is what is painted. ``kind`` is the input type, or the tag
    where there is none. ``checked`` and ``expanded`` are null where they do not apply. ``filled`` says whether a
    field holds a value; ``options`` counts the choices of a select. ``inline`` marks what stands
    inside running text, as a link in a sentence does; see ``analyzer.counting.running``. ``group`` is the name shared
    by radio buttons. ``tab_index`` below zero is out of reach for the keyboard.
    ``dialog`` is an index into ``Screen.dialogs``. Colours are ``#rrggbb`` after blending over their background;
    null colours mean that the styles were not looked at (see ``Screen.limits``). ``font_weight`` is 1-1000.
    ``invalid`` is true where the page marks the field as rejected.
    """

    key: Key
    role: str
    name: str
    text: str
    tag: str
    kind: str
    required: bool
    invalid: bool
    checked: bool | None
    expanded: bool | None
    enabled: bool
    filled: bool
    options: Count
    group: str
    href: str
    inline: bool
    tab_index: Annotated[int, Meta(ge=-(2**31), lt=2**31)]
    region: str
    dialog: Count | None
    frame: Count
    language: str
    box: Box
    in_viewport: bool
    colour: str | None
    background: str | None
    border: str | None
    font_size: Annotated[float, Meta(ge=0, le=10**5)] | None
    font_weight: Annotated[int, Meta(ge=1, le=1000)] | None


class Screen(Record, frozen=True, kw_only=True):
    """One state as observed after an action.

    ``number`` counts observations of the walk from 1; ``page`` the tab or pop-up from 1; ``document`` the documents
    loaded in the top frame of all pages, from 1. ``dialogs`` names the open dialogs, the topmost last. A browser's
    own dialog (alert, confirm, prompt, beforeunload) is a screen too: ``browser_dialog`` names its type and its
    message is the only block. ``limits`` says what was not looked at. ``at`` is on the page clock.
    """

    number: Ordinal
    page: Ordinal
    document: Ordinal
    at: Milliseconds
    url: str
    title: str
    language: str
    viewport: Box
    height: Length
    dialogs: tuple[str, ...]
    browser_dialog: str
    focus: Key | None
    blocks: tuple[Block, ...]
    controls: tuple[Control, ...]
    screenshot: Exhibit | None
    dom: Exhibit | None
    limits: tuple[str, ...]


class Target(Record, frozen=True, kw_only=True):
    """The control an action fell on, described at that moment; ``key`` points into the screen's controls."""

    key: Key
    role: str
    name: str
    tag: str
    kind: str
    frame: Count
    box: Box


class Open(Record, frozen=True, kw_only=True, tag="open"):
    """An address was opened: the start of a route, a typed address, a page of another channel."""

    url: str


class History(Record, frozen=True, kw_only=True, tag="history"):
    """The browser's own buttons."""

    how: Literal["back", "forward", "reload"]


class Click(Record, frozen=True, kw_only=True, tag="click"):
    """``times`` pointer activations on one control; ``pointer`` is ``script`` for an event without a pointer."""

    on: Target
    times: Annotated[int, Meta(ge=0, le=1000)]
    button: Literal["left", "middle", "right"]
    pointer: Literal["mouse", "touch", "script"]


class Fill(Record, frozen=True, kw_only=True, tag="fill"):
    """``characters`` were typed into a field; ``replaced`` says that what stood there was replaced."""

    on: Target
    characters: Count
    replaced: bool


class Press(Record, frozen=True, kw_only=True, tag="press"):
    """``count`` keys were pressed; ``keys`` names the combination for a single one, "" for text."""

    on: Target | None
    keys: str
    count: Count


class Choose(Record, frozen=True, kw_only=True, tag="choose"):
    """Options of a native list were chosen."""

    on: Target
    options: tuple[str, ...]


class Check(Record, frozen=True, kw_only=True, tag="check"):
    """A box or radio button was brought to ``to``; ``was`` is its state before, so that no change costs nothing."""

    on: Target
    to: bool
    was: bool


class Upload(Record, frozen=True, kw_only=True, tag="upload"):
    """Files were handed over; only their number is kept."""

    on: Target
    files: Count


class Hover(Record, frozen=True, kw_only=True, tag="hover"):
    """The pointer came to rest on a control."""

    on: Target


class Drag(Record, frozen=True, kw_only=True, tag="drag"):
    """Something was dragged from one place to another."""

    on: Target
    to: Target | None


class Focus(Record, frozen=True, kw_only=True, tag="focus"):
    """The focus was moved without pointer or typing; ``on`` is null when it was taken away."""

    on: Target | None


class Scroll(Record, frozen=True, kw_only=True, tag="scroll"):
    """The page or a part of it was scrolled by so many pixels, along both axes."""

    right: Place
    down: Place


class Answer(Record, frozen=True, kw_only=True, tag="answer"):
    """A browser dialog was answered, by the script or, where no handler was there, by the automation itself."""

    dialog: str
    accepted: bool
    characters: Count


class Pause(Record, frozen=True, kw_only=True, tag="wait"):
    """The route itself waited so long, for instance for a countdown."""

    milliseconds: Milliseconds


Action = (
    Open | History | Click | Fill | Press | Choose | Check | Upload
    | Hover | Drag | Focus | Scroll | Answer | Pause
)  # fmt: skip
"""Exactly one verb a step."""


class Transition(Record, frozen=True, kw_only=True):
    """Screen, action, screen. ``number`` counts from 1; ``source`` is 0 for the very first opening."""

    number: Ordinal
    source: Count
    target: Ordinal
    action: Action


class Activations(Record, frozen=True, kw_only=True):
    """What the page itself counted, against what the watcher saw.

    ``seen`` are the pointer activations that the transitions explain; ``counted`` those the page reported, trusted
    or not, without the echoes a label sends to its field. ``unexplained`` describes each one no action explains,
    and whatever else the script did that may act unseen.
    Counts are only given where the two agree.
    """

    seen: Count
    counted: Count
    unexplained: tuple[str, ...]


class Refused(Record, frozen=True, kw_only=True):
    """Requests that were aborted: they left the declared origins, or are not on the tape that is walked."""

    origin: str
    count: Count


class Repeated(Record, frozen=True, kw_only=True):
    """Requests to a tape that came more often than they were recorded, and were answered as the last time."""

    origin: str
    count: Count


class Environment(Record, frozen=True, kw_only=True):
    """Where and how the walk was made: everything that may move a pixel or a word."""

    tool: str
    playwright: str
    browser: str
    build: str
    flags: tuple[str, ...]
    locale: str
    time_zone: str
    width: Length
    height: Length
    scale: Annotated[float, Meta(gt=0, le=100)]
    touch: bool
    clock: str
    seed: Annotated[int, Meta(ge=0, lt=2**53)]
    fonts: str


class Walk(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The record of one run of one route.

    ``silence`` marks a route without actions: saying nothing is the choice. ``failure`` is the one line that says
    why a walk is incomplete, or what it was stopped before, else "".
    """

    format: Literal[1]
    flow: FlowIdentity
    route: str
    silence: bool
    expected: Expectation
    goal: Goal
    outcome: Outcome
    failure: str
    screens: tuple[Screen, ...]
    transitions: tuple[Transition, ...]
    activations: Activations
    refused: tuple[Refused, ...]
    environment: Environment
    repeated: tuple[Repeated, ...] = ()
