"""One row a step of every route, with the screen it led to."""

from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.model import ScreenCard, Step
from analyzer.reports.comparison import ordered
from analyzer.reports.tidy.column import REPORT, Case, Column


@dataclass(frozen=True)
class Taken:
    """A step of a run's route, and the screen that came of it, null where the report has none."""

    run: str
    route: str
    step: Step
    screen: ScreenCard | None


def taken(case: Case) -> Iterator[Taken]:
    """Yield the steps of a run, refusal first."""
    for name in ordered(case.report.routes):
        way = case.report.routes[name]
        screens = {one.number: one for one in way.screens}
        for step in way.steps:
            yield Taken(case.run, name, step, screens.get(step.target))


COLUMNS: tuple[Column[Taken], ...] = (
    Column("run", "text", "", "Run, as in the table of flows.", "file name", lambda one: one.run),
    Column("route", "text", "", "Name of the route.", REPORT, lambda one: one.route),
    Column("step", "integer", "", "Number of the step in its route, from 1.", REPORT, lambda one: one.step.number),
    Column("source", "integer", "", "Screen it was done on; 0 for the first opening.", REPORT,
           lambda one: one.step.source),
    Column("target", "integer", "", "Screen that was observed after it.", REPORT, lambda one: one.step.target),
    Column("verb", "text", "", "What was done: open, click, fill ...", REPORT, lambda one: one.step.verb),
    Column("label", "text", "", "Words on the control, or what was opened, pressed or waited.", REPORT,
           lambda one: one.step.label),
    Column("role", "text", "", "ARIA role of the control, empty where none was acted on.", REPORT,
           lambda one: one.step.role),
    Column("clicks", "integer", "clicks", "Clicks this step adds.", REPORT, lambda one: one.step.clicks),
    Column("keystrokes", "integer", "keys", "Keystrokes this step adds.", REPORT, lambda one: one.step.keystrokes),
    Column("x", "integer", "CSS px", "Left edge of the control.", REPORT,
           lambda one: one.step.box.x if one.step.box else None),
    Column("y", "integer", "CSS px", "Upper edge of the control.", REPORT,
           lambda one: one.step.box.y if one.step.box else None),
    Column("width", "integer", "CSS px", "Width of the control.", REPORT,
           lambda one: one.step.box.width if one.step.box else None),
    Column("height", "integer", "CSS px", "Height of the control.", REPORT,
           lambda one: one.step.box.height if one.step.box else None),
    Column("screen_new", "truth", "", "Whether the target counts as newly shown.", REPORT,
           lambda one: one.screen.new if one.screen else None),
    Column("screen_url", "text", "", "Address of the target, without the values in its query.", REPORT,
           lambda one: one.screen.url if one.screen else None),
    Column("screen_title", "text", "", "Title of the target.", REPORT,
           lambda one: one.screen.title if one.screen else None),
    Column("screen_dialog", "text", "", "Name of the topmost dialog of the target, empty for none.", REPORT,
           lambda one: one.screen.dialog if one.screen else None),
    Column("screen_language", "text", "", "Language of the target.", REPORT,
           lambda one: one.screen.language if one.screen else None),
    Column("screen_words", "integer", "words", "Visible words of the target, each block once, new or not.", REPORT,
           lambda one: one.screen.words if one.screen else None),
    Column("screen_options", "integer", "options", "Distinct controls in the main content of the target.", REPORT,
           lambda one: one.screen.options if one.screen else None),
    Column("screenshot_sha256", "text", "", "SHA-256 of the target's screenshot, empty where none was taken.", REPORT,
           lambda one: one.screen.sha256 if one.screen else None),
)  # fmt: skip
