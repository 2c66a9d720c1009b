"""How walks done again agree with their record, for a terminal."""

from collections.abc import Iterator

from analyzer.model import Agreement, RouteAgreement
from analyzer.reports.english import counted
from analyzer.reports.legible import legible


def text(agreement: Agreement) -> str:
    """Return a line a walk and, below it, what does not agree; then the answer."""
    lines = [line for route in agreement.routes for line in _route(route)]
    agreeing = sum(route.reproduced for route in agreement.routes)
    answer = "Reproduced" if agreement.reproduced else "NOT reproduced"
    lines.append(f"{answer}: {agreeing} of {counted(len(agreement.routes), 'walk')} {_agree(agreeing)}.")
    return "".join(f"{line}\n" for line in lines)


def _route(route: RouteAgreement) -> Iterator[str]:
    same = sum(not screen.differs for screen in route.screens)
    yield f"{legible(route.place)}: {same} of {counted(len(route.screens), 'screen')} {_agree(same)}; {_ending(route)}"
    for screen in route.screens:
        if screen.differs:
            yield f"  screen {screen.number}: differs in {', '.join(screen.differs)}"
    moved = [str(screen.number) for screen in route.screens if not screen.differs and not screen.layout]
    if moved:
        yield f"  same contents, other layout or stored page (fonts, build): screen {', '.join(moved)}"
    if not route.steps:
        yield "  the actions are not the same"
    for miss in route.misses:
        yield f"  not on the tape: {legible(miss)}"
    for overrun in route.overruns:
        yield f"  asked more often than recorded: {legible(overrun)}"
    if route.failure:
        yield f"  {legible(route.failure)}"
    yield f"  observation {route.sha256}"


def _agree(count: int) -> str:
    return "agrees" if count == 1 else "agree"


def _ending(route: RouteAgreement) -> str:
    ended = route.outcome.replace("_", " ")
    return f"{ended}, as recorded" if route.outcome == route.again else f"{route.again.replace('_', ' ')}, not {ended}"
