"""One row a control of every screen, as it was observed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

from analyzer.model import Control
from analyzer.reports.comparison import ordered
from analyzer.reports.tidy.column import WALK, Case, Column, Kind, Value


@dataclass(frozen=True)
class Seen:
    """A control of a run's screen."""

    run: str
    route: str
    screen: int
    control: Control


def seen(case: Case) -> Iterator[Seen]:
    """Yield the controls of a run, refusal first."""
    for name in ordered(case.walks):
        for screen in case.walks[name].screens:
            for control in screen.controls:
                yield Seen(case.run, name, screen.number, control)


def _field(name: str, kind: Kind, definition: str, unit: str = "", *, unknown: bool = False) -> Column[Seen]:
    def read(one: Seen) -> Value:
        return cast("Value", getattr(one.control, name))

    return Column(name, kind, unit, definition, WALK, read, unknown)


def _box(name: str, definition: str) -> Column[Seen]:
    of: Callable[[Seen], Value] = lambda one: cast("int", getattr(one.control.box, name))  # noqa: E731 - as its neighbours
    return Column(name, "integer", "CSS px", definition, WALK, of)


COLUMNS: tuple[Column[Seen], ...] = (
    Column("run", "text", "", "Run, as in the table of flows.", "file name", lambda one: one.run),
    Column("route", "text", "", "Name of the route.", WALK, lambda one: one.route),
    Column("screen", "integer", "", "Number of the screen in its route, from 1.", WALK, lambda one: one.screen),
    _field("key", "text", "Name of the element within its document."),
    _field("role", "text", "ARIA role."),
    _field("name", "text", "Accessible name."),
    _field("text", "text", "What is painted on it."),
    _field("tag", "text", "HTML element."),
    _field("kind", "text", "Type of input, or the element where there is none."),
    _field("required", "truth", "Whether it is marked as required."),
    _field("invalid", "truth", "Whether the page marks it as rejected."),
    _field("checked", "truth", "Whether it is ticked; empty where that does not apply."),
    _field("expanded", "truth", "Whether it is unfolded; empty where that does not apply."),
    _field("enabled", "truth", "Whether it can be operated."),
    _field("filled", "truth", "Whether the field holds a value."),
    _field("options", "integer", "Choices of a list.", "options"),
    _field("group", "text", "Name that radio buttons share."),
    _field("href", "text", "Where a link leads."),
    _field("inline", "truth", "Whether it stands inside running text, as a link in a sentence does."),
    _field("tab_index", "integer", "Below zero it is out of reach for the keyboard."),
    _field("region", "text", "Nearest landmark: main, header, footer, navigation, aside, dialog or empty."),
    _field("dialog", "integer", "Index of the dialog it stands in; empty for none."),
    _field("frame", "integer", "Index of the frame it stands in."),
    _field("language", "text", "Nearest language that the page declares."),
    _field("in_viewport", "truth", "Whether it was visible without scrolling."),
    _box("x", "Left edge."),
    _box("y", "Upper edge."),
    _box("width", "Width."),
    _box("height", "Height."),
    _field("colour", "text", "Colour of its text, #rrggbb; empty where styles were not looked at.", unknown=True),
    _field("background", "text", "Colour behind it, #rrggbb; empty where styles were not looked at.", unknown=True),
    _field(
        "border",
        "text",
        "Colour of its border, #rrggbb; empty where there is none or it was not looked at.",
        unknown=True,
    ),
    _field("font_size", "number", "Size of its text.", "CSS px"),
    _field("font_weight", "integer", "Weight of its text, 1 to 1000."),
)
