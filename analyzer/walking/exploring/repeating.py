"""What was done before on a service, and leads where it led then: a link, and what stands around every page."""

from analyzer import canonical
from analyzer.counting.shown import AROUND
from analyzer.exploring.looked import found
from analyzer.exploring.states import POINTER, SOUGHT, State, Step
from analyzer.walking.exploring.ground import origin


class Done:
    """Remembers with how many clicks each thing was done at the earliest."""

    def __init__(self) -> None:
        self._clicks: dict[tuple[str, str, str], int] = {}

    def before(self, source: State, steps: tuple[Step, ...], clicks: int) -> bool:
        """Return whether the same was done before, as early and with as much done; else it counts as done now."""
        what = _named(source, steps)
        if what is None:
            return False
        earlier = self._clicks.get(what)
        if earlier is not None and earlier <= clicks:
            return True
        self._clicks[what] = clicks
        return False


def said_on(way: tuple[Step, ...]) -> str:
    """Return what was answered on a way: a service keeps it, and need not show it on the next page."""
    answered = {str(step.spot) for step in way if step.fills or step.option is not None or step.answers}
    return canonical.sha256(canonical.line(sorted(answered)))


def _named(source: State, steps: tuple[Step, ...]) -> tuple[str, str, str] | None:
    """Return what is done, so that it is the same wherever it leads to the same; null where that cannot be told."""
    step, screen = steps[-1], source.looked.screen
    if step.typed in {POINTER, SOUGHT}:
        return f"{origin(screen.url)} {step.typed} {step.frame} {step.label}", "", ""
    control = found(screen, step.spot)
    if control is None or len(steps) > 1:
        return None
    address = control.href.partition("#")[0]
    if not address.startswith(("http:", "https:")):
        if control.region not in AROUND or screen.dialogs:
            return None
        address = f"{origin(screen.url)} {control.role} {control.name} {control.expanded}"
    kept = sorted((path, str(value)) for path, value in source.looked.stored.leaves().items())
    said = "" if control.region in AROUND else said_on(source.way)
    return address, canonical.sha256(canonical.line(kept)), said
