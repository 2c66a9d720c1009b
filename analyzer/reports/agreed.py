"""How walks done again agree with their record, for a terminal."""

from collections.abc import Iterator

from analyzer.model import Agreement, RouteAgreement
from analyzer.reports.english import counted
from analyzer.reports.folding import folded

_REDACTED = (
    "This record is redacted: what was somebody's are placeholders in it, and they were typed and shown again. What "
    "stands around them may have moved."
)


_MOVED = "fonts, browser build"
_PLACEHOLDERS = "placeholders are wider or narrower than what stood there; or fonts, browser build"


def text(agreement: Agreement) -> str:
    """Return a line a walk and, below it, what does not agree; then the answer; folded for a terminal."""
    begin = [folded(_REDACTED, hanging=0)] if agreement.redacted else []
    lines = [line for route in agreement.routes for line in _route(route, redacted=agreement.redacted)]
    agreeing = sum(route.reproduced for route in agreement.routes)
    answer = "Reproduced" if agreement.reproduced else "NOT reproduced"
    lines.append(f"{answer}: {agreeing} of {counted(len(agreement.routes), 'walk')} {_agree(agreeing)}.")
    return "".join(f"{line}\n" for line in (*begin, *lines))


def _route(route: RouteAgreement, *, redacted: bool) -> Iterator[str]:
    same = sum(not screen.differs for screen in route.screens)
    looks = f"{same} of {counted(len(route.screens), 'look')} {_agree(same)}"
    yield folded(f"{route.place}: {looks}{_counted(route)}; {_ending(route)}", hanging=4)
    for told in _told(route, redacted=redacted):
        yield folded(told, first="  ", hanging=4)


def _counted(route: RouteAgreement) -> str:
    """Return how looks relate to the screens that the report counts."""
    others = len(route.screens) - route.shown
    if not route.shown:
        return " (who says nothing need not look: no screen is counted)"
    again = f"; {others} more after a step that leads to no new screen, with what had changed there" if others else ""
    return f" ({counted(route.shown, 'new screen')}, as the report counts them{again})"


def _told(route: RouteAgreement, *, redacted: bool) -> Iterator[str]:
    for screen in route.screens:
        if screen.differs:
            yield f"look {screen.number} (screens/{screen.number:03}): differs in {', '.join(screen.differs)}"
    moved = [str(screen.number) for screen in route.screens if not screen.differs and not screen.layout]
    if moved:
        why = _PLACEHOLDERS if redacted else _MOVED
        yield f"same contents, other layout or stored page ({why}): {_numbered(moved)}"
    if not route.steps:
        yield "the actions are not the same"
    for miss in route.misses:
        yield f"not on the tape: {miss}"
    for overrun in route.overruns:
        yield f"asked more often than recorded: {overrun}"
    if route.failure:
        yield route.failure
    yield f"what was seen this time, as one SHA-256 (equal replays have the same one): {route.sha256}"


def _numbered(numbers: list[str]) -> str:
    return f"look{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}"


def _agree(count: int) -> str:
    return "agrees" if count == 1 else "agree"


def _ending(route: RouteAgreement) -> str:
    ended = route.outcome.replace("_", " ")
    return f"{ended}, as recorded" if route.outcome == route.again else f"{route.again.replace('_', ' ')}, not {ended}"
