"""Measures the ground truth of the dialogs: the fewest real clicks that accept all, and that refuse all.

Usage: python tests/dialogs/measure.py DIR OUT.json [page-id ...]

DIR is what ``build.py`` assembled. Every visible control outside ``data-demo`` is pressed with the mouse at every
state, breadth first, each state restored by a new visit and the same clicks; no label is read to decide anything.
Accepted or refused is what is stored afterwards (``accepted`` and ``refused`` in ``pages.toml``). What was found is
replayed twice. States that look and store the same are visited once, with every way into them kept; a state that has
stored acceptance or refusal of everything is not searched further, so withdrawing what was just given is no way to
refuse.
"""

import base64
import binascii
import datetime as dt
import functools
import http.server
import json
import re
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from build import Page, pages
from playwright.sync_api import Browser, CDPSession, Error, ViewportSize, sync_playwright

from analyzer.walking.browsers.finding import find

HERE = Path(__file__).resolve().parent
INVENTORY = (HERE / "inventory.js").read_text(encoding="utf-8")
SETTLED = (HERE / "settled.js").read_text(encoding="utf-8")
VIEW: ViewportSize = {"width": 1280, "height": 800}
MASK = "--disable-blink-features=AutomationControlled"
SEARCH_LIMIT_S = 900
MOST_WAYS = 24
PATIENCE = 12
"""How often a control that should be there is looked for, 0.3 s apart: a busy machine animates late."""
Key = tuple[str, str, int]
"""Role, name and number among controls of that role and name."""
LONG_ID = re.compile(r"[0-9a-f-]{12,}|\d{4,}", re.IGNORECASE)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@dataclass(frozen=True)
class Control:
    """What a person could press: role and name as Chromium's accessibility tree has them."""

    role: str
    name: str
    nth: int
    x: float
    y: float
    checked: bool | None
    text: str
    href: str

    @property
    def key(self) -> Key:
        return (self.role, self.name, self.nth)

    @property
    def label(self) -> str:
        return self.name or self.text


@dataclass(frozen=True)
class Seen:
    controls: tuple[Control, ...]
    stored: str
    url: str

    @property
    def look(self) -> str:
        listed = [[*one.key, one.checked, one.text] for one in self.controls]
        return LONG_ID.sub("#", json.dumps([listed, self.stored, self.url], ensure_ascii=False))


@dataclass
class State:
    route: tuple[Key, ...]
    seen: Seen
    depth: int
    ways: list[tuple["Step", ...]] = field(default_factory=list)


@dataclass(frozen=True)
class Step:
    role: str
    label: str
    was_checked: bool | None


def decoded(value: str) -> str:
    plain = unquote(value)
    try:
        inner = base64.b64decode(plain, validate=True).decode()
    except (binascii.Error, ValueError):
        return plain
    return f"{plain} base64:{inner}" if len(plain) > 12 and inner.isprintable() else plain


class Visit:
    """One new visitor at the page."""

    def __init__(self, browser: Browser, page: Page, base: str) -> None:
        self.context = browser.new_context(viewport=VIEW, locale=page.locale)
        self.context.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), lambda route: route.abort())
        self.tab = self.context.new_page()
        self.tab.on("dialog", lambda dialog: dialog.dismiss())
        self.cdp: CDPSession = self.context.new_cdp_session(self.tab)
        self.page = page
        self.url = f"{base}/{page.id}/index.html"

    def close(self) -> None:
        self.context.close()

    def open(self, expected: frozenset[Key] = frozenset()) -> int:
        """Open the page and wait for its dialog; return the milliseconds until its controls were all there.

        The whole ``wait_ms`` is waited unless the expected controls are there before, and then ``react_ms`` longer.
        """
        self.tab.goto(self.url)
        start, ready, known = time.monotonic(), 0, frozenset[Key]()
        while time.monotonic() - start < self.page.wait_ms / 1000:
            self.settle()
            if (keys := frozenset(one.key for one in self.controls())) != known:
                ready, known = round((time.monotonic() - start) * 10) * 100, keys
            if expected and keys >= expected:
                self.tab.wait_for_timeout(self.page.react_ms)
                break
        return ready

    def settle(self) -> None:
        for _ in range(4):
            try:
                self.tab.wait_for_load_state("load")
                self.tab.evaluate(SETTLED)
            except Error:
                self.tab.wait_for_timeout(100)
            else:
                return

    def controls(self) -> tuple[Control, ...]:
        holder = self._run(INVENTORY)
        facts = self._of(holder, "facts", by_value=True)["value"]
        listed = self.cdp.send(
            "Runtime.getProperties", {"objectId": self._of(holder, "elements")["objectId"], "ownProperties": True}
        )["result"]
        objects = [one["value"]["objectId"] for one in listed if one["name"].isdigit()]
        seen: dict[tuple[str, str], int] = {}
        found = []
        for fact, handle in zip(facts, objects, strict=True):
            role, name = self._named(handle)
            nth = seen.setdefault((role, name), 0)
            seen[role, name] += 1
            rest = {key: fact[key] for key in ("x", "y", "checked", "text", "href")}
            found.append(Control(role or fact["tag"], name, nth, **rest))
        return tuple(found)

    def _run(self, script: str) -> str:
        return str(self.cdp.send("Runtime.evaluate", {"expression": f"({script})()"})["result"]["objectId"])

    def _of(self, holder: str, name: str, *, by_value: bool = False) -> dict[str, Any]:
        call = {"objectId": holder, "functionDeclaration": f"function() {{ return this.{name}; }}"}
        answer: dict[str, Any] = self.cdp.send("Runtime.callFunctionOn", {**call, "returnByValue": by_value})
        result: dict[str, Any] = answer["result"]
        return result

    def _named(self, handle: str) -> tuple[str, str]:
        nodes = self.cdp.send("Accessibility.getPartialAXTree", {"objectId": handle, "fetchRelatives": False})["nodes"]
        node: dict[str, Any] = nodes[0] if nodes else {"ignored": True}
        if node.get("ignored"):
            return "", ""
        name = " ".join(str(node.get("name", {}).get("value", "")).split())
        return str(node.get("role", {}).get("value", "")), name

    def stored(self) -> str:
        cookies = sorted(f"cookie {one['name']}={decoded(one['value'])}" for one in self.context.cookies())
        kept = self.tab.evaluate(
            "() => [['local', localStorage], ['session', sessionStorage]].flatMap(([kind, box]) =>"
            " Object.keys(box).map(key => [kind, key, box.getItem(key)]))"
        )
        return "\n".join(cookies + sorted(f"{kind} {key}={decoded(value)}" for kind, key, value in kept))

    def see(self) -> Seen:
        self.settle()
        return Seen(self.controls(), self.stored(), self.tab.url.split("/", 3)[-1])

    def press(self, key: Key) -> Control | None:
        for _ in range(PATIENCE):
            for one in self.controls():
                if one.key == key:
                    self.tab.mouse.click(one.x, one.y)
                    self.settle()
                    return one
            self.tab.wait_for_timeout(300)
        return None


def outcome(page: Page, stored: str) -> str:
    if re.search(page.accepted, stored):
        return "accepted"
    if page.refused and re.search(page.refused, stored):
        return "refused"
    return ""


def walked(
    browser: Browser, page: Page, base: str, route: tuple[Key, ...], expected: frozenset[Key] = frozenset()
) -> tuple[Seen, int] | None:
    visit = Visit(browser, page, base)
    try:
        ready = visit.open(expected)
        for key in route:
            if visit.press(key) is None:
                return None
        return visit.see(), ready
    finally:
        visit.close()


def pressable(page: Page, control: Control) -> bool:
    """Links that leave the page for anything but its own settings page are no part of the dialog."""
    if not control.href or control.href.startswith("javascript:"):
        return True
    path = control.href.split("#")[0].split("?")[0].rsplit("/", 1)[-1]
    return control.href.startswith("http://127.0.0.1") and f"/{page.id}/" in control.href and path != "privacy.html"


def search(browser: Browser, page: Page, base: str) -> dict[str, Any]:
    started = walked(browser, page, base, ())
    assert started
    first, ready = started
    root = State((), first, 0, [()])
    expected = frozenset(one.key for one in first.controls)
    known = {first.look: root}
    layer, visits = [root], 1
    best: dict[str, list[State]] = {}
    start, timed_out, depth = time.monotonic(), False, 0
    lost: list[str] = []
    while layer and depth < page.depth and not ({"accepted", "refused"} <= set(best)):
        depth += 1
        following: list[State] = []
        for state in layer:
            for control in state.seen.controls:
                if not pressable(page, control):
                    continue
                if time.monotonic() - start > SEARCH_LIMIT_S:
                    timed_out = True
                    break
                route = (*state.route, control.key)
                reached = walked(browser, page, base, route, expected)
                visits += 1
                if reached is None:
                    lost.append(" > ".join(key[1] for key in route))
                    continue
                seen = reached[0]
                step = Step(control.role, control.label, control.checked)
                ways = [(*way, step) for way in state.ways]
                if (other := known.get(seen.look)) is not None:
                    if other.depth == depth:
                        other.ways = (other.ways + ways)[:MOST_WAYS]
                    continue
                new = State(route, seen, depth, ways)
                known[seen.look] = new
                if what := outcome(page, seen.stored):
                    best.setdefault(what, []).append(new)
                else:
                    following.append(new)
        layer = following
        print(f"  {page.id}: depth {depth}, {len(known)} states, {visits} visits, {sorted(best)}", flush=True)
    return {
        "first": first,
        "ready": ready,
        "best": {what: [one for one in states if one.depth == states[0].depth] for what, states in best.items()},
        "states": list(known.values()),
        "proof": {
            "method": "exhaustive breadth-first search",
            "depth_complete": depth - timed_out,
            "exhausted": not layer,
            "timed_out": timed_out,
            "states": len(known),
            "visits": visits,
            "not_reached_again": lost,
        },
    }


def replayed(browser: Browser, page: Page, base: str, state: State) -> dict[str, Any]:
    """Walk a found way twice more, read what is stored, and see whether the dialog is back after a reload."""
    stored, back = [], []
    for _ in range(2):
        visit = Visit(browser, page, base)
        try:
            visit.open()
            before = {one.label for one in visit.controls()}
            for key in state.route:
                assert visit.press(key), f"{page.id}: {key} is gone on replay"
            stored.append(visit.stored())
            visit.open()
            again = {one.label for one in visit.controls()}
            back.append(bool(again) and again >= before)
        finally:
            visit.close()
    agreed = [outcome(page, one) for one in stored]
    assert len(set(agreed)) == 1, f"{page.id}: replays disagree: {stored}"
    return {"stored": agreed[0], "stored_example": stored[-1].splitlines(), "dialog_after_reload": back[-1]}


def told(browser: Browser, page: Page, base: str, states: list[State]) -> dict[str, Any] | None:
    if not states:
        return None
    ways = [way for state in states for way in state.ways]
    unique = list(dict.fromkeys(ways))
    chosen = next(state for state in states if state.ways[0] == unique[0])
    labels = [[step.label for step in way] for way in unique]
    others = [one for one in map(list, dict.fromkeys(map(tuple, labels))) if one != labels[0]]
    return {
        "min_clicks": len(unique[0]),
        "labels": labels[0],
        "steps": [{"role": one.role, "name": one.label, "was_checked": one.was_checked} for one in unique[0]],
        "other_shortest": others,
        **replayed(browser, page, base, chosen),
    }


def first_labels(browser: Browser, page: Page, base: str) -> list[str]:
    reached = walked(browser, page, base, ())
    assert reached
    return [one.label for one in reached[0].controls]


def measured(plain: Browser, masked: Browser, page: Page, base: str) -> dict[str, Any]:
    result = search(masked, page, base)
    first: Seen = result["first"]
    labels = [one.label for one in first.controls]
    plainly = first_labels(plain, page, base)
    assert len(result["best"]) == 1 + bool(page.refused) or not result["proof"]["not_reached_again"], (
        f"{page.id}: a state was not reached again, so nothing can be called impossible: {result['proof']}"
    )
    accept = told(masked, page, base, result["best"].get("accepted", []))
    refuse = told(masked, page, base, result["best"].get("refused", []))
    dismissals = [
        {"labels": [step.label for step in state.ways[0]], "stored": state.seen.stored.splitlines()}
        for state in result["states"]
        if state.depth == 1 and not outcome(page, state.seen.stored) and len(state.seen.controls) < len(labels)
    ]
    second = [
        [one.label for one in state.seen.controls]
        for state in result["states"]
        if state.depth == 1 and not outcome(page, state.seen.stored) and len(state.seen.controls) >= len(labels)
    ]
    return {
        "id": page.id,
        "package": page.own.package,
        "version": page.own.version,
        "licence": page.licence,
        "language": page.language,
        "locale": page.locale,
        "variant": page.variant,
        "labels_from": page.labels,
        "hidden_from_automation": set(labels) > set(plainly),
        "ready_ms": result["ready"],
        "first_layer_controls": len(labels),
        "first_layer_labels": labels,
        "nameless_controls": [one.text or one.role for one in first.controls if not one.name],
        "accept": accept,
        "refuse": refuse,
        "refusal_extra_clicks": refuse["min_clicks"] - accept["min_clicks"] if accept and refuse else None,
        "second_layer_labels": second,
        "closed_without_outcome": dismissals,
        "consent_observable": page.stored,
        "notes": page.notes,
        "proof": result["proof"],
    }


def main(arguments: list[str]) -> int:
    folder, out, wanted = Path(arguments[0]), Path(arguments[1]), set(arguments[2:])
    kept = json.loads(out.read_text(encoding="utf-8"))["pages"] if out.is_file() else []
    records = {one["id"]: one for one in kept}
    listed = pages()
    choice = find()
    assert choice
    with sync_playwright() as playwright, served(folder) as base:
        plain = playwright.chromium.launch(executable_path=choice.executable)
        masked = playwright.chromium.launch(executable_path=choice.executable, args=[MASK])
        for page in listed:
            if (wanted and page.id not in wanted) or not (folder / page.id).is_dir():
                continue
            try:
                records[page.id] = record = measured(plain, masked, page, base)
            except (AssertionError, Error) as problem:
                print(f"FAIL {page.id}: {problem}", flush=True)
                continue
            for goal in ("accept", "refuse"):
                found = record[goal]
                print(f"{page.id} {goal}: {found and (found['min_clicks'], found['labels'], found['other_shortest'])}")
            truth = {
                "schema": 1,
                "generated": f"measured with Chromium {masked.version} on {dt.datetime.now(dt.UTC):%Y-%m-%d}: "
                "exhaustive breadth-first search with real clicks, then replayed twice",
                "clicks": "real mouse clicks on visible controls; keyboard, links that leave the dialog and the demo "
                "content of the page are not counted",
                "pages": [records[one.id] for one in listed if one.id in records],
            }
            out.write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
