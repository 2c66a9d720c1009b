"""A second look for the element a call acted on, where the page reported no event: a box that was already ticked."""

import contextlib
from typing import Any

import msgspec
from playwright.sync_api import ElementHandle, Error, FileChooser, Frame, Locator, Page

from analyzer.model import Box, Screen, Target
from analyzer.walking.watching.describing import NOWHERE, TELLING, arrived, named
from analyzer.walking.watching.tabs import Tab
from analyzer.walking.watching.wrapping import Call

SHORTLY_MS = 500

_WHO = """element => {
  const keys = [];
  for (let e = element; e && keys.length < 50; e = e.parentElement) keys.push(window.__optout.keyOf(e));
  const { x, y, width, height } = element.getBoundingClientRect();
  const box = { x: x + scrollX, y: y + scrollY, width, height };
  for (const side in box) box[side] = Math.round(box[side]);
  return JSON.stringify({ keys, tag: element.localName, box });
}"""
_THERE = "([x, y]) => document.elementFromPoint(x, y)"
_CHOSEN = "list => [...list.selectedOptions].map(option => option.label)"


class _Who(msgspec.Struct, frozen=True):
    keys: tuple[int, ...]
    tag: str
    box: Box


def name(call: Call, tab: Tab, before: Screen | None) -> None:
    """Find out what a call fell on that has just returned, while it may still be there.

    ``before`` is the screen on which it was made; what is gone from the page is nowhere.
    """
    if call.verb == "choose":
        call.arguments["chosen"] = _chosen(call)
    if call.verb in TELLING and named(call) is None:
        with contextlib.suppress(Error):
            call.page.evaluate("0")  # a report still on its way is there when this returns
        if named(call) is None:
            call.on = _look(element_of(call), tab, before)
    if call.verb == "drag" and arrived(call) is None:
        target = call.arguments.get("target")
        target = call.subject.locator(target) if isinstance(target, str) else target
        call.to = _look(target, tab, before) if isinstance(target, Locator) else None


def _chosen(call: Call) -> tuple[str, ...]:
    """Return the labels of the options that a native list now has; its values where the list is gone."""
    values = call.result if isinstance(call.result, list) else []
    element = element_of(call)
    with contextlib.suppress(Error):
        if isinstance(element, Locator):
            return tuple(map(str, element.evaluate(_CHOSEN, timeout=SHORTLY_MS)))
        if isinstance(element, ElementHandle):
            return tuple(map(str, element.evaluate(_CHOSEN)))
    return tuple(map(str, values))


def of_control(screen: Screen | None, key: str) -> Target | None:
    """Return the control ``key`` of ``screen`` as a target."""
    for control in screen.controls if screen else ():
        if control.key == key:
            return Target(
                key=key, role=control.role, name=control.name, tag=control.tag, kind=control.kind, frame=control.frame,
                box=control.box,
            )  # fmt: skip
    return None


def element_of(call: Call) -> Locator | ElementHandle | None:
    """Return what a call is about, as its subject or its arguments name it; None where it names nothing."""
    subject, asked = call.subject, call.arguments
    if isinstance(subject, Locator | ElementHandle):
        return subject
    if isinstance(subject, FileChooser):
        return subject.element
    if isinstance(subject, Page | Frame) and isinstance(selector := asked.get("selector", asked.get("source")), str):
        return subject.locator(selector).first
    if "x" in asked and "y" in asked:
        with contextlib.suppress(Error):
            return call.page.evaluate_handle(_THERE, [asked["x"], asked["y"]]).as_element()
    return None


def _look(element: Any, tab: Tab, before: Screen | None) -> Target:
    with contextlib.suppress(Error, msgspec.MsgspecError):
        handle = element.element_handle(timeout=SHORTLY_MS) if isinstance(element, Locator) else element
        if handle is None:
            return NOWHERE
        owner = handle.owner_frame()
        who = msgspec.json.decode(handle.evaluate(_WHO), type=_Who)
        number = tab.frames.number(owner or tab.page.main_frame)
        keys = [f"{number}.{key}" for key in who.keys]
        for key in keys:
            if found := of_control(before, key):
                return found
        return Target(key=keys[0], role="generic", name="", tag=who.tag, kind=who.tag, frame=number, box=who.box)
    return NOWHERE
