"""How a state is reached again: by the cheapest way that was seen to lead there.

Its address alone, with what was stored; the same presses by script, all in one call or one by one; or by hand, as the
first time, and once more, since a slow machine may miss a press. A way that once led elsewhere is not tried again for
that state.
"""

from collections.abc import Callable, Mapping
from itertools import groupby

from analyzer.errors import WalkError
from analyzer.exploring.looked import Looked, found, led_to, signature
from analyzer.exploring.states import POINTER, SCROLL, WAIT, State, Step
from analyzer.exploring.stored import Stored
from analyzer.exploring.switches import MANY, TURNED
from analyzer.walking.exploring.ground import origin
from analyzer.walking.exploring.visit import Visit

AT_ONCE = "at once"
"""The way of coming back by all presses in one call; a page that draws late needs them one by one."""


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


def follow(visit: Visit, state: State, steps: tuple[Step, ...], *, clean: bool = False) -> Looked | None:
    """Go where one press in a state leads, without going to the state; null where only the press itself can tell.

    That is so of a link that no script hears of, on a service that knows of its visitor what the browser keeps: this is
    put back, where the page that is open has the same origin; ``clean`` says that nothing is kept, now and there.
    """
    step, screen = steps[-1], state.looked.screen
    control = found(screen, step.spot) if len(steps) == 1 and not step.typed and step.option is None else None
    address = led_to(state.looked, control) if control else ""
    if not address or origin(visit.window.page.url) != origin(screen.url):
        return None
    try:
        if clean:
            visit.window.lift()
        else:
            visit.remember(state.cookies, state.looked.stored)
        visit.follow(address, screen.url)
        return visit.eyes.look()
    except WalkError:
        return None


def arrive(visit: Visit, start: str, before: Stored, state: State, unfit: set[str]) -> Looked | None:
    """Bring the page to a state and look at it; null where no way leads there any more.

    ``before`` is what was stored at the start; ways of coming back that are ``unfit`` for this page are not tried, and
    one that led elsewhere where the same presses, one by one, led there is one from now on.
    """
    astray = set()
    for name in [name for name in (*_WAYS, "hand") if state.arrivals.get(name) is not False and name not in unfit]:
        try:
            looked = visit.eyes.look() if _WAYS[name](visit, start, state) else None
        except WalkError:
            looked = None
        if looked is not None and name == AT_ONCE and signature(looked, before) != state.key:
            astray.add(name)
            looked = None
        if looked is not None and signature(looked, before) != state.key:
            visit.window.linger()
            looked = _seen(visit)
        state.arrivals[name] = looked is not None and signature(looked, before) == state.key
        if looked is not None and state.arrivals[name]:
            unfit |= astray
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


def _at_once(visit: Visit, start: str, state: State) -> bool:
    frames = {step.frame for step in state.way}
    if len(frames) != 1 or any(_is_answered(step) for step in state.way):
        return False
    visit.forget()
    visit.going.open(start)
    return visit.hands.turn(frames.pop(), [step.path for step in state.way])


def _is_answered(step: Step) -> bool:
    """Return whether more than a press belongs to a step: a choice, an answer to the browser, a slider's other end."""
    return bool(step.typed or step.asked) or step.option is not None or step.spot.role == "slider"


def _by_script(visit: Visit, start: str, state: State) -> bool:
    if any(step.typed or step.stays for step in state.way):
        return False
    visit.forget()
    visit.going.open(start)
    for (switches, frame), steps in groupby(state.way, lambda one: (one.spot.role in TURNED, one.frame)):
        row = list(steps)
        if switches and len(row) > MANY:
            again = visit.hands.turn(frame, [one.path for one in row])
        else:
            again = all(visit.hands.again(frame, one.path, one.option, accept=one.accept) for one in row)
        if not again:
            return False
    return True


def _by_hand(visit: Visit, start: str, state: State) -> bool:
    visit.forget()
    visit.going.open(start)
    for step in state.way:
        press(visit, visit.eyes.look(), step)
    return True


_WAYS: Mapping[str, Callable[[Visit, str, State], bool]] = {
    "address": _by_address, AT_ONCE: _at_once, "script": _by_script, "hand": _by_hand,
}  # fmt: skip
