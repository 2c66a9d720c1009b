"""How a state is reached again: by the cheapest way that was seen to lead there.

Its address alone, with what was stored; the same presses by script; or by hand, as the first time, and once more, since
a slow machine may miss a press. A way that once led elsewhere is not tried again for that state.
"""

from collections.abc import Callable, Mapping

from analyzer.errors import WalkError
from analyzer.exploring.looked import Looked, found, led_to, signature
from analyzer.exploring.states import POINTER, SCROLL, WAIT, State, Step
from analyzer.exploring.stored import Stored
from analyzer.walking.exploring.ground import origin
from analyzer.walking.exploring.visit import Visit


def press(visit: Visit, looked: Looked, step: Step) -> list[str]:
    """Make one step by hand; return the browser's own dialogs that were answered.

    Raises
    ------
    WalkError
        If the control is not there, or cannot be pressed.
    """
    if step.typed == POINTER:
        visit.hands.point(step.frame, step.path)
        return []
    if step.typed == WAIT:
        visit.window.stay()
        return []
    control = found(looked.screen, step.spot)
    if control is None:
        raise WalkError("it is not there")
    if step.typed == SCROLL:
        visit.hands.scroll(control)
        return []
    if step.option is not None:
        visit.hands.choose(control, step.option)
        return []
    if step.stays:
        visit.hands.stay(step.frame)
    return visit.hands.press(control, accept=step.accept)


def follow(visit: Visit, state: State, steps: tuple[Step, ...]) -> Looked | None:
    """Go where one press in a state leads, without going to the state; null where only the press itself can tell.

    That is so of a link that no script hears of, on a service that knows of its visitor what the browser keeps: this is
    put back, where the page that is open has the same origin.
    """
    step, screen = steps[-1], state.looked.screen
    control = found(screen, step.spot) if len(steps) == 1 and not step.typed and step.option is None else None
    address = led_to(state.looked, control) if control else ""
    if not address or origin(visit.window.page.url) != origin(screen.url):
        return None
    try:
        visit.remember(state.cookies, state.looked.stored)
        visit.follow(address, screen.url)
        return visit.eyes.look()
    except WalkError:
        return None


def arrive(visit: Visit, start: str, before: Stored, state: State) -> Looked | None:
    """Bring the page to a state and look at it; null where no way leads there any more.

    ``before`` is what was stored at the start.
    """
    for name in [name for name in (*_WAYS, "hand") if state.arrivals.get(name) is not False]:
        try:
            looked = visit.eyes.look() if _WAYS[name](visit, start, state) else None
        except WalkError:
            looked = None
        if looked is not None and signature(looked, before) != state.key:
            visit.window.linger()
            looked = _seen(visit)
        state.arrivals[name] = looked is not None and signature(looked, before) == state.key
        if looked is not None and state.arrivals[name]:
            return looked
    return None


def _seen(visit: Visit) -> Looked | None:
    try:
        return visit.eyes.look()
    except WalkError:
        return None


def _by_address(visit: Visit, start: str, state: State) -> bool:
    # A page that is opened anew has forgotten what it was answered, and need not look it.
    if state.number and (state.looked.screen.url == start or state.hidden or state.said):
        return False
    if state.number:
        visit.remember(state.cookies, state.looked.stored)
    else:
        visit.forget()
    visit.going.open(state.looked.screen.url)
    return True


def _by_script(visit: Visit, start: str, state: State) -> bool:
    if any(step.typed or step.stays for step in state.way):
        return False
    visit.forget()
    visit.going.open(start)
    return all(visit.hands.again(step.frame, step.path, step.option, accept=step.accept) for step in state.way)


def _by_hand(visit: Visit, start: str, state: State) -> bool:
    visit.forget()
    visit.going.open(start)
    for step in state.way:
        press(visit, visit.eyes.look(), step)
    return True


_WAYS: Mapping[str, Callable[[Visit, str, State], bool]] = {
    "address": _by_address, "script": _by_script, "hand": _by_hand,
}  # fmt: skip
