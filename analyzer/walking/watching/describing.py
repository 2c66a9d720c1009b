"""What a call of the script was, in the walk's vocabulary: exactly one action, with the element the page named.

``activations`` is how many pointer activations the page should have counted for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from analyzer.model import (
    Action,
    Box,
    Check,
    Choose,
    Click,
    Drag,
    Fill,
    Focus,
    History,
    Hover,
    Open,
    Pause,
    Press,
    Screen,
    Scroll,
    Target,
    Upload,
)
from analyzer.walking.watching.holding import Held
from analyzer.walking.watching.surface import Verb
from analyzer.walking.watching.wrapping import Call

NOWHERE = Target(key="", role="generic", name="", tag="", kind="", frame=0, box=Box(x=0, y=0, width=0, height=0))
"""What stands for an element that neither the page nor a second look could name."""

TELLING: Mapping[Verb, tuple[str, ...]] = {
    "click": ("click", "auxclick", "pointerdown"),
    "double_click": ("click", "auxclick", "pointerdown"),
    "tap": ("click", "pointerdown"),
    "pointer_up": ("pointerdown", "pointerup"),
    "drag": ("pointerdown", "dragstart"),
    "hover": ("hover",),
    "pointer_move": ("hover",),
    "fill": ("input", "change", "focusin"),
    "clear": ("input", "change", "focusin"),
    "type": ("keydown", "input"),
    "press": ("keydown", "input"),
    "key_up": ("keydown", "input"),
    "check": ("click",),
    "uncheck": ("click",),
    "set_checked": ("click",),
    "choose": ("change", "input"),
    "upload": ("change", "input"),
    "drop": ("drop",),
    "focus": ("focusin",),
    "select": ("focusin",),
    "dispatch": ("click", "dblclick", "input", "change", "submit", "keydown", "focusin", "drop", "dragstart"),
}
"""The events that name the element a verb acted on, the surest first."""

FROM_THE_PAGE_ITSELF = frozenset(
    {"fill", "clear", "type", "choose", "upload", "drop", "focus", "blur", "select", "dispatch"}
)
"""Verbs that Playwright carries out by script inside the page, so that what the page does then seems evaluated."""

ARRIVING = ("drop", "pointerup")


@dataclass(frozen=True)
class Seen:
    """An action, and the pointer activations it accounts for."""

    action: Action
    activations: int = 0


def named(call: Call) -> Target | None:
    """Return the element the page named for this call, or None if it told nothing that fits."""
    return _first(call, TELLING.get(call.verb, ()))


def arrived(call: Call) -> Target | None:
    """Return where a drag ended, as the page told it."""
    found = [report.target for report in call.reports if report.event.type in ARRIVING and report.target]
    return found[-1] if found else None


def describe(  # noqa: C901, PLR0911, PLR0912 - one case a verb, each a line or two
    call: Call, before: Screen | None, held: Held
) -> Seen | None:
    """Return what ``call`` was, or None where it is part of an action still under way or of none.

    Parameters
    ----------
    call
        A call that has returned, with the element it fell on.
    before
        The screen it was made on.
    held
        What is pressed and not yet let go.
    """
    asked = call.arguments
    on = named(call) or call.on
    where = on or NOWHERE
    match call.verb:
        case "click" | "double_click":
            times = 2 if call.verb == "double_click" else int(asked.get("click_count") or 1)
            return Seen(Click(on=where, times=times, button=asked.get("button") or "left", pointer="mouse"), times)
        case "tap":
            return Seen(Click(on=where, times=1, button="left", pointer="touch"), 1)
        case "pointer_up":
            return _let_go(held, where, call)
        case "drag":
            return Seen(Drag(on=where, to=arrived(call) or call.to))
        case "hover":
            return Seen(Hover(on=where))
        case "pointer_move":
            return None if held.pressed else Seen(Hover(on=where))
        case "fill" | "clear":
            return Seen(Fill(on=where, characters=len(asked.get("value", "")), replaced=_is_filled(before, where)))
        case "type":
            return Seen(Press(on=on, keys="", count=len(asked.get("text", ""))))
        case "press" | "key_up":
            return Seen(Press(on=on, keys=str(asked["key"]), count=int(asked.get("count", 1))))
        case "check" | "uncheck" | "set_checked":
            wanted = bool(asked["checked"]) if call.verb == "set_checked" else call.verb == "check"
            changed = any(report.activates for report in call.reports)
            return Seen(Check(on=where, to=wanted, was=wanted != changed), int(changed))
        case "choose":
            return Seen(Choose(on=where, options=tuple(asked["chosen"])))
        case "upload" | "drop":
            return Seen(Upload(on=where, files=_how_many(asked.get("files") or asked.get("payload", {}).get("files"))))
        case "focus" | "select":
            return Seen(Focus(on=where))
        case "blur" | "front" | "close":
            return Seen(Focus(on=None))
        case "wheel":
            return Seen(Scroll(right=round(asked["delta_x"]), down=round(asked["delta_y"])))
        case "scroll_to":
            scrolled = [report.event for report in call.reports if report.event.type == "scroll"]
            return Seen(Scroll(right=sum(one.right for one in scrolled), down=sum(one.down for one in scrolled)))
        case "dispatch":
            return _dispatched(str(asked["type"]), where)
        case "open":
            return Seen(Open(url=str(asked["url"])))
        case "back" | "forward" | "reload":
            return Seen(History(how=call.verb))
        case "wait":
            return Seen(Pause(milliseconds=round(asked["timeout"])))
        case _:
            return None


def _first(call: Call, types: Iterable[str]) -> Target | None:
    for wanted in types:
        for report in call.reports:
            if report.event.type == wanted and report.target and not report.event.echo:
                return report.target
    return None


def _let_go(held: Held, on: Target, call: Call) -> Seen:
    if held.moved or not any(report.activates for report in call.reports):
        return Seen(Drag(on=on, to=arrived(call)))
    button = cast('Literal["left", "middle", "right"]', held.button)
    return Seen(Click(on=on, times=held.clicks, button=button, pointer="mouse"), held.clicks)


_BY_EVENT: Mapping[str, Literal["hover", "key", "drag", "fill", "scroll", "focus", "blur"]] = {
    "mouseover": "hover", "mouseenter": "hover", "mousemove": "hover", "pointerover": "hover", "pointerenter": "hover",
    "pointermove": "hover", "keydown": "key", "keypress": "key", "keyup": "key", "dragstart": "drag",
    "dragover": "drag", "dragenter": "drag", "drop": "drag", "input": "fill", "change": "fill", "wheel": "scroll",
    "scroll": "scroll",
    "focus": "focus", "focusin": "focus", "blur": "blur", "focusout": "blur",
}  # fmt: skip


def _dispatched(event: str, on: Target) -> Seen:
    times = {"click": 1, "auxclick": 1, "dblclick": 2}.get(event, 0)
    actions: Mapping[str, Action] = {
        "hover": Hover(on=on),
        "key": Press(on=on, keys="", count=1),
        "drag": Drag(on=on, to=None),
        "fill": Fill(on=on, characters=0, replaced=False),
        "scroll": Scroll(right=0, down=0),
        "focus": Focus(on=on),
        "blur": Focus(on=None),
    }
    action = actions.get(_BY_EVENT.get(event, ""))
    return Seen(action or Click(on=on, times=times, button="left", pointer="script"), times)


def _is_filled(before: Screen | None, on: Target) -> bool:
    return before is not None and any(control.key == on.key and control.filled for control in before.controls)


def _how_many(files: Any) -> int:
    if not files:
        return 0
    return 1 if isinstance(files, str | Path | dict) else len(files)
