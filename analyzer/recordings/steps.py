"""The steps of a Chrome DevTools recording as frozen types; the type's fields are the schema.

The vocabulary follows ``Schema.ts`` and the bounds follow ``SchemaUtils.ts`` of puppeteer/replay 3.1.3 (Google,
Apache-2.0), which DevTools itself uses. Three things differ on purpose: a key that is not in the schema is an error
(DevTools drops it without a word), offsets may be absent and then mean the middle of the element (as the schema's
comments say and other producers do), and numbers are bounded. The frame in which a key was pressed is read, because
the recorder notes it (``RecordingSession.ts`` of Chrome DevTools, Google, BSD), though the schema has it not.
"""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from analyzer.model import Record

Text = Annotated[str, Meta(min_length=1, max_length=10_000)]
Selector = Text | Annotated[tuple[Text, ...], Meta(min_length=1, max_length=16)]
"""One way to find an element; an array leads from a shadow host (or any ancestor) to what is inside it."""

Milliseconds = Annotated[float, Meta(ge=1, le=30_000)]
"""DevTools accepts time-outs from 1 ms to 30 s."""

LONGEST_PRESS_MS = 30_000
"""A button that is said to have been held for longer was not seen going down."""

Pixels = Annotated[float, Meta(ge=-1_000_000, le=1_000_000)]
Length = Annotated[float, Meta(ge=1, le=10_000)]
Throughput = Annotated[float, Meta(ge=-1, le=1e12)]
"""Bytes a second; -1 is what the recorder notes for a network that is not slowed down."""


class Navigation(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The recorder saw the page go somewhere after the step."""

    type: Literal["navigation"]
    url: str | None = None
    title: str | None = None


class _Step(Record, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """``target`` is ``main`` or the address of a pop-up or of a frame in a process of its own."""

    timeout: Milliseconds | None = None
    asserted_events: tuple[Navigation, ...] = ()
    target: str = "main"


class _InFrame(_Step, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """``frame`` is a path of child indices from the target's top frame."""

    frame: Annotated[tuple[Annotated[int, Meta(ge=0, le=999)], ...], Meta(max_length=16)] = ()


class OnElement(_InFrame, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """``selectors`` are alternatives for the same element."""

    selectors: Annotated[tuple[Selector, ...], Meta(min_length=1, max_length=64)]


class _Pointer(OnElement, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Offsets are CSS pixels from the element's top left corner; ``duration`` is ms between button down and up.

    Where the recorder did not see the button go down, ``duration`` counts from the beginning of the page.
    """

    offset_x: Pixels | None = None
    offset_y: Pixels | None = None
    duration: Annotated[float, Meta(ge=0, le=1e12)] | None = None
    device_type: Literal["mouse", "pen", "touch"] = "mouse"
    button: Literal["primary", "auxiliary", "secondary", "back", "forward"] = "primary"


class Click(_Pointer, frozen=True, kw_only=True, tag="click"):
    """One activation with a pointer."""


class DoubleClick(_Pointer, frozen=True, kw_only=True, tag="doubleClick"):
    """Two activations in quick succession."""


class Hover(OnElement, frozen=True, kw_only=True, tag="hover"):
    """The pointer comes to rest on an element."""


class Change(OnElement, frozen=True, kw_only=True, tag="change"):
    """A field, list or box got a new value."""

    value: str


class KeyDown(_InFrame, frozen=True, kw_only=True, tag="keyDown"):
    """A key goes down."""

    key: Annotated[str, Meta(min_length=1, max_length=32)]


class KeyUp(_InFrame, frozen=True, kw_only=True, tag="keyUp"):
    """A key comes up."""

    key: Annotated[str, Meta(min_length=1, max_length=32)]


class Scroll(_InFrame, frozen=True, kw_only=True, tag="scroll"):
    """The page, or the element found by ``selectors``, is brought to an absolute scroll position in CSS pixels."""

    x: Pixels = 0.0
    y: Pixels = 0.0
    selectors: Annotated[tuple[Selector, ...], Meta(max_length=64)] = ()


class Navigate(_Step, frozen=True, kw_only=True, tag="navigate"):
    """An address is opened."""

    url: Text


class Close(_Step, frozen=True, kw_only=True, tag="close"):
    """The target is closed."""


class SetViewport(_Step, frozen=True, kw_only=True, tag="setViewport"):
    """The window gets a size in CSS pixels."""

    width: Length
    height: Length
    device_scale_factor: Annotated[float, Meta(ge=0, le=10)]
    is_mobile: bool
    has_touch: bool
    is_landscape: bool


class EmulateNetworkConditions(_Step, frozen=True, kw_only=True, tag="emulateNetworkConditions"):
    """The network is slowed down: bytes a second, and latency in ms; 0 up and down is offline, -1 as fast as it is."""

    download: Throughput
    upload: Throughput
    latency: Annotated[float, Meta(ge=0, le=600_000)]


class WaitForElement(OnElement, frozen=True, kw_only=True, tag="waitForElement"):
    """Wait until so many elements match, have these attributes and properties; ``visible`` false inverts it."""

    operator: Literal[">=", "==", "<="] = ">="
    count: Annotated[int, Meta(ge=0, le=100_000)] = 1
    visible: bool = True
    properties: dict[str, Any] | None = None
    attributes: dict[str, str] | None = None


class WaitForExpression(_InFrame, frozen=True, kw_only=True, tag="waitForExpression"):
    """Wait until JavaScript from the recording is true: code from outside, evaluated only where a route asks for it."""

    expression: str


class Answer(Record, frozen=True, kw_only=True):
    """How a dialog of the browser's own (alert, confirm, prompt) was answered, and what was typed into it."""

    accepted: bool
    text: Annotated[str, Meta(max_length=10_000)] = ""


ANSWER = "optout:answer"
"""The custom step that holds an ``Answer``: recordings of DevTools have no step for that."""


class CustomStep(_InFrame, frozen=True, kw_only=True, tag="customStep"):
    """A step of another tool. Of those named ``optout:...`` an answer is given, and others are notes and do nothing.

    What belongs to another tool is refused by name.
    """

    name: str
    parameters: Any = None


Step = (
    SetViewport | Navigate | Click | DoubleClick | Hover | Change | KeyDown | KeyUp | Scroll | Close
    | EmulateNetworkConditions | WaitForElement | WaitForExpression | CustomStep
)  # fmt: skip
"""Every step type there is."""


def answer_of(step: Step) -> Answer | None:
    """Return the answer to a browser dialog that a step holds, or None.

    Raises
    ------
    msgspec.ValidationError
        If it should hold one and holds something else.
    """
    if isinstance(step, CustomStep) and step.name == ANSWER:
        return msgspec.convert(step.parameters, Answer)
    return None
