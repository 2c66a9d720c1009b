"""What a route put in: what the screens and transitions of a walk leave out and walking again needs.

A walk tells how many characters were typed, never which. Here they stand, in a file of their own beside it, so that it
can be kept back: in a mock they are those of an invented person, in a recording those of the persona put in place of
what a person typed.
"""

from typing import Literal

from analyzer.model.record import Record
from analyzer.model.walk import Ordinal, Place


class HandedOver(Record, frozen=True, kw_only=True):
    """A file that was handed over: its name, media type ("" leaves it to the browser), and content."""

    name: str
    type: str
    data: bytes


class Input(Record, frozen=True, kw_only=True):
    """What the transition ``number`` put in.

    ``text`` was typed, or answered to a browser's dialog; null where nothing was. ``position`` is where inside its
    element a click fell, in CSS pixels from its top left corner, where the route named a place. ``page`` says what an
    action without an element did to its page.
    """

    number: Ordinal
    text: str | None = None
    files: tuple[HandedOver, ...] = ()
    position: tuple[Place, Place] | None = None
    page: Literal["", "close", "front"] = ""


class Inputs(Record, frozen=True, kw_only=True):
    """The content of ``inputs.json``: the transitions that put something in, in their order."""

    format: Literal[1]
    inputs: tuple[Input, ...]
