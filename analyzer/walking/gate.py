"""Nothing that commits leaves for a live service unless told to.

Before each press the control is looked at; where it commits, the walk ends there. Whatever the look has missed (a
button in a frame, a key, a switch that a script draws, a script that sends by itself) is held back at the network:
nothing that changes something leaves unless the press before it was seen to commit to nothing.
"""

import base64
import contextlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from playwright.sync_api import ElementHandle, Page
from playwright.sync_api import Error as PlaywrightError

from analyzer.model import Reads, Right
from analyzer.walking.manners import PAUSE_MS, READING, Manners
from analyzer.walking.reading import only_reads
from analyzer.walking.watching import naming
from analyzer.walking.watching.wrapping import Call, Stopped
from analyzer.wording.committing import Pressed, address_commits, commits

_PRESSING = frozenset(
    {"click", "double_click", "tap", "pointer_down", "check", "uncheck", "set_checked", "dispatch", "drag"}
)
_KEYS = frozenset({"press", "key_down", "type"})
_SENDING_KEYS = frozenset({"enter", "numpadenter", "\r", "\n", "return", "", "space"})
"""In lower case, stripped."""

_ASKED_BY_SCRIPTS = frozenset({"XHR", "Fetch", "Ping", "EventSource"})
"""Kinds of request by which a script can have something done; a picture or a script is named as it pleases."""

_OPENING = frozenset({"open", "reload", "back", "forward"})

_PRESSED = """element => {
  const pressed = element.closest("button, input, a[href], area[href], summary, [role]") ?? element;
  const control = element.closest("label")?.control ?? pressed;
  const form = control.form ?? control.closest("form");
  const role = control.getAttribute("role");
  const types = control.localName === "button" || control.localName === "input" ? control.type : "";
  const sends = control.localName === "form" || ["submit", "image"].includes(types);
  const method = (sends && control.getAttribute("formmethod")) || form?.getAttribute("method") || "get";
  const named = (control.getAttribute("aria-labelledby") ?? "").split(/\\s+/).filter(Boolean)
    .map(id => control.getRootNode().getElementById(id)?.textContent);
  const labels = [
    control.getAttribute("aria-label"), ...named, control.innerText,
    ...[...(control.labels ?? [])].map(one => one.innerText),
    ["checkbox", "radio"].includes(control.type) ? "" : control.value, control.getAttribute("alt"), control.title,
    ...[...control.querySelectorAll("img[alt], title")].map(one => one.getAttribute("alt") ?? one.textContent),
    ...(control.assignedSlot || !control.querySelector("slot") ? [] : [control.getRootNode().host?.innerText]),
  ];
  return JSON.stringify({
    labels: [...new Set(labels.map(one => String(one ?? "").trim().slice(0, 500)).filter(Boolean))],
    leads: control.matches("a[href], area[href], [role=link]") && !control.matches("[role=button]"),
    switches: (role === "switch" || types === "checkbox") && form === null,
    posts: sends && method.toLowerCase() !== "get",
    harmless: control.localName === "input" && !sends && !["button", "reset"].includes(types),
  });
}"""
_ENTERED = """element => {
  const form = element.form;
  const sender = form?.querySelector("button:not([type]), [type=submit], [type=image]");
  if (!form || !["input", "select"].includes(element.localName)) return null;
  return sender ?? form;
}"""
_UNDER_THE_POINTER = "() => [...document.querySelectorAll(':hover')].at(-1) ?? null"
_FOCUSED = "() => document.activeElement"


class _Facts(msgspec.Struct, frozen=True):
    labels: tuple[str, ...]
    leads: bool
    switches: bool
    posts: bool
    harmless: bool


class Gate:
    """Looks at each call of a route before it is made; ``why`` says what stopped the walk, or is ""."""

    def __init__(self, manners: Manners, language: str, right: Right, reads: Sequence[Reads] = ()) -> None:
        self.why = ""
        self._opens = True
        self._manners, self._language, self._right, self._reads = manners, language, right, tuple(reads)
        self._may_send = False
        self._by_itself: set[bytes] = set()

    def before(self, call: Call) -> None:
        """Wait as long as a visitor would, and let the call be made.

        Raises
        ------
        Stopped
            If it commits and nobody said that it may.
        """
        if self.why:
            raise Stopped
        with contextlib.suppress(PlaywrightError):
            call.page.wait_for_timeout(PAUSE_MS)
        self._may_send = False
        self._opens = call.verb in _OPENING
        if self._manners.commit or not (call.verb in _PRESSING or _sends(call)):
            return
        for pressed in self._pressed(call):
            if why := commits(pressed, self._language, self._right):
                self.stop(f"{pressed.label.strip()[:80]!r} was not pressed without --commit: {why}")
                raise Stopped
            self._may_send = self._may_send or pressed.posts or self._right == "consent_refusal"

    def passes(self, paused: Mapping[str, Any]) -> bool:
        """Return whether a request may leave: what changes something only after a press that commits to nothing.

        What a page sends by itself while it opens does not leave either, and ends nothing: nobody has done anything.
        """
        asked, form = paused["request"], paused.get("resourceType") == "Document"
        if self._manners.commit or (self._may_send and not self.why):
            return True
        shown = asked["url"].partition("?")[0][:200]
        if asked["method"] in READING:
            if why := self._committing(asked["url"], str(paused.get("resourceType"))):
                self.stop(f"{shown} was not asked for without --commit: {why}")
            return not why
        body = b"".join(base64.b64decode(entry.get("bytes", "")) for entry in asked.get("postDataEntries", ()))
        if (body or not asked.get("hasPostData")) and only_reads(self._reads, asked["url"], _kind(asked), body):
            return True
        if form or not self._opens:
            what = "a form" if form else f"a request ({asked['method'][:20]})"
            self.stop(f"{what} to {shown} was not sent without --commit")
        return False

    def says(self, url: str, message: bytes) -> bool:
        """Return whether a message may leave over the WebSocket ``url``, as for requests.

        A message like one that the page has sent by itself, as a sign of life is, is held back and ends nothing.
        """
        if self._manners.commit or (self._may_send and not self.why) or only_reads(self._reads, url, "", message):
            return True
        alike = re.sub(rb"\d+", b"0", message)
        if self._opens:
            self._by_itself.add(alike)
        elif alike not in self._by_itself:
            self.stop(f"a message to {url.partition('?')[0][:200]} was not sent without --commit")
        return False

    def _committing(self, url: str, kind: str) -> str:
        """Return why asking for an address commits; what a page shows and needs while it opens does not."""
        page = kind == "Document"
        if not (page or (kind in _ASKED_BY_SCRIPTS and not self._opens)):
            return ""
        return address_commits(url, self._language, page=page)

    def stop(self, why: str) -> None:
        """Note why the walk ends; the first reason counts."""
        self.why = self.why or why

    def _pressed(self, call: Call) -> list[Pressed]:
        element = _element(call)
        if element is None:
            return []
        if call.verb in _KEYS:
            sender = element.evaluate_handle(_ENTERED).as_element()
            element = sender or element
        facts = msgspec.json.decode(element.evaluate(_PRESSED), type=_Facts)
        if facts.harmless and not facts.switches:
            return []
        labels = facts.labels or ("",)
        return [Pressed(label, facts.leads, facts.switches, facts.posts) for label in labels]


def _kind(asked: Mapping[str, Any]) -> str:
    return next((str(value) for name, value in asked.get("headers", {}).items() if name.lower() == "content-type"), "")


def _sends(call: Call) -> bool:
    """Return whether keys may send a form or press a button."""
    if call.verb == "type":
        return any(character in str(call.arguments.get("text", "")) for character in "\r\n")
    return call.verb in _KEYS and str(call.arguments.get("key", "")).rpartition("+")[2].strip().lower() in _SENDING_KEYS


def _element(call: Call) -> ElementHandle | None:
    """Return what the call is about to fall on."""
    found = naming.element_of(call)
    if found is not None and not isinstance(found, ElementHandle):
        found = found.element_handle()
    page: Page = call.page
    if found is None and call.verb == "pointer_down":
        return page.evaluate_handle(_UNDER_THE_POINTER).as_element()
    if found is None and call.verb in _KEYS:
        return page.evaluate_handle(_FOCUSED).as_element()
    return found
